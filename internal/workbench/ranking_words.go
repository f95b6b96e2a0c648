package workbench

import (
	"fmt"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/study"
)

// Opening says what is ranked, which way, and how much the ranking can tell.
func (r Ranking) Opening() []string {
	i := r.Indicator
	head := fmt.Sprintf("%s (%s), %s: %s.", i.Name, i.ID, r.PeriodWords, r.DirectionWords)
	if r.Because != "" {
		head = fmt.Sprintf("%s (%s), %s, read as %s. People disagree; those who read it so say: %s", i.Name, i.ID, r.PeriodWords, r.DirectionWords, r.Because)
	}
	verbs := pick(r.N, "has a figure and is ranked", "have a figure and are ranked")
	if r.unsure() {
		verbs = pick(r.N, "has a figure", "have a figure")
	}
	ranked := fmt.Sprintf("%d of %s %s.", r.N, chart.Count(r.Authorities, "authority", "authorities"), verbs)
	if told := r.Better + r.Worse + r.Unclear; told > 0 {
		ranked += fmt.Sprintf(" %d of %d cannot be told apart from the middle; the whole 95%% interval of the rank lies in the better half for %s and in the worse half for %s.",
			r.Unclear, told, noneOr(r.Better), noneOr(r.Worse))
	}
	switch {
	case r.ErrorUnknown == 0:
	case r.unsure():
		ranked += " The sampling error of this indicator is not known, since it is published without the counts that would tell. So no rank is given: how far chance could have moved it cannot be said."
	default:
		ranked += fmt.Sprintf(" For %s the sampling error is not known, so that no rank is given; the list has %s by the figure.", chart.Count(r.ErrorUnknown, "authority", "authorities"), pick(r.ErrorUnknown, "it", "them"))
	}
	return append(append([]string{head}, plainly(i)...), "", ranked)
}

func noneOr(n int) string {
	if n == 0 {
		return "none"
	}
	return fmt.Sprint(n)
}

// unsure tells whether the sampling error of no figure is known.
func (r Ranking) unsure() bool { return r.N > 0 && r.ErrorUnknown == r.N }

// Table is the ranking for reading: those that have a figure, best first. No rank stands there without its interval.
func (r Ranking) Table() chart.Table {
	t := chart.Table{Caption: r.tableCaption(), Columns: []chart.Column{{Name: ""}, {Name: "Rank", Numeric: true}, {Name: "Authority"},
		{Name: "Figure", Numeric: true}, {Name: "95%\ninterval", Numeric: true}, {Name: "50%\ninterval", Numeric: true}, {Name: "Best\ntenth", Numeric: true},
		{Name: "Best\nquarter", Numeric: true}, {Name: "Worst\nquarter", Numeric: true}, {Name: "Worst\ntenth", Numeric: true}}}
	for _, one := range r.Ranks {
		if !one.Value.Known() {
			continue
		}
		name := one.Name
		if one.Joint {
			name += " *"
		}
		rank := said("not known")
		if one.RankLow.Known() {
			rank = ranked(one.Rank.Rank)
		}
		t.Rows = append(t.Rows, []chart.Cell{said(standingMark(one.Rank)), rank,
			named(one.Authority, folded(name, 26)), {Text: amount(one.Value, one.Unit), Value: one.Value},
			said(rankRange(one.RankLow, one.RankHigh)), said(rankRange(one.RankLow50, one.RankHigh50)),
			{Text: chance(one.PTopTenth), Value: one.PTopTenth}, {Text: chance(one.PTopQuarter), Value: one.PTopQuarter},
			{Text: chance(one.PBottomQuarter), Value: one.PBottomQuarter}, {Text: chance(one.PBottomTenth), Value: one.PBottomTenth}})
	}
	if r.unsure() {
		t.Columns = t.Columns[2:4]
		for at := range t.Rows {
			t.Rows[at] = t.Rows[at][2:4]
		}
	}
	return t
}

func (r Ranking) tableCaption() string {
	caption := fmt.Sprintf("Rank among %d, 1 is best, with its intervals and the chances of a place", r.N)
	if r.unsure() {
		caption = fmt.Sprintf("Figures of %s, best first", chart.Count(r.N, "authority", "authorities"))
	}
	if unit := unitWords(r.Indicator.Unit); unit != "" {
		caption += "; figures: " + unit
	}
	if r.Region != "" {
		caption += "; only " + r.Region + " is shown"
	}
	return caption
}

// Notes say what the marks mean, who has no rank and why, where the figures come from, and what to beware of.
func (r Ranking) Notes() []string {
	var notes []string
	if !r.unsure() {
		notes = append(notes, "▲ in the better half, ▼ in the worse half, · cannot be told apart from the middle, ? sampling error not known.",
			fmt.Sprintf("Intervals and chances come from %s draws of every authority’s true figure given its counts (seed %d).", decimal(study.Number(r.Draws), 0), r.Seed))
	}
	if !r.unsure() {
		notes = append(notes, "Ties share the mean of their places.")
	}
	if r.joint() {
		notes = append(notes, "* one figure published for this authority and another together.")
	}
	if without := r.withoutFigure(); len(without) > 0 {
		notes = append(append(notes, "", "Without a figure:"), without...)
	}
	var tiny []string
	for _, one := range r.NotRanked {
		tiny = append(tiny, one.Name)
	}
	if len(tiny) > 0 {
		notes = append(notes, "", fmt.Sprintf("Never ranked: %s (%s).", joined(tiny), tinyWords))
	}
	notes = append(notes, "", sourceLine(r.Indicator, r.Sources), editionLine(r.Edition))
	var breaks []string
	for _, b := range r.Indicator.Breaks {
		breaks = append(breaks, fmt.Sprintf("Break at %d: %s", b.Period, b.What))
	}
	return append(notes, bullets("Caveats:", append(breaks, r.Indicator.Caveats...))...)
}

func (r Ranking) joint() bool {
	for _, one := range r.Ranks {
		if one.Joint {
			return true
		}
	}
	return false
}

// withoutFigure lists by reason the authorities shown that have none.
func (r Ranking) withoutFigure() []string {
	var lines []string
	for _, status := range study.Statuses {
		var names []string
		for _, one := range r.Ranks {
			if !one.Value.Known() && one.Reason == status {
				names = append(names, one.Name)
			}
		}
		if len(names) > 0 {
			lines = append(lines, "- "+status.Words()+": "+strings.Join(names, ", "))
		}
	}
	return lines
}
