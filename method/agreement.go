package method

import (
	"cmp"
	"math"
	"slices"

	"goodmeasure/stats/agree"
	"goodmeasure/stats/rank"
	"goodmeasure/study"
)

// Agreement is how far a composite of the measures and the inspection grade say the same.
type Agreement struct {
	Part       Part         `json:"part"`
	Measures   int          `json:"measures"`
	Needed     int          `json:"needed"` // figures an authority must have
	Scored     int          `json:"scored"` // authorities that have a place
	N          int          `json:"n"`      // of them, those with a grade
	Spearman   study.Number `json:"spearman"`
	SpearmanP  study.Number `json:"spearman_p"`
	Kappa      study.Number `json:"kappa"` // quadratic weights, quarters of the composite against the four grades
	KappaLow   study.Number `json:"kappa_low"`
	KappaHigh  study.Number `json:"kappa_high"`
	Table      []TenthRow   `json:"tenth_by_grade"`
	OffPattern []OffPattern `json:"off_pattern"`
	Scores     []Score      `json:"scores"`
	Why        string       `json:"why_missing,omitempty"`
}

// TenthRow counts the authorities of each grade in the best tenth, the middle or the worst tenth of a composite.
type TenthRow struct {
	Place    string       `json:"place"`
	N        int          `json:"n"`      // with a grade
	Grades   []GradeCount `json:"grades"` // worst first
	Ungraded int          `json:"ungraded"`
}

// GradeCount is a number of authorities with a grade, and who they are.
type GradeCount struct {
	Grade       study.Grade `json:"grade"`
	N           int         `json:"n"`
	Authorities []string    `json:"authorities"`
}

// OffPattern is an authority whose figures and grade point opposite ways.
type OffPattern struct {
	Authority string       `json:"authority"`
	Name      string       `json:"name"`
	Place     string       `json:"place"`
	Grade     study.Grade  `json:"grade"`
	Published study.Date   `json:"published"`
	Rank      study.Number `json:"rank"`
	RankLow   study.Number `json:"rank_low"`
	RankHigh  study.Number `json:"rank_high"`
	Sure      study.Number `json:"p_place"` // share of draws in which it is in that quarter
}

// Score is an authority's place on a composite.
type Score struct {
	Authority      string       `json:"authority"`
	Name           string       `json:"name"`
	Grade          study.Grade  `json:"grade"`
	Measured       int          `json:"measured"`
	Score          study.Number `json:"score"`
	N              int          `json:"n"`
	Rank           study.Number `json:"rank"`
	RankMedian     study.Number `json:"rank_median"`
	RankLow50      study.Number `json:"rank_low50"`
	RankHigh50     study.Number `json:"rank_high50"`
	RankLow        study.Number `json:"rank_low"`
	RankHigh       study.Number `json:"rank_high"`
	PTopTenth      study.Number `json:"p_top_tenth"`
	PBottomTenth   study.Number `json:"p_bottom_tenth"`
	PTopQuarter    study.Number `json:"p_top_quarter"`
	PBottomQuarter study.Number `json:"p_bottom_quarter"`
	Reason         string       `json:"reason,omitempty"`
}

// The places of the tenth-by-grade table.
const (
	BestTenth  = "best tenth"
	Middle     = "middle"
	WorstTenth = "worst tenth"
)

// Agree sets a composite beside the grades.
func Agree(f *Frame, s *Standing, part Part) Agreement {
	c := s.Composites[part]
	a := Agreement{Part: part, Measures: len(c.Members), Needed: c.Needed, Scored: c.N(), Spearman: study.Missing, SpearmanP: study.Missing,
		Kappa: study.Missing, KappaLow: study.Missing, KappaHigh: study.Missing, OffPattern: []OffPattern{}}
	if a.Measures == 0 {
		a.Why = "no such measure is in the set"
	}
	grades := asFloats(f.Grades())
	if r, err := agree.Spearman(c.Score, grades); err != nil {
		a.Why = cmp.Or(a.Why, err.Error())
	} else {
		a.Spearman, a.SpearmanP = study.Number(r.Rho), study.Number(r.P)
	}
	if k, err := agree.CohenKappa(quarters(c), grades, agree.Quadratic); err != nil {
		a.Why = cmp.Or(a.Why, err.Error())
	} else {
		a.Kappa, a.KappaLow, a.KappaHigh = study.Number(k.Kappa), study.Number(k.Low), study.Number(k.High)
	}
	for at, j := range f.Judgements {
		if j.Graded() && !math.IsNaN(c.Score[at]) {
			a.N++
		}
	}
	n := a.Scored
	tenth := rank.Tenth(n)
	places := []TenthRow{{Place: BestTenth}, {Place: Middle}, {Place: WorstTenth}}
	for p := range places {
		for _, grade := range study.Grades {
			places[p].Grades = append(places[p].Grades, GradeCount{Grade: grade, Authorities: []string{}})
		}
	}
	for at, authority := range f.Authorities {
		score := scoreRow(f, c, at, n)
		a.Scores = append(a.Scores, score)
		if math.IsNaN(c.Rank[at]) {
			continue
		}
		place := 1
		switch {
		case amongBest(c.Rank[at], tenth):
			place = 0
		case amongWorst(c.Rank[at], n, tenth):
			place = 2
		}
		if !f.Judgements[at].Graded() {
			places[place].Ungraded++
			continue
		}
		places[place].N++
		cell := &places[place].Grades[f.Judgements[at].Overall.HigherIsBetter()-1]
		cell.N++
		cell.Authorities = append(cell.Authorities, authority.Code)
		a.offPattern(f, score, places[place].Place, at)
	}
	a.Table = places
	slices.SortStableFunc(a.OffPattern, func(x, y OffPattern) int { return cmp.Compare(x.Rank, y.Rank) })
	return a
}

// offPattern notes an authority in the best tenth that is graded below good, or in the worst tenth graded good or above.
func (a *Agreement) offPattern(f *Frame, score Score, place string, at int) {
	good := f.Judgements[at].Overall.HigherIsBetter() >= study.Good.HigherIsBetter()
	if place == Middle || good == (place == BestTenth) {
		return
	}
	off := OffPattern{Authority: score.Authority, Name: score.Name, Place: place, Grade: score.Grade, Published: f.Judgements[at].Published,
		Rank: score.Rank, RankLow: score.RankLow, RankHigh: score.RankHigh, Sure: score.PTopQuarter}
	if place == WorstTenth {
		off.Sure = score.PBottomQuarter
	}
	a.OffPattern = append(a.OffPattern, off)
}

func scoreRow(f *Frame, c Composite, at, n int) Score {
	sum := c.Summaries[at]
	row := Score{Authority: f.Authorities[at].Code, Name: f.Authorities[at].Short(), Grade: f.Judgements[at].Overall, Measured: c.Measured[at],
		Score: study.Number(c.Score[at]), N: n, Rank: study.Number(c.Rank[at]), RankMedian: study.Number(sum.Median),
		RankLow50: study.Number(sum.Lower50), RankHigh50: study.Number(sum.Upper50), RankLow: study.Number(sum.Lower95),
		RankHigh: study.Number(sum.Upper95), PTopTenth: study.Number(sum.TopTenth), PBottomTenth: study.Number(sum.BottomTenth),
		PTopQuarter: study.Number(sum.TopQuarter), PBottomQuarter: study.Number(sum.BottomQuarter)}
	if math.IsNaN(c.Score[at]) {
		row.Reason = "too few figures"
	}
	return row
}

// quarters puts a composite's ranks on the scale of the grades: 4 for the best quarter to 1 for the worst.
func quarters(c Composite) []float64 {
	n := float64(c.N())
	q := make([]float64, len(c.Rank))
	for at, r := range c.Rank {
		q[at] = 4 - math.Min(3, math.Floor(4*(r-0.5)/n))
	}
	return q
}
