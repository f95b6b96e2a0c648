package method

import (
	"encoding/json"
	"fmt"
	"math"
	"math/bits"
	"slices"

	"goodmeasure/stats/rank"
	"goodmeasure/study"
)

// pathway holds every definition between two: each set of the parts that differ taken from b and the others from a. Sets
// are bits in the order of parts.
type pathway struct {
	a, b     *study.Definition
	parts    []DefinitionPart
	edition  *study.Edition
	codes    []string            // of the authorities compared
	matrices map[string]*Matrix  // by what a matrix depends on
	known    map[string]*standIn // by the definition
	ranks    [][]float64         // by set, then authority; nil where the definition in between has no answer
	refusals []error             // by set
}

// standIn is what a definition in between gives.
type standIn struct {
	ranks []float64
	err   error
}

func newPathway(edition *study.Edition, a, b *study.Definition, codes []string) *pathway {
	w := &pathway{a: a, b: b, edition: edition, codes: codes, parts: differing(a, b), matrices: map[string]*Matrix{}, known: map[string]*standIn{}}
	for set := range 1 << len(w.parts) {
		one := w.rank(hybrid(a, b, w.within(set)))
		w.ranks, w.refusals = append(w.ranks, one.ranks), append(w.refusals, one.err)
	}
	return w
}

func (w *pathway) within(set int) func(DefinitionPart) bool {
	return func(p DefinitionPart) bool {
		for at, part := range w.parts {
			if part == p {
				return set&(1<<at) != 0
			}
		}
		return false
	}
}

// rank ranks the authorities compared, among each other, by a definition.
func (w *pathway) rank(d *study.Definition) *standIn {
	key := written(d)
	if w.known[key] == nil {
		w.known[key] = &standIn{}
		w.known[key].ranks, w.known[key].err = w.rankAnew(d)
	}
	return w.known[key]
}

func (w *pathway) rankAnew(d *study.Definition) ([]float64, error) {
	m, err := w.matrix(d)
	if err != nil {
		return nil, err
	}
	index, err := m.score(d)
	if err != nil {
		return nil, err
	}
	at := map[string]int{}
	for unit, u := range m.Units {
		at[u.Code] = unit
	}
	scores := make([]float64, len(w.codes))
	for n, code := range w.codes {
		scores[n] = math.NaN()
		if unit, there := at[code]; there {
			scores[n] = index.scores[unit]
		}
	}
	return rank.Average(scores, true), nil
}

// matrix makes a matrix once for all definitions that have the same.
func (w *pathway) matrix(d *study.Definition) (*Matrix, error) {
	figures := study.Definition{Combine: study.Combination{CarryYears: d.Combine.CarryYears, Shrinkage: d.Combine.Shrinkage}}
	if d.Combine.Imputation == study.ImputeCarry {
		figures.Combine.Imputation = study.ImputeCarry
	}
	for _, c := range d.Indicators {
		figures.Indicators = append(figures.Indicators, study.Criterion{ID: c.ID, Direction: c.Direction, Period: c.Period, Years: c.Years})
	}
	key := written(&figures)
	if m := w.matrices[key]; m != nil {
		return m, nil
	}
	m, err := NewMatrix(w.edition, d)
	if err == nil {
		w.matrices[key] = m
	}
	return m, err
}

func written(d *study.Definition) string {
	text, err := json.Marshal(d)
	if err != nil {
		panic("method: plain data cannot be written as JSON: " + err.Error())
	}
	return string(text)
}

// shifts gives, for each part and each authority, the change of rank that the part makes, averaged over all orders in which
// the parts can be changed one at a time through definitions that have an answer (Shapley's value where all have), and the
// mean over these orders and the authorities of the size of that change. Changes of one authority add up to the whole. An
// authority that a definition in between does not rank has none. It errs where no order leads from a to b.
//
// Source: Shapley (1953), A value for n-person games.
func (w *pathway) shifts() (byPart [][]float64, sizes []float64, err error) {
	all := len(w.ranks) - 1
	from, to := make([]float64, len(w.ranks)), make([]float64, len(w.ranks)) // orders that lead here, and on
	from[0], to[all] = 1, 1
	for set := range w.ranks {
		for at := range w.parts {
			if before := set &^ (1 << at); before != set && w.ranks[before] != nil && w.ranks[set] != nil {
				from[set] += from[before]
			}
		}
	}
	if from[all] == 0 {
		for size := 1; size < len(w.parts); size++ {
			for set, refusal := range w.refusals {
				if refusal != nil && bits.OnesCount(uint(set)) == size {
					return nil, nil, fmt.Errorf("a definition between the two has no answer: %w", refusal)
				}
			}
		}
	}
	for set := all - 1; set >= 0; set-- {
		for at := range w.parts {
			if after := set | 1<<at; after != set && w.ranks[after] != nil && w.ranks[set] != nil {
				to[set] += to[after]
			}
		}
	}
	sizes = make([]float64, len(w.parts))
	for at := range w.parts {
		change := make([]float64, len(w.codes))
		for set := range w.ranks {
			after := set | 1<<at
			orders := from[set] * to[after]
			if after == set || orders == 0 {
				continue
			}
			share, sum, n := orders/from[all], 0.0, 0
			for unit := range w.codes {
				shift := w.ranks[after][unit] - w.ranks[set][unit]
				change[unit] += share * shift
				if !math.IsNaN(shift) {
					sum += math.Abs(shift)
					n++
				}
			}
			sizes[at] += share * sum / float64(n)
		}
		byPart = append(byPart, change)
	}
	return byPart, sizes, nil
}

// indicatorShifts gives, for each indicator that the two do not treat alike in everything, the change of rank that it makes
// when it alone becomes as in b, and when it alone is left as in a until the last: the mean of both, or of the one that has
// an answer. They need not add up to the whole.
func (w *pathway) indicatorShifts() (ids []string, byIndicator [][]float64) {
	none, all := hybrid(w.a, w.b, w.within(0)), hybrid(w.a, w.b, w.within(len(w.ranks)-1))
	for _, id := range inOrder(none.Indicators, all.Indicators, func(c study.Criterion) string { return c.ID }) {
		first, firstDiffers := withIndicatorOf(none, all, id)
		last, _ := withIndicatorOf(all, none, id)
		if !firstDiffers {
			continue
		}
		change, ways := make([]float64, len(w.codes)), 0
		for _, step := range [][2]*study.Definition{{none, first}, {last, all}} {
			before, after := w.rank(step[0]), w.rank(step[1])
			if before.err != nil || after.err != nil {
				continue
			}
			ways++
			for unit := range change {
				change[unit] += after.ranks[unit] - before.ranks[unit]
			}
		}
		for unit := range change {
			change[unit] /= float64(ways)
		}
		if ways > 0 {
			ids, byIndicator = append(ids, id), append(byIndicator, change)
		}
	}
	return ids, byIndicator
}

// withIndicatorOf is a definition in which one indicator is as in another definition, or in or out as there, and whether
// that is a difference. An indicator whose group the definition lacks stands straight under the index, and a group that is
// left without indicators goes.
func withIndicatorOf(d, other *study.Definition, id string) (*study.Definition, bool) {
	changed := *d
	changed.Indicators = nil
	theirs, there := other.Criterion(id)
	own, here := d.Criterion(id)
	if _, known := groupOf(d, theirs.Group); !known {
		theirs.Group = ""
	}
	for _, c := range d.Indicators {
		if c.ID != id {
			changed.Indicators = append(changed.Indicators, c)
		}
	}
	if there {
		changed.Indicators = append(changed.Indicators, theirs)
	}
	for size := -1; size != len(changed.Groups); {
		size = len(changed.Groups)
		var used []study.Group
		for _, g := range changed.Groups {
			if hasMembers(&changed, g.ID) {
				used = append(used, g)
			}
		}
		changed.Groups = used
	}
	return &changed, here != there || here && written(&study.Definition{Indicators: []study.Criterion{own}}) != written(&study.Definition{Indicators: []study.Criterion{theirs}})
}

func hasMembers(d *study.Definition, group string) bool {
	return slices.ContainsFunc(d.Indicators, func(c study.Criterion) bool { return c.Group == group }) ||
		slices.ContainsFunc(d.Groups, func(g study.Group) bool { return g.Parent == group })
}
