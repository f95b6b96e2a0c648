package method

import (
	"fmt"
	"math"
	"slices"

	"goodmeasure/stats/multiple"
	"goodmeasure/stats/regress"
	"goodmeasure/study"
)

// Panel is the association of one indicator with the grades of all inspections since 2013, each set beside the newest
// figure whose period had ended when it was published. Inspections of one authority are not independent: a random
// intercept stands for what they share.
type Panel struct {
	Indicator        string          `json:"indicator"`
	Name             string          `json:"name"`
	Direction        study.Direction `json:"direction"`
	Contested        bool            `json:"contested,omitempty"`
	N                int             `json:"n"` // inspections
	Authorities      int             `json:"authorities"`
	ORPerSD          study.Number    `json:"or_per_sd"` // per standard deviation of the authorities in the figure's own period
	ORLow            study.Number    `json:"or_low"`
	ORHigh           study.Number    `json:"or_high"`
	P                study.Number    `json:"p_wald"`
	PHolm            study.Number    `json:"p_holm"`
	RandomEffectSD   study.Number    `json:"random_effect_sd"`
	QuadraturePoints int             `json:"quadrature_points"`
	Warnings         []string        `json:"warnings,omitempty"`
}

// stalest is how many years older than an inspection's publication a figure may be.
const stalest = 2

// PanelFits fits one random-intercept ordered logit for each measure.
func PanelFits(f *Frame, c Choices) ([]Panel, error) {
	panels := make([]Panel, len(f.Measures))
	err := inParallel(len(f.Measures), c.Workers, func(at int) error {
		panels[at] = panel(f, f.Measures[at], c)
		return nil
	})
	if err != nil {
		return nil, err
	}
	var p []float64
	slot := map[string]int{} // both readings of a contested indicator count once
	for _, one := range panels {
		if _, counted := slot[one.Indicator]; !counted {
			slot[one.Indicator] = len(p)
			p = append(p, float64(one.P))
		}
	}
	holm, err := multiple.Holm(p)
	if err != nil {
		return nil, fmt.Errorf("adjusting the p-values of panels: %w", err)
	}
	for at := range panels {
		panels[at].PHolm = study.Number(holm[slot[panels[at].Indicator]])
	}
	return panels, nil
}

func panel(f *Frame, m Measure, c Choices) Panel {
	p := Panel{Indicator: m.ID, Name: m.Indicator.Name, Direction: m.Direction, Contested: m.Contested, ORPerSD: study.Missing,
		ORLow: study.Missing, ORHigh: study.Missing, P: study.Missing, PHolm: study.Missing, RandomEffectSD: study.Missing}
	scores := f.scoresByPeriod(m)
	var grades []int
	var x []float64
	var group []string
	for _, i := range f.Edition.Inspections {
		if !i.Graded() || c.AsAt.Before(i.Published) || (i.Framework != study.SIF && i.Framework != study.ILACS) ||
			slices.Contains(c.Exclude, i.Authority) {
			continue
		}
		if score, found := newest(scores, m.Indicator.PeriodType, i); found {
			grades = append(grades, i.Overall.HigherIsBetter())
			x = append(x, score)
			group = append(group, i.Authority)
		}
	}
	p.N, p.Authorities = len(x), distinct(group)
	if p.N == p.Authorities {
		p.Warnings = append(p.Warnings, "no authority has two inspections with a figure before them, so that what the inspections of one share cannot be set apart")
		return p
	}
	if _, _, varies := standardised(x); !varies || p.N < 30 {
		p.Warnings = append(p.Warnings, "too few inspections have a figure before them")
		return p
	}
	design, err := regress.NewDesign(regress.Column{Term: m.ID, Values: x})
	if err != nil {
		p.Warnings = append(p.Warnings, err.Error())
		return p
	}
	fit, err := regress.MixedOrdinal(grades, group, design, regress.MixedOptions{})
	if err != nil {
		p.Warnings = append(p.Warnings, err.Error())
		return p
	}
	p.ORPerSD, p.ORLow, p.ORHigh = oddsRatio(fit.Slopes[0])
	p.P, p.RandomEffectSD, p.Warnings = study.Number(fit.Slopes[0].P), study.Number(fit.SD), fit.Warnings
	p.QuadraturePoints = fit.Points
	return p
}

// scoresByPeriod are, for each period, the authorities' figures in standard deviations of that period, so that a
// national trend is not taken for a difference between authorities.
func (f *Frame) scoresByPeriod(m Measure) map[study.Period]map[string]float64 {
	raw := map[study.Period]map[string]float64{}
	order := map[study.Period][]string{}
	for o := range f.Edition.Observations(m.ID) {
		a, found := f.Edition.Authority(o.Authority)
		if value := o.Exact(m.Indicator.Kind); found && !a.Tiny() && value.Known() {
			if raw[o.Period] == nil {
				raw[o.Period] = map[string]float64{}
			}
			raw[o.Period][o.Authority] = m.Direction.Sign() * float64(value)
			order[o.Period] = append(order[o.Period], o.Authority)
		}
	}
	for period, codes := range order {
		values := make([]float64, len(codes))
		for i, code := range codes {
			values[i] = raw[period][code]
		}
		scores, _, ok := standardised(values)
		if !ok {
			delete(raw, period)
			continue
		}
		for i, code := range codes {
			raw[period][code] = scores[i]
		}
	}
	return raw
}

func newest(scores map[study.Period]map[string]float64, ends study.PeriodType, i study.Inspection) (float64, bool) {
	year := study.Period(i.Published.Year())
	for back := study.Period(0); back <= stalest; back++ {
		if i.Published.Before(ends.End(year - back)) {
			continue
		}
		if score, found := scores[year-back][i.Authority]; found && !math.IsNaN(score) {
			return score, true
		}
	}
	return 0, false
}

func distinct(names []string) int {
	seen := map[string]bool{}
	for _, name := range names {
		seen[name] = true
	}
	return len(seen)
}
