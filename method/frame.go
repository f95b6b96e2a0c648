package method

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"goodmeasure/study"
)

// Frame is the table that a study works on: the authorities that are ranked, the judgement that counts for each, and
// each chosen indicator's figures, all in one order. An authority without a grade has the zero Inspection: it is ranked
// on its figures, and has no part in what relates figures to grades.
type Frame struct {
	Edition     *study.Edition
	Authorities []study.Authority // by code
	Judgements  []study.Inspection
	Measures    []Measure
	Left        []LeftOut
}

// LeftOut is an authority that is listed and not ranked, and why.
type LeftOut struct {
	Authority string `json:"authority"`
	Name      string `json:"name"`
	Why       string `json:"why"`
}

// Measure is one chosen indicator with a figure, or none, for each authority of the frame.
type Measure struct {
	Chosen
	Indicator    study.Indicator
	Observations []study.Observation
	Values       []float64 // exact figures, full precision, NaN where there is none; see study.Observation.Exact
}

// Good is the value turned so that higher is better.
func (m Measure) Good(at int) float64 { return m.Direction.Sign() * m.Values[at] }

// N counts the authorities that have a figure.
func (m Measure) N() int {
	n := 0
	for _, value := range m.Values {
		if !math.IsNaN(value) {
			n++
		}
	}
	return n
}

// NewFrame lays out the table for the choices.
func NewFrame(edition *study.Edition, c Choices) (*Frame, error) {
	f := &Frame{Edition: edition, Left: []LeftOut{}}
	for _, code := range c.Exclude {
		if _, found := edition.Authority(code); !found {
			return nil, fmt.Errorf("--exclude: no authority has the code %q", code)
		}
	}
	counting := countingJudgements(edition, c)
	for _, a := range edition.Authorities {
		if !a.ExistedOn(c.AsAt) {
			continue
		}
		left := func(why string) { f.Left = append(f.Left, LeftOut{a.Code, a.Short(), why}) }
		switch {
		case a.Tiny():
			left("a handful of children: one child moves any percentage from one end to the other")
		case slices.Contains(c.Exclude, a.Code):
			left("left out by choice")
		default:
			f.Authorities = append(f.Authorities, a)
			f.Judgements = append(f.Judgements, counting[a.Code])
		}
	}
	if graded := f.Graded(); graded < leastGraded {
		return nil, fmt.Errorf("%d of the authorities have an overall grade under %s published by %s, and a study needs at least %d; choose a later --as-at or another --framework",
			graded, c.Framework, c.AsAt.Long(), leastGraded)
	}
	for _, chosen := range c.Indicators {
		f.Measures = append(f.Measures, measure(edition, f.Authorities, chosen))
	}
	return f, nil
}

func measure(edition *study.Edition, authorities []study.Authority, chosen Chosen) Measure {
	indicator, _ := edition.Indicator(chosen.ID)
	m := Measure{Chosen: chosen, Indicator: indicator}
	for _, a := range authorities {
		o := edition.Observation(a.Code, chosen.ID, chosen.Period)
		m.Observations = append(m.Observations, o)
		m.Values = append(m.Values, float64(o.Exact(indicator.Kind)))
	}
	return m
}

// countingJudgements is, for each authority, the graded inspection that counts: the latest by date of publication as
// at the date, or the first.
func countingJudgements(edition *study.Edition, c Choices) map[string]study.Inspection {
	counting := map[string]study.Inspection{}
	for _, i := range edition.Inspections {
		if i.Framework != c.Framework || !i.Graded() || c.AsAt.Before(i.Published) {
			continue
		}
		held, there := counting[i.Authority]
		later := cmp.Compare(i.Published.String(), held.Published.String())
		if !there || (c.Which == FirstOne && later < 0) || (c.Which != FirstOne && later > 0) {
			counting[i.Authority] = i
		}
	}
	return counting
}

// Counting is, by code of the authority, the graded inspection that counts under the choices: the latest published by their
// date, or the first.
func Counting(edition *study.Edition, c Choices) map[string]study.Inspection {
	return countingJudgements(edition, c)
}

// leastGraded is how many graded authorities a study needs.
const leastGraded = 10

// Graded counts the authorities that have an overall grade.
func (f *Frame) Graded() int {
	n := 0
	for _, j := range f.Judgements {
		if j.Graded() {
			n++
		}
	}
	return n
}

// Grades are the authorities' grades from 1 inadequate to 4 outstanding, 0 where there is none.
func (f *Frame) Grades() []int {
	grades := make([]int, len(f.Judgements))
	for at, j := range f.Judgements {
		grades[at] = j.Overall.HigherIsBetter()
	}
	return grades
}

// Missing counts a measure's authorities without a figure by the reason, in the order of study.Statuses.
func (m Measure) Missing() []MissingCount {
	counts := []MissingCount{}
	for _, status := range study.Statuses {
		n := 0
		for _, o := range m.Observations {
			if o.Status == status && !status.HasValue() {
				n++
			}
		}
		if n > 0 {
			counts = append(counts, MissingCount{status, n})
		}
	}
	return counts
}

// MissingCount is how many authorities have no figure for one reason.
type MissingCount struct {
	Reason study.Status `json:"reason"`
	N      int          `json:"n"`
}
