package rank

import (
	"testing"

	"goodmeasure/stats/stream"
)

// A unit that shares another's true value gets it in every draw, and all others draw what they would without the two.
func TestSharedUnitsDrawOneValue(t *testing.T) {
	apart := []Posterior{Beta(3, 40), Beta(3, 40), Gamma(0.1, 2), Gamma(0.1, 2), Beta(9, 30)}
	together := []Posterior{apart[0], apart[1].SharedWith(0), apart[2], apart[3].SharedWith(2), apart[4]}
	var kept Samplers
	alone, err := kept.Of(apart)
	shared, err2 := kept.Of(together)
	if err != nil || err2 != nil {
		t.Fatal(err, err2)
	}
	a, b := stream.New(1, "", 0), stream.New(1, "", 0)
	x, y := make([]float64, 5), make([]float64, 5)
	for range 200 {
		alone.Draw(a, x)
		shared.Draw(b, y)
		if x[0] == x[1] || y[0] != y[1] || y[2] != y[3] || y[0] != x[0] || y[2] != x[2] || y[4] != x[4] {
			t.Fatalf("drew %v apart and %v together", x, y)
		}
	}
	for _, wrong := range []Posterior{Beta(3, 40).SharedWith(1), Beta(3, 40).SharedWith(2)} {
		if _, err := NewSampler([]Posterior{Beta(3, 40), wrong}); err == nil {
			t.Errorf("took %v shared with one that is not earlier", wrong)
		}
	}
}
