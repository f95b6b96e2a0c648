package chart

import (
	"errors"
	"fmt"

	"goodmeasure/study"
)

// BoundsData is how far each authority could rise and fall by the choice of weights alone. Rank 1 is best.
type BoundsData struct {
	Caption
	Among int // how many the ranks run over
	Units []BoundedUnit
	Note  string // which choices were allowed, in a sentence
}

// BoundedUnit is one authority's best and worst rank that can be reached, and its rank today. Reason says why there are none.
type BoundedUnit struct {
	Authority string
	Name      string
	Today     study.Number
	Best      study.Number
	Worst     study.Number
	Highlight bool
	Reason    string
}

// Bounds draws a line for each authority from its best to its worst reachable rank with a mark at today's, in the order of
// today's ranks.
func Bounds(data BoundsData) (Figure, error) {
	if err := data.check(); err != nil {
		return Figure{}, err
	}
	inner := CaterpillarData{Caption: data.Caption, Among: data.Among, reachable: true, note: data.Note}
	var faults []error
	for _, u := range data.Units {
		if u.Today.Known() != (u.Best.Known() && u.Worst.Known()) {
			faults = append(faults, fmt.Errorf("bounds figure %s, authority %q (%s): today’s rank is %v, the bounds are %v and %v: give all three or none", data.ID, u.Authority, u.Name, u.Today, u.Best, u.Worst))
		}
		inner.Units = append(inner.Units, RankedUnit{Authority: u.Authority, Name: u.Name, Median: u.Today,
			Interval50: Interval{study.Missing, study.Missing}, Interval95: Interval{u.Best, u.Worst}, Highlight: u.Highlight, Reason: u.Reason})
	}
	if err := errors.Join(errors.Join(faults...), inner.checkUnits()); err != nil {
		return Figure{}, err
	}
	f, err := Caterpillar(inner)
	if err != nil {
		return Figure{}, err
	}
	inner.Units = inner.inOrder()
	f.Table = inner.boundsTable()
	if ranked := inner.ranked(); len(ranked) > 0 {
		f.Sentence = inner.boundsSentence()
	}
	return f, nil
}

func (d CaterpillarData) boundsSentence() string {
	first, last, free := 0, 0, 0
	among := d.Among
	if among == 0 {
		among = len(d.ranked())
	}
	for _, u := range d.ranked() {
		if u.Interval95.Low == 1 {
			first++
		}
		if float64(u.Interval95.High) == float64(among) {
			last++
		}
		if u.Interval95.Low == 1 && float64(u.Interval95.High) == float64(among) {
			free++
		}
	}
	out := "By the choice of weights alone, " + noneOr(first) + " of " + authorities(len(d.ranked())) + " can be first, " + noneOr(last) + " can be last, and " + noneOr(free) + " can be either."
	for _, u := range d.ranked() {
		if u.Highlight {
			out += " " + isolate(u.Name) + ": " + d.place(u) + "."
		}
	}
	if d.note != "" {
		out += " " + d.note
	}
	return out + d.unranked()
}

func (d CaterpillarData) boundsTable() Table {
	t := Table{Caption: d.Title, Columns: []Column{{Name: "Authority"}, {Name: "Rank today", Unit: "1 is best", Numeric: true},
		{Name: "Best rank that can be reached", Numeric: true}, {Name: "Worst rank that can be reached", Numeric: true}}}
	for _, u := range d.Units {
		if !u.Median.Known() {
			missing := said("not ranked: " + u.Reason)
			t.Rows = append(t.Rows, []Cell{named(u.Authority, u.Name), missing, missing, missing})
			continue
		}
		t.Rows = append(t.Rows, []Cell{named(u.Authority, u.Name), {Text: trimmed(float64(u.Median), 1), Value: u.Median},
			{Text: firstPlace(u.Interval95), Value: u.Interval95.Low}, {Text: lastPlace(u.Interval95), Value: u.Interval95.High}})
	}
	return t
}
