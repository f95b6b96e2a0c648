package publish

import (
	"fmt"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/method"
	"goodmeasure/study"
)

// digits shows a number with so many significant digits.
func digits(value study.Number, n int) chart.Cell {
	if !value.Known() {
		return words("not known")
	}
	return chart.Cell{Text: study.Minus(study.Number(study.Significant(float64(value), n)).String()), Value: value}
}

// indexResultTable shows some of the results, with the intervals of ranks where there are any.
func indexResultTable(x *method.Index, caption string, results []method.IndexResult) chart.Table {
	t := chart.Table{Caption: caption, Columns: []chart.Column{column(unitNoun(x)), number("score"), number("rank")}}
	if x.Draws > 0 {
		t.Columns = append(t.Columns, number("95% interval"), number("best quarter"),
			number("worst quarter"), column("inspection grade"))
	}
	for _, r := range results {
		row := []chart.Cell{{Text: r.Name, Value: study.Missing, Authority: r.Unit}, digits(r.Score, 4), rankCell(r.Rank)}
		if x.Draws > 0 {
			grade := "none"
			if r.Grade.Given() {
				grade = r.Grade.Words()
			}
			row = append(row, span(r.RankLow, r.RankHigh, 0), shareOfDraws(r.PTopQuarter), shareOfDraws(r.PBottomQuarter), words(grade))
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func unitNoun(x *method.Index) string {
	if x.Edition != nil {
		return "Authority"
	}
	return "Unit"
}

// shareOfDraws shows a share of draws, which are never so many that none or all is certain.
func shareOfDraws(p study.Number) chart.Cell {
	text := fmt.Sprintf("%.0f%%", 100*float64(p))
	switch {
	case !p.Known():
		text = "not known"
	case p < 0.005:
		text = "<1%"
	case p > 0.995:
		text = ">99%"
	}
	return chart.Cell{Text: text, Value: p}
}

func indexWeightTable(x *method.Index) chart.Table {
	up := map[string]study.Number{}
	top := x.Weights[len(x.Weights)-1]
	for _, w := range x.Weights {
		if w.Parent == "" {
			top = w
		}
	}
	for _, c := range x.Correlations {
		if c.With == top.Code {
			up[c.Code] = c.Correlation
		}
	}
	t := chart.Table{Caption: "What counts how much: effective weights, and correlations with the index", Columns: []chart.Column{column("Indicator or group"), column("in"),
		number("weight"), {Name: "effective", Unit: "%", Numeric: true}, number("correlation")}}
	for _, w := range x.Weights {
		if w.Parent == "" {
			continue
		}
		correlation, known := up[w.Code]
		if !known {
			correlation = study.Missing
		}
		t.Rows = append(t.Rows, []chart.Cell{words(w.Name), words(groupName(x, w.Parent)), digits(w.Weight, 4), figure(100*w.Effective, 1, "not known"), figure(correlation, 2, "not known")})
	}
	return t
}

func groupName(x *method.Index, code string) string {
	for _, w := range x.Weights {
		if w.Code == code {
			return w.Name
		}
	}
	return code
}

func indexIndicatorTable(x *method.Index) chart.Table {
	t := chart.Table{Caption: "Each indicator as the index takes it", Columns: []chart.Column{column("Indicator"), column("better is"), number("known"), number("filled"),
		number("least"), number("median"), number("most"), number("skewness"), number("kurtosis"),
		column("treatment"), column("scale")}}
	for _, i := range x.Indicators {
		treated := i.Treatment
		switch {
		case i.Transformed != "":
			treated = i.Transformed
		case i.Winsorised > 0:
			treated = fmt.Sprintf("%d drawn in", i.Winsorised)
		case i.Treatment != "none":
			treated = "not needed"
		}
		t.Rows = append(t.Rows, []chart.Cell{words(i.Name), words(string(i.Direction)), whole(i.Known), whole(i.Filled), digits(i.Min, 4),
			digits(i.Median, 4), digits(i.Max, 4), figure(i.Skewness, 2, "not known"), figure(i.Kurtosis, 2, "not known"), words(treated), words(i.Scale)})
	}
	return t
}

func indexStepTable(x *method.Index) chart.Table {
	t := chart.Table{Caption: "How the index is made, step by step", Columns: []chart.Column{column("Step"), column("method"), column("what was done")}}
	for _, s := range x.Steps {
		t.Rows = append(t.Rows, []chart.Cell{words(s.Stage), words(s.Method), words(s.Words)})
	}
	return t
}

// indexStandingTable sets the strengths and weaknesses of each unit side by side, best units first.
func indexStandingTable(x *method.Index) chart.Table {
	t := chart.Table{Caption: "Highest and lowest standings, with the rank and its 95% interval", Columns: []chart.Column{column(unitNoun(x)), column("strengths"), column("weaknesses")}}
	said := func(list []method.UnitStanding) map[string][]string {
		by := map[string][]string{}
		for _, s := range list {
			text := fmt.Sprintf("%s (%s of %d", s.Label, s.Rank, s.N)
			if s.RankLow.Known() {
				text += ", " + span(s.RankLow, s.RankHigh, 0).Text
			}
			by[s.Code] = append(by[s.Code], text+")")
		}
		return by
	}
	strengths, weaknesses := said(x.Strengths), said(x.Weaknesses)
	for _, r := range x.Results {
		if r.Rank.Known() {
			t.Rows = append(t.Rows, []chart.Cell{{Text: r.Name, Value: study.Missing, Authority: r.Unit}, words(strings.Join(strengths[r.Unit], "; ")), words(strings.Join(weaknesses[r.Unit], "; "))})
		}
	}
	return t
}
