package stress

import (
	"fmt"
	"math"

	"goodmeasure/stats/composite/aggregate"
	"goodmeasure/stats/composite/internal/order"
	"goodmeasure/stats/composite/normalise"
)

var nan = math.NaN()

// worker evaluates choices one after another in memory of its own.
type worker struct {
	test       *Test
	scores     []float64     // of the top
	used       []*column     // by indicator, nil where it is left out
	orders     []order.Order // room for them, by indicator
	own        []column      // made from a draw of the true figures, or filled by row
	made       []column      // of groups
	usable     []bool        // groups with a member that weighs anything
	columns    []*column     // of the group at hand
	shares     []float64     // their weights, summing to one
	known      []float64     // weight known of each unit
	count      []int         // indicators known of each unit
	tooFew     []int         // units with too few of them
	worlds     *worlds
	sorter     order.Sorter
	tournament *aggregate.Tournament
}

func (t *Test) newWorker() *worker {
	w := &worker{
		test: t, scores: make([]float64, t.units), used: make([]*column, t.indicators), own: make([]column, t.indicators), orders: make([]order.Order, t.indicators),
		made: make([]column, len(t.groups)), usable: make([]bool, len(t.groups)),
		columns: make([]*column, 0, len(t.parents)), shares: make([]float64, 0, len(t.parents)),
		known: make([]float64, t.units), count: make([]int, t.units), worlds: newWorlds(t),
	}
	w.made[len(t.groups)-1].scaled = w.scores
	return w
}

// evaluate fills scores for a choice.
func (w *worker) evaluate(c *Choice) error {
	t := w.test
	by := t.by[c.Aggregation]
	if err := w.gather(c, by); err != nil {
		return err
	}
	if t.space.Imputations[c.Imputation].Row {
		if err := w.fillRows(by); err != nil {
			return err
		}
	}
	w.countKnown(t.space.Versions[c.Version*t.space.Estimates+c.Estimate].Out)
	top := len(t.groups) - 1
	for g := range t.groups {
		if err := w.combine(g, c, by[g]); err != nil {
			return err
		}
		if g < top && w.usable[g] {
			if err := w.made[g].finish(by[t.parents[t.indicators+g]], t.indicators+g, &w.sorter); err != nil {
				return err
			}
			w.made[g].order = w.kept(&w.made[g], by[t.parents[t.indicators+g]])
		}
	}
	if !w.usable[top] {
		return fmt.Errorf("weights %s: the indicators in use weigh nothing together", t.space.Weights[c.Scheme].Name)
	}
	for _, unit := range w.tooFew {
		w.scores[unit] = nan
	}
	return nil
}

// kept keeps an order from being written over by the sorter's next.
func (w *worker) kept(c *column, by *combination) order.Order {
	if by.form == duels {
		return c.order.Clone()
	}
	return c.order
}

// gather collects the columns of the indicators in use.
func (w *worker) gather(c *Choice, by []*combination) error {
	t := w.test
	s := &t.space
	v := c.Version*s.Estimates + c.Estimate
	at := (((v*len(s.Imputations)+c.Imputation)*len(s.Treatments)+c.Treatment)*len(s.Normalisations)+c.Normalisation)*len(s.Aggregations) + c.Aggregation
	made := &t.tables[at]
	version := &s.Versions[v]
	drawn := c.Noise != 0 && version.Errors != nil
	if drawn {
		w.worlds.enter(world{c.Pool, v, c.Imputation, c.Treatment})
	}
	for j := range w.used {
		w.used[j] = nil
		if c.LeftOut[j] {
			continue
		}
		direction := s.Directions[j]
		w.used[j] = made.along[j]
		if c.Turned[j] {
			w.used[j], direction = made.against[j], -direction
		}
		if !drawn || version.Errors[j] == nil {
			continue
		}
		figures, err := w.worlds.treated(c.Noise, j)
		if err == nil {
			err = w.remake(j, figures, direction, t.scale(c.Normalisation, j), by[t.parents[j]], s.Imputations[c.Imputation].Row)
		}
		if err != nil {
			return fmt.Errorf("true values drawn for indicator %d, %s, %s, %v: %w", j+1, s.Imputations[c.Imputation].Name, s.Treatments[c.Treatment].Name, s.Normalisations[c.Normalisation], err)
		}
		w.used[j] = &w.own[j]
	}
	return nil
}

// remake makes an indicator's own column, by the order of the figures alone where that settles it. Rows that are yet to be
// filled need it on the common scale.
func (w *worker) remake(j int, r *ready, d normalise.Direction, scale normalise.Method, by *combination, rows bool) error {
	own := &w.own[j]
	ordinal, places := scale.(Ordinal)
	duel := by.form == duels && !rows && keepsOrder(scale)
	if !duel && !places {
		err := own.make(r.figures, d, scale, by, j, &w.sorter)
		own.order = w.kept(own, by)
		return err
	}
	o := r.sort(d, &w.sorter, &w.orders[j])
	if duel {
		own.order, own.gaps = o, append(own.gaps[:0], o.Gaps...)
		return nil
	}
	own.scaled = sized(own.scaled, len(r.figures))
	for _, unit := range o.Gaps {
		own.scaled[unit] = nan
	}
	ordinal.FromOrder(own.scaled, o.Units, o.Ends)
	err := own.finish(by, j, &w.sorter)
	own.order = w.kept(own, by)
	return err
}

// fillRows puts in each gap the mean of what the unit has on the other indicators in use.
func (w *worker) fillRows(by []*combination) error {
	clear(w.known)
	clear(w.count)
	gaps := false
	for _, c := range w.used {
		if c == nil {
			continue
		}
		gaps = gaps || len(c.gaps) > 0
		for i, v := range c.scaled {
			if v == v {
				w.known[i] += v
				w.count[i]++
			}
		}
	}
	if !gaps {
		return nil
	}
	for j, c := range w.used {
		if c == nil || len(c.gaps) == 0 {
			continue
		}
		filled := &w.own[j]
		filled.scaled = sized(filled.scaled, w.test.units)
		copy(filled.scaled, c.scaled)
		for _, unit := range c.gaps {
			filled.scaled[unit] = w.known[unit] / float64(w.count[unit])
		}
		combine := by[w.test.parents[j]]
		if err := filled.finish(combine, j, &w.sorter); err != nil {
			return err
		}
		filled.order = w.kept(filled, combine)
		w.used[j] = filled
	}
	return nil
}

// countKnown finds the units that have too few of the indicators in use, besides those that are out anyway.
func (w *worker) countKnown(out []bool) {
	w.tooFew = w.tooFew[:0]
	used, gaps := 0, false
	for _, c := range w.used {
		if c != nil {
			used++
			gaps = gaps || len(c.gaps) > 0
		}
	}
	if !gaps && out == nil {
		return
	}
	for i := range w.count {
		w.count[i] = used
	}
	for _, c := range w.used {
		if c != nil {
			for _, unit := range c.gaps {
				w.count[unit]--
			}
		}
	}
	least := w.test.space.LeastKnown*float64(used) - 1e-9
	for i, n := range w.count {
		if n == 0 || float64(n) < least || out != nil && out[i] {
			w.tooFew = append(w.tooFew, i)
		}
	}
}

func hasGaps(x []float64) bool {
	for _, v := range x {
		if v != v {
			return true
		}
	}
	return false
}
