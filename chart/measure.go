package chart

import (
	"fmt"
	"math"

	"goodmeasure/study"
)

// Measure is what a figure's axis shows. Unit is "%" or words, as "per 10,000 children". Amount writes a figure of it; unless
// given, figures have the decimal places that tell them apart.
type Measure struct {
	Name      string
	Unit      string
	Direction study.Direction
	Amount    func(study.Number) string
}

func (m Measure) axis() string {
	if m.Unit == "" {
		return m.Name
	}
	return m.Name + ", " + m.Unit
}

func (m Measure) say(v study.Number, places int) string {
	if m.Amount != nil {
		return m.Amount(v)
	}
	words := decimal(float64(v), places)
	if m.Unit == "%" {
		return words + "%"
	}
	return words
}

// ends are the words at the two ends of an axis that runs from low to high.
func (m Measure) ends() (less, more string) {
	switch m.Direction {
	case study.HigherIsBetter:
		return "← worse", "better →"
	case study.LowerIsBetter:
		return "← better", "worse →"
	}
	return "← lower", "higher →"
}

// upAndDown are the words at the foot and the head of an axis that runs upwards.
func (m Measure) upAndDown() (less, more string) {
	switch m.Direction {
	case study.HigherIsBetter:
		return "↓\u00a0worse", "↑\u00a0better"
	case study.LowerIsBetter:
		return "↓\u00a0better", "↑\u00a0worse"
	}
	return "↓\u00a0lower", "↑\u00a0higher"
}

func (m Measure) contested() string {
	if m.Direction.Sign() == 0 {
		return Capital(m.Direction.Words()) + "."
	}
	return ""
}

// cell is a value for a table, or why there is none.
func (m Measure) cell(v study.Number, places int, reason string) Cell {
	if !v.Known() {
		return said("no figure: " + reason)
	}
	return Cell{Text: m.say(v, places), Value: v}
}

// compared says where a figure lies beside another, as both are shown.
func (m Measure) compared(v, other study.Number, places int) string {
	switch {
	case m.say(v, places) == m.say(other, places):
		return "as"
	case v > other:
		return "above"
	}
	return "below"
}

// placesFor is how many decimal places tell figures over a span apart.
func placesFor(span float64) int {
	if !(span > 0) {
		return 1
	}
	return int(max(0, min(6, 2-math.Floor(math.Log10(span)))))
}

// reach is the range of the figures that are known; any is false when there are none.
func reach(values ...study.Number) (low, high float64, any bool) {
	for _, v := range values {
		if !v.Known() {
			continue
		}
		if !any {
			low, high, any = float64(v), float64(v), true
		}
		low, high = min(low, float64(v)), max(high, float64(v))
	}
	return low, high, any
}

func withinReach(where string, values ...study.Number) error {
	for _, v := range values {
		if v.Known() && math.Abs(float64(v)) > tooLarge {
			return fmt.Errorf("%s: a figure is %v: expected at most %g", where, v, tooLarge)
		}
	}
	return nil
}

// check expects both ends or neither, in order.
func (i Interval) check(where string) error {
	if !i.absent() && (!i.known() || i.Low > i.High) {
		return fmt.Errorf("%s: the interval is from %v to %v: give both ends, the lower first, or neither", where, i.Low, i.High)
	}
	return nil
}

// identity keeps authorities apart: each needs a name and a code of its own.
type identity map[string]bool

func (seen identity) check(where, code, name string) error {
	if code == "" || name == "" || seen[code] {
		return fmt.Errorf("%s, authority %q (%s): every authority needs a name and a code of its own", where, code, name)
	}
	seen[code] = true
	return nil
}

// noneHave lists the names of those that have nothing to show, after a heading.
func noneHave(heading string, names []string) string {
	if len(names) == 0 {
		return ""
	}
	return " " + heading + ": " + list(names, 4) + "."
}
