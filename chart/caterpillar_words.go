package chart

import (
	"math"

	"goodmeasure/study"
)

// standing is what an authority's 95% interval says about the middle of the ranking.
type standing int

const (
	unclear standing = iota
	clearlyBetter
	clearlyWorse
	noSamplingError
)

const samplingErrorNotKnown = "sampling error not known"

func (s standing) words() string {
	return [...]string{"cannot be told apart from the middle", "interval wholly in the better half", "interval wholly in the worse half", samplingErrorNotKnown}[s]
}

// standingWords say the same of what can be reached.
func (d CaterpillarData) standingWords(s standing) string {
	if d.reachable {
		return [...]string{"today’s rank, could be in either half", "today’s rank, in the better half whatever the weights", "today’s rank, in the worse half whatever the weights", "today’s rank"}[s]
	}
	return s.words()
}

func (s standing) look() (shape, string) {
	return [...]shape{circle, up, down, circle}[s], [...]string{"similar", "stronger", "weaker", "hollow similar"}[s]
}

func (d CaterpillarData) middle() float64 { return float64(d.Among+1) / 2 }

func (d CaterpillarData) standing(u RankedUnit) standing {
	switch {
	case !u.Interval95.known():
		return noSamplingError
	case float64(u.Interval95.High) < d.middle():
		return clearlyBetter
	case float64(u.Interval95.Low) > d.middle():
		return clearlyWorse
	}
	return unclear
}

func (d CaterpillarData) tally() (counts [4]int) {
	for _, u := range d.ranked() {
		counts[d.standing(u)]++
	}
	return counts
}

func (d CaterpillarData) sentence() string {
	n := d.tally()
	out := "The whole 95% interval lies in the better half for " + noneOr(n[clearlyBetter]) + " of " + authorities(len(d.ranked())) +
		", and in the worse half for " + noneOr(n[clearlyWorse]) + "."
	if n[unclear] > 0 {
		out += " " + Capital(authorities(n[unclear])) + " cannot be told apart from the middle."
	}
	if n[noSamplingError] > 0 {
		out += " For " + authorities(n[noSamplingError]) + " the sampling error is not known."
	}
	for _, u := range d.ranked() {
		if u.Highlight {
			out += " " + isolate(u.Name) + ": " + d.place(u) + "."
		}
	}
	return out + d.unranked()
}

func (d CaterpillarData) place(u RankedUnit) string {
	if !u.Interval95.known() {
		return rankWords(u.Median) + ", " + samplingErrorNotKnown
	}
	return rankWords(u.Median) + " (" + firstPlace(u.Interval95) + " to " + lastPlace(u.Interval95) + ")"
}

// rankWords names a rank; that in the middle of many draws may lie between two.
func rankWords(rank study.Number) string {
	low := math.Floor(float64(rank))
	if low == float64(rank) {
		return "rank " + decimal(low, 0)
	}
	return "between ranks " + decimal(low, 0) + " and " + decimal(low+1, 0)
}

// firstPlace and lastPlace are the ends of an interval of ranks in whole places, so that it is never narrower than it is.
func firstPlace(i Interval) string { return decimal(math.Floor(float64(i.Low)), 0) }

func lastPlace(i Interval) string { return decimal(math.Ceil(float64(i.High)), 0) }

func (d CaterpillarData) unranked() string {
	var names []string
	for _, u := range d.Units {
		if !u.Median.Known() {
			names = append(names, u.Name)
		}
	}
	if len(names) == 0 {
		return ""
	}
	return " Not ranked: " + list(names, 4) + "."
}

func (d CaterpillarData) table() Table {
	t := Table{Caption: d.Title, Columns: []Column{
		{Name: "Authority"}, {Name: "Rank", Unit: "median, 1 is best", Numeric: true},
		{Name: "50% interval from", Unit: "rank", Numeric: true}, {Name: "50% interval to", Unit: "rank", Numeric: true},
		{Name: "95% interval from", Unit: "rank", Numeric: true}, {Name: "95% interval to", Unit: "rank", Numeric: true},
		{Name: "Standing"},
	}}
	for _, u := range d.Units {
		if !u.Median.Known() {
			missing := said("not ranked: " + u.Reason)
			t.Rows = append(t.Rows, []Cell{named(u.Authority, u.Name), missing, missing, missing, missing, missing, missing})
			continue
		}
		row := []Cell{named(u.Authority, u.Name), {Text: trimmed(float64(u.Median), 1), Value: u.Median}}
		for _, i := range []Interval{u.Interval50, u.Interval95} {
			low, high := figured(i.Low, 0), figured(i.High, 0)
			if i.known() {
				low.Text, high.Text = firstPlace(i), lastPlace(i)
			}
			row = append(row, low, high)
		}
		t.Rows = append(t.Rows, append(row, said(d.standing(u).words())))
	}
	return t
}
