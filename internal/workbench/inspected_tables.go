package workbench

import (
	"fmt"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/study"
)

// OffPatternTable names those of which measures and judgement point opposite ways.
func (r *Inspected) OffPatternTable() chart.Table {
	t := chart.Table{Caption: "Measures one way, judgement the other", Columns: []chart.Column{{Name: "Authority"}, {Name: "On the measures"},
		{Name: "Rank", Unit: "median, 95% interval"}, {Name: chart.Capital(r.Judged.Words)}, {Name: "Report published"}}}
	for _, o := range r.OffPattern {
		t.Rows = append(t.Rows, []chart.Cell{named(o.Authority, o.Name), said(o.Band.Words()), said(fmt.Sprintf("%s (%s) of %d", place(o.Median), rankRange(o.Low, o.High), o.N)),
			said(o.Grade.Words()), chart.Dated(o.Published)})
	}
	return t
}

// CrossedTable counts bands by grade, and names those of a small cell.
func (r *Inspected) CrossedTable() chart.Table {
	t := chart.Table{Caption: fmt.Sprintf("Bands of the ranking by %s: how many, and who where they are fewer than five", r.Judged.Words), Columns: []chart.Column{{Name: "Band"}}}
	for _, grade := range study.Grades {
		t.Columns = append(t.Columns, chart.Column{Name: grade.Words()})
	}
	t.Columns = append(t.Columns, chart.Column{Name: "None given", Numeric: true})
	for _, row := range r.Crossed {
		cells := []chart.Cell{said(fmt.Sprintf("%s: %s", row.Band, row.Band.Words()))}
		for _, cell := range row.Grades {
			text := fmt.Sprint(len(cell.Names))
			if n := len(cell.Names); n > 0 && n < 5 {
				text += ": " + strings.Join(cell.Names, ", ")
			}
			cells = append(cells, chart.Cell{Text: text, Value: study.Number(len(cell.Names))})
		}
		t.Rows = append(t.Rows, append(cells, whole(row.None)))
	}
	return t
}

// ContestedWords say whether the measures of which people disagree go with the judgement, which way round.
func (r *Inspected) ContestedWords() []string {
	var lines []string
	for _, a := range r.Contested {
		if a.Direction != study.HigherIsBetter || !(a.PHolm < 0.05) {
			continue
		}
		way, other := "higher", "lower"
		if a.ORPerSD < 1 {
			way, other = other, way
		}
		lines = append(lines, fmt.Sprintf("%s: %s figures go with a better %s. Whoever reads %s as better finds that inspection agrees; whoever reads %s as better, that it says the opposite.", a.Name, way, r.Judged.Words, way, other))
	}
	if len(r.Contested) > 0 && len(lines) == 0 {
		lines = append(lines, fmt.Sprintf("Of the measures outside the definition on which people disagree which way is better, none is found to go with the %s, whichever way it is read.", r.Judged.Words))
	}
	return lines
}

// ContestedTable is those measures in both readings.
func (r *Inspected) ContestedTable() chart.Table {
	t := associationTable(fmt.Sprintf("Measures outside the definition on which people disagree, each way round: odds of a better %s for one standard deviation better", r.Judged.Words), "Authorities")
	for _, a := range r.Contested {
		t.Rows = append(t.Rows, []chart.Cell{said(a.Name), said(a.Direction.Words()), whole(a.N), oddsCell(a.ORPerSD, a.ORLow, a.ORHigh), pCell(a.PHolm)})
	}
	return t
}

func associationTable(caption, counted string) chart.Table {
	return chart.Table{Caption: caption, Columns: []chart.Column{{Name: "Measure"}, {Name: "Read as"}, {Name: counted, Numeric: true}, {Name: "Odds ratio", Unit: "95% interval"}, {Name: "p, adjusted", Unit: "Holm", Numeric: true}}}
}

func oddsCell(or, low, high study.Number) chart.Cell {
	if !or.Known() {
		return said("cannot be estimated")
	}
	return chart.Cell{Text: fmt.Sprintf("%s (%s to %s)", decimal(or, 2), decimal(low, 2), decimal(high, 2)), Value: or}
}

func pCell(p study.Number) chart.Cell {
	if !p.Known() {
		return said("not known")
	}
	return chart.Cell{Text: smallP(p), Value: p}
}

// JourneyTable counts the shapes of authorities' journeys.
func (r *Inspected) JourneyTable() chart.Table {
	t := chart.Table{Caption: fmt.Sprintf("Shapes of journeys: the %s of each authority over all its inspections", r.Judged.Words), Columns: []chart.Column{{Name: "Journey"}, {Name: "Authorities", Numeric: true}}}
	for _, s := range r.Journeys.Shapes {
		t.Rows = append(t.Rows, []chart.Cell{said(s.Shape), whole(s.N)})
	}
	return t
}

// ChanceTable is how often authorities are among the best or worst tenth of measures, beside chance.
func (p *Persistence) ChanceTable() chart.Table {
	t := chart.Table{Caption: "Among the best or the worst tenth on so many measures of the newest year, and what chance would give", Columns: []chart.Column{{Name: "On at least", Unit: "measures"},
		{Name: "In the best tenth", Unit: "authorities", Numeric: true}, {Name: "By chance", Numeric: true}, {Name: "In the worst tenth", Unit: "authorities", Numeric: true}, {Name: "By chance", Numeric: true}}}
	for _, line := range p.Chance {
		t.Rows = append(t.Rows, []chart.Cell{said(fmt.Sprint(line.AtLeast)), whole(line.Best), {Text: decimal(line.BestChance, 1), Value: line.BestChance},
			whole(line.Worst), {Text: decimal(line.WorstChance, 1), Value: line.WorstChance}})
	}
	return t
}

// OneGoodTitle is the answer in a line.
func (p *Persistence) OneGoodTitle() string {
	d := p.Dimensions
	switch {
	case d.Why != "":
		return "Whether there is one dimension of “good” cannot be said"
	case d.Retained == 1 && d.FirstShare > 0.5:
		return "One component carries most of what the measures tell"
	}
	return fmt.Sprintf("%s out from noise: the measures have no single dimension of “good”", stands(d.Retained))
}

func stands(n int) string {
	switch n {
	case 0:
		return "No component stands"
	case 1:
		return "One component stands"
	}
	return chart.Count(n, "component", "components") + " stand"
}
