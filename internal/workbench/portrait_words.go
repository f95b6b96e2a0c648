package workbench

import (
	"fmt"
	"slices"

	"goodmeasure/chart"
	"goodmeasure/study"
)

// say fills in the words of a row.
func (r *PortraitRow) say(company Company) {
	r.ValueWords, r.RangeWords, r.AgainstWords = r.Reason, "", "no figure"
	if r.Value.Known() {
		r.ValueWords, r.RangeWords = amount(r.Value, r.Unit), "interval not known"
		if r.Low.Known() {
			r.RangeWords = amount(r.Low, r.Unit) + " to " + amount(r.High, r.Unit)
		}
		if r.Status == study.Joint {
			r.ValueWords += " (joint figure)"
		}
	}
	if r.Benchmark.Known() {
		r.AgainstWords = amount(r.Benchmark, r.Unit)
	}
	r.AgainstNote = company.shortfall(r.BenchmarkN)
	r.StanceWords = stanceWords(r.Stance, company.Words)
	r.RankWords = r.places()
	r.SourceWords = r.Publisher + ", " + r.Publication
}

func stanceWords(stance Stance, whom string) string {
	switch stance {
	case Stronger, Weaker:
		return string(stance) + " than " + whom
	case Similar:
		return "similar to " + whom
	case Above:
		return "higher than " + whom
	case Below:
		return "lower than " + whom
	case NotTested:
		return "not tested"
	case Uncompared:
		return "not compared"
	}
	return "no figure"
}

// places are the intervals of the ranks: two readings where people disagree which way is better, and one that says so where
// no interval is known.
func (r *PortraitRow) places() []string {
	places := []string{}
	for _, one := range r.Ranks {
		if !one.RankLow.Known() {
			return []string{"not known"}
		}
		words := fmt.Sprintf("%s of %d", rankRange(one.RankLow, one.RankHigh), one.N)
		if len(r.Ranks) > 1 || r.taken != r.Direction {
			words += " if " + one.Direction.Words()
		}
		places = append(places, words)
	}
	return places
}

// beside is the figure and the median of those compared with, where there is one.
func (r PortraitRow) beside(company Company) string {
	if !r.Benchmark.Known() {
		return amount(r.Value, r.Unit)
	}
	return fmt.Sprintf("%s; %s %s", amount(r.Value, r.Unit), company.Words, r.AgainstWords)
}

// standoutWords have the median of those compared with, or England's where there is none.
func (r PortraitRow) standoutWords(company Company) string {
	one, whom, median := r.Ranks[0], company.Words, r.Benchmark
	if !median.Known() {
		whom, median = englandWords, r.EnglandMedian
	}
	return fmt.Sprintf("%s (%s); %s %s; %s of %d (%s)", measured(r.Value, r.Unit), r.RangeWords, whom, amount(median, r.Unit),
		placeWords(one.Rank), one.N, rankRange(one.RankLow, one.RankHigh))
}

// changeWords have the medians of those compared with where as many of them have a figure in both periods, and England's
// where not: a median moves, too, with whose figures it is of.
func (r PortraitRow) changeWords(c *Change, before PastFigure, company Company) string {
	whom, then, now := englandWords, c.EnglandBefore, c.EnglandNow
	if before.Benchmark.Known() && r.Benchmark.Known() && before.benchmarkN == r.BenchmarkN {
		whom, then, now = company.Words, before.Benchmark, r.Benchmark
	}
	words := fmt.Sprintf("from %s %s to %s %s", amount(c.Before, r.Unit), r.PeriodType().At(c.From), amount(r.Value, r.Unit), r.PeriodType().At(c.To))
	if then.Known() && now.Known() {
		words += fmt.Sprintf("; %s from %s to %s", whom, amount(then, r.Unit), amount(now, r.Unit))
	}
	return words
}

// englandWords are those of its middle authority, as Company.Explained says.
const englandWords = "England"

// words says what the tally comes to, and what chance alone would give.
func (t StanceTally) words(whom string) string {
	if t.Tested == 0 {
		return "None of the measures can be tested, so nothing can be said of how they compare with " + whom + "."
	}
	words := fmt.Sprintf("Of %s, %s %s from %s.", chart.Count(t.Tested, "figure that can be tested", "figures that can be tested"), noneOr(t.Differ), pick(t.Differ, "differs", "differ"), whom)
	words += fmt.Sprintf(" Chance alone would make about %s of %d look different if none truly did.", decimal(t.ByChance, 1), t.Tested)
	switch {
	case t.Differ == 0:
	case t.Differ == t.Corrected:
		words += fmt.Sprintf(" Once the number of tests is allowed for, %s.", pick(t.Differ, "it still does", fmt.Sprintf("all %d still do", t.Differ)))
	default:
		words += fmt.Sprintf(" Once the number of tests is allowed for, %s of the %d still %s.", noneOr(t.Corrected), t.Differ, pick(t.Corrected, "does", "do"))
	}
	return words
}

func pick(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// cannot is what the portrait cannot tell.
func (p *Portrait) cannot(rows []PortraitRow) []string {
	a := p.Authority
	lines := []string{}
	if a.Tiny() {
		lines = append(lines, a.Short()+" has "+tinyWords+". Nothing here says how good its services are.")
	}
	lines = append(lines,
		"These are counts of what was recorded. They do not show how a child or family was treated, or what they would say of it.",
		"A figure may differ because the children and families differ, not because the services do. Nothing here is adjusted for deprivation or need.",
		ageWords(rows))
	if p.Tally.NotTested > 0 {
		lines = append(lines, fmt.Sprintf("For %s the publisher gives nothing that would tell the sampling error. A difference there may mean nothing.", chart.Count(p.Tally.NotTested, "measure", "measures")))
	}
	if n := p.Tally.Uncompared; n > 0 {
		lines = append(lines, fmt.Sprintf("For %s fewer than %d of those compared with have a figure, so nothing is compared.", chart.Count(n, "measure", "measures"), LeastInGroup))
	}
	if missing := p.Of - p.Measured; missing > 0 {
		lines = append(lines, fmt.Sprintf("%s of this definition %s no figure here. A suppressed figure is not zero, and hides a small number of children.",
			chart.Capital(chart.Count(missing, "measure", "measures")), pick(missing, "has", "have")))
	}
	if joint := jointNames(rows); len(joint) > 0 {
		lines = append(lines, fmt.Sprintf("%s: one figure was published for this authority and another together, and stands for both.", someOf(joint)))
	}
	if disputed, bothGiven := disputedNames(rows); len(disputed) > 0 {
		given := "no figure is called stronger or weaker"
		if bothGiven {
			given = "both readings of a rank are given, and " + given
		}
		lines = append(lines, fmt.Sprintf("%s: people disagree which way is better, so %s.", someOf(disputed), given))
	}
	return append(lines, "Inspection judges practice, at another time and by other means. It is set beside the figures, and neither corrects the other.")
}

// longAgo is how many years older than the newest figure one may be and still say something of today.
const longAgo = 3

// newestYear is the year in which the period of the newest figure ends.
func newestYear(rows []PortraitRow) (newest int) {
	for _, r := range rows {
		if r.Value.Known() {
			newest = max(newest, r.endYear())
		}
	}
	return newest
}

func (r PortraitRow) endYear() int { return r.indicator.PeriodType.End(r.Period).Year() }

// ageWords say that figures are of the past, and how far back the oldest of them lies where it is older than the others.
func ageWords(rows []PortraitRow) string {
	newest := newestYear(rows)
	oldest, words := newest, ""
	for _, r := range rows {
		if r.Value.Known() && r.endYear() < oldest {
			oldest, words = r.endYear(), r.PeriodType().At(r.Period)
		}
	}
	if newest-oldest < 2 {
		return "Figures are for the periods named, and say nothing of last month."
	}
	return fmt.Sprintf("Figures are for the periods named, and the oldest lies %s. They say nothing of last month.", words)
}

func jointNames(rows []PortraitRow) (names []string) {
	for _, r := range rows {
		if r.Status == study.Joint && r.Value.Known() {
			names = append(names, r.Name)
		}
	}
	return names
}

// disputedNames also tells whether a rank is given either way for one of them: nothing gives it where no interval is known.
func disputedNames(rows []PortraitRow) (names []string, bothGiven bool) {
	for _, r := range rows {
		if r.Direction == study.Contested {
			names = append(names, r.Name)
			bothGiven = bothGiven || len(r.RankWords) > 1
		}
	}
	return names, bothGiven
}

// someOf names measures at the head of a sentence, or counts them where they are many.
func someOf(names []string) string {
	if len(names) > 4 {
		return chart.Capital(chart.Count(len(names), "measure", "measures"))
	}
	names = slices.Clone(names)
	for at := 1; at < len(names); at++ {
		names[at] = chart.InSentence(names[at])
	}
	return joined(names)
}

// InspectionOpening is the opening of the timeline without the notes, which the portrait has already given.
func (p *Portrait) InspectionOpening() []string {
	return slices.DeleteFunc(p.Timeline.Opening(), func(line string) bool { return slices.Contains(p.Notes, line) })
}
