package publish

import (
	"cmp"
	"fmt"
	"slices"

	"goodmeasure/chart"
	"goodmeasure/method"
)

// StressFigures are the pictures of a stress test.
func StressFigures(r *method.StressTest) ([]chart.Figure, error) {
	source := sourceOf(cmp.Or(r.Figures, "published figures"), r.Edition)
	var figures []chart.Figure
	for _, draw := range []func(*method.StressTest, string) (chart.Figure, error){rankFigure, choiceFigure, specificationFigure} {
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
		Title: chart.Capital(fmt.Sprintf("%s in the best quarter and %s in the worst in at least 95%% of the definitions drawn", chart.Count(strong, "authority is", "authorities are"),
			chart.Count(weak, "authority", "authorities"))),
		Subtitle: fmt.Sprintf("Rank over %s: median, 50%% and 95%% interval.", chart.Count(r.Draws, "definition", "definitions"))}}
	if !r.Varies() {
		data.Title, data.Subtitle = "Nothing was varied, so that no rank has an interval", "There is one definition, and nothing to draw others from."
	}
	named := map[string]bool{}
	for _, code := range append(append([]string{}, r.Strong.P95...), r.Weak.P95...) {
		named[code] = true
	}
	for _, a := range r.Authorities {
		if a.RankedShare > 0 {
			data.Among++
		}
		data.Units = append(data.Units, chart.RankedUnit{Authority: a.Authority, Name: a.Name, Median: a.RankMedian, Interval50: chart.Interval{Low: a.RankLow50, High: a.RankHigh50},
			Interval95: chart.Interval{Low: a.RankLow95, High: a.RankHigh95}, Highlight: named[a.Authority], Reason: a.Reason})
	}
	return chart.Caterpillar(data)
}

func choiceFigure(r *method.StressTest, source string) (chart.Figure, error) {
	data := chart.SharesData{Caption: chart.Caption{ID: "choices", Source: source, Title: "No choice was varied",
		Subtitle: "Part of each choice in the variance of the " + r.SobolOf + ", with 95% bootstrap intervals."}, Of: r.SobolOf}
	var top method.SobolIndex
	varied := 0
	for _, s := range r.Sobol {
		if !s.Total.Known() {
			continue
		}
		if !s.Held {
			varied++
		}
		if !s.Held && (top.Choice == "" || s.Total > top.Total) {
			top = s
			data.Title = "The choice that matters most is " + method.ChoiceName(s.Choice)
		}
		data.Choices = append(data.Choices, chart.ChoiceShare{Choice: method.ChoiceName(s.Choice), First: s.First, Total: s.Total,
			FirstInterval: chart.Interval{Low: s.FirstLow, High: s.FirstHigh}, TotalInterval: chart.Interval{Low: s.TotalLow, High: s.TotalHigh}, Held: s.Held})
	}
	switch {
	case varied > 0 && top.Total == 0:
		data.Title = "No choice changes the " + r.SobolOf
	case varied == 1:
		data.Title = "One choice is varied: " + method.ChoiceName(top.Choice)
	}
	return chart.Shares(data)
}

func specificationFigure(r *method.StressTest, source string) (chart.Figure, error) {
	c := r.Curve
	data := chart.SpecificationData{Caption: chart.Caption{ID: "specifications", Source: source + " Inspection: Ofsted, published outcomes.",
		Title:    "Agreement with inspection is above 0 in " + percentage(c.All.SharePositive) + " of definitions",
		Subtitle: "Spearman’s correlation of the composite with the " + c.Against + ", for the first definitions drawn, lowest first, with the options they took."},
		Measure: "Spearman’s correlation with the grade", Nominal: c.Nominal, Critical: c.Critical, Low: c.All.Low95, High: c.All.High95, Among: c.All.Definitions}
	if !r.Varies() {
		data.Title, data.Subtitle = "Nothing was varied: agreement with inspection under one definition", "Spearman’s correlation of the composite with the "+c.Against+"."
	}
	for _, s := range c.Sample {
		data.Answers = append(data.Answers, float64(s.Rho))
	}
	for _, v := range r.Varied {
		took := map[string]func(method.Specification) string{
			"normalisation": func(s method.Specification) string { return s.Normalisation }, "aggregation": func(s method.Specification) string { return s.Aggregation },
			"weights": func(s method.Specification) string { return s.Weights }, "imputation": func(s method.Specification) string { return s.Imputation },
			"treatment": func(s method.Specification) string { return s.Treatment }, "years_back": func(s method.Specification) string { return s.Period },
			"shrinkage": func(s method.Specification) string { return s.Shrinkage }}[v.Choice]
		if took == nil || v.Held || len(v.Options) < 2 {
			continue
		}
		choice := chart.SpecifiedChoice{Choice: method.ChoiceName(v.Choice), Options: v.Options}
		for _, s := range c.Sample {
			choice.Took = append(choice.Took, slices.Index(v.Options, took(s)))
		}
		data.Choices = append(data.Choices, choice)
	}
	return chart.Specifications(data)
}
