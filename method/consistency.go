package method

import (
	"fmt"
	"math"

	"goodmeasure/stats/rank"
	"goodmeasure/study"
)

// Consistency is how often an authority appears among the best and worst tenth of the measures, and the best and worst
// quarter of the composite over the years, against what chance would give.
type Consistency struct {
	Authority         string       `json:"authority"`
	Name              string       `json:"name"`
	Measured          int          `json:"measured"`
	BestTenth         int          `json:"best_tenth"`
	WorstTenth        int          `json:"worst_tenth"`
	BestTenthChance   study.Number `json:"best_tenth_chance_p"` // chance of at least so many if ranks were random
	WorstTenthChance  study.Number `json:"worst_tenth_chance_p"`
	Years             int          `json:"years"`
	YearsBestQuarter  int          `json:"years_best_quarter"`
	YearsWorstQuarter int          `json:"years_worst_quarter"`
	YearsBestChance   study.Number `json:"years_best_chance_p"`
	YearsWorstChance  study.Number `json:"years_worst_chance_p"`
}

// ChanceLine is how many authorities appear at least so many times, and how many would if ranks were random.
type ChanceLine struct {
	AtLeast     int          `json:"at_least"`
	Best        int          `json:"best"`
	BestChance  study.Number `json:"best_chance"`
	Worst       int          `json:"worst"`
	WorstChance study.Number `json:"worst_chance"`
}

// yearsBack is how many periods up to the chosen ones the composite is looked at for.
const yearsBack = 5

// Consist counts the appearances.
func Consist(f *Frame, s *Standing) ([]Consistency, []ChanceLine, error) {
	rows := make([]Consistency, len(f.Authorities))
	best, worst := make([][]float64, len(rows)), make([][]float64, len(rows)) // chances of each appearance
	for _, k := range f.members(All) {
		m := f.Measures[k]
		n := m.N()
		tenth := rank.Tenth(n)
		ranks := rank.Average(m.Values, m.Direction == study.HigherIsBetter)
		for at, r := range ranks {
			if math.IsNaN(r) {
				continue
			}
			rows[at].Measured++
			if amongBest(r, tenth) {
				rows[at].BestTenth++
			}
			if amongWorst(r, n, tenth) {
				rows[at].WorstTenth++
			}
			best[at] = append(best[at], shareWithin(ranks, func(r float64) bool { return amongBest(r, tenth) }))
			worst[at] = append(worst[at], shareWithin(ranks, func(r float64) bool { return amongWorst(r, n, tenth) }))
		}
	}
	years := f.pastScores()
	for at, a := range f.Authorities {
		row := &rows[at]
		row.Authority, row.Name = a.Code, a.Short()
		var err error
		if row.BestTenthChance, err = atLeast(row.BestTenth, best[at]); err != nil {
			return nil, nil, fmt.Errorf("consistency of %s: %w", a.Short(), err)
		}
		if row.WorstTenthChance, err = atLeast(row.WorstTenth, worst[at]); err != nil {
			return nil, nil, fmt.Errorf("consistency of %s: %w", a.Short(), err)
		}
		var bestYears, worstYears []float64
		for _, year := range years {
			if math.IsNaN(year.Rank[at]) {
				continue
			}
			n := year.N()
			quarter := rank.Quarter(n)
			row.Years++
			if amongBest(year.Rank[at], quarter) {
				row.YearsBestQuarter++
			}
			if amongWorst(year.Rank[at], n, quarter) {
				row.YearsWorstQuarter++
			}
			bestYears = append(bestYears, shareWithin(year.Rank, func(r float64) bool { return amongBest(r, quarter) }))
			worstYears = append(worstYears, shareWithin(year.Rank, func(r float64) bool { return amongWorst(r, n, quarter) }))
		}
		if row.YearsBestChance, err = atLeast(row.YearsBestQuarter, bestYears); err != nil {
			return nil, nil, fmt.Errorf("consistency of %s: %w", a.Short(), err)
		}
		if row.YearsWorstChance, err = atLeast(row.YearsWorstQuarter, worstYears); err != nil {
			return nil, nil, fmt.Errorf("consistency of %s: %w", a.Short(), err)
		}
	}
	lines, err := chanceLines(rows, best, worst)
	return rows, lines, err
}

func shareWithin(ranks []float64, within func(float64) bool) float64 {
	n, in := 0, 0
	for _, r := range ranks {
		if !math.IsNaN(r) {
			n++
			if within(r) {
				in++
			}
		}
	}
	return float64(in) / float64(n)
}

// atLeast is the chance of so many appearances or more; with nothing measured it is missing.
func atLeast(k int, chances []float64) (study.Number, error) {
	if len(chances) == 0 {
		return study.Missing, nil
	}
	tail, err := rank.AtLeast(chances)
	if err != nil {
		return study.Missing, err
	}
	if k >= len(tail) {
		return 0, nil
	}
	return study.Number(tail[k]), nil
}

// often is how many appearances are called many.
const often = 4

// chanceLines goes from one appearance up to the most that anybody has, and where there are measures enough to many.
// What chance gives takes the measures to have nothing to do with one another.
func chanceLines(rows []Consistency, best, worst [][]float64) ([]ChanceLine, error) {
	most := 0
	for _, row := range rows {
		most = max(most, row.BestTenth, row.WorstTenth, min(row.Measured, often))
	}
	lines := []ChanceLine{}
	for k := 1; k <= most; k++ {
		line := ChanceLine{AtLeast: k}
		for at, row := range rows {
			if row.Measured == 0 {
				continue
			}
			if row.BestTenth >= k {
				line.Best++
			}
			if row.WorstTenth >= k {
				line.Worst++
			}
			p, err := atLeast(k, best[at])
			if err != nil {
				return nil, err
			}
			q, err := atLeast(k, worst[at])
			if err != nil {
				return nil, err
			}
			line.BestChance += p
			line.WorstChance += q
		}
		lines = append(lines, line)
	}
	return lines, nil
}

// pastScores are the composites of the chosen periods and of those just before, newest first. A year in which fewer
// measures were published than a composite needs, or in which it ranks fewer than half of those it ranks now, is not counted.
func (f *Frame) pastScores() []Composite {
	var years []Composite
	for back := range yearsBack {
		past := &Frame{Edition: f.Edition, Authorities: f.Authorities, Judgements: f.Judgements}
		for _, m := range f.Measures {
			chosen := m.Chosen
			chosen.Period -= study.Period(back)
			one := measure(f.Edition, f.Authorities, chosen)
			if 2*one.N() < m.N() {
				for at := range one.Values {
					one.Values[at] = math.NaN() // published for too few to be ranked among; see Covered
				}
			}
			past.Measures = append(past.Measures, one)
		}
		year := newComposite(past, All)
		if n := year.N(); n > 0 && (len(years) == 0 || 2*n >= years[0].N()) {
			years = append(years, year)
		}
	}
	return years
}
