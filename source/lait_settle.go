package source

import (
	"cmp"
	"fmt"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"goodmeasure/study"
)

var yearAndMonth = regexp.MustCompile(`(20\d{2})-(0[1-9]|1[0-2])`)

// laitRelease names the snapshot. The tool's files carry no date, so that the year and month of the file's name count
// where it has them, and else the newest year of any measure.
func laitRelease(fileName string, newest study.Period) (Release, []string) {
	if found := yearAndMonth.FindStringSubmatch(fileName); found != nil {
		year, _ := strconv.Atoi(found[1])
		month, _ := strconv.Atoi(found[2])
		return Release{Name: "LAIT " + found[0], Order: year*100 + month, Detail: 1}, nil
	}
	return Release{Name: fmt.Sprintf("LAIT to %d", newest), Order: int(newest) * 100, Detail: 1}, []string{
		"Nothing in the file says when it was published, so that its newest year counts; a year and month in its name, such as 2026-04, would say it."}
}

// settleLAIT does what needs the whole file: its rows in order, periods without any figure left out,
// spending in pounds, joint figures marked.
func settleLAIT(b *Batch) {
	slices.SortStableFunc(b.Observations, func(x, y study.Observation) int {
		return cmp.Or(cmp.Compare(x.Indicator, y.Indicator), cmp.Compare(x.Period, y.Period), cmp.Compare(x.Authority, y.Authority))
	})
	source := strings.Replace(b.Release.Name, " ", ":", 1)
	taken := b.Observations[:0]
	for rest := b.Observations; len(rest) > 0; {
		n := 1
		for n < len(rest) && rest[n].Indicator == rest[0].Indicator && rest[n].Period == rest[0].Period {
			n++
		}
		series := rest[:n]
		rest = rest[n:]
		if !slices.ContainsFunc(series, func(o study.Observation) bool { return o.Status != study.Unexplained }) {
			b.Skipped[SkippedDashes] += n
			continue
		}
		if inPounds(series) {
			b.Notes = append(b.Notes, fmt.Sprintf("Spending for %s, %d, is in thousands of pounds and was multiplied.", series[0].Indicator, series[0].Period))
		}
		for i := range series {
			series[i].Source = source
		}
		taken = append(taken, series...)
	}
	b.Observations = taken
	markJoint(b.Observations)
}

// leastMedianSpend is far below what half of all authorities spend on children in a year, in pounds, and far above it
// in thousands of pounds.
const leastMedianSpend = 1_000_000

// inPounds multiplies a year's spending that the file gives in thousands, as some snapshots do, and tells whether it did.
func inPounds(series []study.Observation) bool {
	var spent []float64
	for _, o := range series {
		if o.Numerator.Known() {
			spent = append(spent, float64(o.Numerator))
		}
	}
	if len(spent) == 0 {
		return false
	}
	slices.Sort(spent)
	if spent[len(spent)/2] >= leastMedianSpend {
		return false
	}
	for i := range series {
		series[i].Numerator *= 1000
	}
	return true
}

// markJoint finds authorities that report their workforce together. The tool copies the joint figure to each of them
// and says nothing, so they are known by every workforce figure of a year being the same.
func markJoint(observations []study.Observation) {
	const enough = 3 // figures above zero that must agree; two authorities do not share so many by chance
	type workforce struct {
		authority string
		period    study.Period
	}
	reported := map[string]bool{}
	for _, measure := range laitMeasures {
		reported[measure.Indicator] = measure.Workforce
	}
	figures := map[workforce][]int{}
	for i, o := range observations {
		if reported[o.Indicator] {
			key := workforce{o.Authority, o.Period}
			figures[key] = append(figures[key], i)
		}
	}
	same := map[string][][]int{}
	for key, rows := range figures {
		text := fmt.Sprint(key.period)
		above := 0
		for _, i := range rows {
			text += "|" + observations[i].Indicator + observations[i].Value.String()
			if observations[i].Value > 0 {
				above++
			}
		}
		if above >= enough {
			same[text] = append(same[text], rows)
		}
	}
	for _, authorities := range same {
		if len(authorities) == 1 {
			continue
		}
		for _, i := range slices.Concat(authorities...) {
			observations[i].Status = jointly(observations[i].Status, len(authorities))
		}
	}
}
