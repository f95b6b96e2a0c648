package workbench

import (
	"fmt"
	"slices"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/study"
)

// Table is every row of the portrait with full precision, for a spreadsheet. A contested measure has both of its ranks.
func (p *Portrait) Table() chart.Table {
	t := chart.Table{Caption: fmt.Sprintf("%s: each measure, with its 95%% interval, beside %s", p.Authority.Short(), p.Company.Named)}
	for _, name := range []string{"Measure", "Period", "Unit", "Good is"} {
		t.Columns = append(t.Columns, chart.Column{Name: name})
	}
	for _, name := range []string{"Figure", "Interval from", "Interval to"} {
		t.Columns = append(t.Columns, chart.Column{Name: name, Numeric: true})
	}
	t.Columns = append(t.Columns, chart.Column{Name: "Status"}, chart.Column{Name: p.Company.Filed, Numeric: true}, chart.Column{Name: "Compared"},
		chart.Column{Name: "P", Numeric: true}, chart.Column{Name: "Rank", Numeric: true}, chart.Column{Name: "Rank from", Numeric: true},
		chart.Column{Name: "Rank to", Numeric: true}, chart.Column{Name: "Of", Numeric: true}, chart.Column{Name: "Rank if read the other way"},
		chart.Column{Name: "Change"}, chart.Column{Name: "Source"}, chart.Column{Name: "ID"})
	for _, r := range p.Rows() {
		t.Rows = append(t.Rows, r.cells())
	}
	if p.Company.Benchmark == AgainstGroup {
		p.countGroup(&t)
	}
	var readings []string
	for _, r := range p.Rows() {
		readings = append(readings, r.Reading)
	}
	addReadings(&t, readings)
	return t
}

// addReadings says of each row, where any has one, how the definition takes its measure otherwise than the measure is described.
func addReadings(t *chart.Table, readings []string) {
	if strings.Join(readings, "") == "" {
		return
	}
	at := 1 + slices.IndexFunc(t.Columns, func(c chart.Column) bool { return c.Name == "Good is" })
	t.Columns = slices.Insert(t.Columns, at, chart.Column{Name: "Good by this definition is"})
	for i, reading := range readings {
		t.Rows[i] = slices.Insert(t.Rows[i], at, said(strings.TrimSuffix(reading, " is better")))
	}
}

// countGroup says beside the median of a group of one's own of how many figures it is.
func (p *Portrait) countGroup(t *chart.Table) {
	at := 1 + slices.IndexFunc(t.Columns, func(c chart.Column) bool { return c.Name == p.Company.Filed })
	t.Columns = slices.Insert(t.Columns, at, chart.Column{Name: fmt.Sprintf("Of your group of %d have a figure", p.Company.size), Numeric: true})
	for i, r := range p.Rows() {
		t.Rows[i] = slices.Insert(t.Rows[i], at, whole(r.BenchmarkN))
	}
}

func (r PortraitRow) cells() []chart.Cell {
	figure := func(v study.Number) chart.Cell {
		if !v.Known() {
			return said("")
		}
		return chart.Cell{Text: amount(v, r.Unit), Value: v}
	}
	rank := func(v study.Number) chart.Cell {
		if !v.Known() || !r.RankLow.Known() {
			return said("") // no rank without its interval
		}
		return chart.Cell{Text: place(v), Value: v}
	}
	status := "published"
	switch {
	case r.Reason != "":
		status = r.Reason
	case r.Status == study.Joint:
		status = "one figure for two authorities"
	}
	p, of, other, change := said("not tested"), said(""), "", "not compared"
	if r.PDiffers.Known() {
		p = chart.Cell{Text: probability(r.PDiffers), Value: r.PDiffers}
	}
	if r.RankN > 0 {
		of = whole(r.RankN)
	}
	if len(r.RankWords) > 1 {
		other = r.RankWords[1]
	}
	if r.Change != nil {
		change = string(r.Change.Verdict) + ", " + r.Change.Words
	}
	return []chart.Cell{said(r.Name), said(r.PeriodWords), said(ChartUnit(r.Unit)), said(goodIs(r.Direction)), figure(r.Value), figure(r.Low), figure(r.High), said(status),
		figure(r.Benchmark), said(r.StanceWords), p, rank(r.Rank), rank(r.RankLow), rank(r.RankHigh), of, said(other), said(change), said(r.SourceWords), said(r.Indicator)}
}

// probability writes a p-value.
func probability(p study.Number) string {
	if p < 0.001 {
		return "under 0.001"
	}
	return decimal(p, 3)
}

// Sources lists the publications, each with the measures taken from it.
func (p *Portrait) Sources() []string {
	var lines []string
	names := map[string][]string{}
	var order []string
	for _, r := range p.Rows() {
		if names[r.SourceWords] == nil {
			order = append(order, r.SourceWords)
		}
		names[r.SourceWords] = append(names[r.SourceWords], chart.InSentence(r.Name))
	}
	for _, source := range order {
		lines = append(lines, source+": "+strings.Join(names[source], ", ")+".")
	}
	return lines
}

// Others are the figures of all authorities on a row's measure, for a strip; City of London and Isles of Scilly have no
// part in it.
func (r PortraitRow) Others(near func(study.Authority) bool, highlight string) []chart.StripValue {
	values := make([]chart.StripValue, 0, len(r.others))
	for _, one := range r.others {
		value := chart.StripValue{Authority: one.authority.Code, Name: one.authority.Short(), Value: one.value, Highlight: one.authority.Code == highlight, Near: near(*one.authority)}
		if !one.value.Known() {
			value.Reason = one.status.Words()
		}
		values = append(values, value)
	}
	return values
}

// PeriodType says what kind of year the measure's periods are.
func (r PortraitRow) PeriodType() study.PeriodType { return r.indicator.PeriodType }
