package method

import (
	"fmt"
	"runtime"

	"goodmeasure/stats/rank"
	"goodmeasure/study"
)

// RankOne ranks on one indicator the authorities that existed when its period ended, in the order of their codes, those
// without a figure among them. City of London and Isles of Scilly have no part in it. The streams of the draws belong
// to the indicator, so that its ranks do not depend on what else is asked for.
func RankOne(edition *study.Edition, chosen Chosen, draws int, seed uint64) ([]Rank, error) {
	if draws < 100 {
		return nil, fmt.Errorf("--draws: %d draws are too few to tell a 95%% interval; give at least 100", draws)
	}
	f := &Frame{Edition: edition}
	indicator, _ := edition.Indicator(chosen.ID)
	for _, a := range edition.Authorities {
		if a.ExistedOn(indicator.PeriodType.End(chosen.Period)) && !a.Tiny() {
			f.Authorities = append(f.Authorities, a)
		}
	}
	m := measure(edition, f.Authorities, chosen)
	f.Measures = []Measure{m}
	posteriors, models := f.posteriors(m)
	summaries, err := rank.Simulate(posteriors, rank.Simulation{HigherIsBetter: chosen.Direction == study.HigherIsBetter,
		Draws: draws, Seed: seed, Name: "rank of " + chosen.ID, Workers: runtime.GOMAXPROCS(0)})
	if err != nil {
		return nil, fmt.Errorf("%s: %w", chosen.ID, err)
	}
	return Ranks(f, &Standing{Measures: [][]rank.Summary{summaries}, Models: [][]ErrorModel{models}}), nil
}

// Half says in which half of the ranking the whole 95% interval of the rank lies: 1 the better, -1 the worse, 0 in
// neither, so that the authority cannot be told apart from the middle. It says so, too, where there is no interval.
func (r Rank) Half() int {
	middle := study.Number(r.N+1) / 2
	switch {
	case r.RankHigh < middle:
		return 1
	case r.RankLow > middle:
		return -1
	}
	return 0
}

// Median is the median of the known figures among the values, and how many they are.
func Median(values []study.Number) (study.Number, int) {
	var known []float64
	for _, value := range values {
		if value.Known() {
			known = append(known, float64(value))
		}
	}
	if len(known) == 0 {
		return study.Missing, 0
	}
	return study.Number(quantileOf(known, 0.5)), len(known)
}

// Quarters are the quartiles of the known figures among the values: the ends of the middle half.
func Quarters(values []study.Number) (low, high study.Number) {
	var known []float64
	for _, value := range values {
		if value.Known() {
			known = append(known, float64(value))
		}
	}
	if len(known) == 0 {
		return study.Missing, study.Missing
	}
	return study.Number(quantileOf(known, 0.25)), study.Number(quantileOf(known, 0.75))
}
