package finding

import (
	"fmt"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/internal/workbench"
	"goodmeasure/method"
	"goodmeasure/study"
)

func inspectionFigures(x *workbench.Inspected) ([]chart.Figure, error) {
	makers := []func(*workbench.Inspected) (chart.Figure, error){associationFigure, tenthsFigure, transitionsFigure}
	if len(sharpest(x)) > 0 {
		makers = append(makers, journeysFigure)
	}
	var made []func() (chart.Figure, error)
	for _, one := range makers {
		made = append(made, func() (chart.Figure, error) { return one(x) })
	}
	return figures(made...)
}

func associationFigure(x *workbench.Inspected) (chart.Figure, error) {
	data := chart.AssociationData{Caption: chart.Caption{ID: "associations", Title: associationTitle(x), Source: source(x.SourceLine()), Licence: study.Licence,
		Subtitle: fmt.Sprintf("Odds of a better %s for one standard deviation better on each measure, with 95%% intervals; %s; %s judgements published by %s. Adjusted p-values are Holm’s.",
			x.Judged.Words, workbench.TimingWords(x.Timing), x.Judged.Framework, x.Judged.AsAt.Long())}}
	for _, a := range x.Associations {
		name, row := a.Name, a.Indicator
		if a.Contested {
			name += " (read as " + a.Direction.Words() + ")"
			row += ":" + string(a.Direction)
		}
		reason := ""
		if len(a.Why) > 0 {
			reason = a.Why[0]
		}
		data.Rows = append(data.Rows, chart.AssociationRow{Indicator: row, Name: name, OddsRatio: float64(a.ORPerSD), Low: float64(a.ORLow), High: float64(a.ORHigh),
			AdjustedP: a.PHolm, N: a.N, Detectable: a.DetectableCorrected, Reason: reason})
	}
	return chart.Association(data)
}

// associationTitle names what stands out in the figure.
func associationTitle(x *workbench.Inspected) string {
	found := x.Found()
	if len(found) == 0 {
		return "No interval clears 1 once allowance is made for the number of tests"
	}
	return fmt.Sprintf("%s apart from 1 once allowance is made for the number of tests", stand(len(found)))
}

func stand(n int) string {
	if n == 1 {
		return "One measure stands"
	}
	return fmt.Sprintf("%d measures stand", n)
}

func tenthsFigure(x *workbench.Inspected) (chart.Figure, error) {
	a := x.Agreement
	place := map[string]chart.Tenth{}
	for at, tenth := range []chart.Tenth{chart.BestTenth, chart.MiddleTenths, chart.WorstTenth} {
		for _, grade := range a.Table[at].Grades {
			for _, code := range grade.Authorities {
				place[code] = tenth
			}
		}
	}
	good := func(row method.TenthRow) int { return row.Grades[2].N + row.Grades[3].N }
	data := chart.TenthsData{Caption: chart.Caption{ID: "tenths", Source: source(x.SourceLine()), Licence: study.Licence,
		Title: fmt.Sprintf("%d of the %d authorities in the best tenth of the ranking are graded good or outstanding, and %d of the %d in the worst tenth",
			good(a.Table[0]), a.Table[0].N, good(a.Table[2]), a.Table[2].N),
		Subtitle: fmt.Sprintf("%s under %s, and place in the ranking under “%s”. A place near the edge of a tenth may lie on either side.", chart.Capital(x.Judged.Words), x.Judged.Framework, x.Definition.Name)}}
	for _, s := range a.Scores {
		if s.Grade.Given() || s.Reason != "" {
			data.Units = append(data.Units, chart.TenthUnit{Authority: s.Authority, Name: s.Name, Grade: s.Grade, Tenth: place[s.Authority], Reason: s.Reason})
		}
	}
	return chart.Tenths(data)
}

func transitionsFigure(x *workbench.Inspected) (chart.Figure, error) {
	data := chart.TransitionsData{Caption: chart.Caption{ID: "transitions", Source: "Ofsted, published inspection outcomes. " + x.Edition.Words() + ".", Licence: study.Licence,
		Subtitle: fmt.Sprintf("%s of consecutive inspections of the same authority under %s, published by %s.", chart.Capital(x.Judged.Words), strings.Join(x.Journeys.Frameworks, " and "), x.Judged.AsAt.Long())}}
	steps, same := 0, 0
	for _, t := range x.Journeys.Transitions {
		data.Counts[t.From.HigherIsBetter()-1][t.To.HigherIsBetter()-1] = t.N
		steps += t.N
		if t.From == t.To {
			same += t.N
		}
	}
	data.Title = fmt.Sprintf("Of %s from one inspection to the next, %d left the grade as it was", chart.Count(steps, "step", "steps"), same)
	return chart.Transitions(data)
}

// mostJourneys keeps the figure of journeys to what one can read.
const mostJourneys = 12

// sharpest are those furthest off the pattern: strong on the measures and inadequate, or weak on them and outstanding.
func sharpest(x *workbench.Inspected) []workbench.OffPattern {
	var found []workbench.OffPattern
	for _, o := range x.OffPattern {
		if o.Grade == study.Inadequate || o.Grade == study.Outstanding {
			found = append(found, o)
		}
	}
	return found[:min(len(found), mostJourneys)]
}

// journeysFigure is how the judgements of those furthest off the pattern came about.
func journeysFigure(x *workbench.Inspected) (chart.Figure, error) {
	data := chart.JourneysData{Caption: chart.Caption{ID: "off-pattern-journeys", Source: "Ofsted, published inspection outcomes. " + x.Edition.Words() + ".", Licence: study.Licence,
		Title:    "How the sharpest contrasts came about",
		Subtitle: fmt.Sprintf("%s by date of publication: authorities clearly above average on the measures and inadequate, then those clearly below and outstanding.", chart.Capital(x.Judged.Words))}}
	stops := map[string][]chart.Visit{}
	for _, j := range x.Journeys.Authorities {
		for _, stop := range j.Stops {
			stops[j.Authority] = append(stops[j.Authority], chart.Visit{Published: stop.Published, Framework: stop.Framework, Grade: stop.Grade})
		}
	}
	for _, o := range sharpest(x) {
		data.Rows = append(data.Rows, chart.Journey{Authority: o.Authority, Name: o.Name, Visits: stops[o.Authority], Reason: "no judgement published"})
	}
	return chart.Journeys(data)
}
