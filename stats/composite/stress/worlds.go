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
	noise   *rand.PCG
	random  *rand.Rand
}

func newWorlds(t *Test) *worlds {
	noise := rand.NewPCG(0, 0)
	return &worlds{test: t, each: 1, noise: noise, random: rand.New(noise)}
}

// figures are an indicator's true figures in the world of a choice.
func (w *worlds) figures(c *Choice, version, indicator int) []float64 {
	if w.drawnAt == nil {
		n := len(w.test.space.Versions) * w.test.indicators * w.each
		w.drawnAt, w.drawn = make([]uint32, n), make([]float64, n*w.test.units)
	}
	if c.Pool != w.pool || w.age == 0 {
		w.pool = c.Pool
		w.age++
	}
	which := scattered(c.Noise+uint64(indicator)*oddStep) % uint64(w.each)
	at := (version*w.test.indicators+indicator)*w.each + int(which)
	figures := w.drawn[at*w.test.units : (at+1)*w.test.units]
	if w.drawnAt[at] == w.age {
		return figures
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
	return figures
}

const oddStep = 0x9e3779b97f4a7c15

// scattered is the finaliser of SplitMix64 (Steele and others 2014), which makes near numbers unlike.
func scattered(x uint64) uint64 {
	x = (x ^ x>>30) * 0xbf58476d1ce4e5b9
	x = (x ^ x>>27) * 0x94d049bb133111eb
	return x ^ x>>31
}
