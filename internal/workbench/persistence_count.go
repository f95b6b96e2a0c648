package workbench

import (
	"cmp"
	"fmt"
	"slices"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/stats/rank"
	"goodmeasure/study"
)

// Persistent is who is strong or weak in enough years under enough definitions, beside what chance would give.
type Persistent struct {
	Years   int            `json:"years"` // at least so many
	Of      int            `json:"of"`
	Percent int            `json:"percent"` // of definitions, in each of those years
	Strong  []PersistentIn `json:"strong"`
	Weak    []PersistentIn `json:"weak"`
	// StrongChance and WeakChance are how many would be counted if each year's strong, or weak, had been drawn at random.
	StrongChance study.Number `json:"strong_by_chance"`
	WeakChance   study.Number `json:"weak_by_chance"`
	Why          string       `json:"why_missing,omitempty"` // nobody can be counted
}

// PersistentIn is an authority and in how many of the years in which it was ranked it was strong, or weak.
type PersistentIn struct {
	Authority string `json:"authority"`
	Name      string `json:"name"`
	Region    string `json:"region"`
	Years     int    `json:"years"`
	Ranked    int    `json:"ranked"`
	In        []int  `json:"in"` // the years
}

// Count says who is in the best, and who in the worst, quarter in at least so many years under at least so many per cent of
// the definitions of each year.
func (p *Persistence) Count(years, percent int) (Persistent, error) {
	count := Persistent{Years: years, Of: len(p.Years), Percent: percent, Strong: []PersistentIn{}, Weak: []PersistentIn{}}
	switch {
	case years < 1 || years > len(p.Years):
		return count, fmt.Errorf("at least %d of the years: there are %s to count", years, chart.Count(len(p.Years), "year", "years"))
	case percent < LeastPercent || percent > 100:
		return count, fmt.Errorf("at least %d%% of definitions: expected %d to 100", percent, LeastPercent)
	}
	if len(p.Authorities) == 0 {
		count.StrongChance, count.WeakChance, count.Why = study.Missing, study.Missing, "no place in any year has an interval: "+noDoubt
		return count, nil
	}
	var err error
	if count.Strong, count.StrongChance, err = p.often(years, percent, func(y YearStanding) study.Number { return y.PBest }); err != nil {
		return count, err
	}
	count.Weak, count.WeakChance, err = p.often(years, percent, func(y YearStanding) study.Number { return y.PWorst })
	return count, err
}

// often counts years, and sums over authorities the chance of so many if each year's places had been dealt anew. An authority
// takes part in the deal of the years in which it was ranked.
func (p *Persistence) often(years, percent int, share func(YearStanding) study.Number) ([]PersistentIn, study.Number, error) {
	in := func(y YearStanding) bool { return 100*share(y) >= study.Number(percent)-1e-9 }
	dealt := make([]float64, len(p.Years))
	for at := range p.Years {
		ranked, strong := 0, 0
		for _, a := range p.Authorities {
			if a.Years[at].Band != "" {
				ranked++
				if in(a.Years[at]) {
					strong++
				}
			}
		}
		if ranked > 0 {
			dealt[at] = float64(strong) / float64(ranked)
		}
	}
	found, expected := []PersistentIn{}, 0.0
	for _, a := range p.Authorities {
		one := PersistentIn{Authority: a.Authority, Name: a.Name, Region: a.Region, In: []int{}}
		var chances []float64
		for at, y := range a.Years {
			if y.Band == "" {
				continue
			}
			one.Ranked++
			chances = append(chances, dealt[at])
			if in(y) {
				one.Years++
				one.In = append(one.In, p.Years[at].Label)
			}
		}
		tail, err := rank.AtLeast(chances)
		if err != nil {
			return nil, study.Missing, err
		}
		if years < len(tail) {
			expected += tail[years]
		}
		if one.Years >= years {
			found = append(found, one)
		}
	}
	slices.SortStableFunc(found, func(a, b PersistentIn) int {
		return cmp.Or(cmp.Compare(b.Years, a.Years), strings.Compare(a.Name, b.Name))
	})
	return found, study.Number(expected), nil
}
