package chart

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strings"

	"goodmeasure/study"
)

// MostOthers is how many authorities a trend draws beside the place: more lines cannot be told apart.
const MostOthers = 4

// TrendLine is the figures of an authority that is drawn beside the place. Its points are the periods in which it existed, and of
// them Period, Value, Interval and Reason count; a period of the figure without one is a gap.
type TrendLine struct {
	Authority string // its code
	Name      string
	Few       bool // as of a TrendData
	Points    []TrendPoint
}

// alone is a line as a trend of its own.
func (d TrendData) alone(l TrendLine) TrendData {
	d.Authority, d.Place, d.Few, d.Points, d.Others = l.Authority, l.Name, l.Few, slices.Clone(l.Points), nil
	for i := range d.Points {
		p := &d.Points[i]
		p.England, p.Benchmark, p.Middle = study.Missing, study.Missing, Interval{study.Missing, study.Missing}
	}
	return d.inOrder()
}

// othersApart keeps apart those that have no figure, which would take a place in the key for nothing.
func (d TrendData) othersApart() TrendData {
	var drawn []TrendLine
	for _, l := range d.Others {
		if len(d.alone(l).known()) == 0 {
			d.without = append(d.without, l)
			continue
		}
		drawn = append(drawn, l)
	}
	d.Others = drawn
	return d
}

func (d TrendData) checkOthers() error {
	if len(d.Others) > MostOthers {
		return fmt.Errorf("trend figure %s: %d authorities beside %s: name at most %d", d.ID, len(d.Others), d.Place, MostOthers)
	}
	seen := identity{}
	for _, l := range d.Others {
		if err := errors.Join(seen.check("trend figure "+d.ID, l.Authority, l.Name), d.alone(l).checkPoints()); err != nil {
			return err
		}
		for _, p := range l.Points {
			if !slices.ContainsFunc(d.Points, func(own TrendPoint) bool { return own.Period == p.Period }) {
				return fmt.Errorf("trend figure %s: %s has a figure for %d, which is none of the periods of the figure", d.ID, l.Name, p.Period)
			}
		}
	}
	return nil
}

// otherLook tells lines apart by colour, by the shape of their marks and by their dashes.
func otherLook(i int) (sh shape, colour, dashes string) {
	return [MostOthers]shape{square, up, down, rightwards}[i], fmt.Sprintf("series-%d", i+1), [MostOthers]string{"", " long", " dotted", " chain"}[i]
}

// own is the colour of the place: ink where other lines have colours.
func (d TrendData) own() string {
	if len(d.Others) > 0 {
		return ""
	}
	return "stronger"
}

// others draws the lines, each a little to a side of the ends of its periods, so that intervals can be told.
func (d TrendData) others(s *scene, along, up linear) {
	step := along.at(d.day(d.Points[0].Period)+365) - along.at(d.day(d.Points[0].Period))
	for i, l := range d.Others {
		sh, colour, dashes := otherLook(i)
		apart := (float64(i) - float64(len(d.Others)-1)/2) * min(4, step/5)
		shifted := linear{along.low, along.high, along.from + apart, along.to + apart}
		line := d.alone(l)
		s.about("authority", l.Authority)
		line.join(s, shifted, up, colour+dashes+" thin", func(p TrendPoint) study.Number { return p.Value })
		for _, p := range line.known() {
			x := shifted.at(d.day(p.Period))
			if p.Interval.known() {
				s.add(rule{point{x, up.at(float64(p.Interval.Low))}, point{x, up.at(float64(p.Interval.High))}, colour + " thin"})
			}
			s.add(dot{point{x, up.at(float64(p.Value))}, 7, sh, colour})
		}
	}
	s.about("", "")
}

func (d TrendData) otherKeys() (keys []key) {
	for i, l := range d.Others {
		sh, colour, dashes := otherLook(i)
		keys = append(keys, key{func(at point) []mark {
			return []mark{rule{point{at.x - 12, at.y}, point{at.x + 12, at.y}, colour + dashes + " thin"}, dot{at, 7, sh, colour}}
		}, isolate(l.Name)})
	}
	return keys
}

// besidePlace says of each line what it shows, and what cannot be told.
func (d TrendData) besidePlace() (out string) {
	var unsure []string
	for _, l := range d.Others {
		line := d.alone(l)
		points := line.stretch()
		first, last := points[0], points[len(points)-1]
		out += " " + isolate(l.Name) + ": " + d.named(first)
		if len(points) > 1 {
			out += " and " + d.named(last)
		}
		out += "." + line.fewWords()
		if l.Few {
			continue
		}
		out += line.course(first, last) + d.againstPlace(last)
		if !last.Interval.known() {
			unsure = append(unsure, l.Name)
		}
	}
	if len(unsure) > 0 {
		out += " The sampling error is not known for " + list(unsure, len(unsure)) + ": figures that are close may mean nothing."
	}
	return out
}

// againstPlace says whether a figure can be told from the place's of the same period.
func (d TrendData) againstPlace(p TrendPoint) string {
	at := slices.IndexFunc(d.Points, func(own TrendPoint) bool { return own.Period == p.Period })
	if !d.Points[at].Value.Known() || !p.Interval.known() {
		return ""
	}
	out := " " + Capital(d.at(p.Period)) + " its interval "
	switch own := d.Points[at].Value; {
	case p.Interval.Low > own:
		return out + "lies above " + isolate(d.Place) + "."
	case p.Interval.High < own:
		return out + "lies below " + isolate(d.Place) + "."
	}
	return out + "includes " + isolate(d.Place) + ", so it cannot be told from it."
}

// othersMissing stands below the picture only: a sentence about four has enough to say.
func (d TrendData) othersMissing() (out string) {
	for _, l := range d.Others {
		out += d.alone(l).gaps("No figure of " + isolate(l.Name))
	}
	return out
}

// noFigures names those of the others that are not drawn, and why.
func (d TrendData) noFigures() (out string) {
	for _, l := range d.without {
		var reasons []string
		for _, p := range l.Points {
			if !slices.Contains(reasons, p.Reason) {
				reasons = append(reasons, p.Reason)
			}
		}
		if len(reasons) == 0 {
			reasons = []string{"it did not exist in these years"}
		}
		out += " " + isolate(l.Name) + " has no figure (" + strings.Join(reasons, "; ") + ")."
	}
	return out
}

// otherColumns and otherCells are what a table has of the lines.
func (d TrendData) otherColumns() (columns []Column) {
	for _, l := range d.Others {
		columns = append(columns, Column{Name: l.Name, Unit: d.Unit, Numeric: true, Authority: l.Authority}, Column{Name: l.Name + ", 95% interval from", Unit: d.Unit, Numeric: true},
			Column{Name: l.Name + ", 95% interval to", Unit: d.Unit, Numeric: true})
		if l.joint() {
			columns = append(columns, Column{Name: l.Name + ", whose figure"})
		}
		if sayError(l.Points) {
			columns = append(columns, Column{Name: l.Name + ", sampling error"})
		}
	}
	return columns
}

func (d TrendData) otherCells(period study.Period) (cells []Cell) {
	for _, l := range d.Others {
		at := slices.IndexFunc(l.Points, func(p TrendPoint) bool { return p.Period == period })
		if at < 0 {
			outside := said(l.outside(period))
			cells = append(cells, outside, outside, outside)
			if l.joint() {
				cells = append(cells, outside)
			}
			if sayError(l.Points) {
				cells = append(cells, outside)
			}
			continue
		}
		p := l.Points[at]
		cells = append(cells, d.cell(p.Value, d.places(), p.Reason), d.orNotKnown(p.Interval.Low), d.orNotKnown(p.Interval.High))
		if l.joint() {
			cells = append(cells, said(p.whose()))
		}
		if sayError(l.Points) {
			cells = append(cells, said(cmp.Or(p.SamplingError, "no figure")))
		}
	}
	return cells
}

// outside says why there is no line in a period in which the authority did not exist.
func (l TrendLine) outside(period study.Period) string {
	if slices.ContainsFunc(l.Points, func(p TrendPoint) bool { return p.Period < period }) {
		return "the authority had ended"
	}
	return "there was no such authority yet"
}

func (d TrendData) orNotKnown(v study.Number) Cell {
	if !v.Known() {
		return said(notKnown)
	}
	return Cell{Text: d.figure(v), Value: v}
}
