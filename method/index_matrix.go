package method

import (
	"errors"
	"fmt"
	"math"
	"math/rand/v2"
	"slices"

	"goodmeasure/stats/composite/impute"
	"goodmeasure/stats/rank"
	"goodmeasure/study"
)

// Matrix is the table that an index is made of: a figure, or none, for every unit on every indicator, and where the
// figures are an edition's, what is known of their sampling error. Anybody's own table has units, indicators and values
// only.
type Matrix struct {
	Units      []IndexUnit
	Indicators []IndexIndicator
	Values     [][]float64 // by indicator, then unit; NaN where there is none
	Carried    [][]float64 // Values with gaps filled from earlier periods, nil unless the definition looks back

	Frame      *Frame         // the authorities, judgements and observations; nil for somebody's own table
	Models     [][]ErrorModel // by indicator, then unit
	posteriors []figurePosterior
	notes      []string
}

// IndexUnit is what an index ranks.
type IndexUnit struct {
	Code string `json:"unit"`
	Name string `json:"name"`
}

// IndexIndicator is an indicator as an index takes it.
type IndexIndicator struct {
	Code      string          `json:"code"`
	Name      string          `json:"name"`
	Unit      string          `json:"measured_in,omitempty"`
	Direction study.Direction `json:"direction"`
}

// figurePosterior draws an indicator's true figures.
type figurePosterior struct {
	sampler *rank.Sampler
	scale   float64 // what a draw is multiplied by: 100 for a proportion published as a percentage
}

// keptSamplers are shared by all matrices: most hold figures that another holds too.
var keptSamplers rank.Samplers

// NewMatrix lays out the figures that a definition asks of an edition: for each indicator those of its period, or the mean
// of the periods before it that it asks for, recomputed from counts where there are any, shrunk where the definition says
// so. The units are the authorities that existed when the last of the periods ended; City of London and Isles of Scilly
// are left out, and Frame.Left says so. Another choice of periods, readings or indicators is another definition and
// another matrix.
//
// It errs on an indicator that is unknown, has no reading, or has no figures for its period, and where shrinkage is asked
// for and figures vary no more than chance makes them.
func NewMatrix(edition *study.Edition, d *study.Definition) (*Matrix, error) {
	f := &Frame{Edition: edition}
	m := &Matrix{Frame: f}
	var last study.Date
	for _, criterion := range d.Indicators {
		one, err := chosenBy(edition, criterion)
		if err != nil {
			return nil, err
		}
		f.Measures = append(f.Measures, one)
		if end := one.Indicator.PeriodType.End(one.Period); last.Before(end) {
			last = end
		}
	}
	counting := countingJudgements(edition, latestILACS(edition))
	for _, a := range edition.Authorities {
		switch {
		case !a.ExistedOn(last):
		case a.Tiny():
			f.Left = append(f.Left, LeftOut{a.Code, a.Short(), "a handful of children: one child moves any percentage from one end to the other"})
		default:
			f.Authorities = append(f.Authorities, a)
			f.Judgements = append(f.Judgements, counting[a.Code])
			m.Units = append(m.Units, IndexUnit{a.Code, a.Short()})
		}
	}
	for k, criterion := range d.Indicators {
		if err := m.measure(k, criterion, d.Combine); err != nil {
			return nil, fmt.Errorf("%s: %w", criterion.ID, err)
		}
	}
	return m, nil
}

func latestILACS(edition *study.Edition) Choices {
	c := Choices{Framework: study.ILACS, Which: LatestOne}
	for _, i := range edition.Inspections {
		if c.AsAt.Before(i.Published) {
			c.AsAt = i.Published
		}
	}
	return c
}

func chosenBy(edition *study.Edition, c study.Criterion) (Measure, error) {
	indicator, found := edition.Indicator(c.ID)
	if !found {
		return Measure{}, UnknownIndicator(edition, c.ID)
	}
	if c.Direction.Sign() == 0 {
		return Measure{}, fmt.Errorf("%s: %s; state a reading, higher or lower", c.ID, indicator.Direction.Words())
	}
	one := Measure{Chosen: Chosen{ID: c.ID, Period: c.Period, Direction: c.Direction, Contested: indicator.Direction == study.Contested}, Indicator: indicator}
	if c.Period == 0 {
		covered := Covered(edition, c.ID)
		if len(covered) == 0 {
			return Measure{}, fmt.Errorf("%s: this edition has no figures of it; `goodmeasure import` reads published ones, or leave it out", c.ID)
		}
		one.Period = covered[len(covered)-1]
	}
	if periods := edition.Periods(c.ID); !slices.Contains(periods, one.Period) {
		return Measure{}, fmt.Errorf("%s: no figures for %d, there are for %v; choose another period", c.ID, one.Period, periods)
	}
	return one, nil
}

// measure fills in one indicator.
func (m *Matrix) measure(k int, c study.Criterion, how study.Combination) error {
	f := m.Frame
	one := f.Measures[k]
	years := max(c.Years, 1)
	back := 0
	if how.Imputation == study.ImputeCarry {
		back = how.CarryYears
	}
	var periods []Measure // newest first
	for ago := range years + back {
		earlier := one.Chosen
		earlier.Period -= study.Period(ago)
		periods = append(periods, measure(f.Edition, f.Authorities, earlier))
	}
	f.Measures[k] = periods[0]
	figures, err := m.figures(periods[:years], how.Shrinkage)
	if err != nil {
		return err
	}
	f.Measures[k].Values = figures.values
	m.Indicators = append(m.Indicators, IndexIndicator{c.ID, one.Indicator.Name, one.Indicator.Unit, c.Direction})
	m.Values = append(m.Values, figures.values)
	m.Models = append(m.Models, figures.models)
	sampler, err := keptSamplers.Of(figures.posteriors)
	if err != nil {
		return err
	}
	m.posteriors = append(m.posteriors, figurePosterior{sampler, figures.scale})
	if how.Imputation == study.ImputeCarry {
		var oldestFirst [][]float64
		for at := len(periods) - 1; at > 0; at-- {
			oldestFirst = append(oldestFirst, periods[at].Values)
		}
		carried, err := impute.CarryForward(append(oldestFirst, figures.values), len(periods)-1)
		if err != nil {
			return err
		}
		m.Carried = append(m.Carried, carried.Values)
	}
	return nil
}

// Draw fills values, by indicator and then unit, with one draw of the true figures. A figure whose sampling error is not
// known stays as it is. It may be called from several goroutines, each with its own stream.
func (m *Matrix) Draw(r *rand.Rand, values [][]float64) {
	for k, p := range m.posteriors {
		p.sampler.Draw(r, values[k])
		for at, model := range m.Models[k] {
			if model == ErrorUnknown {
				values[k][at] = m.Values[k][at]
			} else {
				values[k][at] *= p.scale
			}
		}
	}
}

// ErrorsKnown counts the figures of a unit whose sampling error is known.
func (m *Matrix) ErrorsKnown(unit int) int {
	known := 0
	for k := range m.Models {
		if model := m.Models[k][unit]; model != ErrorUnknown && model != NoFigure {
			known++
		}
	}
	return known
}

// check refuses a matrix that no index can be made of.
func (m *Matrix) check() error {
	if len(m.Units) < 2 {
		return fmt.Errorf("%s: an index compares units, and needs at least two", count(len(m.Units), "unit"))
	}
	if len(m.Indicators) == 0 {
		return errors.New("no indicator: an index needs at least one")
	}
	for k, x := range m.Values {
		if err := varies(x); err != nil {
			return &IndicatorError{m.Indicators[k].Code, err}
		}
	}
	return nil
}

// IndicatorError says which indicator stands in the way of an index.
type IndicatorError struct {
	Code string
	Err  error
}

func (e *IndicatorError) Error() string { return fmt.Sprintf("indicator %s: %v", e.Code, e.Err) }

// Unwrap gives the cause.
func (e *IndicatorError) Unwrap() error { return e.Err }

func varies(x []float64) error {
	known, first := 0, math.NaN()
	varied := false
	for _, value := range x {
		if math.IsInf(value, 0) {
			return fmt.Errorf("an infinite value, expected a finite number or nothing")
		}
		if math.IsNaN(value) {
			continue
		}
		if known++; known == 1 {
			first = value
		}
		varied = varied || value != first
	}
	switch {
	case known == 0:
		return fmt.Errorf("no unit has a value; leave it out")
	case !varied:
		return fmt.Errorf("all %d known values are %v, so that it cannot tell units apart; leave it out", known, first)
	}
	return nil
}
