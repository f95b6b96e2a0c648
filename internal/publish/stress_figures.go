package publish

import (
	"fmt"

	"goodmeasure/chart"
	"goodmeasure/method"
)

// stressFigures are the pictures of a stress test.
func stressFigures(r *method.StressTest) ([]chart.Figure, error) {
	source := fmt.Sprintf("Source: published figures and inspection outcomes, edition %q (%.12s). Contains public sector information licensed under the Open Government Licence v3.0.",
		r.Edition.Name, r.Edition.Hash)
	var figures []chart.Figure
	for _, draw := range []func(*method.StressTest, string) (chart.Figure, error){rankFigure} {
		f, err := draw(r, source)
		if err != nil {
			return nil, fmt.Errorf("drawing a figure: %w", err)
		}
		figures = append(figures, f)
	}
	return figures, nil
}

func rankFigure(r *method.StressTest, source string) (chart.Figure, error) {
	strong, weak := len(r.Strong.P95), len(r.Weak.P95)
	data := chart.CaterpillarData{Caption: chart.Caption{ID: "ranks", Source: source,
		Title: fmt.Sprintf("%s in the best quarter and %s in the worst whatever reasonable definition is used", chart.Count(strong, "authority is", "authorities are"),
			chart.Count(weak, "authority", "authorities")),
		Subtitle: fmt.Sprintf("Rank over %s: median, 50%% and 95%% interval.", chart.Count(r.Draws, "definition", "definitions"))}, Among: len(r.Authorities)}
	named := map[string]bool{}
	for _, code := range append(append([]string{}, r.Strong.P95...), r.Weak.P95...) {
		named[code] = true
	}
	for _, a := range r.Authorities {
		data.Units = append(data.Units, chart.RankedUnit{Authority: a.Authority, Name: a.Name, Median: a.RankMedian, Interval50: chart.Interval{Low: a.RankLow50, High: a.RankHigh50},
			Interval95: chart.Interval{Low: a.RankLow95, High: a.RankHigh95}, Highlight: named[a.Authority], Reason: a.Reason})
	}
	return chart.Caterpillar(data)
}
