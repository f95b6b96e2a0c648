package stress_test

import (
	"context"
	"errors"
	"math"
	"slices"
	"strings"
	"sync"
	"testing"

	"goodmeasure/internal/testkit"
	"goodmeasure/stats/composite/aggregate"
	"goodmeasure/stats/composite/normalise"
	"goodmeasure/stats/composite/sensitivity"
	"goodmeasure/stats/composite/stress"
	"goodmeasure/stats/rank"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"
)

var nan = math.NaN()

func prepare(t *testing.T, space stress.Space) *stress.Test {
	t.Helper()
	test, err := stress.Prepare(space)
	if err != nil {
		t.Fatal(err)
	}
	return test
}

func everything(t *testing.T) stress.Space {
	space := withErrors(t, benchSpace(t))
	space.Imputations = append(space.Imputations, stress.Imputation{Name: "gaps left"})
	space.Contested = make([]bool, 14)
	space.Contested[3] = true
	space.LeaveOut = make([]float64, 14)
	space.LeaveOut[5], space.LeaveOut[6] = 0.3, 0.3
	space.Aggregations = append(space.Aggregations, aggregate.Harmonic{}, aggregate.Copeland{}, aggregate.Least{})
	return space
}

func TestSameBytesOnAnyNumberOfWorkers(t *testing.T) {
	for _, reuse := range []int{0, 100} {
		sameBytes(t, prepare(t, everything(t)), reuse)
	}
}

func sameBytes(t *testing.T, test *stress.Test, reuse int) {
	type seen struct {
		Outcome []rank.Summary
		Ahead   int
		Sums    []float64
	}
	var first seen
	for _, workers := range []int{1, 2, 5} {
		sums := make([]float64, 4500)
		outcome, err := test.Run(context.Background(), stress.Simulation{Draws: len(sums), Seed: 9, Workers: workers, Pairs: true, Reuse: reuse},
			func(_ int, d *stress.Draw) { sums[d.Number] = d.Scores[7] + d.Ranks[8] })
		if err != nil {
			t.Fatal(err)
		}
		now := seen{outcome.Summaries, outcome.Pairs.Ahead(3, 4), sums}
		if workers == 1 {
			first = now
		} else if diff := cmp.Diff(first, now, cmpopts.EquateNaNs()); diff != "" {
			t.Errorf("%d workers:\n%s", workers, diff)
		}
	}
}

// TestTablesGiveWhatTheMethodsGive: each draw's scores are those of its choice worked out by the packages of the stages.
func TestTablesGiveWhatTheMethodsGive(t *testing.T) {
	space := everything(t)
	space.Versions[0].Errors = nil
	space.LeastKnown = 0.9
	test := prepare(t, space)
	_, err := test.Run(context.Background(), stress.Simulation{Draws: 60, Seed: 2}, func(_ int, d *stress.Draw) {
		var x [][]float64
		var weights []float64
		c := d.Choice
		for j, figures := range space.Versions[0].Values {
			if c.LeftOut[j] {
				continue
			}
			if fill := space.Imputations[c.Imputation].Fill; fill != nil {
				figures, _ = fill(j, figures)
			}
			direction := space.Directions[j]
			if c.Turned[j] {
				direction = -direction
			}
			scaled, err := normalise.Apply(space.Normalisations[c.Normalisation], figures, direction)
			if err != nil {
				t.Fatal(err)
			}
			x, weights = append(x, scaled), append(weights, c.Weights[j])
		}
		method := space.Aggregations[c.Aggregation]
		if _, least := method.(aggregate.Least); least {
			weights = nil
		}
		want, err := aggregate.Sufficient(method, x, weights, space.LeastKnown)
		if err != nil {
			t.Fatal(err)
		}
		for i, w := range want {
			testkit.Near(t, method.String(), d.Scores[i], w)
		}
		if !slices.EqualFunc(d.Ranks, rank.Average(want, true), func(a, b float64) bool { return a == b || a != a && b != b }) {
			t.Errorf("draw %d: the ranks are not those of the scores", d.Number)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
}

func TestCertainFiguresDrawnAnewChangeNothing(t *testing.T) {
	space := benchSpace(t)
	certain := prepare(t, space)
	drawn := prepare(t, withPoints(t, space))
	for normalisation := range space.Normalisations {
		for aggregation := range space.Aggregations {
			c := certain.Nominal()
			c.Normalisation, c.Aggregation = normalisation, aggregation
			want, err := certain.Scores(c)
			if err != nil {
				t.Fatal(err)
			}
			c.Noise = 1
			got, err := drawn.Scores(c)
			if err != nil {
				t.Fatal(err)
			}
			if !slices.Equal(got, want) {
				t.Errorf("normalisation %d, aggregation %d: scores differ", normalisation, aggregation)
			}
		}
	}
}

// TestReusedDrawsCountTheSame: true values used by several draws give the same ranks on average as those drawn anew.
func TestReusedDrawsCountTheSame(t *testing.T) {
	test := prepare(t, withErrors(t, benchSpace(t)))
	var outcomes []stress.Outcome
	for _, reuse := range []int{1, 64} {
		outcome, err := test.Run(context.Background(), stress.Simulation{Draws: 8192, Seed: 5, Workers: 2, Reuse: reuse}, nil)
		if err != nil {
			t.Fatal(err)
		}
		outcomes = append(outcomes, outcome)
	}
	for i, anew := range outcomes[0].Summaries {
		reused := outcomes[1].Summaries[i]
		if math.Abs(anew.Mean-reused.Mean) > 0.12*anew.SD || math.Abs(reused.SD/anew.SD-1) > 0.12 {
			t.Errorf("unit %d: rank %.2f ± %.2f drawn anew, %.2f ± %.2f reused", i+1, anew.Mean, anew.SD, reused.Mean, reused.SD)
		}
	}
}

// What a worker keeps of the true figures is of one world: choices that came back to an earlier one would have it drawn again.
func TestWorldsAreTakenOneAfterAnother(t *testing.T) {
	space := everything(t)
	space.Versions = append(space.Versions, space.Versions[0])
	space.Treatments = []stress.Treatment{{Name: "outliers left"}, {Name: "left too"}}
	type world struct {
		pool                           uint64
		version, imputation, treatment int
	}
	var entered []world
	_, err := prepare(t, space).Run(context.Background(), stress.Simulation{Draws: 4500, Seed: 9, Workers: 1, Reuse: 64}, func(_ int, d *stress.Draw) {
		to := world{d.Choice.Pool, d.Choice.Version, d.Choice.Imputation, d.Choice.Treatment}
		if n := len(entered); n == 0 || entered[n-1] != to {
			entered = append(entered, to)
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	if chunks, worlds := 3, 2*len(space.Imputations)*2; len(entered) != chunks*worlds {
		t.Errorf("worlds were entered %d times, expected %d in each of %d chunks", len(entered), worlds, chunks)
	}
}

func TestWeightsKeepToTheirRanges(t *testing.T) {
	nominal := []float64{6, 3, 1}
	dirichlet, err := stress.Dirichlet("spread", nominal, 10)
	if err != nil {
		t.Fatal(err)
	}
	around, err := stress.Around("around", nominal, 0.25)
	if err != nil {
		t.Fatal(err)
	}
	mean := make([]float64, 3)
	const draws = 20000
	for k, weights := range []stress.Weights{dirichlet, around} {
		test := prepare(t, stress.Space{
			Versions: []stress.Version{{Values: [][]float64{{1, 2}, {2, 1}, {1, 3}}}}, Directions: []normalise.Direction{1, 1, 1},
			Normalisations: []normalise.Method{normalise.Rank{}}, Aggregations: []aggregate.Method{aggregate.Arithmetic{}},
			Weights: []stress.Weights{weights},
		})
		if _, err := test.Run(context.Background(), stress.Simulation{Draws: draws, Seed: 1}, func(_ int, d *stress.Draw) {
			var sum float64
			for _, w := range d.Choice.Weights {
				sum += w
			}
			for j, w := range d.Choice.Weights {
				if k == 0 {
					mean[j] += w / sum / draws
				} else if w < 0.75*nominal[j] || w > 1.25*nominal[j] {
					t.Errorf("weight %d is %v", j+1, w)
				}
			}
		}); err != nil {
			t.Fatal(err)
		}
	}
	for j := range mean {
		if math.Abs(mean[j]-nominal[j]/10) > 0.005 {
			t.Errorf("mean share %d is %v, expected %v", j+1, mean[j], nominal[j]/10)
		}
	}
}

func TestFixedFactorsHaveNoPartInTheVariance(t *testing.T) {
	space := everything(t)
	space.Versions[0].Errors = nil
	test := prepare(t, space)
	want := []stress.Factor{stress.ReadingFactor, stress.InclusionFactor, stress.ImputationFactor, stress.NormalisationFactor, stress.WeightsFactor, stress.AggregationFactor}
	if !slices.Equal(test.Factors(), want) {
		t.Fatalf("factors %v, expected %v", test.Factors(), want)
	}
	one, err := test.Explain(context.Background(), 600, 3, 1, stress.Shift)
	if err != nil {
		t.Fatal(err)
	}
	two, err := test.Explain(context.Background(), 600, 3, 2, stress.Shift)
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff(one, two); diff != "" {
		t.Errorf("two workers:\n%s", diff)
	}
	indices, err := sensitivity.Indices(one, sensitivity.JanonMonod)
	if err != nil {
		t.Fatal(err)
	}
	if agg := indices[5]; agg.First < indices[1].First || agg.Total < agg.First {
		t.Errorf("the worst value of all against the mean should matter most: %+v", indices)
	}
}

func TestImpossibleCombinationsAreRefusedAtTheStart(t *testing.T) {
	space := benchSpace(t)
	space.Normalisations = append(space.Normalisations, normalise.MinMax{Upper: 100})
	_, err := stress.Prepare(space)
	var at *aggregate.ValueError
	if !errors.As(err, &at) || at.Value != 0 || !strings.Contains(err.Error(), "min-max 0 to 100") {
		t.Errorf("geometric mean of a scale from 0: %v", err)
	}
	for name, spoil := range map[string]func(*stress.Space){
		"constant indicator": func(s *stress.Space) { s.Versions[0].Values[2] = make([]float64, 153) },
		"weights of others":  func(s *stress.Space) { s.Weights[0], _ = stress.Fixed("two", []float64{1, 1}) },
		"always left out":    func(s *stress.Space) { s.LeaveOut = []float64{1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0} },
		"no normalisation":   func(s *stress.Space) { s.Normalisations = nil },
		"infinite value":     func(s *stress.Space) { s.Versions[0].Values[0][0] = math.Inf(1) },
		"ragged":             func(s *stress.Space) { s.Versions[0].Values[0] = []float64{1} },
		"copies too many":    func(s *stress.Space) { s.Directions = s.Directions[:3] },
	} {
		space := benchSpace(t)
		spoil(&space)
		if _, err := stress.Prepare(space); err == nil {
			t.Errorf("%s: not refused", name)
		}
	}
	for _, w := range [][]float64{{0, 0}, {-1, 2}, {nan, 1}} {
		if _, err := stress.Fixed("spoilt", w); err == nil {
			t.Errorf("weights %v were accepted", w)
		}
	}
}

// TestFailedDrawEndsTheRun: true values drawn at zero have no geometric mean, and the first such draw is named, on any
// number of workers.
func TestFailedDrawEndsTheRun(t *testing.T) {
	space := stress.Space{
		Versions: []stress.Version{{Values: [][]float64{{5, 6, 7}, {3, 2, 1}}}}, Directions: []normalise.Direction{1, 1},
		Normalisations: []normalise.Method{normalise.Scaled{Upper: 10}}, Aggregations: []aggregate.Method{aggregate.Geometric{}},
	}
	wide, err := rank.NewSampler([]rank.Posterior{rank.Normal(5, 1.8), rank.Point(6), rank.Point(7)})
	if err != nil {
		t.Fatal(err)
	}
	space.Versions[0].Errors = []*rank.Sampler{wide, nil}
	fixed, err := stress.Fixed("equal", []float64{1, 1})
	if err != nil {
		t.Fatal(err)
	}
	space.Weights = []stress.Weights{fixed}
	var messages []string
	for _, workers := range []int{1, 3} {
		_, err := prepare(t, space).Run(context.Background(), stress.Simulation{Draws: 20000, Seed: 4, Workers: workers}, nil)
		if err == nil {
			t.Fatal("no draw failed")
		}
		messages = append(messages, err.Error())
	}
	if messages[0] != messages[1] || !strings.Contains(messages[0], "draw ") || !strings.Contains(messages[0], "unit 1") {
		t.Errorf("%q", messages)
	}
}

func TestVisitsSeeEachDrawOnceAndStopWithTheContext(t *testing.T) {
	test := prepare(t, benchSpace(t))
	var mutex sync.Mutex
	seen := map[int]int{}
	outcome, err := test.Run(context.Background(), stress.Simulation{Draws: 1300, Workers: 3}, func(_ int, d *stress.Draw) {
		mutex.Lock()
		seen[d.Number]++
		mutex.Unlock()
	})
	if err != nil || len(seen) != 1300 || outcome.Draws != 1300 || outcome.Summaries[0].Draws != 1300 {
		t.Errorf("%d draws seen (%v)", len(seen), err)
	}
	ctx, cancel := context.WithCancel(context.Background())
	cancel()
	if _, err := test.Run(ctx, stress.Simulation{Draws: 1300}, nil); !errors.Is(err, context.Canceled) {
		t.Errorf("after the end of the context: %v", err)
	}
}

func TestPairsAddUp(t *testing.T) {
	space := benchSpace(t)
	space.Imputations = nil
	space.LeastKnown = 1
	ahead := map[[2]int]int{}
	outcome, err := prepare(t, space).Run(context.Background(), stress.Simulation{Draws: 300, Pairs: true}, func(_ int, d *stress.Draw) {
		for a := range 20 {
			for b := range 20 {
				if d.Ranks[a] < d.Ranks[b] {
					ahead[[2]int{a, b}]++
				}
			}
		}
	})
	if err != nil {
		t.Fatal(err)
	}
	for a := range 20 {
		for b := range 20 {
			if got := outcome.Pairs.Ahead(a, b); got != ahead[[2]int{a, b}] {
				t.Errorf("unit %d ahead of %d in %d draws, expected %d", a, b, got, ahead[[2]int{a, b}])
			}
		}
	}
}

func TestOneUnit(t *testing.T) {
	fixed, err := stress.Fixed("equal", []float64{1})
	if err != nil {
		t.Fatal(err)
	}
	outcome, err := prepare(t, stress.Space{
		Versions: []stress.Version{{Values: [][]float64{{3}}}}, Directions: []normalise.Direction{1},
		Normalisations: []normalise.Method{normalise.Rank{}}, Aggregations: []aggregate.Method{aggregate.Arithmetic{}},
		Weights: []stress.Weights{fixed},
	}).Run(context.Background(), stress.Simulation{Draws: 10}, nil)
	if err != nil || outcome.Summaries[0].Median != 1 {
		t.Errorf("%+v (%v)", outcome, err)
	}
}
