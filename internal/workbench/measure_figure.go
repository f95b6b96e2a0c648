package workbench

import (
	"slices"
	"strings"

	"goodmeasure/method"
	"goodmeasure/study"
)

// figures lists every authority that existed in the period with its figure.
func (m *Measure) figures(w *Workbench, i study.Indicator, grades map[string]study.Inspection) {
	for _, a := range w.Edition.Authorities {
		if !a.ExistedOn(i.PeriodType.End(m.Period)) {
			continue
		}
		o := w.Edition.Observation(a.Code, i.ID, m.Period)
		interval := method.IntervalOf(w.Edition, i, o)
		f := MeasureFigure{Authority: a.Code, Name: a.Short(), Region: a.Region, Value: exactValue(i, o), Low: interval.Low, High: interval.High,
			Error: interval.From, Numerator: o.Numerator, Denominator: o.Denominator, Status: o.Status, Tiny: a.Tiny(), Ranks: []method.Rank{}}
		if graded := grades[a.Code]; graded.Graded() {
			f.Grade, f.Published = graded.Overall, graded.Published
		}
		switch {
		case !o.Status.HasValue():
			f.Reason = o.Status.Words()
			if !f.Tiny {
				m.Missing++
			}
		case !slices.Contains(m.Sources, o.Source):
			m.Sources = append(m.Sources, o.Source)
		}
		if f.Error == method.ErrorUnknown {
			m.ErrorUnknown++
		}
		m.Figures = append(m.Figures, f)
	}
	slices.Sort(m.Sources)
	var all []float64
	for _, f := range m.Figures {
		if f.Value.Known() && !f.Tiny {
			all = append(all, float64(f.Value))
		}
	}
	if m.Fifths = []float64{}; len(all) > 0 {
		m.Fifths = method.FifthsOf(all)
	}
	for _, grade := range study.Grades {
		var values []float64
		for _, f := range m.Figures {
			if f.Grade == grade && f.Value.Known() && !f.Tiny {
				values = append(values, float64(f.Value))
			}
		}
		if len(values) > 0 {
			m.Grades = append(m.Grades, GradeSpread{grade, method.SpreadOf(values)})
		}
	}
	slices.SortStableFunc(m.Figures, func(a, b MeasureFigure) int { return strings.Compare(a.Name, b.Name) })
}

// judged are the judgements that figures are set beside unless somebody says otherwise, those of the study of the newest
// figures, and who has which.
func (w *Workbench) judged() (JudgementsUsed, method.Choices, map[string]study.Inspection, error) {
	c, err := method.SetUp(method.Latest, w.Edition)
	if err != nil {
		return JudgementsUsed{}, c, nil, err
	}
	grades := method.Counting(w.Edition, c)
	for _, a := range w.Edition.Authorities {
		if a.Tiny() || !a.ExistedOn(c.AsAt) {
			delete(grades, a.Code)
		}
	}
	return JudgementsUsed{Judgement: method.Overall, Words: method.JudgementWords(method.Overall), Framework: c.Framework,
		Named: frameworkWords(c.Framework), AsAt: c.AsAt, N: len(grades)}, c, grades, nil
}

// Regions are the regions of England by name.
func (w *Workbench) Regions() []string {
	var regions []string
	for _, a := range w.Edition.Authorities {
		if !slices.Contains(regions, a.Region) {
			regions = append(regions, a.Region)
		}
	}
	slices.Sort(regions)
	return regions
}
