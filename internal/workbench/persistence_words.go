package workbench

import (
	"fmt"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/study"
)

// Headline says how many stand out year after year.
func (c Persistent) Headline() string {
	if c.Why != "" {
		return "Who is strong or weak year after year cannot be said"
	}
	return fmt.Sprintf("%s strong in at least %d of %s under at least %d%% of definitions, and %s weak",
		chart.Capital(authoritiesAre(len(c.Strong))), c.Years, chart.Count(c.Of, "year", "years"), c.Percent, noneOr(len(c.Weak)))
}

func authoritiesAre(n int) string {
	switch n {
	case 0:
		return "no authority is"
	case 1:
		return "1 authority is"
	}
	return fmt.Sprintf("%d authorities are", n)
}

// ChanceLine says what chance alone would give.
func (c Persistent) ChanceLine() string {
	if c.Why != "" {
		return chart.Capital(c.Why) + "."
	}
	return fmt.Sprintf("Had each year’s strong and weak been drawn at random, %s would be counted as strong in so many years, and %s as weak.", expected(c.StrongChance), expected(c.WeakChance))
}

// ChanceWords says so, and what the difference means.
func (c Persistent) ChanceWords() string {
	if c.Why != "" {
		return c.ChanceLine()
	}
	return c.ChanceLine() + " Figures of one authority stay much the same from year to year, so that more than chance says that its places last, and not by itself that its work is good."
}

func expected(n study.Number) string {
	if n < 0.1 {
		return "next to none (fewer than 0.1)"
	}
	return "about " + decimal(n, 1)
}

// OneGood answers whether the measures speak of one thing.
func (p *Persistence) OneGood() []string {
	d, c := p.Dimensions, p.Concordance
	var lines []string
	switch {
	case d.Why != "":
		lines = append(lines, "Whether there is one dimension of “good” cannot be said: "+d.Why+".")
	case d.Retained == 1 && d.FirstShare > 0.5:
		lines = append(lines, fmt.Sprintf("One component stands out from noise and carries %s%% of the variation of %d measures: they speak largely of one thing.", decimal(100*d.FirstShare, 0), d.M))
	default:
		stands := "stand"
		if d.Retained == 1 {
			stands = "stands"
		}
		lines = append(lines, fmt.Sprintf("There is no single “good” in these measures: %s %s out from noise, and the first carries %s%% of the variation of %d measures on the %s with all of them.",
			chart.Count(d.Retained, "component", "components"), stands, decimal(100*d.FirstShare, 0), d.M, chart.Count(d.N, "authority", "authorities")))
	}
	if c.W.Known() {
		lines = append(lines, fmt.Sprintf("Kendall’s W of the measures is %s (%s, p %s). Over many authorities W can look sure where measures hardly agree, so beside it stands the mean correlation between two measures: %s, where 1 is full agreement and 0 is none.",
			decimal(c.W, 4), chart.Count(c.N, "complete authority", "complete authorities"), smallP(c.P), decimal(c.MeanRho, 3)))
	}
	return lines
}

func smallP(p study.Number) string {
	if p < 0.001 {
		return "below 0.001"
	}
	return decimal(p, 3)
}

// DrawsWords is how many definitions are drawn for each year.
func (p *Persistence) DrawsWords() string { return decimalWhole(p.Draws) }

// YearNotes says what each year was made of, where it was not all measures.
func (p *Persistence) YearNotes() []string {
	var notes []string
	for _, y := range p.Years {
		if len(y.Without) > 0 {
			notes = append(notes, fmt.Sprintf("%d: %s; without %s, not published for enough authorities then.", y.Label, chart.Count(y.Indicators, "measure", "measures"), joined(y.lacks)))
		}
	}
	for _, y := range p.LeftOut {
		notes = append(notes, fmt.Sprintf("%d is left out: %s.", y.Label, strings.TrimSuffix(y.Why, ".")))
	}
	return notes
}

// SourceLine says what the years rest on.
func (p *Persistence) SourceLine() string {
	return fmt.Sprintf("%s Newest year; each column before takes every measure so many years earlier. %s", measuresLine(p.Measures), editionLine(p.Edition))
}

// Table is the band of every authority, or of those of one region, in every year, with the interval that it comes from.
func (p *Persistence) Table(region string) chart.Table {
	t := chart.Table{Caption: fmt.Sprintf("Bands by year under “%s” and the definitions around it: band, and 95%% interval of the rank", p.Definition.Name),
		Columns: []chart.Column{{Name: "Authority"}, {Name: "Region"}}}
	for _, y := range p.Years {
		t.Columns = append(t.Columns, chart.Column{Name: fmt.Sprint(y.Label), Unit: fmt.Sprintf("among %d", y.Ranked)})
	}
	for _, a := range p.Authorities {
		if region != "" && a.Region != region {
			continue
		}
		row := []chart.Cell{named(a.Authority, a.Name), said(a.Region)}
		for _, y := range a.Years {
			if y.Band == "" {
				row = append(row, said("no place: "+strings.TrimSuffix(y.Reason, ".")))
				continue
			}
			row = append(row, said(fmt.Sprintf("%s (%s)", y.Band, rankRange(y.Low, y.High))))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// Table is those counted, and in which years.
func (c Persistent) Table(weak bool) chart.Table {
	rows, which := c.Strong, "best"
	if weak {
		rows, which = c.Weak, "worst"
	}
	caption := fmt.Sprintf("In the %s quarter in at least %d of %s under at least %d%% of definitions", which, c.Years, chart.Count(c.Of, "year", "years"), c.Percent)
	if len(rows) > 0 {
		caption += ": " + chart.Count(len(rows), "authority", "authorities")
	}
	t := chart.Table{Caption: caption, Columns: []chart.Column{{Name: "Authority"}, {Name: "Region"}, {Name: "Years", Numeric: true}, {Name: "Of", Unit: "years ranked", Numeric: true}, {Name: "Which"}}}
	for _, one := range rows {
		var years []study.Period
		for _, y := range one.In {
			years = append(years, study.Period(y))
		}
		t.Rows = append(t.Rows, []chart.Cell{named(one.Authority, one.Name), said(one.Region), whole(one.Years), whole(one.Ranked), said(spans(years))})
	}
	return t
}
