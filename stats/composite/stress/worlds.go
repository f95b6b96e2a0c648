package stress

import "math/rand/v2"

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
	noise   *rand.PCG
	random  *rand.Rand
}

// ready are figures whose gaps and outliers have been dealt with.
type ready struct {
	figures []float64
	age     uint32
}

const mostReady = 1 << 14

func newWorlds(t *Test) *worlds {
	noise := rand.NewPCG(0, 0)
	return &worlds{test: t, each: 1, noise: noise, random: rand.New(noise)}
}

// treated are an indicator's true figures in the world of a choice, their gaps and outliers dealt with.
func (w *worlds) treated(c *Choice, version, indicator int) ([]float64, error) {
	s := &w.test.space
	figures, which := w.figures(c, version, indicator)
	var keep *ready
	if w.ready != nil {
		keep = &w.ready[(((version*len(s.Imputations)+c.Imputation)*len(s.Treatments)+c.Treatment)*w.test.indicators+indicator)*w.each+which]
		if keep.age == w.age {
			return keep.figures, nil
		}
	}
	var err error
	if w.test.gaps[version][indicator] {
		figures, err = s.Versions[version].fill(&s.Imputations[c.Imputation], indicator, figures)
	}
	if err == nil {
		figures, err = s.Treatments[c.Treatment].treat(indicator, figures)
	}
	if err == nil && keep != nil {
		*keep = ready{figures, w.age}
	}
	return figures, err
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
