package workbench

import (
	"cmp"
	"context"
	"math"
	"slices"

	"github.com/sourcegraph/conc"

	"goodmeasure/definition"
	"goodmeasure/method"
	"goodmeasure/stats/rank"
	"goodmeasure/study"
)

// The draws behind the effect of a definition: few, so that it can be seen while one is still changing it. A ranking takes
// more.
const (
	effectDraws     = 500
	robustnessDraws = 1000
)

// DefinitionEffect is what a definition of good does to ranks, beside the definition that the program comes with.
type DefinitionEffect struct {
	Definition method.DefinitionUsed `json:"definition"`
	Edition    method.EditionUsed    `json:"edition"`
	Draws      int                   `json:"draws"` // of the true figures, behind the intervals of ranks
	Seed       uint64                `json:"seed"`
	N          int                   `json:"n"`             // authorities ranked with an interval
	Unsure     int                   `json:"error_unknown"` // shown without a rank, since nothing tells how sure it is
	UsualN     int                   `json:"ranked_by_default"`
	Both       int                   `json:"ranked_by_both"` // moves are counted among these
	Rows       []EffectRow           `json:"rows"`           // best first
	NewQuarter int                   `json:"change_quarter"`
	Alike      study.Number          `json:"spearman_with_default"`
	Usual      bool                  `json:"usual"` // it is the definition that the program comes with
	Overlaps   []EffectOverlap       `json:"overlaps"`
	Beware     []string              `json:"beware"`
	Robustness *method.Robustness    `json:"robustness"`
	Untested   string                `json:"robustness_problem,omitempty"` // why there is no Robustness
}

// EffectRow is an authority's rank under the definition with its 95% interval, and how many places it moved from its rank
// under the default, among those that both rank: above 0 towards the best. What is missing one of the two does not tell.
type EffectRow struct {
	Authority string       `json:"authority"`
	Name      string       `json:"name"`
	Rank      study.Number `json:"rank"`
	RankLow   study.Number `json:"rank_low"`
	RankHigh  study.Number `json:"rank_high"`
	Usual     study.Number `json:"rank_by_default"`
	Moved     study.Number `json:"moved"`
}

// Effect finds what a definition does. The answer is kept, and is for reading only.
func (w *Workbench) Effect(ctx context.Context, d *study.Definition) (*DefinitionEffect, error) {
	return w.effects.recall(ctx, definition.Hash(d), func(ctx context.Context) (*DefinitionEffect, error) { return w.effect(ctx, d) })
}

func (w *Workbench) effect(ctx context.Context, d *study.Definition) (*DefinitionEffect, error) {
	if err := refuseContradictions(d); err != nil {
		return nil, err
	}
	var robust *method.Robustness
	var fragile error
	var beside conc.WaitGroup
	beside.Go(func() {
		robust, fragile = method.Robust(ctx, w.Edition, d, method.StressDraws{Draws: robustnessDraws, Seed: usualSeed})
	})
	ranks, err := w.EffectOnRanks(ctx, d)
	beside.Wait()
	if err != nil {
		return nil, err
	}
	whole := *ranks
	if whole.Robustness = robust; fragile != nil {
		problem, ofDefinition := w.Unmade(fragile)
		if !ofDefinition {
			return nil, fragile
		}
		whole.Untested = problem
	}
	return &whole, nil
}

// EffectOnRanks finds what can be seen while somebody is still changing a definition: all of Effect but how far ranks depend on
// choices, unless that is known already. The answer is kept, and is for reading only.
func (w *Workbench) EffectOnRanks(ctx context.Context, d *study.Definition) (*DefinitionEffect, error) {
	if whole, known := w.effects.held(definition.Hash(d)); known {
		return whole, nil
	}
	return w.effectsOnRanks.recall(ctx, definition.Hash(d), func(ctx context.Context) (*DefinitionEffect, error) { return w.effectOnRanks(ctx, d) })
}

func (w *Workbench) effectOnRanks(ctx context.Context, d *study.Definition) (*DefinitionEffect, error) {
	if err := refuseContradictions(d); err != nil {
		return nil, err
	}
	usual := definition.Default(w.Edition.Indicators)
	draws := method.IndexDraws{Draws: effectDraws, Seed: usualSeed, IndexOnly: true}
	made, err := w.makeIndex(ctx, d, draws)
	if err != nil {
		return nil, err
	}
	e := &DefinitionEffect{Definition: *made.Definition, Edition: *made.Edition, Overlaps: []EffectOverlap{}, Beware: []string{}, Draws: draws.Draws, Seed: draws.Seed, Usual: made.Definition.Hash == definition.Hash(usual)}
	before := made
	if !e.Usual {
		if before, err = w.IndexOf(ctx, usual); err != nil {
			return nil, err
		}
	}
	e.rows(made, before)
	overlaps, err := made.Overlaps()
	if err != nil {
		return nil, err
	}
	for _, o := range overlaps {
		e.Overlaps = append(e.Overlaps, w.overlapWords(o))
	}
	for _, f := range d.Warnings(w.Edition.Indicators) {
		e.Beware = append(e.Beware, w.warningWords(d, f))
	}
	return e, nil
}

// rows sets the ranks of two indices beside each other, over the authorities that the first ranks with an interval.
func (e *DefinitionEffect) rows(made, before *method.Index) {
	usual := map[string]study.Number{}
	for _, r := range before.Results {
		if r.RankLow.Known() {
			usual[r.Unit] = r.Rank
		}
	}
	e.Rows = []EffectRow{}
	var now, then []float64
	var both []int
	for _, r := range made.Results {
		if !r.Rank.Known() {
			continue
		}
		if !r.RankLow.Known() {
			e.Unsure++
			continue
		}
		row := EffectRow{Authority: r.Unit, Name: r.Name, Rank: r.Rank, RankLow: r.RankLow, RankHigh: r.RankHigh, Usual: study.Missing, Moved: study.Missing}
		if was, there := usual[r.Unit]; there && was.Known() {
			row.Usual = was
			now, then, both = append(now, float64(r.Rank)), append(then, float64(was)), append(both, len(e.Rows))
		}
		e.Rows = append(e.Rows, row)
	}
	places, placesThen := rank.Min(now, false), rank.Min(then, false)
	for at, row := range both {
		e.Rows[row].Moved = study.Number(placesThen[at] - places[at])
	}
	e.N, e.UsualN, e.Both = len(e.Rows), len(usual), len(both)
	e.Alike, e.NewQuarter = method.RanksAlike(then, now)
}

// Movers are the authorities that move the most places from their ranks under the default, at most so many.
func (e *DefinitionEffect) Movers(most int) []EffectRow {
	movers := slices.DeleteFunc(slices.Clone(e.Rows), func(r EffectRow) bool { return !r.Moved.Known() || r.Moved == 0 })
	slices.SortStableFunc(movers, func(a, b EffectRow) int {
		return cmp.Compare(math.Abs(float64(b.Moved)), math.Abs(float64(a.Moved)))
	})
	return movers[:min(most, len(movers))]
}

// Best and Worst are the rows at either end, at most so many.
func (e *DefinitionEffect) Best(most int) []EffectRow { return e.Rows[:min(most, len(e.Rows))] }

// Worst are the rows at the other end, the worst last.
func (e *DefinitionEffect) Worst(most int) []EffectRow { return e.Rows[max(0, len(e.Rows)-most):] }
