package publish

import (
	"cmp"
	"slices"
	"strconv"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/method"
	"goodmeasure/study"
)

// VariedTable lists what a stress test varies.
func VariedTable(r *method.StressTest) chart.Table {
	t := chart.Table{Caption: "What the definitions are drawn from", Columns: []chart.Column{column("Choice"), column("Varied"), column("Options")}}
	for _, v := range r.Varied {
		varied := "yes"
		if v.Held {
			varied = "held"
		}
		var called []string
		for _, o := range v.Options {
			said := r.OptionWords(o)
			if explained := method.ExplainOption(v.Choice, o); explained != "" && explained != said {
				said += " (" + explained + ")"
			}
			called = append(called, said)
		}
		options := strings.Join(called, "; ")
		if options == "" {
			options = "none"
		}
		t.Rows = append(t.Rows, []chart.Cell{words(method.ChoiceName(v.Choice)), words(varied), words(options)})
	}
	return t
}

// SureTable has the authorities that are in one quarter in at least the share of all definitions, those that do not rank
// them included, the best first.
func SureTable(r *method.StressTest, least study.Number) chart.Table {
	ofAll := *r
	ofAll.Authorities = slices.Clone(r.Authorities)
	for at := range ofAll.Authorities {
		a := &ofAll.Authorities[at]
		a.PBestQuarter, a.PWorstQuarter = a.PBestQuarter*a.RankedShare, a.PWorstQuarter*a.RankedShare
	}
	t := stressTable("Authorities in the best or worst quarter in at least "+percentage(least)+" of definitions", &ofAll, func(a method.StressedAuthority) bool {
		return a.PBestQuarter >= least || a.PWorstQuarter >= least
	})
	return without(t, "Any weights: best", "worst")
}

func percentage(n study.Number) string {
	if !n.Known() {
		return "not known"
	}
	return strconv.FormatFloat(100*float64(n), 'f', 0, 64) + "%"
}

func stressTable(caption string, r *method.StressTest, in func(method.StressedAuthority) bool) chart.Table {
	t := chart.Table{Caption: caption, Columns: []chart.Column{column("Authority"), column("Grade"), number("Rank as defined"), number("Median"), number("50% interval"),
		number("95% interval"), number("Best quarter"), number("Worst quarter"), number("Any weights: best"), number("worst")}}
	rows := slices.Clone(r.Authorities)
	slices.SortStableFunc(rows, func(a, b method.StressedAuthority) int {
		return cmp.Or(cmp.Compare(orLast(a.RankMedian), orLast(b.RankMedian)), cmp.Compare(b.PBestQuarter, a.PBestQuarter), cmp.Compare(a.PWorstQuarter, b.PWorstQuarter))
	})
	for _, a := range rows {
		if !in(a) {
			continue
		}
		grade := "none"
		if a.Grade != 0 {
			grade = a.Grade.Words()
		}
		t.Rows = append(t.Rows, []chart.Cell{{Text: a.Name, Value: study.Missing, Authority: a.Authority}, words(grade), rankCell(a.RankNominal),
			figure(a.RankMedian, 1, "not ranked"), span(a.RankLow50, a.RankHigh50, 0), span(a.RankLow95, a.RankHigh95, 0),
			share(a.PBestQuarter), share(a.PWorstQuarter), foundAndBound(a.BestRankFound, a.BestRankBound), foundAndBound(a.WorstRankFound, a.WorstRankBound)})
	}
	return t
}

func orLast(n study.Number) float64 {
	if !n.Known() {
		return 1e9
	}
	return float64(n)
}

func share(n study.Number) chart.Cell { return chart.Cell{Text: percentage(n), Value: n} }

// foundAndBound shows the rank that a search found, and the one that cannot be passed where it differs.
func foundAndBound(found, bound study.Number) chart.Cell {
	if !found.Known() {
		return words("not known")
	}
	cell := figure(found, 0, "")
	if found != bound {
		cell.Text += " (bound " + strconv.FormatFloat(float64(bound), 'f', 0, 64) + ")"
	}
	return cell
}

// SobolTable lists each choice's part in the variance.
func SobolTable(r *method.StressTest) chart.Table {
	t := chart.Table{Caption: "Shares of each choice in the variance of the " + r.SobolOf, Columns: []chart.Column{column("Choice"), number("Alone"), number("95% interval"),
		number("With others"), number("95% interval"), column("Note")}}
	for _, s := range r.Sobol {
		note := ""
		switch {
		case s.Held:
			note = "held"
		case s.Wide:
			note = "wide interval: draw more"
		}
		t.Rows = append(t.Rows, []chart.Cell{words(method.ChoiceName(s.Choice)), figure(s.First, 2, "not known"), span(s.FirstLow, s.FirstHigh, 2), figure(s.Total, 2, "not known"), span(s.TotalLow, s.TotalHigh, 2), words(note)})
	}
	return t
}

// OptionTable lists how definitions that take one option agree with inspection.
func OptionTable(r *method.StressTest) chart.Table {
	t := chart.Table{Caption: "Agreement with inspection (Spearman) by the option taken", Columns: []chart.Column{column("Choice"), column("Option"), number("Definitions"),
		number("Median"), number("95% of them"), number("Above 0"), number("p < 0.05")}}
	row := func(choice, option string, a method.Agreements) {
		t.Rows = append(t.Rows, []chart.Cell{words(choice), words(option), whole(a.Definitions), figure(a.Median, 2, "none"), span(a.Low95, a.High95, 2),
			share(a.SharePositive), share(a.ShareSignificantPositive)})
	}
	row("all", "", r.Curve.All)
	for _, o := range r.Curve.ByOption {
		row(method.ChoiceName(o.Choice), r.OptionWords(o.Option), o.Agreements)
	}
	return t
}
