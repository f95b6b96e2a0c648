package chart

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"goodmeasure/study"
)

// GradeStripsData is one measure for the authorities of each inspection grade.
type GradeStripsData struct {
	Caption
	Measure
	Strips []GradeStrip // at most one for each grade
	Note   string       // what the test of the relation says, in a sentence
}

// GradeStrip holds the figures of authorities with one grade, and the median and quartiles of those that are known.
type GradeStrip struct {
	Grade     study.Grade
	Values    []StripValue
	Median    study.Number
	Quartiles Interval
}

// GradeStrips draws a strip for each grade, the best first: a tick for each authority over a line from quartile to
// quartile and a mark at the median.
func GradeStrips(data GradeStripsData) (Figure, error) {
	if err := errors.Join(data.check(), data.checkStrips()); err != nil {
		return Figure{}, err
	}
	data.Strips = slices.Clone(data.Strips)
	slices.SortStableFunc(data.Strips, func(a, b GradeStrip) int { return b.Grade.HigherIsBetter() - a.Grade.HigherIsBetter() })
	if low, high, any := reach(data.numbers()...); !any || low > high {
		return data.nothing("no authority has both a grade and a figure", data.table()), nil
	}
	return Figure{data.Caption, data.sentence(), data.table(), data.draw}, nil
}

func (d GradeStripsData) checkStrips() error {
	here := "grade strips figure " + d.ID
	seen, grades := identity{}, map[study.Grade]bool{}
	for _, g := range d.Strips {
		where := here + ", grade " + g.Grade.Words()
		if grades[g.Grade] {
			return fmt.Errorf("%s: there are two strips: expected one", where)
		}
		grades[g.Grade] = true
		if err := errors.Join(g.Quartiles.check(where), withinReach(where, g.Median, g.Quartiles.Low, g.Quartiles.High)); err != nil {
			return err
		}
		for _, v := range g.Values {
			if err := errors.Join(seen.check(here, v.Authority, v.Name), withinReach(where, v.Value)); err != nil {
				return err
			}
			if !v.Value.Known() && v.Reason == "" {
				return fmt.Errorf("%s, authority %q (%s): there is no figure; give the reason", where, v.Authority, v.Name)
			}
		}
	}
	return nil
}

func (d GradeStripsData) numbers() (values []study.Number) {
	for _, g := range d.Strips {
		for _, v := range g.Values {
			values = append(values, v.Value)
		}
	}
	return values
}

func (d GradeStripsData) places() int {
	low, high, _ := reach(d.numbers()...)
	return placesFor(high - low)
}

func (g GradeStrip) known() (values []StripValue) {
	for _, v := range g.Values {
		if v.Value.Known() {
			values = append(values, v)
		}
	}
	return values
}

func (d GradeStripsData) median(g GradeStrip) string {
	if !g.Median.Known() {
		return "median " + notKnown
	}
	out := "median " + d.say(g.Median, d.places())
	if g.Quartiles.known() {
		out += " (middle half " + d.say(g.Quartiles.Low, d.places()) + " to " + d.say(g.Quartiles.High, d.places()) + ")"
	}
	return out
}

func (d GradeStripsData) sentence() string {
	var parts []string
	for _, g := range d.Strips {
		n := len(g.known())
		words := strings.ToLower(g.Grade.Words()) + ", " + authorities(n)
		if n > 0 {
			words += ", " + d.median(g)
		}
		parts = append(parts, words)
	}
	out := d.axis() + ", by grade: " + strings.Join(parts, "; ") + ". " + Capital(d.Direction.Words()) + "."
	for _, g := range d.Strips {
		for _, v := range g.known() {
			if v.Highlight {
				out += " " + isolate(v.Name) + " (" + strings.ToLower(g.Grade.Words()) + "): " + d.say(v.Value, d.places()) + "."
			}
		}
	}
	if d.Note != "" {
		out += " " + d.Note
	}
	return out
}

func (d GradeStripsData) pickedOut() (names []string) {
	for _, g := range d.Strips {
		for _, v := range g.known() {
			if v.Highlight {
				names = append(names, v.Name)
			}
		}
	}
	return names
}

func (d GradeStripsData) table() Table {
	t := Table{Caption: d.Title, Columns: []Column{{Name: "Grade"}, {Name: "Authority"}, {Name: d.Name, Unit: d.Unit, Numeric: true}}}
	for _, g := range d.Strips {
		for _, v := range g.Values {
			t.Rows = append(t.Rows, []Cell{said(g.Grade.Words()), named(v.Authority, v.Name), d.cell(v.Value, d.places(), v.Reason)})
		}
	}
	return t
}

func (d GradeStripsData) draw(size Size) *scene {
	s := newScene(size)
	low, high, _ := reach(d.numbers()...)
	for _, g := range d.Strips {
		for _, v := range []study.Number{g.Median, g.Quartiles.Low, g.Quartiles.High} {
			if v.Known() {
				low, high = min(low, float64(v)), max(high, float64(v))
			}
		}
	}
	low, high = roomy(low, high)
	along := linear{low, high, 20, s.width - 20}
	keys := []key{uprightKey("similar", "one authority"), ruleKey("stronger thick", "middle half"), dotKey(circle, "stronger hollow", "median")}
	if names := d.pickedOut(); len(names) > 0 {
		keys = append(keys, dotKey(circle, "", list(names, mostHighlighted)))
	}
	y := s.keys(edge, keys)
	y = s.paragraph(edge, y, s.width-2*edge, d.axis(), style{role: "muted"}) + 4
	less, more := d.ends()
	s.label(edge, y+textSize, start, less, style{bold: true})
	s.label(s.width-edge, y+textSize, end, more, style{bold: true})
	top := y + 2*lineHeight + 6
	rows := newScene(size)
	bottom := top
	for _, g := range d.Strips {
		bottom = d.row(rows, g, along, bottom+6)
	}
	ticks, places := spacedTicks(along)
	s.ticks(along, top-8, top, bottom, ticks, func(v float64) string { return decimal(v, places) })
	s.marks = append(s.marks, rows.marks...)
	s.notes(bottom+4, d.Note, d.contested())
	return s
}

func (d GradeStripsData) row(s *scene, g GradeStrip, along linear, top float64) float64 {
	n := len(g.known())
	words := g.Grade.Words() + ", " + authorities(n)
	if n > 0 {
		words += ": " + d.median(g)
	}
	y := s.covers(edge, top, wrap(words, s.width-2*edge, style{}), style{}) + 4
	if n == 0 {
		return y
	}
	for _, v := range g.known() {
		s.about("authority", v.Authority)
		x := along.at(float64(v.Value))
		s.add(rule{point{x, y}, point{x, y + 18}, "similar"})
		if v.Highlight {
			s.add(dot{point{x, y + 9}, 9, circle, ""})
		}
	}
	s.about("", "")
	if g.Quartiles.known() {
		s.add(rule{point{along.at(float64(g.Quartiles.Low)), y + 26}, point{along.at(float64(g.Quartiles.High)), y + 26}, "stronger thick"})
	}
	if g.Median.Known() {
		s.add(dot{point{along.at(float64(g.Median)), y + 26}, 10, circle, "stronger hollow"})
	}
	return y + 36
}
