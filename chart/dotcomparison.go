package chart

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"goodmeasure/study"
)

// ComparisonData is several measures for up to six authorities. Each measure has an axis of its own, on which better is to
// the right whatever the measure's direction.
type ComparisonData struct {
	Caption
	Authorities []ComparedAuthority
	Rows        []ComparisonRow
}

// ComparedAuthority is one of those compared, with its own shape and colour by its place in the list.
type ComparedAuthority struct {
	Code, Name string
	Few        bool // a handful of children: its figures are shown, and nothing is said of how they compare
}

// ComparisonRow is one measure: a figure for each authority in their order, England's, and the range of all authorities.
type ComparisonRow struct {
	Indicator string // its id
	Measure
	Period  string
	England study.Number
	All     Interval // the lowest and highest figure of any authority
	Figures []ComparisonFigure
}

// ComparisonFigure is one authority's figure with its 95% interval. Reason says why there is none.
type ComparisonFigure struct {
	Value    study.Number
	Interval Interval
	Reason   string
}

// DotComparison draws a row for each measure with a mark for each authority. A row where the measure's direction is
// contested runs from lower to higher, and says so.
func DotComparison(data ComparisonData) (Figure, error) {
	if err := errors.Join(data.check(), data.checkRows()); err != nil {
		return Figure{}, err
	}
	if len(data.Authorities) == 0 || len(data.Rows) == 0 {
		return data.nothing("no "+map[bool]string{true: "authorities", false: "measures"}[len(data.Authorities) == 0]+" were given", data.table()), nil
	}
	if !slices.ContainsFunc(data.Rows, ComparisonRow.any) {
		return data.nothing("there is no figure for "+list(data.names(), mostHighlighted), data.table()), nil
	}
	return Figure{data.Caption, data.sentence(), data.table(), data.draw}, nil
}

func (d ComparisonData) checkRows() error {
	here := "comparison figure " + d.ID
	if len(d.Authorities) > mostHighlighted {
		return fmt.Errorf("%s: %d authorities are too many to tell apart: compare at most %d", here, len(d.Authorities), mostHighlighted)
	}
	seen := identity{}
	for _, a := range d.Authorities {
		if err := seen.check(here, a.Code, a.Name); err != nil {
			return err
		}
	}
	measures := map[string]bool{}
	for _, r := range d.Rows {
		where := fmt.Sprintf("%s, measure %q (%s)", here, r.Indicator, r.Name)
		if r.Indicator == "" || r.Name == "" || measures[r.Indicator] {
			return fmt.Errorf("%s: every measure needs a name and an id of its own", where)
		}
		measures[r.Indicator] = true
		if len(r.Figures) != len(d.Authorities) {
			return fmt.Errorf("%s: figures for %d authorities: expected %d", where, len(r.Figures), len(d.Authorities))
		}
		if err := errors.Join(r.All.check(where), withinReach(where, r.England, r.All.Low, r.All.High)); err != nil {
			return err
		}
		for i, f := range r.Figures {
			if err := errors.Join(f.Interval.check(where), withinReach(where, f.Value, f.Interval.Low, f.Interval.High)); err != nil {
				return err
			}
			if !f.Value.Known() && f.Reason == "" {
				return fmt.Errorf("%s: there is no figure for %s; give the reason", where, d.Authorities[i].Name)
			}
		}
	}
	return nil
}

func (r ComparisonRow) any() bool {
	return slices.ContainsFunc(r.Figures, func(f ComparisonFigure) bool { return f.Value.Known() })
}

func (d ComparisonData) names() (names []string) {
	for _, a := range d.Authorities {
		names = append(names, a.Name)
	}
	return names
}

func (r ComparisonRow) numbers() []study.Number {
	values := []study.Number{r.England, r.All.Low, r.All.High}
	for _, f := range r.Figures {
		values = append(values, f.Value)
		if f.Value.Known() {
			values = append(values, f.Interval.Low, f.Interval.High)
		}
	}
	return values
}

func (r ComparisonRow) places() int {
	low, high, _ := reach(r.numbers()...)
	return placesFor(high - low)
}

func (r ComparisonRow) title() string {
	out := r.axis()
	if r.Period != "" {
		out += ", " + r.Period
	}
	return out
}

func (r ComparisonRow) words(v study.Number) string { return r.say(v, r.places()) }

// mostSaid is how many figures a sentence names. Of more it says what they come to, and the table has them.
const mostSaid = 12

func (d ComparisonData) sentence() string {
	if len(d.Rows)*len(d.Authorities) > mostSaid {
		return d.summary()
	}
	var out string
	for _, r := range d.Rows {
		words := r.title() + " (" + r.Direction.Words() + "): "
		for i, f := range r.Figures {
			if i > 0 {
				words += ", "
			}
			figure := "no figure (" + f.Reason + ")"
			if f.Value.Known() {
				figure = r.words(f.Value)
			}
			words += isolate(d.Authorities[i].Name) + " " + figure
		}
		if r.England.Known() {
			words += ", England (middle) " + r.words(r.England)
		}
		out += words + ". "
	}
	return out[:len(out)-1]
}

// summary counts for each authority the measures on which its interval tells it from England's middle authority.
func (d ComparisonData) summary() string {
	out := fmt.Sprintf("%s on %s, each with its 95%% interval where that is known.", authorities(len(d.Authorities)), Count(len(d.Rows), "measure", "measures"))
	for i, a := range d.Authorities {
		better, worse, tested, figures := 0, 0, 0, 0
		for _, r := range d.Rows {
			f := r.Figures[i]
			if f.Value.Known() {
				figures++
			}
			if !f.Interval.known() || !r.England.Known() || r.Direction.Sign() == 0 {
				continue
			}
			tested++
			switch above, below := f.Interval.Low > r.England, f.Interval.High < r.England; {
			case above && r.Direction.Sign() > 0, below && r.Direction.Sign() < 0:
				better++
			case above, below:
				worse++
			}
		}
		out += " " + isolate(a.Name)
		switch {
		case figures == 0:
			out += ": no figures."
			continue
		case a.Few:
			out += fmt.Sprintf(": %s, not tested, as it has a handful of children.", Count(figures, "figure", "figures"))
			continue
		case tested == 0:
			out += fmt.Sprintf(": %s, none of which can be tested.", Count(figures, "figure", "figures"))
			continue
		}
		out += fmt.Sprintf(": of %s that can be tested, better than England (middle) on %d, worse on %d, not told apart on %d.", Count(tested, "measure", "measures"), better, worse, tested-better-worse)
	}
	return out + " A measure can be tested where the interval is known and people agree which way is better. The table has every figure."
}

func (d ComparisonData) table() Table {
	t := Table{Caption: d.Title, Columns: []Column{{Name: "Measure"}, {Name: "Unit"}, {Name: "Which way is better"}, {Name: "Period"}, {Name: "Authority"}, {Name: "Figure", Numeric: true},
		{Name: "95% interval from", Numeric: true}, {Name: "95% interval to", Numeric: true}, {Name: "England (middle)", Numeric: true}}}
	for _, r := range d.Rows {
		for i, f := range r.Figures {
			t.Rows = append(t.Rows, []Cell{said(r.Name), said(cmp.Or(r.Unit, "none")), said(r.Direction.Words()), said(cmp.Or(r.Period, notKnown)),
				named(d.Authorities[i].Code, d.Authorities[i].Name), r.figure(f.Value, f.Reason),
				r.known(f.Interval.Low), r.known(f.Interval.High), r.known(r.England)})
		}
	}
	return t
}

func (r ComparisonRow) known(v study.Number) Cell {
	if !v.Known() {
		return said(notKnown)
	}
	return r.figure(v, "")
}

func (r ComparisonRow) figure(v study.Number, reason string) Cell {
	made := r.cell(v, r.places(), reason)
	if v.Known() {
		made.Text = r.words(v)
	}
	return made
}
