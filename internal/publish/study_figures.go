package publish

import (
	"fmt"

	"goodmeasure/chart"
	"goodmeasure/method"
	"goodmeasure/study"
)

// sourceLine says where the figures of a picture come from.
func sourceLine(r *method.Result) string {
	return sourceOf("published figures and inspection outcomes", r.Edition)
}

func sourceOf(what string, edition method.EditionUsed) string {
	return fmt.Sprintf("Source: %s. %s. %s", what, edition.Words(), study.Licence)
}

// studyFigures are the pictures of a study, in the order of the report.
func studyFigures(r *method.Result) ([]chart.Figure, error) {
	var figures []chart.Figure
	for _, draw := range []func(*method.Result) (chart.Figure, error){associationFigure, tenthsFigure, compositeFigure, screeFigure, transitionsFigure, sampleJourneysFigure} {
		f, err := draw(r)
		if err != nil {
			return nil, fmt.Errorf("drawing a figure: %w", err)
		}
		figures = append(figures, f)
	}
	return figures, nil
}

func associationFigure(r *method.Result) (chart.Figure, error) {
	tested, found := map[string]bool{}, map[string]bool{} // both readings of a contested measure are one
	data := chart.AssociationData{Caption: chart.Caption{ID: "associations", Source: sourceLine(r),
		Subtitle: fmt.Sprintf("Odds of a better overall grade for one standard deviation better on each measure, with 95%% intervals; %s judgements published by %s.",
			r.Choices.Framework, r.Choices.AsAt.Long())}}
	for _, a := range r.Associations {
		name, row := a.Name, a.Indicator
		if a.Contested {
			name += " (read as " + a.Direction.Words() + ")"
			row += ":" + string(a.Direction)
		}
		if a.PHolm.Known() {
			tested[a.Indicator] = true
		}
		if a.PHolm < 0.05 {
			found[a.Indicator] = true
		}
		reason := ""
		if len(a.Why) > 0 {
			reason = a.Why[0]
		}
		data.Rows = append(data.Rows, chart.AssociationRow{Indicator: row, Name: name, OddsRatio: float64(a.ORPerSD), Low: float64(a.ORLow),
			High: float64(a.ORHigh), AdjustedP: a.PHolm, N: a.N, Detectable: a.DetectableCorrected, Reason: reason})
	}
	data.Title = fmt.Sprintf("%s found to go with the inspection grade, once corrected for the number of tests",
		isOf(len(found), chart.Count(len(tested), "measure", "measures")))
	return chart.Association(data)
}

// isOf counts some of many before a participle: "None of 3 measures is", "2 of 3 measures are".
func isOf(n int, many string) string {
	switch n {
	case 0:
		return "None of " + many + " is"
	case 1:
		return "1 of " + many + " is"
	}
	return fmt.Sprintf("%d of %s are", n, many)
}

func compositeFigure(r *method.Result) (chart.Figure, error) {
	a := r.Agreement[method.All]
	highlight := map[string]bool{}
	for _, p := range r.Sample.Pairs {
		highlight[p.Stronger.Authority], highlight[p.Weaker.Authority] = true, true
	}
	top, bottom := 0, 0
	data := chart.CaterpillarData{Among: a.Scored, Caption: chart.Caption{ID: "composite", Source: sourceLine(r),
		Subtitle: fmt.Sprintf("Rank on the composite of %s, each counting alike: median, 50%% and 95%% interval over %d draws. Named: the authorities proposed for study.",
			chart.Count(a.Measures, "measure", "measures"), r.Choices.Draws)}}
	for _, s := range a.Scores {
		if s.PTopQuarter >= 0.9 {
			top++
		}
		if s.PBottomQuarter >= 0.9 {
			bottom++
		}
		data.Units = append(data.Units, chart.RankedUnit{Authority: s.Authority, Name: s.Name, Median: s.RankMedian,
			Interval50: chart.Interval{Low: s.RankLow50, High: s.RankHigh50}, Interval95: chart.Interval{Low: s.RankLow, High: s.RankHigh},
			Highlight: highlight[s.Authority], Reason: s.Reason})
	}
	data.Title = fmt.Sprintf("Of %s, %d surely in the best quarter (9 draws in 10) and %d in the worst; of the others neither can be said",
		chart.Count(a.Scored, "authority", "authorities"), top, bottom)
	if a.Scored == 0 {
		data.Title = "No authority has a place on a composite of these measures"
	}
	return chart.Caterpillar(data)
}

func tenthsFigure(r *method.Result) (chart.Figure, error) {
	a := r.Agreement[method.All]
	place := map[string]chart.Tenth{}
	for at, tenth := range []chart.Tenth{chart.BestTenth, chart.MiddleTenths, chart.WorstTenth} {
		for _, grade := range a.Table[at].Grades {
			for _, code := range grade.Authorities {
				place[code] = tenth
			}
		}
	}
	good := func(row method.TenthRow) int { return row.Grades[2].N + row.Grades[3].N }
	data := chart.TenthsData{Caption: chart.Caption{ID: "tenths", Source: sourceLine(r),
		Title: fmt.Sprintf("%d of the %d authorities in the best tenth are graded good or outstanding, and %d of the %d in the worst tenth",
			good(a.Table[0]), a.Table[0].N, good(a.Table[2]), a.Table[2].N),
		Subtitle: fmt.Sprintf("Overall grade under %s and place on the composite of all measures.", r.Choices.Framework)}}
	if a.N == 0 {
		data.Title = "No authority has both a grade and a place on a composite of these measures"
	}
	for _, s := range a.Scores {
		unit := chart.TenthUnit{Authority: s.Authority, Name: s.Name, Grade: s.Grade, Tenth: place[s.Authority], Reason: s.Reason}
		if s.Grade.Given() || s.Reason != "" {
			data.Units = append(data.Units, unit)
		}
	}
	return chart.Tenths(data)
}

func screeFigure(r *method.Result) (chart.Figure, error) {
	d := r.Dimensions
	data := chart.ScreeData{Random95: d.Chance95, Caption: chart.Caption{ID: "dimensions", Source: sourceLine(r),
		Title: fmt.Sprintf("%s out from noise: the measures have no single dimension of \"good\"", components(d.Retained)),
		Subtitle: fmt.Sprintf("Eigenvalues of the correlations between %s on the %s that have them all, beside the 95th percentile of %d sets of noise.",
			chart.Count(d.M, "measure", "measures"), chart.Count(d.N, "authority", "authorities"), d.Simulations)}}
	if d.Why != "" {
		data.Title = "Whether there is one dimension of \"good\" cannot be said: " + d.Why
	}
	if d.Retained == 1 && d.FirstShare > 0.5 {
		data.Title = "One component stands out from noise and carries most of the variation"
	}
	for _, value := range d.Eigenvalues {
		data.Eigenvalues = append(data.Eigenvalues, float64(value))
	}
	return chart.Scree(data)
}

func components(n int) string {
	if n == 1 {
		return "One component stands"
	}
	if n == 0 {
		return "No component stands"
	}
	return fmt.Sprintf("%d components stand", n)
}

func transitionsFigure(r *method.Result) (chart.Figure, error) {
	data := chart.TransitionsData{Caption: chart.Caption{ID: "transitions", Source: sourceLine(r),
		Subtitle: fmt.Sprintf("Overall grades of consecutive inspections of the same authority under SIF and ILACS, published by %s.", r.Choices.AsAt.Long())}}
	var steps, same int
	for _, t := range r.Journeys.Transitions {
		data.Counts[t.From.HigherIsBetter()-1][t.To.HigherIsBetter()-1] = t.N
		steps += t.N
		if t.From == t.To {
			same += t.N
		}
	}
	data.Title = fmt.Sprintf("Of %s from one inspection to the next, %d left the grade as it was", chart.Count(steps, "step", "steps"), same)
	return chart.Transitions(data)
}

func sampleJourneysFigure(r *method.Result) (chart.Figure, error) {
	data := chart.JourneysData{Caption: chart.Caption{ID: "sample-journeys", Source: sourceLine(r),
		Title:    "The inspection history of the authorities proposed for study",
		Subtitle: "Overall grades by date of publication; stronger and weaker are chosen on figures alone, whatever the grade."}}
	visits := map[string][]chart.Visit{}
	for _, j := range r.Journeys.Authorities {
		for _, stop := range j.Stops {
			visits[j.Authority] = append(visits[j.Authority], chart.Visit{Published: stop.Published, Framework: stop.Framework, Grade: stop.Grade})
		}
	}
	add := func(c method.Candidate) {
		row := chart.Journey{Authority: c.Authority, Name: c.Name, Visits: visits[c.Authority]}
		if len(row.Visits) == 0 {
			row.Reason = "no overall grade published"
		}
		if len(data.Rows) < mostJourneys {
			data.Rows = append(data.Rows, row)
		}
	}
	for _, p := range r.Sample.Pairs {
		add(p.Stronger)
		add(p.Weaker)
	}
	return chart.Journeys(data)
}

// mostJourneys is how many rows a figure of journeys holds.
const mostJourneys = 30
