package method

import (
	"context"
	"fmt"
	"math"
	"slices"

	"goodmeasure/stats/agree"
	"goodmeasure/stats/rank"
	"goodmeasure/study"
)

// Comparison says which authorities stand elsewhere under one definition than under another, beyond what the sampling error
// of the figures allows, and why. Its JSON names are stable, rows are in a fixed order, and a missing number is null.
//
// Ranks are among the authorities that both definitions score, 1 is best. A change of rank is that under B less that under
// A: below 0 the authority does better under B.
type Comparison struct {
	Program      string           `json:"program"`
	Edition      EditionUsed      `json:"edition"`
	A            DefinitionUsed   `json:"a"`
	B            DefinitionUsed   `json:"b"`
	Draws        int              `json:"draws"`
	Seed         uint64           `json:"seed"`
	Compared     int              `json:"authorities_compared"`
	OnlyA        []RankedByOne    `json:"only_a"` // scored by A and not by B
	OnlyB        []RankedByOne    `json:"only_b"`
	Spearman     study.Number     `json:"spearman"`
	SpearmanLow  study.Number     `json:"spearman_low"` // 95% of the draws
	SpearmanHigh study.Number     `json:"spearman_high"`
	Up           int              `json:"moves_up"`
	Down         int              `json:"moves_down"`
	NotTold      int              `json:"cannot_be_told_apart"`
	ErrorUnknown int              `json:"error_unknown"` // of these, without one figure of a known sampling error under A or under B
	NewQuarter   int              `json:"change_quarter"`
	Steps        []ComparisonStep `json:"steps"`
	StepsRefused string           `json:"steps_refused,omitempty"` // why the way from A to B cannot be taken step by step
	Authorities  []Movement       `json:"authorities"`             // in the order of their codes
	Warnings     []string         `json:"warnings"`
}

// RankedByOne is an authority that only one of two definitions scores.
type RankedByOne struct {
	Authority string       `json:"authority"`
	Name      string       `json:"name"`
	Rank      study.Number `json:"rank"`     // among all that this definition scores
	RankLow   study.Number `json:"rank_low"` // 95% of the draws
	RankHigh  study.Number `json:"rank_high"`
	Why       string       `json:"why"` // the other does not
}

// ComparisonStep is one part in which two definitions differ.
type ComparisonStep struct {
	Part      DefinitionPart `json:"part"`
	Changes   []string       `json:"changes"`
	MeanShift study.Number   `json:"mean_absolute_rank_shift"` // over the authorities and the orders in which parts can be changed
}

// Movement is where an authority stands under each of two definitions.
type Movement struct {
	Authority        string           `json:"authority"`
	Name             string           `json:"name"`
	RankA            study.Number     `json:"rank_a"`
	RankALow         study.Number     `json:"rank_a_low"` // 95% of the draws
	RankAHigh        study.Number     `json:"rank_a_high"`
	RankB            study.Number     `json:"rank_b"`
	RankBLow         study.Number     `json:"rank_b_low"`
	RankBHigh        study.Number     `json:"rank_b_high"`
	Change           study.Number     `json:"change"`
	ChangeMedian     study.Number     `json:"change_median"`
	ChangeLow        study.Number     `json:"change_low"` // 95% interval of the change itself, from common draws
	ChangeHigh       study.Number     `json:"change_high"`
	Moves            Move             `json:"moves"`
	QuarterA         int              `json:"quarter_a"` // 1 is best
	QuarterB         int              `json:"quarter_b"`
	PBestQuarterA    study.Number     `json:"p_best_quarter_a"`
	PBestQuarterB    study.Number     `json:"p_best_quarter_b"`
	PWorstQuarterA   study.Number     `json:"p_worst_quarter_a"`
	PWorstQuarterB   study.Number     `json:"p_worst_quarter_b"`
	LargestPart      DefinitionPart   `json:"largest_part,omitempty"`
	LargestIndicator string           `json:"largest_indicator,omitempty"`
	ByPart           []PartShift      `json:"by_part"`      // add up to the change
	ByIndicator      []IndicatorShift `json:"by_indicator"` // need not
}

// PartShift is the change of rank that a part of the definition makes, averaged over orders.
type PartShift struct {
	Part   DefinitionPart `json:"part"`
	Change study.Number   `json:"change"`
}

// PartShift is the change that a part makes; missing where it has no share.
func (m Movement) PartShift(part DefinitionPart) study.Number {
	for _, p := range m.ByPart {
		if p.Part == part {
			return p.Change
		}
	}
	return study.Missing
}

// IndicatorShift is the change of rank that one indicator makes, as the mean of changing it alone first and alone last.
type IndicatorShift struct {
	Indicator string       `json:"indicator"`
	Change    study.Number `json:"change"`
}

// IndicatorShift is the change that an indicator makes; missing where the two treat it alike.
func (m Movement) IndicatorShift(id string) study.Number {
	for _, i := range m.ByIndicator {
		if i.Indicator == id {
			return i.Change
		}
	}
	return study.Missing
}

// Move says whether an authority moves beyond what doubt allows.
type Move string

// The moves.
const (
	MovesUp      Move = "up"
	MovesDown    Move = "down"
	CannotBeTold Move = "cannot be told apart"
)

// Compare sets two definitions beside each other on one edition. Both are scored on the same draws of the true figures, so
// that the interval of a change of rank is of the change itself; an authority moves only when that interval excludes 0, on
// the side to which it moves on the figures as they are. The way from a to b is then taken one part at a time, on the figures as they are.
func Compare(ctx context.Context, edition *study.Edition, a, b *study.Definition, how IndexDraws) (*Comparison, error) {
	t := newTruths(how.Seed)
	var both [2]*drawnIndex
	for at, d := range []*study.Definition{a, b} {
		var err error
		if both[at], err = t.index(edition, d); err != nil {
			return nil, fmt.Errorf("definition %q: %w", d.Name, err)
		}
	}
	positions := scoredByAll(both[:]...)
	if n := len(positions[0]); n < 2 {
		return nil, fmt.Errorf("both definitions score %s, and ranks are compared among at least two; lower least_share, or take periods that lie nearer to each other",
			count(n, "same authority"))
	}
	c := &Comparison{Edition: EditionUsed{edition.Name, edition.Hash}, A: DefinitionUsed{Name: a.Name, Whose: a.Whose}, B: DefinitionUsed{Name: b.Name, Whose: b.Whose},
		Draws: how.Draws, Seed: how.Seed, Compared: len(positions[0]), OnlyA: rankedByOne(both[0], both[1]), OnlyB: rankedByOne(both[1], both[0]),
		Steps: []ComparisonStep{}, Warnings: []string{}}
	c.place(both, positions)
	if err := c.drawn(ctx, t, both, positions, how); err != nil {
		return nil, err
	}
	c.explain(edition, a, b)
	c.Warnings = append(c.Warnings, unsureWarnings(both[0].unsure, both[1].unsure)...)
	return c, nil
}

func unsureWarnings(a, b int) []string {
	const held = "; they are held as they are, so that intervals are narrower than they should be."
	switch {
	case a == 0 && b == 0:
		return nil
	case a == b:
		return []string{fmt.Sprintf("The sampling error of %s is not known under either definition%s", count(a, "figure"), held)}
	}
	return []string{fmt.Sprintf("The sampling error of %s under A and of %d under B is not known%s", count(a, "figure"), b, held)}
}

// rankedByOne are the units that x scores and other does not.
func rankedByOne(x, other *drawnIndex) []RankedByOne {
	units := map[string]int{}
	for at, u := range other.matrix.Units {
		units[u.Code] = at
	}
	places := rank.Average(x.scores, true)
	found := []RankedByOne{}
	for at, u := range x.matrix.Units {
		theirs, there := units[u.Code]
		switch {
		case math.IsNaN(x.scores[at]):
		case !there:
			found = append(found, aloneAt(u, places[at], "it did not exist at the time of the other’s figures"))
		case math.IsNaN(other.scores[theirs]):
			measured := 0
			for _, column := range other.matrix.Values {
				if !math.IsNaN(column[theirs]) {
					measured++
				}
			}
			found = append(found, aloneAt(u, places[at], fmt.Sprintf("it has figures on %d of the other’s %s", measured, count(len(other.matrix.Values), "indicator"))))
		}
	}
	return found
}

func aloneAt(u IndexUnit, place float64, why string) RankedByOne {
	return RankedByOne{Authority: u.Code, Name: u.Name, Rank: study.Number(place), RankLow: study.Missing, RankHigh: study.Missing, Why: why}
}

// place ranks the authorities on the figures as they are.
func (c *Comparison) place(both [2]*drawnIndex, positions [][]int) {
	var ranks [2][]float64
	for at, x := range both {
		ranks[at] = rank.Average(picked(nil, x.scores, positions[at]), true)
	}
	n := len(ranks[0])
	for at := range ranks[0] {
		u := both[0].matrix.Units[positions[0][at]]
		m := Movement{Authority: u.Code, Name: u.Name, RankA: study.Number(ranks[0][at]), RankB: study.Number(ranks[1][at]),
			Change: study.Number(ranks[1][at] - ranks[0][at]), QuarterA: quarterOf(ranks[0][at], n), QuarterB: quarterOf(ranks[1][at], n),
			ByPart: []PartShift{}, ByIndicator: []IndicatorShift{}}
		if m.QuarterA != m.QuarterB {
			c.NewQuarter++
		}
		c.Authorities = append(c.Authorities, m)
	}
	c.Spearman = study.Missing
	if rho, err := agree.Spearman(ranks[0], ranks[1]); err == nil { // two authorities, or all tied, have none
		c.Spearman = study.Number(rho.Rho)
	}
}

// quarterOf is the quarter of a rank among n, 1 the best. The best and the worst quarter are those of the composites; what
// lies between is cut at the middle.
func quarterOf(r float64, n int) int {
	size := rank.Quarter(n)
	switch {
	case amongBest(r, size):
		return 1
	case amongWorst(r, n, size):
		return 4
	case r <= float64(n+1)/2:
		return 2
	}
	return 3
}

// explain takes the way from a to b one part at a time.
func (c *Comparison) explain(edition *study.Edition, a, b *study.Definition) {
	var codes []string
	for _, m := range c.Authorities {
		codes = append(codes, m.Authority)
	}
	way := newPathway(edition, a, b, codes)
	for _, part := range way.parts {
		c.Steps = append(c.Steps, ComparisonStep{Part: part, Changes: changes(a, b, part, calledIn(edition)), MeanShift: study.Missing})
	}
	byPart, sizes, err := way.shifts()
	if err != nil {
		c.StepsRefused = err.Error()
	}
	for at, size := range sizes {
		c.Steps[at].MeanShift = study.Number(size)
		for unit := range c.Authorities {
			m := &c.Authorities[unit]
			m.ByPart = append(m.ByPart, PartShift{way.parts[at], study.Number(byPart[at][unit])})
		}
	}
	ids, byIndicator := way.indicatorShifts()
	for at, id := range ids {
		for unit := range c.Authorities {
			m := &c.Authorities[unit]
			m.ByIndicator = append(m.ByIndicator, IndicatorShift{id, study.Number(byIndicator[at][unit])})
		}
	}
	for unit := range c.Authorities {
		c.Authorities[unit].largest()
	}
}

// largest names the part and the indicator that push most the way the authority goes.
func (m *Movement) largest() {
	most := 1e-9
	for _, p := range m.ByPart {
		if push := towards(m.Change, p.Change); push > most {
			m.LargestPart, most = p.Part, push
		}
	}
	most = 1e-9
	for _, i := range m.ByIndicator {
		if push := towards(m.Change, i.Change); push > most {
			m.LargestIndicator, most = i.Indicator, push
		}
	}
}

// towards is how far a change goes the way of the whole one.
func towards(whole, part study.Number) float64 {
	switch {
	case whole > 0:
		return float64(part)
	case whole < 0:
		return -float64(part)
	}
	return 0
}

// drawn fills in what the common draws say.
func (c *Comparison) drawn(ctx context.Context, t *truths, both [2]*drawnIndex, positions [][]int, how IndexDraws) error {
	n := len(c.Authorities)
	rhos := make([]float64, max(how.Draws, 0))
	var visitors []*comparedRanks
	err := drawTogether(ctx, t, both[:], how, func() func(int, [][]float64) {
		v := newComparedRanks(n)
		for at, only := range [][]RankedByOne{c.OnlyA, c.OnlyB} {
			if len(only) > 0 {
				v.whole[at] = rank.NewTally(len(both[at].matrix.Units), true)
			}
		}
		visitors = append(visitors, v)
		return func(draw int, scores [][]float64) {
			for at := range both {
				v.scores[at] = picked(v.scores[at], scores[at], positions[at])
				if v.whole[at] != nil {
					v.whole[at].Add(scores[at])
				}
			}
			rhos[draw] = v.count()
		}
	})
	if err != nil {
		return err
	}
	for _, more := range visitors[1:] {
		visitors[0].merge(more)
	}
	total := visitors[0]
	var summaries [2][]rank.Summary
	for side, x := range both {
		summaries[side] = total.ranks[side].Summarise()
		for at, position := range positions[side] {
			if x.matrix.ErrorsKnown(position) == 0 {
				summaries[side][at] = unknownSummary()
			}
		}
	}
	for at := range c.Authorities {
		m := &c.Authorities[at]
		a, b := summaries[0][at], summaries[1][at]
		m.ChangeMedian, m.ChangeLow, m.ChangeHigh = study.Missing, study.Missing, study.Missing
		if math.IsNaN(a.Median) || math.IsNaN(b.Median) {
			c.ErrorUnknown++
		} else {
			m.ChangeMedian, m.ChangeLow, m.ChangeHigh = total.change(at, 0.5), total.change(at, 0.025), total.change(at, 0.975)
		}
		m.RankALow, m.RankAHigh, m.RankBLow, m.RankBHigh = study.Number(a.Lower95), study.Number(a.Upper95), study.Number(b.Lower95), study.Number(b.Upper95)
		m.PBestQuarterA, m.PBestQuarterB = study.Number(a.TopQuarter), study.Number(b.TopQuarter)
		m.PWorstQuarterA, m.PWorstQuarterB = study.Number(a.BottomQuarter), study.Number(b.BottomQuarter)
		switch {
		case m.ChangeHigh < 0 && m.Change < 0:
			m.Moves, c.Up = MovesUp, c.Up+1
		case m.ChangeLow > 0 && m.Change > 0:
			m.Moves, c.Down = MovesDown, c.Down+1
		default:
			m.Moves, c.NotTold = CannotBeTold, c.NotTold+1
		}
	}
	total.placeAlone(0, both[0], c.OnlyA)
	total.placeAlone(1, both[1], c.OnlyB)
	c.SpearmanLow, c.SpearmanHigh = study.Missing, study.Missing
	if c.ErrorUnknown == c.Compared {
		return nil
	}
	known := slices.DeleteFunc(rhos, math.IsNaN)
	c.SpearmanLow, c.SpearmanHigh = study.Number(quantileOf(known, 0.025)), study.Number(quantileOf(known, 0.975))
	return nil
}
