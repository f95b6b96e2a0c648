package stress

import (
	"math"
	"math/rand/v2"
	"slices"

	"goodmeasure/stats/composite/internal/order"
	"goodmeasure/stats/composite/normalise"
)

// worlds keeps draws of the true figures of a pool, several of each indicator. A choice takes one of them for each
// indicator, whatever it takes for the others: its figures are as good as drawn anew, only choices of the same pool have
// some in common.
type worlds struct {
	test    *Test
	each    int // draws of an indicator in a pool
	pool    uint64
	age     uint32   // of the pool, from 1
	drawnAt []uint32 // age at which a draw was made, by version, indicator and draw
	drawn   []float64
	ready   []ready // by version, imputation, treatment, indicator and draw; nil where they would be too many
	singles []ready // one an indicator, used where they are
	noise   *rand.PCG
	random  *rand.Rand
}

// ready are figures whose gaps and outliers have been dealt with.
type ready struct {
	figures []float64
	age     uint32
	sorted  uint32 // age at which they were put in order
	order   []uint16
	ends    []uint16 // left out where no two figures tie
}

// sort gives the order of the figures read in a direction, the worst first, in the room for it. There are thousands of
// ready figures, so that their orders are kept in short numbers; where units are more than those can count, none is kept.
func (r *ready) sort(d normalise.Direction, s *order.Sorter, room *order.Order) order.Order {
	if len(r.figures) > math.MaxUint16 {
		*room = s.Sort(r.figures).Clone()
	} else {
		if r.sorted != r.age {
			r.keep(s.Sort(r.figures))
		}
		r.put(room)
	}
	if d != normalise.HigherIsBetter {
		turn(room)
	}
	return *room
}

func (r *ready) keep(o order.Order) {
	r.order, r.ends, r.sorted = slices.Grow(r.order[:0], len(o.Units)), r.ends[:0], r.age
	for _, unit := range o.Units {
		r.order = append(r.order, uint16(unit))
	}
	if len(o.Ends) == len(o.Units) {
		return
	}
	for _, end := range o.Ends {
		r.ends = append(r.ends, uint16(end))
	}
}

func (r *ready) put(room *order.Order) {
	room.Units, room.Ends, room.Gaps = room.Units[:0], room.Ends[:0], room.Gaps[:0]
	for k, unit := range r.order {
		room.Units = append(room.Units, int32(unit))
		if len(r.ends) == 0 {
			room.Ends = append(room.Ends, int32(k+1))
		}
	}
	for _, end := range r.ends {
		room.Ends = append(room.Ends, int32(end))
	}
	if len(r.order) < len(r.figures) {
		for unit, v := range r.figures {
			if v != v {
				room.Gaps = append(room.Gaps, int32(unit))
			}
		}
	}
}

// turn puts the last first.
func turn(o *order.Order) {
	slices.Reverse(o.Units)
	if n := len(o.Ends); n > 0 {
		ends := o.Ends[:n-1] // the last is the number of units either way
		slices.Reverse(ends)
		for k := range ends {
			ends[k] = int32(len(o.Units)) - ends[k]
		}
	}
}

// Ordinal is a normalisation that looks at no more than the order of the units.
type Ordinal interface {
	normalise.Method
	// FromOrder is Into for units already in order, the worst first: ends are for each group of ties the position after
	// its last unit. Units without a value are not among them, and keep what dst has.
	FromOrder(dst []float64, units, ends []int32)
}

// keepsOrder tells whether no two figures that differ become one, or change places.
func keepsOrder(m normalise.Method) bool {
	switch m.(type) {
	case normalise.MinMax, normalise.ZScore, normalise.Rank, normalise.PercentileRank, normalise.Borda, normalise.DistanceToBest, Ordinal:
		return true
	}
	return false
}

const mostReady = 1 << 14

func newWorlds(t *Test) *worlds {
	noise := rand.NewPCG(0, 0)
	return &worlds{test: t, each: 1, singles: make([]ready, t.indicators), noise: noise, random: rand.New(noise)}
}

// treated are an indicator's true figures in the world of a choice, their gaps and outliers dealt with.
func (w *worlds) treated(c *Choice, version, indicator int) (*ready, error) {
	s := &w.test.space
	figures, which := w.figures(c, version, indicator)
	keep := &w.singles[indicator]
	if w.ready != nil {
		keep = &w.ready[(((version*len(s.Imputations)+c.Imputation)*len(s.Treatments)+c.Treatment)*w.test.indicators+indicator)*w.each+which]
		if keep.age == w.age {
			return keep, nil
		}
	}
	var err error
	if w.test.gaps[version][indicator] {
		figures, err = s.Versions[version].fill(&s.Imputations[c.Imputation], indicator, figures)
	}
	if err == nil {
		figures, err = s.Treatments[c.Treatment].treat(indicator, figures)
	}
	keep.figures, keep.age, keep.sorted = figures, w.age, 0
	return keep, err
}

// figures are an indicator's true figures in the world of a choice, and which draw of the pool they are.
func (w *worlds) figures(c *Choice, version, indicator int) ([]float64, int) {
	if w.drawnAt == nil {
		n := len(w.test.space.Versions) * w.test.indicators * w.each
		w.drawnAt, w.drawn = make([]uint32, n), make([]float64, n*w.test.units)
		if n *= len(w.test.space.Imputations) * len(w.test.space.Treatments); w.each > 1 && n <= mostReady {
			w.ready = make([]ready, n)
		}
	}
	if c.Pool != w.pool || w.age == 0 {
		w.pool = c.Pool
		w.age++
	}
	which := scattered(c.Noise+uint64(indicator)*oddStep) % uint64(w.each)
	at := (version*w.test.indicators+indicator)*w.each + int(which)
	figures := w.drawn[at*w.test.units : (at+1)*w.test.units]
	if w.drawnAt[at] == w.age {
		return figures, int(which)
	}
	w.drawnAt[at] = w.age
	w.noise.Seed(scattered(c.Pool), scattered(c.Pool+(uint64(indicator)*uint64(w.each)+which+1)*oddStep))
	v := &w.test.space.Versions[version]
	v.Errors[indicator].Draw(w.random, figures)
	if v.Scale != nil && v.Scale[indicator] != 1 {
		for i := range figures {
			figures[i] *= v.Scale[indicator]
		}
	}
	return figures, int(which)
}

const oddStep = 0x9e3779b97f4a7c15

// scattered is the finaliser of SplitMix64 (Steele and others 2014), which makes near numbers unlike.
func scattered(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
