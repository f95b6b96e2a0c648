package publish

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/method"
	"goodmeasure/study"
)

func words(text string) chart.Cell { return chart.Cell{Text: text, Value: study.Missing} }

func whole(n int) chart.Cell { return chart.Cell{Text: strconv.Itoa(n), Value: study.Number(n)} }

// figure shows a number with so many decimal places, and the reason where there is none.
func figure(n study.Number, places int, reason string) chart.Cell {
	if !n.Known() {
		return words(reason)
	}
	return chart.Cell{Text: n.Decimal(places), Value: n}
}

// rankCell shows a rank; ties share the mean of their places.
func rankCell(rank study.Number) chart.Cell {
	if !rank.Known() {
		return words("not ranked")
	}
	return chart.Cell{Text: rank.String(), Value: rank}
}

// chance shows a probability: small ones as a bound, so that none is ever shown as nothing.
func chance(p study.Number) chart.Cell {
	if p.Known() && p < 0.001 {
		return chart.Cell{Text: "< 0.001", Value: p}
	}
	return figure(p, 3, "not known")
}

// span shows an interval. In whole numbers it is one of ranks, and rounded outward so that it is never narrower than it is.
func span(low, high study.Number, places int) chart.Cell {
	if !low.Known() || !high.Known() {
		return words("not known")
	}
	if places == 0 {
		low, high = study.Number(math.Floor(float64(low))), study.Number(math.Ceil(float64(high)))
	}
	return words(low.Decimal(places) + " to " + high.Decimal(places))
}

func number(name string) chart.Column { return chart.Column{Name: name, Numeric: true} }

func column(name string) chart.Column { return chart.Column{Name: name} }

func associationTable(caption string, rows []method.Association) chart.Table {
	t := chart.Table{Caption: caption, Columns: []chart.Column{column("Measure"), column("Better is"), number("Period"), number("Authorities"),
		number("Spearman"), number("Odds ratio"), number("95% interval"), number("p"), number("p, Holm"), number("beside deprivation"),
		number("detectable")}}
	for _, a := range rows {
		adjusted := words("not known")
		if a.Adjusted != nil {
			adjusted = figure(a.Adjusted.ORPerSD, 2, "not known")
		}
		t.Rows = append(t.Rows, []chart.Cell{words(a.Name), words(string(a.Direction)), words(strconv.Itoa(int(a.Period))), whole(a.N),
			figure(a.Spearman, 2, "not known"), figure(a.ORPerSD, 2, "not known"), span(a.ORLow, a.ORHigh, 2), chance(a.PLR), chance(a.PHolm),
			adjusted, figure(a.DetectableCorrected, 2, "not known")})
	}
	return t
}

func panelTable(rows []method.Panel) chart.Table {
	t := chart.Table{Caption: "All inspections since 2013, with a random intercept for each authority", Columns: []chart.Column{column("Measure"), number("Inspections"),
		number("Authorities"), number("Odds ratio"), number("95% interval"), number("p"), number("p, Holm"), number("spread between authorities"), column("Note")}}
	for _, p := range rows {
		name := p.Name
		if p.Contested {
			name += " (read as " + p.Direction.Words() + ")"
		}
		t.Rows = append(t.Rows, []chart.Cell{words(name), whole(p.N), whole(p.Authorities), figure(p.ORPerSD, 2, "not known"), span(p.ORLow, p.ORHigh, 2),
			chance(p.P), chance(p.PHolm), figure(p.RandomEffectSD, 2, "not known"), words(strings.Join(p.Warnings, "; "))})
	}
	return t
}

func concordanceTable(r *method.Result) chart.Table {
	t := chart.Table{Caption: "Do the measures agree with one another?", Columns: []chart.Column{column("Measures"), number("How many"),
		number("Authorities with all"), number("Kendall’s W"), number("W of no agreement"), number("p"), number("Mean correlation"), number("Cronbach’s alpha")}}
	for _, part := range method.Parts {
		c := r.Concordance[part]
		least := study.Missing
		if c.M > 1 {
			least = study.Number(1 / float64(c.M))
		}
		t.Rows = append(t.Rows, []chart.Cell{words(string(part)), whole(c.M), whole(c.N), figure(c.W, 3, c.Why), figure(least, 3, "not known"), chance(c.P),
			figure(c.MeanRho, 2, "not known"), figure(c.Alpha, 2, "not known")})
	}
	return t
}

func agreementTable(r *method.Result) chart.Table {
	t := chart.Table{Caption: "Do the figures and the grade agree?", Columns: []chart.Column{column("Composite"), number("Measures"), number("needed"),
		number("Authorities"), number("Spearman"), number("p"), number("Weighted kappa"), number("95% interval")}}
	for _, part := range method.Parts {
		a := r.Agreement[part]
		t.Rows = append(t.Rows, []chart.Cell{words(string(part)), whole(a.Measures), whole(a.Needed), whole(a.N), figure(a.Spearman, 2, a.Why),
			chance(a.SpearmanP), figure(a.Kappa, 2, "not known"), span(a.KappaLow, a.KappaHigh, 2)})
	}
	return t
}

func tenthTable(r *method.Result) chart.Table {
	t := chart.Table{Caption: "Where authorities of each grade stand on the composite of all measures", Columns: []chart.Column{column("Place")}}
	for _, grade := range study.Grades {
		t.Columns = append(t.Columns, number(grade.Words()))
	}
	t.Columns = append(t.Columns, number("All graded"), number("Without a grade"))
	for _, row := range r.Agreement[method.All].Table {
		cells := []chart.Cell{words(row.Place)}
		for _, grade := range row.Grades {
			cells = append(cells, whole(grade.N))
		}
		t.Rows = append(t.Rows, append(cells, whole(row.N), whole(row.Ungraded)))
	}
	return t
}

func offPatternTable(r *method.Result) chart.Table {
	t := chart.Table{Caption: "Authorities whose figures and grade point opposite ways", Columns: []chart.Column{column("Authority"), column("On the composite"),
		column("Grade"), column("Published"), number("Rank"), number("95% interval"), number("Share of draws in that quarter")}}
	for _, o := range r.Agreement[method.All].OffPattern {
		t.Rows = append(t.Rows, []chart.Cell{{Text: o.Name, Value: study.Missing, Authority: o.Authority}, words(o.Place), words(o.Grade.Words()),
			chart.Dated(o.Published), rankCell(o.Rank), span(o.RankLow, o.RankHigh, 0), figure(o.Sure, 2, "not known")})
	}
	return t
}

func surenessTable(r *method.Result) chart.Table {
	t := chart.Table{Caption: "How sure ranks are on each measure", Columns: []chart.Column{column("Measure"), number("Ranked"), number("with known sampling error"),
		number("Typical width of the 95% interval, places"), number("surely best quarter"), number("surely worst quarter")}}
	for _, m := range r.Measures {
		var widths []float64
		best, worst, n := 0, 0, 0
		for _, row := range r.Ranks {
			if row.Indicator != m.Indicator || row.Direction != m.Direction || !row.RankHigh.Known() {
				continue
			}
			n++
			widths = append(widths, float64(row.RankHigh-row.RankLow))
			if row.PTopQuarter >= 0.9 {
				best++
			}
			if row.PBottomQuarter >= 0.9 {
				worst++
			}
		}
		typical, inBest, inWorst := words("sampling error not known"), words("not known"), words("not known")
		if n > 0 {
			slices.Sort(widths)
			typical, inBest, inWorst = figure(study.Number(widths[n/2]), 0, ""), whole(best), whole(worst)
		}
		t.Rows = append(t.Rows, []chart.Cell{words(m.Name), whole(m.N), whole(n), typical, inBest, inWorst})
	}
	return t
}

func chanceTable(r *method.Result) chart.Table {
	t := chart.Table{Caption: "Authorities among the best or worst tenth on several measures, and how many chance alone would give", Columns: []chart.Column{
		number("On at least so many measures"), number("Best tenth"), number("by chance"), number("Worst tenth"), number("by chance")}}
	for _, line := range r.Chance {
		t.Rows = append(t.Rows, []chart.Cell{whole(line.AtLeast), whole(line.Best), figure(line.BestChance, 1, ""), whole(line.Worst), figure(line.WorstChance, 1, "")})
	}
	return t
}

func consistencyTable(r *method.Result) chart.Table {
	t := chart.Table{Caption: "Authorities in the best or worst tenth on four or more measures", Columns: []chart.Column{column("Authority"), number("Measures"),
		number("Best tenth"), number("chance of so many"), number("Worst tenth"), number("chance of so many"), number("Years measured"),
		number("Years in best quarter"), number("Years in worst quarter")}}
	for _, c := range r.Consistency {
		if c.BestTenth >= 4 || c.WorstTenth >= 4 {
			t.Rows = append(t.Rows, []chart.Cell{{Text: c.Name, Value: study.Missing, Authority: c.Authority}, whole(c.Measured), whole(c.BestTenth),
				chance(c.BestTenthChance), whole(c.WorstTenth), chance(c.WorstTenthChance), whole(c.Years), whole(c.YearsBestQuarter), whole(c.YearsWorstQuarter)})
		}
	}
	return t
}

func sampleTable(r *method.Result) chart.Table {
	t := chart.Table{Caption: "Proposed for study", Columns: []chart.Column{column("Role"), column("Stronger"), number("Share"), column("Grade"),
		column("Weaker"), number("Share"), column("Grade"), number("Distance")}}
	add := func(role string, pairs []method.Pair) {
		for _, p := range pairs {
			t.Rows = append(t.Rows, []chart.Cell{words(role), {Text: p.Stronger.Name, Value: study.Missing, Authority: p.Stronger.Authority},
				figure(p.Stronger.Share, 2, ""), words(p.Stronger.Grade.Words()), {Text: p.Weaker.Name, Value: study.Missing, Authority: p.Weaker.Authority},
				figure(p.Weaker.Share, 2, ""), words(p.Weaker.Grade.Words()), figure(p.Distance, 2, "")})
		}
	}
	add("pair", r.Sample.Pairs)
	add("reserve", r.Sample.Reserves)
	return t
}

func measureTable(r *method.Result) chart.Table {
	t := chart.Table{Caption: "The measures", Columns: []chart.Column{column("Measure"), column("Unit"), column("Better is"), column("Period"), number("Figures"),
		column("Missing"), column("Sampling error from"), column("Source")}}
	for _, m := range r.Measures {
		var missing, errors []string
		for _, c := range m.Missing {
			missing = append(missing, fmt.Sprintf("%d %s", c.N, c.Reason.Words()))
		}
		for _, c := range m.Error {
			errors = append(errors, fmt.Sprintf("%s (%d)", c.Model, c.N))
		}
		if len(missing) == 0 {
			missing = []string{"none"}
		}
		t.Rows = append(t.Rows, []chart.Cell{words(m.Name), words(m.Unit), words(string(m.Direction)), words(m.PeriodWords), whole(m.N),
			words(strings.Join(missing, "; ")), words(strings.Join(errors, ", ")), words(m.Publisher + ", " + m.Publication)})
	}
	return t
}
