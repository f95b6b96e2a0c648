package finding

import (
	"fmt"
	"slices"

	"goodmeasure/chart"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
	"goodmeasure/method"
	"goodmeasure/study"
)

// trends are England's authorities over time, the region asked for beside them, and a table of all regions.
func (d measureDrawing) trends() ([]string, []chart.Figure, []site.Table, error) {
	said := []string{"The line is the middle one of all authorities of each year, each counting alike whatever its size, and the band is the middle half of them. Authorities that were created or ended on the way come and go."}
	if len(d.named) > 0 {
		said = append(said, "Those named are drawn with their own figures and, as upright lines, their 95% intervals where those are known; a year without a figure is a gap. Each has more on its own page.")
	}
	makers := []func() (chart.Figure, error){func() (chart.Figure, error) { return d.trend("England", "england", d.OverTime) }}
	for _, r := range d.Regions {
		if r.Region == d.region {
			makers = append(makers, func() (chart.Figure, error) { return d.trend(r.Region, "region", r.OverTime) })
		}
	}
	made, err := figures(makers...)
	return said, made, []site.Table{{ID: "regions", Table: d.regionTable()}}, err
}

func (d measureDrawing) trend(place, id string, over []method.Spread) (chart.Figure, error) {
	subtitle := ": median and middle half of authorities."
	if len(d.named) > 0 {
		subtitle = ": median and middle half of authorities, and the figures of those named."
	}
	data := chart.TrendData{Measure: d.axis(), Place: place + " (middle)", PeriodType: d.Record.PeriodType, Breaks: d.Record.Breaks}
	for _, s := range over {
		point := chart.TrendPoint{Period: s.Period, Value: s.Median, Middle: chart.Interval{Low: s.Quarter, High: s.ThreeFourth},
			Interval: chart.Interval{Low: study.Missing, High: study.Missing}, England: study.Missing, Benchmark: study.Missing}
		if place != "England" {
			if at := slices.IndexFunc(d.OverTime, func(e method.Spread) bool { return e.Period == s.Period }); at >= 0 {
				point.England = d.OverTime[at].Median
			}
		}
		data.Points = append(data.Points, point)
	}
	for _, one := range d.named {
		if place == "England" || place == one.Region {
			data.Others = append(data.Others, lineOf(one, over))
		}
	}
	data.Caption = d.caption("trend-"+id, d.trendTitle(place, data), d.Record.Name+subtitle)
	return chart.Trend(data)
}

func (d measureDrawing) trendTitle(place string, data chart.TrendData) string {
	first, last, known := data.Ends()
	at := func(p chart.TrendPoint) string {
		return workbench.Amount(p.Value, d.Record.Unit) + " " + d.Record.PeriodType.At(p.Period)
	}
	switch {
	case !known:
		return place + ": no year has a figure"
	case first.Period == last.Period:
		return fmt.Sprintf("%s: the middle authority had %s", place, at(last))
	}
	return fmt.Sprintf("%s: the middle authority went from %s to %s", place, at(first), at(last))
}

// lineOf is an authority's line over the periods that are drawn.
func lineOf(one workbench.AuthorityTrend, over []method.Spread) chart.TrendLine {
	line := chart.TrendLine{Authority: one.Authority, Name: one.Name, Few: one.Few}
	for _, p := range one.Past {
		if slices.ContainsFunc(over, func(s method.Spread) bool { return s.Period == p.Period }) {
			line.Points = append(line.Points, chart.TrendPoint{Period: p.Period, Value: p.Value, Interval: chart.Interval{Low: p.Low, High: p.High}, SamplingError: string(p.SamplingError), Reason: p.Reason, Joint: p.Joint})
		}
	}
	return line
}

// regionTable is the median of each region by year.
func (d measureDrawing) regionTable() chart.Table {
	t := chart.Table{Caption: "Median authority of each region, and in brackets how many have a figure", Columns: []chart.Column{{Name: "Region"}}}
	newestFirst := slices.Clone(d.OverTime)
	slices.Reverse(newestFirst)
	for _, s := range newestFirst {
		t.Columns = append(t.Columns, chart.Column{Name: s.PeriodWords, Numeric: true})
	}
	row := func(name string, over []method.Spread) {
		cells := []chart.Cell{words(name)}
		for _, s := range newestFirst {
			at := slices.IndexFunc(over, func(o method.Spread) bool { return o.Period == s.Period })
			if at < 0 {
				cells = append(cells, words("no figure"))
				continue
			}
			cells = append(cells, chart.Cell{Text: fmt.Sprintf("%s (%d)", workbench.Amount(over[at].Median, d.Record.Unit), over[at].N), Value: over[at].Median})
		}
		t.Rows = append(t.Rows, cells)
	}
	row("England (middle)", d.OverTime)
	for _, r := range d.Regions {
		row(r.Region, r.OverTime)
	}
	return t
}
