package method

import (
	"context"
	"encoding/json"
	"errors"
	"math"
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"

	"goodmeasure/catalogue"
	"goodmeasure/definition"
	"goodmeasure/stats/composite/stress"
	"goodmeasure/stats/rank"
	"goodmeasure/study"
)

func stressed(t *testing.T, e *study.Edition, d *study.Definition, how StressDraws) *StressTest {
	t.Helper()
	x, err := Stress(context.Background(), e, d, how)
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func embedded(t *testing.T) *study.Edition {
	t.Helper()
	e, err := catalogue.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return e
}

// ladder is an edition of which the first authority is best on everything, the last worst, and each of the others best of
// the rest on one measure and worst on the other.
func ladder(t *testing.T) (*study.Edition, *study.Definition) {
	e := synthetic(t, 12, 2, func(k, a int) float64 {
		value := float64(40 - 2*a)
		switch {
		case a == 0:
			value = 90
		case a == 11:
			value = 5
		case k == 1:
			value = float64(40 - 2*(11-a))
		}
		if k == 1 { // less is better
			value = 100 - value
		}
		return value
	})
	d := definition.Of(e.Indicators)
	d.Vary = study.Ranges{Weights: []study.Weighing{study.WeighStated, study.WeighDirichlet}, Concentration: 1}
	return e, d
}

func TestStressOfAKnownLadder(t *testing.T) {
	e, d := ladder(t)
	x := stressed(t, e, d, StressDraws{Draws: 4000, Seed: 3, Workers: 2})
	first, second, last := x.Authorities[0], x.Authorities[1], x.Authorities[11]
	if first.RankLow95 != 1 || first.RankHigh95 != 1 || first.PBestQuarter != 1 || last.RankLow95 != 12 || last.PWorstQuarter != 1 {
		t.Errorf("the best and the worst of all do not stay there: %+v, %+v", first, last)
	}
	if !slices.Equal(x.Strong.P95, []string{"300"}) || !slices.Equal(x.Weak.P95, []string{"311"}) {
		t.Errorf("strong %v, weak %v", x.Strong, x.Weak)
	}
	if !*first.CanBeFirst || *first.CanBeLast || first.BestRankBound != 1 || first.WorstRankBound != 1 {
		t.Errorf("under any weights: %+v", first)
	}
	if *second.CanBeFirst || *second.CanBeLast || second.BestRankFound != 2 || second.BestRankBound != 2 || second.WorstRankFound != 11 || second.WorstRankBound != 11 {
		t.Errorf("authority 301 comes second or eleventh, as the one measure or the other counts: %+v", second)
	}
	// 21 pairs have one of the two at an end; between the others it depends on which measure counts for more.
	if x.Pairs.Pairs != 66 || x.Pairs.Apart != 21 {
		t.Errorf("%+v", x.Pairs)
	}
	for _, s := range x.Sobol {
		if held := s.Choice != "weights"; held != s.Held || held && (s.First != 0 || s.Total != 0 || s.TotalHigh != 0) || !held && (s.Total < 0.95 || s.First < 0.9) {
			t.Errorf("%+v", s)
		}
	}
}

func TestStressDoesNotDependOnWorkers(t *testing.T) {
	e := embedded(t)
	d := definition.Default(e.Indicators)
	var want []byte
	for _, workers := range []int{1, 2, 5} {
		x := stressed(t, e, d, StressDraws{Draws: 4200, Seed: 7, Workers: workers})
		got, err := json.Marshal(x)
		if err != nil {
			t.Fatal(err)
		}
		if workers == 1 {
			want = got
		} else if string(got) != string(want) {
			t.Errorf("%d workers give another result than one", workers)
		}
		if workers > 1 {
			continue
		}
		var best float64
		for _, a := range x.Authorities {
			best += float64(a.PBestQuarter * a.RankedShare)
		}
		if best < 37 || best > 40 { // 38 of 149 to 151, and ties at the edge count by the better place
			t.Errorf("chances of the best quarter sum to %v", best)
		}
		for _, sets := range []SureSets{x.Strong, x.Weak} {
			if !subset(sets.P95, sets.P90) || !subset(sets.P90, sets.P80) {
				t.Errorf("sets are not nested: %+v", sets)
			}
		}
		proveCertificates(t, e, d, x)
	}
}

func subset(few, many []string) bool {
	return !slices.ContainsFunc(few, func(code string) bool { return !slices.Contains(many, code) })
}

// proveCertificates works out from the weights of each certificate that nobody is further ahead, or behind; and from the
// rivals that together they beat the authority on every indicator.
func proveCertificates(t *testing.T, e *study.Edition, d *study.Definition, x *StressTest) {
	r, err := newRanges(e, d)
	if err != nil {
		t.Fatal(err)
	}
	complete := *d
	complete.Combine.Imputation = study.ImputeMedian
	scaled, _, kept, err := r.normalised(&complete)
	if err != nil {
		t.Fatal(err)
	}
	position := map[string]int{}
	for now, at := range kept {
		position[r.matrix.Units[at].Code] = now
	}
	for _, c := range x.AnyWeights.Certificates {
		sign, at := 1.0, position[c.Authority]
		if c.End == "last" {
			sign = -1
		}
		if c.Possible {
			score := func(unit int) (sum float64) {
				for k, w := range c.Weights {
					sum += sign * float64(w) * scaled[k][unit]
				}
				return sum
			}
			for now := range kept {
				if score(now) > score(at)+1e-6 {
					t.Errorf("%s %s: the weights put %d beyond it", c.Authority, c.End, now)
				}
			}
			continue
		}
		for k := range scaled {
			mixture := 0.0
			for _, rival := range c.Rivals {
				mixture += float64(rival.Share) * scaled[k][position[rival.Authority]]
			}
			if sign*(mixture-scaled[k][at]) < -1e-6 {
				t.Errorf("%s %s: the rivals do not beat it on indicator %d", c.Authority, c.End, k+1)
			}
		}
	}
}

// TestDrawsAreTheIndexOfTheirChoices: the scores of a draw are those that the index has for a definition with its choices.
func TestDrawsAreTheIndexOfTheirChoices(t *testing.T) {
	e := embedded(t)
	flat := definition.Default(e.Indicators)
	grouped := definition.Default(e.Indicators)
	definition.ByDomain(grouped, e.Indicators)
	grouped.Groups[1].Aggregation = study.AggregateMedian
	for _, d := range []*study.Definition{flat, grouped} {
		d.Vary.SamplingError, d.Vary.LeaveOut, d.Vary.YearsBack = false, 0, 0
		d.Vary.Weights = nil
		d.Combine.Scale, d.Combine.ImputeBy = [2]study.Number{1, 100}, study.AlikeByType
		d.Vary.Normalisations = append(d.Vary.Normalisations, study.NormaliseRank)
		d.Vary.Imputations = append(d.Vary.Imputations, study.ImputeRow, study.ImputeGroupMedian)
		d.Vary.Treatments = append(d.Vary.Treatments, study.TreatUsual)
		r, err := newRanges(e, d)
		if err != nil {
			t.Fatal(err)
		}
		test, err := stress.Prepare(r.space)
		if err != nil {
			t.Fatal(err)
		}
		if _, err := test.Run(context.Background(), stress.Simulation{Draws: 60, Seed: 1}, func(_ int, draw *stress.Draw) {
			c := draw.Choice
			one := *d
			one.Combine.Normalisation = study.Normalisation(r.options[stress.NormalisationFactor][c.Normalisation])
			one.Combine.Aggregation = study.Aggregation(r.options[stress.AggregationFactor][c.Aggregation])
			one.Combine.Imputation = study.Imputation(r.options[stress.ImputationFactor][c.Imputation])
			one.Combine.Treatment = study.Treatment(r.options[stress.TreatmentFactor][c.Treatment])
			one.Combine.Shrinkage = c.Estimate == 1
			index, err := scoreDefinition(e, &one)
			if err != nil {
				t.Fatal(err)
			}
			for at, want := range index.scores {
				if got := draw.Scores[at]; math.IsNaN(got) != math.IsNaN(want) || math.Abs(got-want) > 1e-8*math.Max(1, math.Abs(want)) {
					t.Fatalf("%s: %v draws %v, the index has %v", r.matrix.Units[at].Name, one.Combine, got, want)
				}
			}
		}); err != nil {
			t.Fatal(err)
		}
	}
}

// TestCertainFiguresDrawnAreAsTheyAre: figures drawn from what leaves no doubt give the scores of the figures themselves,
// whatever the scale and the way of combining.
func TestCertainFiguresDrawnAreAsTheyAre(t *testing.T) {
	e := embedded(t)
	d := definition.Default(e.Indicators)
	r, err := newRanges(e, d)
	if err != nil {
		t.Fatal(err)
	}
	for v := range r.space.Versions {
		version := &r.space.Versions[v]
		for k, x := range version.Values {
			points := make([]rank.Posterior, len(x))
			for at := range x {
				points[at] = rank.Point(x[at] / version.Scale[k])
			}
			if version.Errors[k], err = rank.NewSampler(points); err != nil {
				t.Fatal(err)
			}
		}
	}
	test, err := stress.Prepare(r.space)
	if err != nil {
		t.Fatal(err)
	}
	for normalisation := range r.space.Normalisations {
		for aggregation := range r.space.Aggregations {
			for treatment := range r.space.Treatments {
				c := test.Nominal()
				c.Normalisation, c.Aggregation, c.Treatment, c.Estimate = normalisation, aggregation, treatment, treatment
				want, err := test.Scores(c)
				if err != nil {
					t.Fatal(err)
				}
				c.Noise = 1
				got, err := test.Scores(c)
				if err != nil {
					t.Fatal(err)
				}
				for at := range want {
					if math.IsNaN(got[at]) != math.IsNaN(want[at]) || math.Abs(got[at]-want[at]) > 1e-8 {
						t.Fatalf("normalisation %d, aggregation %d: %v, expected %v", normalisation, aggregation, got[at], want[at])
					}
				}
			}
		}
	}
}

func TestSpearmanOfADraw(t *testing.T) {
	e := embedded(t)
	x := stressed(t, e, definition.Default(e.Indicators), StressDraws{Draws: 100, Seed: 1})
	c, err := SetUp(Latest, e)
	if err != nil {
		t.Fatal(err)
	}
	c.Draws = 100
	r, err := Run(context.Background(), e, c)
	if err != nil {
		t.Fatal(err)
	}
	if diff := math.Abs(float64(x.Curve.Nominal - r.Agreement[All].Spearman)); diff > 1e-12 || x.Curve.N != r.Agreement[All].N {
		t.Errorf("%v among %d, the study has %v among %d", x.Curve.Nominal, x.Curve.N, r.Agreement[All].Spearman, r.Agreement[All].N)
	}
	if len(x.Curve.Sample) != 100 || !slices.IsSortedFunc(x.Curve.Sample, func(a, b Specification) int { return int(math.Copysign(1, float64(a.Rho-b.Rho))) }) {
		t.Errorf("%d specifications, expected 100 in order", len(x.Curve.Sample))
	}
}

// Where nobody wants a part, whoever leaves ends all of it, the explaining too.
func TestStoppedStressOfNobodyIsNone(t *testing.T) {
	e, d := ladder(t)
	for _, draws := range []int{200, 1_000_000} { // stopped after the draws, and among them
		ctx, cancel := context.WithCancel(t.Context())
		if x, err := Stress(ctx, e, d, StressDraws{Draws: draws, Seed: 2, Workers: 2, Progress: func(done, _ float64) { cancel() }}); x != nil || !errors.Is(err, context.Canceled) {
			t.Errorf("%d draws: %v, %v", draws, x != nil, err)
		}
	}
}

// TestStoppedStressIsThatOfItsDraws: what was done when the context ended is what so many draws give.
func TestStoppedStressIsThatOfItsDraws(t *testing.T) {
	e, d := ladder(t)
	ctx, cancel := context.WithCancel(context.Background())
	stopped, err := Stress(ctx, e, d, StressDraws{Draws: 1_000_000, Seed: 2, Workers: 2, KeepPart: true, Progress: func(done, _ float64) { cancel() }})
	if !errors.Is(err, context.Canceled) || stopped == nil || stopped.Draws == 1_000_000 || stopped.Draws == 0 {
		t.Fatalf("%v, %+v", err, stopped)
	}
	if diff := cmp.Diff(stressed(t, e, d, StressDraws{Draws: stopped.Draws, Seed: 2, Workers: 1}).Authorities, stopped.Authorities); diff != "" {
		t.Error(diff)
	}
}
