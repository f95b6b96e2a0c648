package stress_test

import (
	"fmt"
	"math"
	"strconv"
	"testing"

	"goodmeasure/internal/testkit"
	"goodmeasure/stats/composite"
	"goodmeasure/stats/composite/aggregate"
	"goodmeasure/stats/composite/impute"
	"goodmeasure/stats/composite/normalise"
	"goodmeasure/stats/composite/sensitivity"
	"goodmeasure/stats/composite/stress"
	"goodmeasure/stats/composite/treat"
	"goodmeasure/stats/rank"
)

var (
	goldenImputations    = []string{"i_mean_grp", "i_median_grp"}
	goldenNormalisations = []string{"minmax_1_100", "zscore_100_15", "rank_min"}
	goldenAggregations   = []string{"a_amean", "a_gmean"}
)

// goldenSpace is the pipeline of the reference design: weights of every level fold into effective weights, since the
// mean of means of one kind is the mean with the products of the weights.
func goldenSpace(t *testing.T) stress.Space {
	var names []string
	var nodes []composite.Node
	space := stress.Space{Versions: make([]stress.Version, 1)}
	screened := testkit.GoldenCSV(t, "09_coin_stage_Screened.csv")
	for _, row := range testkit.GoldenCSV(t, "09_coin_iMeta.csv") {
		if row["Type"] != "Indicator" && row["Type"] != "Aggregate" {
			continue
		}
		nodes = append(nodes, composite.Node{Name: row["iCode"], Parent: row["Parent"], Weight: testkit.Number(t, row["Weight"])})
		if row["Type"] == "Indicator" {
			names = append(names, row["iCode"])
			space.Directions = append(space.Directions, normalise.Direction(testkit.Number(t, row["Direction"])))
		}
	}
	for _, name := range names {
		var x []float64
		for _, row := range screened {
			x = append(x, testkit.Number(t, row[name]))
		}
		space.Versions[0].Values = append(space.Versions[0].Values, x)
	}
	tree, err := composite.NewTree(nodes)
	if err != nil {
		t.Fatal(err)
	}
	byCode := map[string]map[string]float64{}
	for _, row := range testkit.GoldenCSV(t, "10_sa_weightsets_input.csv") {
		set := row["weightset"]
		if byCode[set] == nil {
			byCode[set] = map[string]float64{}
		}
		byCode[set][row["iCode"]] = testkit.Number(t, row["Weight"])
	}
	sets := [][]float64{tree.EffectiveWeights()[:len(names)]}
	for s := 1; s <= len(byCode); s++ {
		weights := make([]float64, len(nodes))
		for i, n := range nodes {
			weights[i] = byCode[strconv.Itoa(s)][n.Name]
		}
		other, err := tree.Weighted(weights)
		if err != nil {
			t.Fatal(err)
		}
		sets = append(sets, other.EffectiveWeights()[:len(names)])
	}
	weights, err := stress.OneOf("sets", sets)
	if err != nil {
		t.Fatal(err)
	}
	space.Weights = []stress.Weights{weights}

	region := map[string]string{}
	for _, row := range testkit.GoldenCSV(t, "09_coin_iData.csv") {
		region[row["uCode"]] = row["Region_group"]
	}
	var regions []string
	for _, row := range screened {
		regions = append(regions, region[row["uCode"]])
	}
	groups := impute.NewGroups(regions)
	space.Imputations = []stress.Imputation{
		{Name: goldenImputations[0], Fill: apart(groups.Mean)},
		{Name: goldenImputations[1], Fill: apart(groups.Median)},
	}
	space.Normalisations = []normalise.Method{normalise.MinMax{Lower: 1, Upper: 100}, normalise.ZScore{Mean: 100, SD: 15}, normalise.Rank{}}
	space.Aggregations = []aggregate.Method{aggregate.Arithmetic{}, aggregate.Geometric{}}
	goldenSets = sets
	return space
}

var goldenSets [][]float64

// apart moves what was filled in a little further from values that it misses by rounding alone: the reference ranks
// 20.200000000000003, a median, above 20.2, a figure, where ours tie.
func apart(fill func([]float64) ([]float64, error)) func(int, []float64) ([]float64, error) {
	return func(_ int, x []float64) ([]float64, error) {
		filled, err := fill(x)
		if err != nil {
			return nil, err
		}
		out := append([]float64(nil), filled...)
		for i, v := range filled {
			for _, w := range x {
				if math.IsNaN(x[i]) && v != w && math.Abs(v-w) < 1e-12*math.Abs(v) {
					out[i] = v + 2e-9*math.Copysign(v, v-w)
				}
			}
		}
		return out, nil
	}
}

// TestReferenceDesign replays every run of the reference: scores of all units, their rank statistics, the result and
// its sensitivity.
func TestReferenceDesign(t *testing.T) {
	test, err := stress.Prepare(goldenSpace(t))
	if err != nil {
		t.Fatal(err)
	}
	expected := testkit.GoldenCSV(t, "10_sa_scores_expected.csv")
	var want struct {
		N, D  int
		Y     []float64 `json:"y_mean_abs_rank_shift"`
		First []float64 `json:"COINr_Si"`
		Total []float64 `json:"COINr_STi"`
	}
	testkit.GoldenJSON(t, "10_sa_expected.json", &want)
	scores, err := test.Scores(test.Nominal())
	if err != nil {
		t.Fatal(err)
	}
	nominal := rank.Min(scores, true)
	for i, row := range expected {
		testkit.Near(t, "nominal "+row["uCode"], scores[i], testkit.Number(t, row["nominal_score"]))
		testkit.Near(t, "nominal rank "+row["uCode"], nominal[i], testkit.Number(t, row["nominal_rank"]))
	}
	var y []float64
	ranks := make([][]float64, len(scores))
	for r, run := range testkit.GoldenCSV(t, "10_sa_design_input.csv") {
		c := test.Nominal()
		u := func(k int) float64 { return testkit.Number(t, run[fmt.Sprint("u", k)]) }
		c.Imputation = sensitivity.Option(u(1), 2)
		c.Normalisation = sensitivity.Option(u(2), 3)
		set := 1 + sensitivity.Option(u(3), len(goldenSets)-1)
		copy(c.Weights, goldenSets[set])
		c.Aggregation = sensitivity.Option(u(4), 2)
		if goldenImputations[c.Imputation] != run["impute"] || goldenNormalisations[c.Normalisation] != run["norm"] ||
			strconv.Itoa(set) != run["weights"] || goldenAggregations[c.Aggregation] != run["agg"] {
			t.Fatalf("run %d: %+v is not %v", r+1, c, run)
		}
		if scores, err = test.Scores(c); err != nil {
			t.Fatal(err)
		}
		for i, row := range expected {
			testkit.Near(t, fmt.Sprint("run ", r+1, " ", row["uCode"]), scores[i], testkit.Number(t, row[fmt.Sprint("r", r+1)]))
		}
		found := rank.Min(scores, true)
		y = append(y, stress.Shift(nominal, found))
		testkit.Near(t, fmt.Sprint("shift of run ", r+1), y[r], want.Y[r])
		if r < 2*want.N {
			for i, rank := range found {
				ranks[i] = append(ranks[i], rank)
			}
		}
	}
	for i, row := range testkit.GoldenCSV(t, "10_sa_rankstats_expected.csv") {
		q, err := treat.Quantiles(ranks[i], 0.05, 0.5, 0.95)
		if err != nil {
			t.Fatal(err)
		}
		testkit.Near(t, row["uCode"]+" 5%", q[0], testkit.Number(t, row["q5"]))
		testkit.Near(t, row["uCode"]+" median", q[1], testkit.Number(t, row["median"]))
		testkit.Near(t, row["uCode"]+" 95%", q[2], testkit.Number(t, row["q95"]))
	}
	runs := sensitivity.Runs{A: y[:want.N], B: y[want.N : 2*want.N]}
	for k := range want.D {
		runs.AB = append(runs.AB, y[(2+k)*want.N:(3+k)*want.N])
	}
	indices, err := sensitivity.Indices(runs, sensitivity.Saltelli)
	if err != nil {
		t.Fatal(err)
	}
	for k, index := range indices {
		testkit.Near(t, "first", index.First, want.First[k])
		testkit.Near(t, "total", index.Total, want.Total[k])
	}
}
