package workbench

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/method"
	"goodmeasure/study"
)

// Opening says which definitions are compared and what comes of it.
func (c ComparisonRead) Opening() []string {
	lines := []string{"A: " + definitionLine(c.A), "B: " + definitionLine(c.B), "",
		fmt.Sprintf("%s under both and are compared. Over %s draws of the true figures, the same for both, %s up beyond doubt from A to B, %s down, and %d cannot be told apart from staying where they are.",
			chart.Count(c.Compared, "authority is ranked", "authorities are ranked"), decimal(study.Number(c.Draws), 0), moves(c.Up), numberOf(c.Down), c.NotTold)}
	if c.ErrorUnknown > 0 {
		lines = append(lines, fmt.Sprintf("Of those that cannot be told apart, %s no figure whose sampling error is known under one of the two or under both: how far chance in the figures moves them is not known.",
			chart.Count(c.ErrorUnknown, "authority has", "authorities have")))
	}
	switch {
	case c.SpearmanLow.Known():
		lines = append(lines, fmt.Sprintf("Spearman’s correlation of the two rankings is %s (95%% of draws: %s to %s).",
			decimal(c.Spearman, 2), decimal(c.SpearmanLow, 2), decimal(c.SpearmanHigh, 2)))
	case c.Spearman.Known():
		lines = append(lines, fmt.Sprintf("Spearman’s correlation of the two rankings is %s on the figures as they are; its interval is not known.", decimal(c.Spearman, 2)))
	}
	if len(c.Steps) == 0 {
		lines = append(lines, "The two definitions say the same of everything that an index depends on.")
	}
	return lines
}

func definitionLine(d method.DefinitionUsed) string {
	line := d.Name
	if d.Whose != "" {
		line += " (whose: " + d.Whose + ")"
	}
	return fmt.Sprintf("%s, %s, hash %.12s", line, d.File, d.Hash)
}

func moves(n int) string {
	if n == 1 {
		return "1 moves"
	}
	return numberOf(n) + " move"
}

func numberOf(n int) string {
	if n == 0 {
		return "none"
	}
	return fmt.Sprint(n)
}

// Movers are the authorities that move, the farthest first, at most so many; 0 for all.
func (c ComparisonRead) Movers(most int) chart.Table {
	var rows []method.Movement
	for _, m := range c.Authorities {
		if m.Moves != method.CannotBeTold {
			rows = append(rows, m)
		}
	}
	farthest(rows)
	all := len(rows)
	if most > 0 && all > most {
		rows = rows[:most]
	}
	t := c.movementTable("Who moves: rank under A and B, 1 is best, with 95% intervals, and by what", rows)
	if len(rows) < all {
		t.Caption = fmt.Sprintf("Who moves, the farthest %d of %d: rank under A and B, 1 is best, with 95%% intervals, and by what", len(rows), all)
	}
	return t
}

// Quarters are the authorities that stand in another quarter under B, the farthest first, at most so many; 0 for all.
func (c ComparisonRead) Quarters(most int) chart.Table {
	var rows []method.Movement
	for _, m := range c.Authorities {
		if m.QuarterA != m.QuarterB {
			rows = append(rows, m)
		}
	}
	farthest(rows)
	t := chart.Table{Caption: fmt.Sprintf("Who changes quarter on the figures as they are (%d), 1 is the best", len(rows)), Columns: []chart.Column{
		{Name: ""}, {Name: "Authority"}, {Name: "Quarter", Numeric: true}, {Name: "Best quarter\nunder A", Numeric: true}, {Name: "under B", Numeric: true},
		{Name: "Worst quarter\nunder A", Numeric: true}, {Name: "under B", Numeric: true}}}
	if most > 0 && len(rows) > most {
		rows = rows[:most]
		t.Caption += fmt.Sprintf("; the farthest %d", most)
	}
	for _, m := range rows {
		t.Rows = append(t.Rows, []chart.Cell{said(moveMark(m.Moves)), named(m.Authority, folded(m.Name, 26)), said(fmt.Sprintf("%d to %d", m.QuarterA, m.QuarterB)),
			{Text: chance(m.PBestQuarterA), Value: m.PBestQuarterA}, {Text: chance(m.PBestQuarterB), Value: m.PBestQuarterB},
			{Text: chance(m.PWorstQuarterA), Value: m.PWorstQuarterA}, {Text: chance(m.PWorstQuarterB), Value: m.PWorstQuarterB}})
	}
	return t
}

func farthest(rows []method.Movement) {
	slices.SortStableFunc(rows, func(x, y method.Movement) int {
		return cmp.Compare(math.Abs(float64(y.Change)), math.Abs(float64(x.Change)))
	})
}

func moveMark(m method.Move) string {
	switch m {
	case method.MovesUp:
		return "▲"
	case method.MovesDown:
		return "▼"
	}
	return "·"
}

func (c ComparisonRead) movementTable(caption string, rows []method.Movement) chart.Table {
	t := chart.Table{Caption: caption, Columns: []chart.Column{{Name: ""}, {Name: "Authority"}, {Name: "A", Numeric: true}, {Name: "B", Numeric: true},
		{Name: "Change", Numeric: true}, {Name: "Most by part"}, {Name: "Most by indicator"}}}
	for _, m := range rows {
		t.Rows = append(t.Rows, []chart.Cell{said(moveMark(m.Moves)), named(m.Authority, folded(m.Name, 26)), {Text: place(m.RankA) + "\n" + rankRange(m.RankALow, m.RankAHigh), Value: m.RankA},
			{Text: place(m.RankB) + "\n" + rankRange(m.RankBLow, m.RankBHigh), Value: m.RankB}, {Text: signed(m.Change) + "\n" + changeRange(m), Value: m.Change},
			said(pushed(string(m.LargestPart), m.PartShift(m.LargestPart), 20)), said(pushed(c.called(m.LargestIndicator), m.IndicatorShift(m.LargestIndicator), 26))})
	}
	return t
}

func changeRange(m method.Movement) string {
	if !m.ChangeLow.Known() || !m.ChangeHigh.Known() {
		return "not known"
	}
	return signed(m.ChangeLow) + " to " + signed(m.ChangeHigh)
}

func pushed(what string, by study.Number, width int) string {
	if what == "" {
		return "nothing"
	}
	return folded(what+" "+signed(by), width)
}

// signed writes a change of rank: places down have a plus, since 1 is best.
func signed(n study.Number) string {
	if rounded := math.Round(10*float64(n)) / 10; rounded > 0 {
		return "+" + strings.TrimSuffix(decimal(study.Number(rounded), 1), ".0")
	} else if rounded < 0 {
		return "−" + strings.TrimSuffix(decimal(study.Number(-rounded), 1), ".0")
	}
	return "0"
}

// StepTable lists the parts in which the two differ and how much each moves.
func (c ComparisonRead) StepTable() chart.Table {
	t := chart.Table{Caption: "Why: each part that differs, and how many places it moves an authority on average", Columns: []chart.Column{{Name: "Part"},
		{Name: "Settles"}, {Name: "Places", Numeric: true}, {Name: "What is different in B"}}}
	for _, s := range c.Steps {
		shift := chart.Cell{Text: "not known", Value: s.MeanShift}
		if s.MeanShift.Known() {
			shift.Text = decimal(s.MeanShift, 1)
		}
		t.Rows = append(t.Rows, []chart.Cell{said(string(s.Part)), said(folded(s.Part.Words(), 26)), shift, shortened(s.Changes)})
	}
	return t
}

// shortened shows the first of many changes; all of them stand in files.
func shortened(all []string) chart.Cell {
	const most = 6
	cell := said(folded(strings.Join(all, "; "), 44))
	if len(all) > most {
		cell.Full, cell.Text = strings.Join(all, "; "), folded(fmt.Sprintf("%s; and %d more", strings.Join(all[:most], "; "), len(all)-most), 44)
	}
	return cell
}

// Notes say what the marks and numbers mean, who is not compared and why, and what to beware of.
func (c ComparisonRead) Notes() []string {
	notes := []string{"▲ up and ▼ down from A to B beyond doubt: the 95% interval of the change of rank itself excludes 0. · cannot be told apart. A change below 0 is towards the best.",
		"The change is on the figures as they are, and can lie outside its interval: true figures are drawn anew around them, which brings ranks nearer to the middle."}
	if len(c.Steps) > 0 && c.StepsRefused == "" {
		notes = append(notes, "A part’s share is the mean over all orders in which the parts can be changed one after the other, on the figures as they are; the shares of one authority add up to its change. An indicator’s is the mean of changing it alone first and alone last, and these need not add up.")
	}
	if c.StepsRefused != "" {
		notes = append(notes, "The way from A to B cannot be taken one part at a time: "+c.StepsRefused+".")
	}
	for _, side := range []struct {
		name string
		only []method.RankedByOne
	}{{"A", c.OnlyA}, {"B", c.OnlyB}} {
		var points []string
		for _, one := range side.only {
			points = append(points, fmt.Sprintf("%s, rank %s (%s): %s", one.Name, place(one.Rank), rankRange(one.RankLow, one.RankHigh), one.Why))
		}
		notes = append(notes, bullets(fmt.Sprintf("Ranked by %s alone and not compared:", side.name), points)...)
	}
	notes = append(notes, bullets("Beware:", c.Warnings)...)
	return append(notes, "", fmt.Sprintf("%s Seed %d.", editionLine(c.Edition), c.Seed))
}
