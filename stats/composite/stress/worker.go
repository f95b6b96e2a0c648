package stress

import (
	"fmt"
	"math"
	"math/rand/v2"

	"goodmeasure/stats/composite/aggregate"
	"goodmeasure/stats/composite/internal/order"
)

// worker evaluates choices one after another in memory of its own.
type worker struct {
	test       *Test
	columns    []*column // in use
	shares     []float64 // their weights, summing to one
	scores     []float64
	known      []float64 // weight known of each unit
	count      []float64 // and indicators
	own        []column  // made from a draw of the true values
	values     []float64
	noise      *rand.PCG
	random     *rand.Rand
	sorter     order.Sorter
	tournament *aggregate.Tournament
}

func (t *Test) newWorker() *worker {
	noise := rand.NewPCG(0, 0)
	return &worker{
		test: t, columns: make([]*column, 0, t.indicators), shares: make([]float64, 0, t.indicators),
		scores: make([]float64, t.units), known: make([]float64, t.units), count: make([]float64, t.units),
		own: make([]column, t.indicators), values: make([]float64, t.units), noise: noise, random: rand.New(noise),
	}
}

// evaluate fills scores for a choice.
func (w *worker) evaluate(c *Choice) error {
	if err := w.gather(c); err != nil {
		return err
	}
	by := &w.test.combinations[c.Aggregation]
	switch by.form {
	case sums:
		w.sum(by)
	case duels:
		w.fight()
	default:
		return w.ordinary(by)
	}
	return nil
}

// gather collects the columns and weights of the indicators in use.
func (w *worker) gather(c *Choice) error {
	t := w.test
	s := &t.space
	w.columns, w.shares = w.columns[:0], w.shares[:0]
	var sum float64
	for j, weight := range c.Weights {
		if !c.LeftOut[j] {
			sum += weight
		}
	}
	if !(sum > 0) {
		return fmt.Errorf("weights %s: the indicators in use weigh nothing together", s.Weights[c.Scheme].Name)
	}
	by := &t.combinations[c.Aggregation]
	at := ((c.Version*len(s.Imputations)+c.Imputation)*len(s.Normalisations)+c.Normalisation)*len(t.combinations) + c.Aggregation
	made := &t.tables[at]
	version := &s.Versions[c.Version]
	drawn := c.Noise != 0 && version.Errors != nil
	if drawn {
		w.noise.Seed(c.Noise, 0x9e3779b97f4a7c15)
	}
	for j, weight := range c.Weights {
		if c.LeftOut[j] {
			continue
		}
		along, direction := &made.along[j], s.Directions[j]
		if c.Turned[j] {
			along, direction = &made.against[j], -direction
		}
		if drawn && version.Errors[j] != nil {
			version.Errors[j].Draw(w.random, w.values)
			filled, err := w.values, error(nil)
			if hasGaps(filled) {
				filled, err = s.Imputations[c.Imputation].fill(j, filled)
			}
			if err == nil {
				along = &w.own[j]
				err = along.make(filled, direction, s.Normalisations[c.Normalisation], by, j, &w.sorter)
			}
			if err != nil {
				return fmt.Errorf("true values drawn for indicator %d, %s, %v: %w", j+1, s.Imputations[c.Imputation].Name, s.Normalisations[c.Normalisation], err)
			}
			if by.form == duels {
				along.order = along.order.Clone() // the sorter's own is written over by the next indicator
			}
		}
		if weight > 0 {
			w.columns, w.shares = append(w.columns, along), append(w.shares, weight/sum)
		}
	}
	return nil
}

func (w *worker) sum(by *combination) {
	var certain float64 // weight of the indicators known of all units
	gaps := false
	for k, c := range w.columns {
		if len(c.known) > 0 {
			gaps = true
		} else {
			certain += w.shares[k]
		}
	}
	accumulate(w.scores, w.columns, w.shares)
	if gaps {
		w.divide(certain)
	}
	if by.back != nil {
		for i, v := range w.scores {
			w.scores[i] = by.back(v)
		}
	}
}

// divide scales the sums of units that miss something to the weight of what they have, and takes the score from those
// that miss too much.
func (w *worker) divide(certain float64) {
	for i := range w.known {
		w.known[i], w.count[i] = certain, float64(len(w.columns))
	}
	for k, c := range w.columns {
		for i, known := range c.known {
			w.known[i] += w.shares[k] * known
			w.count[i] -= 1 - known
		}
	}
	for i, known := range w.known {
		if w.enough(i) {
			w.scores[i] /= known
		} else {
			w.scores[i] = math.NaN()
		}
	}
}

// accumulate adds up weighted columns, four in one go over the units, so that sums are read and written less.
func accumulate(sums []float64, columns []*column, shares []float64) {
	clear(sums)
	for len(columns) >= 4 {
		a, b, c, d := columns[0].term[:len(sums)], columns[1].term[:len(sums)], columns[2].term[:len(sums)], columns[3].term[:len(sums)]
		wa, wb, wc, wd := shares[0], shares[1], shares[2], shares[3]
		for i := range sums {
			sums[i] += (wa*a[i] + wb*b[i]) + (wc*c[i] + wd*d[i])
		}
		columns, shares = columns[4:], shares[4:]
	}
	for k, c := range columns {
		share := shares[k]
		term := c.term[:len(sums)]
		for i := range sums {
			sums[i] += share * term[i]
		}
	}
}

func (w *worker) fight() {
	if w.tournament == nil {
		w.tournament = aggregate.NewTournament(w.test.units)
	}
	w.tournament.Reset()
	for i := range w.count {
		w.count[i] = float64(len(w.columns))
	}
	for k, c := range w.columns {
		w.tournament.Add(c.order, w.shares[k])
		for _, unit := range c.order.Gaps {
			w.count[unit]--
		}
	}
	for i := range w.count {
		if !w.enough(i) {
			w.tournament.Withdraw(i)
		}
	}
	w.tournament.Scores(w.scores)
	for i := range w.count {
		if !w.enough(i) {
			w.scores[i] = math.NaN()
		}
	}
}

// enough tells whether a unit has enough of the indicators in use.
func (w *worker) enough(unit int) bool {
	n := w.count[unit]
	return n > 0 && n >= w.test.space.LeastKnown*float64(len(w.columns))-1e-9
}

func (w *worker) ordinary(by *combination) error {
	table := make([][]float64, len(w.columns))
	for k, c := range w.columns {
		table[k] = c.scaled
	}
	shares := w.shares
	if by.unweighed {
		shares = nil
	}
	scores, err := aggregate.Sufficient(by.method, table, shares, w.test.space.LeastKnown)
	if err != nil {
		return err
	}
	copy(w.scores, scores)
	if _, turned := by.method.(aggregate.Wroclaw); turned { // of which less is better
		for i, v := range w.scores {
			w.scores[i] = -v
		}
	}
	return nil
}

func hasGaps(x []float64) bool {
	for _, v := range x {
		if v != v {
			return true
		}
	}
	return false
}
