package workbench

import (
	"fmt"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/method"
)

// Opening states the rule and how many it found.
func (r *SampleRecord) Opening() []string {
	lines := []string{r.Sample.Stated}
	if found := r.Found(); len(found) > 0 {
		lines = append(append(lines, ""), found...)
	}
	return append(lines, bullets(LooseningHeading, r.Loosening())...)
}

// LooseningHeading stands above what loosening a limit would give.
const LooseningHeading = "What loosening a limit would give:"

// Found says how many qualify and, where fewer came out than asked for, how many did.
func (r *SampleRecord) Found() []string {
	var lines []string
	if !r.Blind {
		lines = append(lines, r.qualifiedWords())
	}
	if r.Sample.Short {
		lines = append(lines, r.shortWords())
	}
	return lines
}

// Loosening says what giving up a limit would give, where fewer were found than asked for.
func (r *SampleRecord) Loosening() []string {
	if !r.Sample.Short {
		return nil
	}
	var points []string
	for _, l := range r.Sample.Nearest() {
		points = append(points, fmt.Sprintf("with %s: %s", l.Constraint, r.sizeWords(l.Pairs)))
	}
	if points == nil {
		points = []string{"no limit by itself, and no two together, would give more"}
	}
	return points
}

// qualifiedWords say how many qualify of those that have a place, and who has none.
func (r *SampleRecord) qualifiedWords() string {
	ranked := 0
	var without []string
	for _, p := range r.Field.Prospects {
		if p.PBestQuarter.Known() {
			ranked++
		} else {
			without = append(without, p.Name)
		}
	}
	stronger, weaker := r.Sample.Qualified[0], r.Sample.Qualified[1]
	words := fmt.Sprintf("%s as stronger and %d as weaker, whatever their grade, of the %d that are ranked.", qualify(stronger), weaker, ranked)
	if stronger+weaker == 0 {
		words = fmt.Sprintf("Nobody qualifies as stronger or as weaker, of the %d that are ranked.", ranked)
	}
	switch n := len(without); {
	case n == 0:
		return words
	case n <= 3:
		return words + " " + joined(without) + " " + hasTooFew(n) + "."
	default:
		return words + fmt.Sprintf(" %d more %s.", n, hasTooFew(n))
	}
}

func qualify(n int) string {
	if n == 1 {
		return "1 qualifies"
	}
	return fmt.Sprintf("%d qualify", n)
}

func hasTooFew(n int) string {
	if n == 1 {
		return "has too few figures to be ranked"
	}
	return "have too few figures to be ranked"
}

func (r *SampleRecord) shortWords() string {
	switch asked := r.Sample.Rule.Each; {
	case r.Sample.Rule.Apart:
		return fmt.Sprintf("%d stronger and weaker together could be drawn, and %d of each were asked for.", len(r.Sample.Drawn), asked)
	case len(r.Sample.Pairs) == 0:
		return fmt.Sprintf("No pair could be made of the %d asked for.", asked)
	default:
		return fmt.Sprintf("Only %s could be made of the %d asked for.", chart.Count(len(r.Sample.Pairs), "pair", "pairs"), asked)
	}
}

func (r *SampleRecord) sizeWords(n int) string {
	if r.Sample.Rule.Apart {
		return fmt.Sprintf("%d of each kind", n)
	}
	return chart.Count(n, "pair", "pairs")
}

// Table lists the members: in a blind sample by their codes and nothing else that could tell.
func (r *SampleRecord) Table() chart.Table {
	if r.Blind {
		return r.BlindView().Table()
	}
	t := chart.Table{Caption: "The sample", Columns: []chart.Column{{Name: "Role"}, {Name: "Pair", Numeric: true}, {Name: "Kind"}, {Name: "Authority"}, {Name: "Share", Numeric: true},
		{Name: "Grade"}, {Name: "Region"}, {Name: "Type"}, {Name: "Children", Numeric: true}, {Name: deprivationWords(r.Field.Deprivation), Numeric: true}}}
	for _, m := range r.Members {
		role := m.Role
		if m.Kept {
			role = "kept"
		}
		t.Rows = append(t.Rows, []chart.Cell{said(role), pairCell(m.Pair), said(string(m.Kind)), named(m.Authority, folded(m.Name, 22)), {Text: chance(m.Share), Value: m.Share},
			said(m.Grade.Words()), said(folded(m.Region, 14)), said(folded(m.Type, 12)), {Text: decimal(m.Children, 0), Value: m.Children}, {Text: decimal(m.Deprivation, 1), Value: m.Deprivation}})
	}
	return t
}

func pairCell(pair int) chart.Cell {
	if pair == 0 {
		return said("no pair")
	}
	return whole(pair)
}

func deprivationWords(index string) string {
	return strings.ToUpper(strings.TrimRight(index, "0123456789")) + " " + strings.TrimLeft(index, "imd")
}

// BalanceTable sets the chosen beside all.
func (r *SampleRecord) BalanceTable() chart.Table {
	t := chart.Table{Caption: "Balance: the chosen beside all that are ranked", Columns: []chart.Column{{Name: ""}, {Name: "Stronger", Numeric: true}, {Name: "Weaker", Numeric: true}, {Name: "All", Numeric: true}}}
	for _, row := range r.Balance {
		cells := []chart.Cell{said(row.What)}
		for _, x := range []chart.Cell{{Value: row.Stronger}, {Value: row.Weaker}, {Value: row.All}} {
			switch {
			case !x.Value.Known():
				x.Text = "not known"
			case strings.HasPrefix(row.What, "share of "):
				x.Text = decimal(100*x.Value, 0) + "%"
			case strings.HasPrefix(row.What, "mean "):
				x.Text = decimal(x.Value, 1)
			default:
				x.Text = decimal(x.Value, 0)
			}
			cells = append(cells, x)
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}

// Notes say why each was chosen and what the sample rests on.
func (r *SampleRecord) Notes() []string {
	notes := bullets("Why each:", r.Reasons())
	if len(notes) > 0 {
		notes = notes[1:]
	}
	return append(append(notes, ""), r.Basis()...)
}

// Reasons say of each member why it is one; of a blind sample there are none.
func (r *SampleRecord) Reasons() []string {
	var why []string
	if !r.Blind {
		for _, m := range r.Members {
			why = append(why, m.Name+": "+m.Why+".")
		}
	}
	return why
}

// Basis says which figures, definition and seed the sample comes from, and what it cannot mean.
func (r *SampleRecord) Basis() []string {
	rests := editionLine(r.Edition)
	if r.Definition != nil {
		rests += fmt.Sprintf(" Definition: %s, hash %.12s.", r.Definition.Name, r.Definition.Hash)
	}
	if !r.Blind {
		rests += fmt.Sprintf(" Seed %d.", r.Seed)
	}
	return []string{rests, "Stronger and weaker mean by this ranking of published figures, not by practice; a study has to find out why."}
}

// BlindSample is a sample that does not tell who is in it, or which of a pair is the stronger.
type BlindSample struct {
	Program    string                 `json:"program"`
	From       string                 `json:"from"`
	Edition    method.EditionUsed     `json:"edition"`
	Definition *method.DefinitionUsed `json:"definition,omitempty"`
	Stated     string                 `json:"stated"`
	Members    []BlindMember          `json:"members"`
}

// BlindMember is a member by its code.
type BlindMember struct {
	Code string `json:"code"`
	Role string `json:"role"`
	Pair int    `json:"pair,omitempty"`
}

// BlindView leaves out of a blind sample all that could tell. It lists the members in the order of their codes.
func (r *SampleRecord) BlindView() BlindSample {
	b := BlindSample{r.Program, r.From, r.Edition, r.Definition, r.Sample.Stated, make([]BlindMember, len(r.Members))}
	for _, m := range r.Members {
		var at int
		if _, err := fmt.Sscanf(m.Code, "A%d", &at); err != nil {
			panic("workbench: a member of a blind sample has no code")
		}
		b.Members[at-1] = BlindMember{m.Code, m.Role, m.Pair}
	}
	return b
}

// Table lists the codes.
func (b BlindSample) Table() chart.Table {
	t := chart.Table{Caption: "The sample, blind: the key says who is who", Columns: []chart.Column{{Name: "Code"}, {Name: "Role"}, {Name: "Pair", Numeric: true}}}
	for _, m := range b.Members {
		t.Rows = append(t.Rows, []chart.Cell{said(m.Code), said(m.Role), pairCell(m.Pair)})
	}
	return t
}

// Words say whether a recorded sample came out again, and what differs.
func (r *Redrawn) Words() []string {
	var lines []string
	switch {
	case r.Same && len(r.Differences) == 0:
		lines = []string{"The same sample comes out, and nothing it rests on has changed."}
	case r.Same:
		lines = []string{"The same members come out, though not all is as it was."}
	case r.FromRecord:
		lines = []string{"Another sample comes out now. From the shares in the record, its rule gives the recorded one."}
	default:
		lines = []string{"Another sample comes out."}
	}
	return append(lines, bullets("What differs:", r.Differences)...)
}
