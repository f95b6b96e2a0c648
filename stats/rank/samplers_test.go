package rank

import (
	"math"
	"math/rand/v2"
	"slices"
	"sync"
	"testing"
)

func TestSamplersKeepsWhatWasMade(t *testing.T) {
	var kept Samplers
	of := func(k int) []Posterior {
		return []Posterior{Beta(float64(3+k), 40), Point(math.NaN()), Gamma(9, float64(1+k))}
	}
	first, err := kept.Of(of(0))
	if err != nil {
		t.Fatal(err)
	}
	for k := range mostSamplers - 1 {
		if _, err := kept.Of(of(k + 1)); err != nil {
			t.Fatal(err)
		}
	}
	if again, err := kept.Of(of(0)); err != nil || again != first {
		t.Errorf("made again while there was room: %v", err)
	}
	second, _ := kept.Of(of(1))
	if _, err := kept.Of(of(mostSamplers)); err != nil || kept.kept.Len() != mostSamplers {
		t.Errorf("%d are kept, %v", kept.kept.Len(), err)
	}
	if again, _ := kept.Of(of(1)); again != second {
		t.Error("what was just asked for was given up")
	}
	if _, err := kept.Of([]Posterior{Beta(-1, 2)}); err == nil {
		t.Error("a beta distribution of a negative parameter went through")
	}
}

func TestSamplersOfManyAtOnceDrawTheSame(t *testing.T) {
	var kept Samplers
	var all sync.WaitGroup
	for k := range 8 {
		all.Go(func() {
			posteriors := []Posterior{Beta(float64(3+k%3), 40), Gamma(9, 2)}
			mine, err := kept.Of(posteriors)
			other, err2 := NewSampler(posteriors)
			if err != nil || err2 != nil {
				t.Error(err, err2)
				return
			}
			a, b := make([]float64, 2), make([]float64, 2)
			mine.Draw(rand.New(rand.NewPCG(1, 2)), a)
			other.Draw(rand.New(rand.NewPCG(1, 2)), b)
			if !slices.Equal(a, b) {
				t.Errorf("%v, expected %v", a, b)
			}
		})
	}
	all.Wait()
}
