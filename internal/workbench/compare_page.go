package workbench

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"goodmeasure/chart"
	"goodmeasure/method"
	"goodmeasure/study"
)

// Headline says what comes of a comparison, as the title of a page.
func (c ComparisonRead) Headline() string {
	switch {
	case len(c.Steps) == 0:
		return "The two definitions rank alike: they say the same of all that ranks depend on"
	case c.ErrorUnknown == c.Compared:
		return "Who moves between the two definitions cannot be told: the sampling error of the figures is not known"
	case c.Up+c.Down == 0:
		return fmt.Sprintf("No authority moves beyond doubt between the two definitions, of %d", c.Compared)
	}
	moving := c.Up + c.Down
	verb := "move"
	if moving == 1 {
		verb = "moves"
	}
	return fmt.Sprintf("%d of %d authorities %s beyond doubt between the two definitions", moving, c.Compared, verb)
}

// Words say the same at more length.
func (c ComparisonRead) Words() []string { return c.Opening()[3:] }

// MovementTable has every authority that moves beyond doubt or changes quarter, the farthest first.
func (c ComparisonRead) MovementTable() chart.Table {
	rows := slices.DeleteFunc(c.placed(), func(m method.Movement) bool { return m.Moves == method.CannotBeTold && m.QuarterA == m.QuarterB })
	caption := "Who moves beyond doubt or changes quarter, the farthest first; rank 1 is best"
	if c.ErrorUnknown > 0 {
		caption = "Of those whose sampling error is known, who moves beyond doubt or changes quarter, the farthest first; rank 1 is best"
	}
	t := chart.Table{Caption: caption, Columns: []chart.Column{{Name: "Authority"}, {Name: "Rank under A", Numeric: true}, {Name: "95% interval under A", Numeric: true},
		{Name: "Rank under B", Numeric: true}, {Name: "95% interval under B", Numeric: true}, {Name: "Change", Numeric: true}, {Name: "95% interval of the change", Numeric: true}, {Name: "Moves"}, {Name: "Quarter"}, {Name: "Most by part"}, {Name: "Most by measure"}}}
	for _, m := range rows {
		quarter := fmt.Sprintf("stays in %d", m.QuarterA)
		if m.QuarterA != m.QuarterB {
			quarter = fmt.Sprintf("%d to %d", m.QuarterA, m.QuarterB)
		}
		measure := "none"
		if m.LargestIndicator != "" {
			measure = "“" + c.called(m.LargestIndicator) + "”"
		}
		t.Rows = append(t.Rows, []chart.Cell{named(m.Authority, m.Name), ranked(m.RankA), said(rankRange(m.RankALow, m.RankAHigh)), ranked(m.RankB), said(rankRange(m.RankBLow, m.RankBHigh)),
			{Text: signed(m.Change), Value: m.Change}, said(changeRange(m)), said(string(m.Moves)), said(quarter), said(cmp.Or(string(m.LargestPart), "none")), said(measure)})
	}
	return t
}

// placed are the authorities with an interval under both definitions, those that move farthest first. The ranks of others are
// not shown, since nothing says how sure they are.
func (c ComparisonRead) placed() []method.Movement {
	rows := slices.DeleteFunc(slices.Clone(c.Authorities), func(m method.Movement) bool { return !m.RankALow.Known() || !m.RankBLow.Known() })
	farthest(rows)
	return rows
}

// Slope draws ranks under A and B, the authorities that move most named.
func (c ComparisonRead) Slope() (chart.Figure, error) {
	subtitle := "Rank under each definition, 1 is best, with its 95% interval for the six that move farthest."
	if c.ErrorUnknown > 0 {
		subtitle += fmt.Sprintf(" Left out: %s whose sampling error is not known.", chart.Count(c.ErrorUnknown, "authority", "authorities"))
	}
	data := chart.BumpData{Caption: chart.Caption{ID: "slope", Title: c.Headline(), Subtitle: subtitle,
		Source: fmt.Sprintf("%s. Seed %d. %s.", c.figures, c.Seed, c.Edition.Words()), Licence: study.Licence}, Columns: []string{"A: " + c.A.Name, "B: " + c.B.Name}, Among: c.Compared}
	for at, m := range c.placed() {
		data.Lines = append(data.Lines, chart.BumpLine{Authority: m.Authority, Name: m.Name, Ranks: []study.Number{m.RankA, m.RankB},
			Intervals: []chart.Interval{{Low: m.RankALow, High: m.RankAHigh}, {Low: m.RankBLow, High: m.RankBHigh}}, Highlight: at < 6 && math.Abs(float64(m.Change)) > 0})
	}
	return chart.Bump(data)
}
