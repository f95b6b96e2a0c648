package method

import (
	"math"

	"goodmeasure/stats/rank"
	"goodmeasure/study"
)

// AgreeOnIndex sets the index of a definition beside the grades of a frame, as Agree does with the study's own composite.
// Chances of the best and worst tenth are not counted for an index and stay missing.
func AgreeOnIndex(f *Frame, x *Index, needed int) Agreement {
	n := len(f.Authorities)
	c := Composite{Part: All, Members: make([]int, len(x.Indicators)), Needed: needed, Measured: make([]int, n), Score: make([]float64, n), Summaries: make([]rank.Summary, n)}
	results := map[string]IndexResult{}
	for _, one := range x.Results {
		results[one.Unit] = one
	}
	for at, a := range f.Authorities {
		c.Score[at], c.Summaries[at] = math.NaN(), unknownSummary()
		one, there := results[a.Code]
		if !there || !one.Score.Known() {
			continue
		}
		c.Measured[at], c.Score[at] = one.Measured, study.Significant(float64(one.Score), 10)
		s := &c.Summaries[at]
		s.Median, s.Lower50, s.Upper50 = float64(one.RankMedian), float64(one.RankLow50), float64(one.RankHigh50)
		s.Lower95, s.Upper95 = float64(one.RankLow), float64(one.RankHigh)
		s.TopQuarter, s.BottomQuarter = float64(one.PTopQuarter), float64(one.PBottomQuarter)
	}
	c.Rank = rank.Average(c.Score, true)
	return Agree(f, &Standing{Composites: map[Part]Composite{All: c}}, All)
}
