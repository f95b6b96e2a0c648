package define

import (
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net/http"
	"slices"
	"strconv"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
	"goodmeasure/method"
	"goodmeasure/study"
)

func sample() site.Page {
	return site.Page{Name: "sample", Path: "/sample", Section: "Define good", Heavy: true, About: "Chooses authorities to study: stronger and weaker ones in like surroundings, by a rule that anyone can apply again.",
		Params: []site.Param{
			{Name: "purpose", About: "what the sample is for"},
			{Name: "from", About: "what the shares are shares of: draws of the index of the definition, other definitions around it, or draws of the study", OneOf: sampledFrom},
			{Name: "n", About: "how many of each kind"},
			{Name: "share", About: "in what percentage of draws an authority must be in the best, or worst, quarter"},
			{Name: "reserves", About: "how many reserves"},
			{Name: "region", About: "only these regions", Many: true},
			{Name: "type", About: "only these types of authority", Many: true},
			{Name: "least", About: "the least number of children"},
			{Name: "most", About: "the largest number of children"},
			{Name: "fifth", About: "only these fifths by deprivation, 1 the most deprived", Many: true, OneOf: []string{"1", "2", "3", "4", "5"}},
			{Name: "per", About: "at most so many of a kind from one region; 0 for any number"},
			{Name: "exclude", About: "authorities to leave out", Many: true},
			{Name: "keep", About: "authorities that are chosen already", Many: true},
			{Name: "lot", About: "draws by lot in place of pairs", OneOf: []string{"1"}},
			{Name: "blind", About: "shows codes in place of names", OneOf: []string{"1"}},
			{Name: "seed", About: "of the draws: the same seed gives the same sample"},
		},
		Examples: []string{"/sample", "/sample?from=index&n=2&share=60&blind=1", "/sample?region=London&share=95&n=6&fifth=5"},
		Data:     sampled{}, Load: loadSample, Act: redraw, MaxBody: largestRecord + 1<<16}
}

// largestRecord is how many bytes the record of a sample may have.
const largestRecord = 4 << 20

var sampledFrom = []string{workbench.FromIndex, workbench.FromStress, workbench.FromStudy}

// sampled is what the page shows.
type sampled struct {
	Record  *workbench.SampleRecord `json:"record,omitempty"` // not of a blind sample
	Blind   *workbench.BlindSample  `json:"blind,omitempty"`
	Redrawn *workbench.Redrawn      `json:"redrawn,omitempty"`
	Found   []string                `json:"-"`
	Notes   []string                `json:"-"`

	LooseningHeading          string     `json:"-"`
	Loosening, Reasons, Basis []string   `json:"-"`
	Form                      sampleForm `json:"-"`
}

func loadSample(ctx context.Context, r *site.Request) (*site.View, error) {
	f, options, err := readSample(r)
	if err != nil {
		return nil, err
	}
	record, err := r.Bench.SampleOf(ctx, options)
	if err != nil {
		why, ofAsked := r.Bench.Unmade(err)
		if !ofAsked {
			return nil, err
		}
		return nil, &site.BadRequest{What: "No sample can be drawn: " + fields.Replace(strings.TrimPrefix(why, "sample: ")) + ".", Nearest: []site.Link{{Text: "Start again", URL: r.URL("/sample")}}, Do: "Change the limits."}
	}
	return showSample(record, f), nil
}

// fields calls the options of the command line as the form does.
var fields = strings.NewReplacer("--exclude", "Leave out by name", "--keep", "Chosen already", "--from", "Stronger and weaker by", "; `goodmeasure authorities` lists all", "")

func showSample(record *workbench.SampleRecord, f sampleForm) *site.View {
	data := sampled{Record: record, Found: record.Found(), LooseningHeading: workbench.LooseningHeading, Loosening: record.Loosening(),
		Reasons: record.Reasons(), Basis: record.Basis(), Form: f}
	view := &site.View{Title: record.Headline(), Lede: record.Sample.Stated, Tables: []site.Table{{ID: "sample", Table: first(record.Table(), "Authority")}}}
	full := site.File{ID: "record", Name: "sample.json", Type: "application/json", Write: func(w io.Writer) error { return indented(w, record) }}
	if len(record.Members) > 0 {
		view.Files = []site.File{full}
	}
	switch {
	case record.Blind:
		blind := record.BlindView()
		data.Record, data.Blind = nil, &blind
		view.Tables = []site.Table{{ID: "sample", Table: blind.Table()}}
		if len(view.Files) == 0 {
			break
		}
		view.Files[0].Name = "sample-key.json"
		view.Files = append(view.Files, site.File{ID: "blind", Name: "sample-blind.json", Type: "application/json", Write: func(w io.Writer) error { return indented(w, blind) }})
	case len(record.Members) > 0:
		balance := record.BalanceTable()
		balance.Columns[0].Name = "What"
		view.Tables = append(view.Tables, site.Table{ID: "balance", Table: balance})
	}
	view.Data = data
	return view
}

// shown are the lines that say something.
func shown(lines []string) []string {
	var kept []string
	for _, line := range lines {
		if text := strings.TrimSpace(strings.TrimPrefix(strings.TrimSpace(line), "- ")); text != "" {
			kept = append(kept, text)
		}
	}
	return kept
}

// first puts a column before the others.
func first(t chart.Table, name string) chart.Table {
	at := slices.IndexFunc(t.Columns, func(c chart.Column) bool { return c.Name == name })
	if at < 0 {
		return t
	}
	moved := chart.Table{Caption: t.Caption, Columns: slices.Insert(slices.Delete(slices.Clone(t.Columns), at, at+1), 0, t.Columns[at])}
	for _, row := range t.Rows {
		moved.Rows = append(moved.Rows, slices.Insert(slices.Delete(slices.Clone(row), at, at+1), 0, row[at]))
	}
	return moved
}

func indented(w io.Writer, v any) error {
	out := json.NewEncoder(w)
	out.SetIndent("", "  ")
	return out.Encode(v)
}

// redraw draws the sample of a record again that was sent.
func redraw(ctx context.Context, r *site.Request) (site.Outcome, error) {
	file, err := r.Upload("file")
	if err != nil {
		return site.Outcome{}, err
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, largestRecord))
	if err != nil {
		return site.Outcome{}, err
	}
	again, err := r.Bench.RedrawFor(ctx, shortened(file.Name), text)
	if err != nil {
		return site.Outcome{}, &site.BadRequest{What: "The sample cannot be drawn again: " + err.Error() + ".", Nearest: []site.Link{{Text: "Choose places to study", URL: r.URL("/sample")}}, Do: "Send the record that came with the sample, sample.json; of a blind sample, its key."}
	}
	words := again.Words()
	data := sampled{Redrawn: again, Notes: shown(words[1:])}
	data.Form, _, _ = readSample(r)
	return site.Outcome{View: &site.View{Title: words[0], Lede: fmt.Sprintf("From the record “%s”.", again.File), Data: data, Status: http.StatusOK,
		Tables: []site.Table{{ID: "sample", Table: first(again.Now.Table(), "Authority")}}}}, nil
}

// sampleForm is the form of the page as it stands.
type sampleForm struct {
	Purpose, From, N, Share, Reserves, Least, Most, Per, Exclude, Keep, Seed string
	Regions, Types, Fifths                                                   []tick
	Lot, Blind                                                               bool
}

type tick struct {
	Value, Words string
	Chosen       bool
}

func ticks(q []string, values ...tick) []tick {
	for at := range values {
		values[at].Chosen = slices.Contains(q, values[at].Value)
	}
	return values
}

// readSample reads the form; what is left empty is as usual.
func readSample(r *site.Request) (sampleForm, workbench.SampleOptions, error) {
	q := r.Query
	usual := func(name, value string) string {
		if text := q.Get(name); text != "" {
			return text
		}
		return value
	}
	f := sampleForm{Purpose: q.Get("purpose"), From: usual("from", workbench.FromIndex), N: usual("n", "4"), Share: usual("share", "80"), Reserves: usual("reserves", "2"),
		Least: q.Get("least"), Most: q.Get("most"), Per: usual("per", "2"), Exclude: strings.Join(q["exclude"], ", "), Keep: strings.Join(q["keep"], ", "), Seed: usual("seed", "1"),
		Lot: q.Get("lot") != "", Blind: q.Get("blind") != ""}
	for _, region := range distinct(r, func(a study.Authority) string { return a.Region }) {
		f.Regions = append(f.Regions, ticks(q["region"], tick{Value: region, Words: region})...)
	}
	for _, kind := range distinct(r, func(a study.Authority) string { return a.Type }) {
		f.Types = append(f.Types, ticks(q["type"], tick{Value: kind, Words: kind})...)
	}
	f.Fifths = ticks(q["fifth"], tick{Value: "1", Words: "1, the most deprived"}, tick{Value: "2", Words: "2"}, tick{Value: "3", Words: "3"}, tick{Value: "4", Words: "4"}, tick{Value: "5", Words: "5, the least"})

	n := numbers{r: r}
	o := workbench.SampleOptions{Purpose: f.Purpose, From: f.From, Seed: n.seed(f.Seed), Blind: f.Blind, Exclude: q["exclude"], Keep: q["keep"]}
	o.Rule.Each, o.Rule.Reserves = n.whole("n", "How many of each", f.N, 1, 40), n.whole("reserves", "Reserves", f.Reserves, 0, 40)
	o.Rule.Share, o.Rule.MaxPerRegion = n.read("share", "In the quarter in at least (%)", f.Share, 26, 100)/100, n.whole("per", "At most from one region", f.Per, 0, 160)
	o.Rule.MinChildren, o.Rule.MaxChildren = float64(n.whole("least", "At least so many children", f.Least, 0, 1e7)), float64(n.whole("most", "At most so many children", f.Most, 0, 1e7))
	o.Rule.Regions, o.Rule.Types, o.Rule.Apart = q["region"], q["type"], f.Lot
	for _, fifth := range q["fifth"] {
		o.Rule.Fifths = append(o.Rule.Fifths, n.whole("fifth", "Fifth", fifth, 1, 5))
	}
	if o.From == workbench.FromStudy {
		o.Setup = method.Latest
	} else {
		o.Definition = r.Definition
	}
	return f, o, n.err
}

func distinct(r *site.Request, of func(study.Authority) string) []string {
	var found []string
	for _, a := range r.Bench.Edition.Authorities {
		if value := of(a); value != "" && !slices.Contains(found, value) {
			found = append(found, value)
		}
	}
	slices.Sort(found)
	return found
}

// numbers reads numbers, and keeps the first that is wrong.
type numbers struct {
	r   *site.Request
	err error
}

func (n *numbers) read(name, what, text string, least, most float64) float64 {
	if text == "" {
		return 0
	}
	value, err := strconv.ParseFloat(strings.ReplaceAll(text, ",", ""), 64)
	if err != nil || !(value >= least && value <= most) {
		n.refuse(name, what, text, fmt.Sprintf("Give a number from %g to %g.", least, most))
	}
	return value
}

func (n *numbers) seed(text string) uint64 {
	if text == "" {
		return 0
	}
	seed, err := strconv.ParseUint(strings.ReplaceAll(text, ",", ""), 10, 64)
	if err != nil || seed > 1<<53 {
		n.refuse("seed", "Seed", text, "Give a whole number from 0 to 9,007,199,254,740,992.")
	}
	return seed
}

func (n *numbers) whole(name, what, text string, least, most int) int {
	if text == "" {
		return 0
	}
	value, err := strconv.Atoi(strings.ReplaceAll(text, ",", ""))
	if err != nil || value < least || value > most {
		n.refuse(name, what, text, fmt.Sprintf("Give a whole number from %d to %s.", least, strings.TrimSpace(chart.Count(most, "", ""))))
	}
	return value
}

func (n *numbers) refuse(name, what, text, do string) {
	if n.err == nil {
		n.err = &site.BadRequest{What: fmt.Sprintf("%s: “%s” is given.", what, text), Nearest: []site.Link{{Text: "Go on without this number", URL: n.r.Here(name, "")}}, Do: do}
	}
}
