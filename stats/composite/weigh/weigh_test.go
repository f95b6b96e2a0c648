package weigh_test

import (
	"errors"
	"math"
	"strconv"
	"testing"

	"goodmeasure/internal/testkit"
	"goodmeasure/stats/agree"
	"goodmeasure/stats/composite/aggregate"
	"goodmeasure/stats/composite/normalise"
	"goodmeasure/stats/composite/weigh"
	"goodmeasure/stats/dimension"
)

func TestWeightsAgainstReference(t *testing.T) {
	var want struct {
		CRITIC  []float64 `json:"critic_minmax"`
		Entropy []float64 `json:"entropy_share"`
		SD      []float64 `json:"sd_weights_minmax"`
	}
	testkit.GoldenJSON(t, "08_weights_expected.json", &want)
	x := columns(t, "08_aggregate_input.csv", "x1", "x2", "x3", "x4", "x5", "x6")
	scaled, err := normalise.Table(x, []normalise.Direction{1, 1, 1, 1, 1, 1}, normalise.MinMax{Upper: 100})
	if err != nil {
		t.Fatal(err)
	}
	for name, of := range map[string]struct {
		weigh func([][]float64) ([]float64, error)
		x     [][]float64
		want  []float64
	}{
		"CRITIC": {weigh.CRITIC, scaled, want.CRITIC}, "entropy": {weigh.Entropy, x, want.Entropy},
		"standard deviation": {weigh.StandardDeviation, scaled, want.SD},
	} {
		got, err := of.weigh(of.x)
		if err != nil {
			t.Errorf("%s: %v", name, err)
			continue
		}
		for j := range got {
			if math.Abs(got[j]-of.want[j]) > 1e-9 {
				t.Errorf("%s, indicator %d: %v, expected %v", name, j+1, got[j], of.want[j])
			}
		}
	}
}

func TestMixedComponentIsRefused(t *testing.T) {
	var want struct {
		PCA []float64 `json:"pca_first_vector"` // without their signs
	}
	testkit.GoldenJSON(t, "08_weights_expected.json", &want)
	x := columns(t, "08_aggregate_input.csv", "x1", "x2", "x3", "x4", "x5", "x6")
	var negative *weigh.NegativeError
	if w, err := weigh.PrincipalComponent(x); !errors.As(err, &negative) {
		t.Errorf("a component with elements below zero gave the weights %v (%v)", w, err)
	}
	c, err := dimension.PCA(x)
	if err != nil {
		t.Fatal(err)
	}
	for j, w := range want.PCA {
		if math.Abs(math.Abs(c.Vectors[j][0])-w) > 1e-9 {
			t.Errorf("indicator %d: %v, expected ±%v", j+1, c.Vectors[j][0], w)
		}
	}
}

func TestInfluenceOfPillarsAgainstReference(t *testing.T) {
	var want struct {
		Equal   []struct{ OptWeight, Obtained float64 } `json:"opt_equal"`
		Infomax []struct{ OptWeight, Obtained float64 } `json:"opt_infomax"`
	}
	testkit.GoldenJSON(t, "09_coin_expected.json", &want)
	pillars := columns(t, "09_coin_stage_Aggregated_minmax_amean.csv", "PA", "PB", "PC")
	equal, err := weigh.EqualInfluence(pillars, nil)
	if err != nil {
		t.Fatal(err)
	}
	r := correlations(t, pillars, equal)
	for j, w := range want.Equal {
		if math.Abs(equal[j]-w.OptWeight) > 1e-3 {
			t.Errorf("pillar %d weighs %v, expected about %v", j+1, equal[j], w.OptWeight)
		}
		if share := r[j] / (r[0] + r[1] + r[2]); math.Abs(share-1.0/3) > 1e-9 {
			t.Errorf("pillar %d has a share of %v in the correlations", j+1, share)
		}
	}
	most, err := weigh.MostCorrelated(pillars)
	if err != nil {
		t.Fatal(err)
	}
	var got, reference float64
	for j, v := range correlations(t, pillars, most) {
		got += v
		reference += want.Infomax[j].Obtained
	}
	if got < reference-1e-9 {
		t.Errorf("correlations sum to %v, less than the %v of the reference", got, reference)
	}
}

func TestWeightsBelowZeroAreRefusedByName(t *testing.T) {
	// The third runs against the other two.
	x := [][]float64{{1, 2, 3, 4, 5, 6}, {1, 3, 2, 5, 4, 6}, {6, 4, 5, 3, 2.5, 1}}
	_, err := weigh.PrincipalComponent(x)
	var negative *weigh.NegativeError
	if !errors.As(err, &negative) || negative.Indicator != 2 {
		t.Errorf("principal component: %v", err)
	}
	// Golden data: one indicator of the first pillar has a small negative element, which the vector itself keeps.
	pillar := columns(t, "09_coin_stage_Normalised_minmax.csv", "I01", "I02", "I03", "I04", "I05")
	if _, err := weigh.PrincipalComponent(pillar); !errors.As(err, &negative) || negative.Indicator != 1 {
		t.Errorf("principal component: %v", err)
	}
}

func TestPrincipalComponentsAgainstReference(t *testing.T) {
	want := map[string]float64{}
	for _, row := range testkit.GoldenCSV(t, "09_coin_pca_weights.csv") {
		want[row["iCode"]] = number(t, row["Weight"])
	}
	for _, group := range [][]string{{"I01", "I02", "I03", "I04", "I05"}, {"I06", "I07", "I08", "I09", "I10"}, {"I11", "I12", "I13", "I14"}} {
		c, err := dimension.PCA(columns(t, "09_coin_stage_Normalised_minmax.csv", group...))
		if err != nil {
			t.Fatal(err)
		}
		for j, name := range group {
			if math.Abs(c.Vectors[j][0]-want[name]) > 1e-9 {
				t.Errorf("%s: %v, expected %v", name, c.Vectors[j][0], want[name])
			}
		}
	}
}

func TestRefusals(t *testing.T) {
	for name, of := range map[string]func([][]float64) ([]float64, error){
		"CRITIC": weigh.CRITIC, "entropy": weigh.Entropy, "standard deviation": weigh.StandardDeviation,
		"most correlated": weigh.MostCorrelated, "principal component": weigh.PrincipalComponent,
		"equal influence": func(x [][]float64) ([]float64, error) { return weigh.EqualInfluence(x, nil) },
	} {
		for _, x := range [][][]float64{
			nil, {{}}, {{1}, {2}}, {{2, 2, 2}, {2, 2, 2}}, {{1, 2, math.Inf(1)}, {1, 2, 3}}, {{1, 2}, {1, 2, 3}},
			{{math.NaN(), math.NaN()}, {1, 2}},
		} {
			if w, err := of(x); err == nil {
				t.Errorf("%s of %v gave %v", name, x, w)
			}
		}
	}
	same := [][]float64{{1, 2, 3}, {1, 2, 3}}
	if _, err := weigh.CRITIC(same); err == nil {
		t.Error("CRITIC found something to set two copies apart")
	}
	if _, err := weigh.EqualInfluence(same, nil); err == nil {
		t.Error("equal influence of two copies was not refused")
	}
}

func correlations(t *testing.T, x [][]float64, weights []float64) []float64 {
	t.Helper()
	score, err := (aggregate.Arithmetic{}).Scores(x, weights)
	if err != nil {
		t.Fatal(err)
	}
	var out []float64
	for _, column := range x {
		r, err := agree.Pearson(column, score)
		if err != nil {
			t.Fatal(err)
		}
		out = append(out, r.R)
	}
	return out
}

func columns(t *testing.T, file string, names ...string) [][]float64 {
	t.Helper()
	out := make([][]float64, len(names))
	for _, row := range testkit.GoldenCSV(t, file) {
		for j, name := range names {
			out[j] = append(out[j], number(t, row[name]))
		}
	}
	return out
}

func number(t *testing.T, s string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(s, 64)
	if err != nil {
		t.Fatal(err)
	}
	return v
}
