package chart

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"goodmeasure/study"
)

// SharesData is how much of the variance of a result each uncertain choice has a part in: Sobol indices with intervals,
// as shares from 0 to 1.
type SharesData struct {
	Caption
	Of      string // the result, as in "mean shift of ranks"
	Choices []ChoiceShare
}

// ChoiceShare is one choice's part: First alone, Total together with all others.
type ChoiceShare struct {
	Choice        string
	First, Total  study.Number
	FirstInterval Interval
	TotalInterval Interval
	Held          bool // it was not varied
}

// Shares draws one row for each choice that was varied, the largest total first: a filled dot for the total index, a
// hollow one for the first-order index, each with its interval. The table has the held ones, too.
func Shares(data SharesData) (Figure, error) {
	if err := errors.Join(data.check(), data.checkChoices()); err != nil {
		return Figure{}, err
	}
	data.Choices = slices.Clone(data.Choices)
	slices.SortStableFunc(data.Choices, func(a, b ChoiceShare) int {
		if a.Held != b.Held {
			return cmp.Compare(rankOf(a.Held), rankOf(b.Held))
		}
		return cmp.Compare(b.Total, a.Total)
	})
	if len(data.varied()) == 0 {
		return data.nothing("no choice was varied", data.table()), nil
	}
	return Figure{data.Caption, data.sentence(), data.table(), data.draw}, nil
}

func rankOf(held bool) int {
	if held {
		return 1
	}
	return 0
}

func (d SharesData) checkChoices() error {
	for _, c := range d.Choices {
		if c.Choice == "" || !c.First.Known() || !c.Total.Known() || !c.FirstInterval.known() || !c.TotalInterval.known() {
			return fmt.Errorf("shares figure %s, choice %q: expected a name, both indices and both intervals", d.ID, c.Choice)
		}
		if c.FirstInterval.Low > c.FirstInterval.High || c.TotalInterval.Low > c.TotalInterval.High {
			return fmt.Errorf("shares figure %s, choice %q: an interval has its ends the wrong way round", d.ID, c.Choice)
		}
	}
	return nil
}

func (d SharesData) varied() (varied []ChoiceShare) {
	for _, c := range d.Choices {
		if !c.Held {
			varied = append(varied, c)
		}
	}
	return varied
}

func (d SharesData) sentence() string {
	varied := d.varied()
	top := varied[0]
	words := fmt.Sprintf("Of %s varied, %s has a part in the largest share of the variance of the %s: %s (95%% interval %s to %s), and %s alone.",
		Count(len(varied), "choice", "choices"), top.Choice, d.Of, decimal(float64(top.Total), 2), decimal(float64(top.TotalInterval.Low), 2),
		decimal(float64(top.TotalInterval.High), 2), decimal(float64(top.First), 2))
	switch {
	case top.Total == 0:
		words = fmt.Sprintf("No choice changes the %s.", d.Of)
	case len(varied) == 1:
		words = fmt.Sprintf("One choice is varied, %s, so that all of the variance of the %s comes from it.", top.Choice, d.Of)
	}
	var held []string
	for _, c := range d.Choices[len(varied):] {
		held = append(held, c.Choice)
	}
	if len(held) > 0 {
		words += " Held, and so without a part: " + list(held, len(held)) + "."
	}
	return words
}

func (d SharesData) table() Table {
	t := Table{Caption: d.Title, Columns: []Column{{Name: "Choice"}, {Name: "Alone", Numeric: true}, {Name: "from", Numeric: true}, {Name: "to", Numeric: true},
		{Name: "With others", Numeric: true}, {Name: "from", Numeric: true}, {Name: "to", Numeric: true}, {Name: "Varied"}}}
	for _, c := range d.Choices {
		t.Rows = append(t.Rows, []Cell{said(c.Choice), figured(c.First, 2), figured(c.FirstInterval.Low, 2), figured(c.FirstInterval.High, 2),
			figured(c.Total, 2), figured(c.TotalInterval.Low, 2), figured(c.TotalInterval.High, 2), said(Choose(rankOf(c.Held), "held", "yes"))})
	}
	return t
}

func (d SharesData) draw(size Size) *scene {
	s := newScene(size)
	left, right := 236.0, s.width-24
	if size == Narrow {
		left = 24
	}
	low, high := 0.0, 1.0
	for _, c := range d.varied() {
		low = min(low, float64(c.FirstInterval.Low), float64(c.TotalInterval.Low))
		high = max(high, float64(c.FirstInterval.High), float64(c.TotalInterval.High))
	}
	along := linear{low, high, left, right}
	y := s.keys(edge, []key{dotKey(circle, "stronger", "with others (total index)"), dotKey(circle, "stronger hollow", "alone (first-order index)"), ruleKey("similar thin", "95% interval")})
	y = s.paragraph(edge, y, s.width-2*edge, "Share of the variance, 0 to 1", style{role: "muted"}) + 4
	top := y + lineHeight
	rows := newScene(size)
	bottom := top + 4
	for _, c := range d.varied() {
		rows.about("choice", c.Choice)
		named := bottom
		if size == Narrow {
			bottom = rows.covers(edge, bottom, wrap(c.Choice, s.width-2*edge, style{bold: true}), style{bold: true})
		} else {
			named = rows.lines(edge, bottom+5, start, wrap(c.Choice, left-edge-12, style{}), style{})
		}
		for _, one := range []struct {
			value study.Number
			Interval
			role string
		}{{c.Total, c.TotalInterval, "stronger"}, {c.First, c.FirstInterval, "stronger hollow"}} {
			bottom += 12
			rows.add(rule{point{along.at(float64(one.Low)), bottom}, point{along.at(float64(one.High)), bottom}, "similar thin"},
				dot{point{along.at(float64(one.value)), bottom}, 9, circle, one.role})
		}
		bottom = max(bottom+12, named+6)
	}
	ticks, places := spacedTicks(along)
	s.ticks(along, y+textSize, top, bottom, ticks, func(v float64) string { return decimal(v, places) })
	s.add(rule{point{along.at(0), top}, point{along.at(0), bottom}, "dashed"})
	s.marks = append(s.marks, rows.marks...)
	s.notes(bottom + 4)
	return s
}
