package workbench

import (
	"fmt"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/study"
)

// Heading says what the definition is called, whose it is, and why it is as it is.
func (r DefinitionRead) Heading() []string {
	d := r.Definition
	heading := d.Name
	if d.Whose != "" {
		heading += " (whose: " + d.Whose + ")"
	}
	lines := []string{heading}
	if d.Because != "" {
		lines = append(lines, d.Because)
	}
	return lines
}

// Table is what counts, which way and how much.
func (r DefinitionRead) Table() chart.Table {
	t := chart.Table{Caption: chart.Count(len(r.Definition.Indicators), "indicator counts", "indicators count"), Columns: []chart.Column{{Name: "ID"}, {Name: "Indicator"},
		{Name: "Good is"}, {Name: "Share of\nall weight", Numeric: true}}}
	grouped := len(r.Definition.Groups) > 0
	if grouped {
		t.Columns = append(t.Columns, chart.Column{Name: "Group"})
	}
	for at, c := range r.Definition.Indicators {
		share := r.Shares[at].Share
		row := []chart.Cell{said(c.ID), said(folded(r.name(c.ID), 40)), said(string(c.Direction)), {Text: decimal(100*share, 1) + "%", Value: share}}
		if grouped {
			row = append(row, said(folded(r.groupName(c.Group), 24)))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// Paragraphs say the rest in plain words: why, who says so, how it is combined, what is varied, what to beware of, and
// the hash.
func (r DefinitionRead) Paragraphs() []string {
	var lines []string
	for _, part := range []struct {
		heading string
		points  []string
	}{
		{"Why, and who says so:", r.reasons()}, {"How it is combined:", r.combined()}, {"What a stress test varies:", r.varied()}, {"Beware:", r.warned()},
	} {
		lines = append(lines, bullets(part.heading, part.points)...)
	}
	return append(lines, "", r.spanWords(), "", "Hash: "+r.Hash)
}

func (r DefinitionRead) reasons() []string {
	var points []string
	point := func(what, because string, w study.Weight) {
		var parts []string
		if because != "" {
			parts = append(parts, because)
		}
		switch {
		case w.High != 0:
			parts = append(parts, fmt.Sprintf("Its weight is %v, and could be anything from %v to %v.", w.Value, w.Low, w.High))
		case w.SD != 0:
			parts = append(parts, fmt.Sprintf("Its weight is %v, give or take a standard deviation of %v.", w.Value, w.SD))
		}
		if w.By != "" {
			parts = append(parts, "The weight comes from "+strings.TrimSuffix(w.By, ".")+".")
		}
		if len(parts) > 0 {
			points = append(points, what+": "+strings.Join(parts, " "))
		}
	}
	for _, g := range r.Definition.Groups {
		point(r.groupName(g.ID), g.Because, g.Weight)
	}
	for _, c := range r.Definition.Indicators {
		point(c.ID, c.Because, c.Weight)
	}
	return points
}

func (r DefinitionRead) combined() []string {
	c := r.Definition.Combine
	scale := c.Normalisation.Words()
	if c.Normalisation == study.NormaliseMinMax {
		scale += fmt.Sprintf(", from %v to %v", c.Scale[0], c.Scale[1])
	}
	points := []string{
		fmt.Sprintf("Each indicator becomes %s (%s), turned so that more is better.", scale, c.Normalisation),
		fmt.Sprintf("Together they make %s (%s).", c.Aggregation.Words(), c.Aggregation),
		fmt.Sprintf("Of outliers: %s (%s).", c.Treatment.Words(), c.Treatment),
		fmt.Sprintf("Of gaps: %s (%s). An authority needs figures on at least %s of the indicators to get a score.", c.Imputation.Words(), c.Imputation, percentage(c.LeastShare)),
	}
	if c.Shrinkage {
		points = append(points, "Figures that rest on few children are drawn towards the mean.")
	}
	for _, g := range r.Definition.Groups {
		if g.Aggregation != "" {
			points = append(points, fmt.Sprintf("%s: %s (%s).", r.groupName(g.ID), g.Aggregation.Words(), g.Aggregation))
		}
		if g.Parent != "" {
			points = append(points, fmt.Sprintf("%s is a part of %s.", r.groupName(g.ID), r.groupName(g.Parent)))
		}
	}
	for _, i := range r.Definition.Indicators {
		points = append(points, ownRules(i)...)
	}
	return points
}

func percentage(share study.Number) string { return decimal(100*share, 0) + "%" }

// ownRules say what an indicator has of its own.
func ownRules(i study.Criterion) []string {
	var rules []string
	switch {
	case i.Normalisation == study.NormaliseGoalposts:
		rules = append(rules, fmt.Sprintf("it becomes the place between the posts %v and %v", i.Goalposts[0], i.Goalposts[1]))
	case i.Normalisation == study.NormaliseTarget:
		rules = append(rules, fmt.Sprintf("it becomes how near to the target of %v", *i.Target))
	case i.Normalisation != "":
		rules = append(rules, "it becomes "+i.Normalisation.Words())
	}
	if i.Treatment != "" {
		rules = append(rules, i.Treatment.Words())
	}
	if i.Period != 0 {
		rules = append(rules, fmt.Sprintf("figures of %d", i.Period))
	}
	if i.Years > 1 {
		rules = append(rules, fmt.Sprintf("means over %d years", i.Years))
	}
	if len(rules) == 0 {
		return nil
	}
	return []string{i.ID + ": " + strings.Join(rules, "; ") + "."}
}

func (r DefinitionRead) varied() []string {
	v := r.Definition.Vary
	var points []string
	add := func(format string, args ...any) { points = append(points, fmt.Sprintf(format, args...)) }
	if len(v.Normalisations) > 0 {
		add("The common scale: %s.", alternatives(v.Normalisations))
	}
	if len(v.Aggregations) > 0 {
		add("How they are put together: %s.", alternatives(v.Aggregations))
	}
	if len(v.Weights) > 0 {
		var ways []string
		for _, w := range v.Weights {
			way := w.Words()
			if w == study.WeighDirichlet {
				way += fmt.Sprintf(" (Dirichlet, concentration %v)", v.Concentration)
			}
			ways = append(ways, way)
		}
		add("The weights: %s.", study.OrWords(ways))
	}
	if len(v.Imputations) > 0 {
		add("What is done about gaps: %s.", alternatives(v.Imputations))
	}
	if len(v.Treatments) > 0 {
		add("What is done about outliers: %s.", alternatives(v.Treatments))
	}
	if v.LeaveOut > 0 {
		from := "all of them"
		if len(v.MayLeaveOut) > 0 {
			from = joined(v.MayLeaveOut)
		}
		add("Which indicators count: up to %d at once are left out, from among %s.", v.LeaveOut, from)
	}
	if v.Readings {
		add("Contested indicators: read both ways.")
	}
	if v.YearsBack > 0 {
		add("The period: figures up to %s back.", chart.Count(v.YearsBack, "year", "years"))
	}
	if v.SamplingError {
		add("The figures themselves: drawn within their sampling error.")
	}
	if v.Shrinkage {
		add("Whether figures of few children are drawn towards the mean: with and without.")
	}
	if len(points) == 0 {
		add("Nothing: no range of choice is stated.")
	}
	return points
}

func alternatives[W ~string](words []W) string {
	var all []string
	for _, word := range words {
		all = append(all, string(word))
	}
	return study.OrWords(all)
}

func (r DefinitionRead) warned() []string {
	var points []string
	for _, warning := range r.Warnings {
		points = append(points, fmt.Sprintf("line %d: %s", warning.Line, warning))
	}
	return points
}

func (r DefinitionRead) spanWords() string {
	many := decimal(study.Number(r.Span.Distinct), 0)
	if r.Span.Distinct >= 1e6 {
		many = "about " + decimal(study.Number(r.Span.Distinct/1e6), 1) + " million"
	}
	words := "The ranges hold " + many + " definitions"
	if r.Span.Distinct == 1 {
		words = "The ranges hold this one definition"
	}
	if len(r.Span.Unbounded) > 0 {
		words += ", and each without end: " + joined(r.Span.Unbounded)
	}
	return words + "."
}
