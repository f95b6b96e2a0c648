package aggregate

import (
	"math"
	"sync"

	"goodmeasure/stats/composite/internal/order"

	"gonum.org/v1/gonum/floats"
)

// level is by how much a net weight may miss zero and still be a draw between two units.
const level = 1e-12

// Copeland counts the other units that a unit beats less those that beat it. One unit beats another where the
// indicators on which it is better weigh more than those on which it is worse; only the order of values counts. A pair
// is compared on the indicators that both have.
//
// Source: Munda and Nardo (2009), Noncompensatory/nonlinear composite indicators for ranking countries, Applied
// Economics 41, 1513-1523.
type Copeland struct{}

// Scores gives the counts, between -(n-1) and n-1.
func (m Copeland) Scores(indicators [][]float64, weights []float64) ([]float64, error) {
	w, err := shares(m, indicators, weights)
	if err != nil {
		return nil, err
	}
	units := len(indicators[0])
	t, _ := tournaments.Get().(*Tournament)
	if t == nil || t.units != units {
		t = NewTournament(units)
	}
	if units <= mostKept {
		defer tournaments.Put(t)
	}
	t.Reset()
	for j, x := range indicators {
		if w[j] > 0 {
			t.Add(t.sorter.Sort(x), w[j])
		}
	}
	scores := make([]float64, units)
	t.Scores(scores)
	for i := range scores {
		known := false
		for j, x := range indicators {
			known = known || w[j] > 0 && !math.IsNaN(x[i])
		}
		if !known {
			scores[i] = math.NaN()
		}
	}
	return scores, nil
}

func (Copeland) String() string { return "Copeland" }

// tournaments are used again: their tables are large for how little time they take to fill.
var tournaments sync.Pool

// mostKept is the number of units up to which they are kept: the table takes 4 n² bytes.
const mostKept = 1000

// Tournament holds, for every pair of units, the weight of the indicators on which the one is better less that of those
// on which it is worse. It may be used again after Reset.
type Tournament struct {
	units   int
	net     [][]float64 // net[a][b-a-1] for a < b
	signs   []float64
	sorter  order.Sorter
	balance []int
}

// NewTournament prepares for so many units.
func NewTournament(units int) *Tournament {
	t := &Tournament{units: units, net: make([][]float64, units), signs: make([]float64, units), balance: make([]int, units)}
	flat := make([]float64, units*(units-1)/2)
	for a := range t.net {
		t.net[a], flat = flat[:units-1-a], flat[units-1-a:]
	}
	return t
}

// Reset takes out all indicators.
func (t *Tournament) Reset() {
	for _, row := range t.net {
		clear(row)
	}
}

// Add counts an indicator. Going up the order, the units passed turn from better to worse than the one at hand, so that
// each step changes few signs and adds a whole row.
func (t *Tournament) Add(o order.Order, weight float64) {
	for i := range t.signs {
		t.signs[i] = -weight
	}
	for _, unit := range o.Gaps {
		t.signs[unit] = 0
	}
	start := int32(0)
	for _, end := range o.Ends {
		group := o.Units[start:end]
		for _, unit := range group {
			t.signs[unit] = 0
		}
		for _, unit := range group {
			floats.Add(t.net[unit], t.signs[unit+1:])
		}
		for _, unit := range group {
			t.signs[unit] = weight
		}
		start = end
	}
}

// Withdraw takes a unit out of the duels counted so far: it draws them all.
func (t *Tournament) Withdraw(unit int) {
	clear(t.net[unit])
	for a, row := range t.net[:unit] {
		row[unit-a-1] = 0
	}
}

// Scores fills scores with the number of units that each beats less the number that beat it.
func (t *Tournament) Scores(scores []float64) {
	clear(t.balance)
	for a, row := range t.net {
		won := 0
		rest := t.balance[a+1:]
		for k, net := range row {
			result := one(net > level) - one(net < -level)
			won += result
			rest[k] -= result
		}
		scores[a] = float64(t.balance[a] + won)
	}
}

// one is written so that it compiles without a branch: who wins a pair is as good as random.
func one(b bool) int {
	if b {
		return 1
	}
	return 0
}
