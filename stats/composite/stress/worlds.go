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
// some in common. What is kept is of one world at a time: choices of the same world are best taken one after another.
type worlds struct {
	test   *Test
	each   int // draws of an indicator in a pool
	now    world
	drawn  []drawn // by indicator and draw
	ready  []ready // likewise
	noise  *rand.PCG
	random *rand.Rand
	ages   struct{ drawn, ready uint32 } // from 1: what was made at another age is of another world
}

// world is what the true figures of a choice depend on, besides which of the draws it takes.
type world struct {
	pool                           uint64
	version, imputation, treatment int
}

// drawn are figures as they were drawn.
type drawn struct {
	figures []float64
	age     uint32
}

// ready are figures whose gaps and outliers have been dealt with.
type ready struct {
	figures []float64
	age     uint32
	sorted  uint32 // age at which they were put in order
	order   []uint16
	ends    []uint16 // left out where no two figures tie
}

// sort gives the order of the figures read in a direction, the worst first, in the room for it. There are hundreds of
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

func newWorlds(t *Test) *worlds {
	noise := rand.NewPCG(0, 0)
	return &worlds{test: t, each: 1, noise: noise, random: rand.New(noise)}
}

// enter makes the world of a choice the one that is kept.
func (w *worlds) enter(to world) {
	switch {
	case w.drawn == nil:
		w.drawn, w.ready = make([]drawn, w.test.indicators*w.each), make([]ready, w.test.indicators*w.each)
		fallthrough
	case to.pool != w.now.pool, to.version != w.now.version:
		w.ages.drawn++
		w.ages.ready++
	case to != w.now:
		w.ages.ready++
	}
	w.now = to
}

// treated are an indicator's true figures in the world entered, their gaps and outliers dealt with.
func (w *worlds) treated(noise uint64, indicator int) (*ready, error) {
	s, at := &w.test.space, indicator*w.each+int(scattered(noise+uint64(indicator)*oddStep)%uint64(w.each))
	keep := &w.ready[at]
	if keep.age == w.ages.ready {
		return keep, nil
	}
	figures, err := w.figures(at, indicator), error(nil)
	if w.test.gaps[w.now.version][indicator] {
		figures, err = s.Versions[w.now.version].fill(&s.Imputations[w.now.imputation], indicator, figures)
	}
	if err == nil {
		figures, err = s.Treatments[w.now.treatment].treat(indicator, figures)
	}
	if err != nil {
		return nil, err
	}
	keep.figures, keep.age, keep.sorted = figures, w.ages.ready, 0
	return keep, nil
}

// figures are an indicator's true figures in the world entered, by the place where they are kept.
func (w *worlds) figures(at, indicator int) []float64 {
	kept := &w.drawn[at]
	if kept.age == w.ages.drawn {
		return kept.figures
	}
	kept.age, kept.figures = w.ages.drawn, sized(kept.figures, w.test.units)
	w.noise.Seed(scattered(w.now.pool), scattered(w.now.pool+uint64(at+1)*oddStep))
	v := &w.test.space.Versions[w.now.version]
	v.Errors[indicator].Draw(w.random, kept.figures)
	if v.Scale != nil && v.Scale[indicator] != 1 {
		for i := range kept.figures {
			kept.figures[i] *= v.Scale[indicator]
		}
	}
	return kept.figures
}

const oddStep = 0x9e3779b97f4a7c15

// scattered is the finaliser of SplitMix64 (Steele and others 2014), which makes near numbers unlike.
func scattered(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
