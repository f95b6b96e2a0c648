package dimension

import (
	"math"
	"math/rand/v2"
	"reflect"
	"runtime"
	"strings"
	"testing"

	"pgregory.net/rapid"
)

func TestTwoIndicatorsByHand(t *testing.T) {
	// r = 2/√20, eigenvalues 1 ± r, both vectors at 45 degrees; the case with a gap is left out.
	got, err := PCA([][]float64{{1, 2, 3, math.NaN(), 4}, {1, 3, 1, 9, 3}})
	if err != nil {
		t.Fatal(err)
	}
	r := 2 / math.Sqrt(20)
	nearAll(t, "eigenvalue", got.Eigenvalues, []float64{1 + r, 1 - r}, closedForm)
	nearAll(t, "vector", column(got.Vectors, 0), []float64{math.Sqrt(0.5), math.Sqrt(0.5)}, closedForm)
	if got.N != 4 || got.M != 2 || got.Kaiser() != 1 {
		t.Errorf("%+v", got)
	}
	fit, err := Adequate([][]float64{{1, 2, 3, math.NaN(), 4}, {1, 3, 1, 9, 3}})
	if err != nil {
		t.Fatal(err)
	}
	near(t, "KMO of two", fit.KMO, 0.5, closedForm)
	near(t, "SMC", fit.SMC[1], 0.2, closedForm)
	near(t, "chi-square", fit.Bartlett.ChiSquare, -(3-1.5)*math.Log(0.8), closedForm)
}

func TestWeightsByHand(t *testing.T) {
	got, err := OECDWeights([][]float64{{0.6, 0.1}, {-0.8, 0.2}, {0.3, 1}})
	if err != nil {
		t.Fatal(err)
	}
	nearAll(t, "weight", got, []float64{0.18, 0.32, 0.5}, closedForm)
}

func TestUncorrelatedIndicatorsAreUnfit(t *testing.T) {
	got, err := Adequate([][]float64{{-1, -1, 1, 1}, {-1, 1, -1, 1}})
	if err != nil || got.KMO != 0 || got.Bartlett.P != 1 {
		t.Errorf("%+v, %v", got, err)
	}
}

func TestVarimaxTurnsRigidly(t *testing.T) {
	criterion := func(rows [][]float64) (sum float64) {
		for j := range rows[0] {
			var squares, fourths float64
			for _, row := range rows {
				length := 0.0
				for _, v := range row {
					length += v * v
				}
				squares += row[j] * row[j] / length
				fourths += math.Pow(row[j]*row[j]/length, 2)
			}
			sum += fourths - squares*squares/float64(len(rows))
		}
		return sum
	}
	rapid.Check(t, func(t *rapid.T) {
		m, k := rapid.IntRange(3, 10).Draw(t, "m"), rapid.IntRange(2, 4).Draw(t, "k")
		random := rand.New(rand.NewPCG(rapid.Uint64().Draw(t, "seed"), 0))
		loadings := make([][]float64, m)
		for i := range loadings {
			for range k {
				loadings[i] = append(loadings[i], random.NormFloat64())
			}
		}
		turned, err := Varimax(loadings)
		if err != nil {
			t.Fatal(err)
		}
		for a := range m {
			for b := range m {
				var before, after float64
				for j := range k {
					before += loadings[a][j] * loadings[b][j]
					after += turned[a][j] * turned[b][j]
				}
				if math.Abs(before-after) > 1e-9 {
					t.Fatalf("product of rows %d and %d was %v and is %v", a, b, before, after)
				}
			}
		}
		best := criterion(turned)
		if best < criterion(loadings)-1e-9 {
			t.Fatal("simpler before than after")
		}
		turn(turned, 0, 1, random.NormFloat64())
		if criterion(turned) > best+1e-9 {
			t.Fatal("a further turn made it simpler")
		}
	})
}

func TestParallelOnAnyNumberOfWorkers(t *testing.T) {
	random := rand.New(rand.NewPCG(3, 4))
	indicators := make([][]float64, 5)
	for range 40 {
		common := random.NormFloat64()
		for j := range indicators {
			indicators[j] = append(indicators[j], common+0.7*random.NormFloat64())
		}
	}
	before := runtime.GOMAXPROCS(1)
	defer runtime.GOMAXPROCS(before)
	alone, err := Parallel(indicators, 300, 9)
	if err != nil {
		t.Fatal(err)
	}
	runtime.GOMAXPROCS(7)
	together, _ := Parallel(indicators, 300, 9)
	if !reflect.DeepEqual(alone, together) {
		t.Errorf("one worker %v, seven %v", alone, together)
	}
	other, _ := Parallel(indicators, 300, 10)
	if reflect.DeepEqual(alone.Mean, other.Mean) {
		t.Error("the seed does nothing")
	}
	if alone.Retained != 1 {
		t.Errorf("%d components retained of indicators with one thing in common", alone.Retained)
	}
}

func TestRefusals(t *testing.T) {
	nan := math.NaN()
	pca := func(indicators ...[]float64) error { _, err := PCA(indicators); return err }
	fit := func(indicators ...[]float64) error { _, err := Adequate(indicators); return err }
	parallel := func(simulations int, indicators ...[]float64) error {
		_, err := Parallel(indicators, simulations, 1)
		return err
	}
	varimax := func(loadings ...[]float64) error { _, err := Varimax(loadings); return err }
	weights := func(loadings ...[]float64) error { _, err := OECDWeights(loadings); return err }
	loadings := func(k int) error { _, err := Components{M: 2}.Loadings(k); return err }
	for _, c := range []struct {
		err  error
		says string
	}{
		{pca([]float64{1, 2, 3}), "1 indicators, at least 2"},
		{pca([]float64{1, 2, 3}, []float64{1, 2}), "indicator 1 has 2 cases"},
		{pca([]float64{1, 2, nan}, []float64{1, 2, 3}), "2 cases with all 2 indicators known, at least 3"},
		{pca([]float64{1, 2, 3, 4}, []float64{7, 7, 7, nan}), "indicator 1 is 7 in all 3 complete cases"},
		{pca([]float64{1, 2, 3}, []float64{1, math.Inf(1), 3}), "case 1 of indicator 1 is infinite"},
		{fit([]float64{1, 2, 3, 5}, []float64{2, 4, 6, 10}), "linear combinations"},
		{fit([]float64{1, 2, 3}), "1 indicators"},
		{parallel(19, []float64{1, 2, 3}, []float64{1, 3, 2}), "19 simulations"},
		{parallel(20, []float64{1, 2, 3}), "1 indicators"},
		{varimax(), "no loadings"},
		{varimax([]float64{1, 2}, []float64{1}), "indicator 1 has 1 loadings"},
		{weights([]float64{1, nan}), "indicator 0 on component 1 is NaN"},
		{weights([]float64{0}, []float64{0}), "all loadings"},
		{loadings(0), "0 components: between 1 and 2"},
		{loadings(3), "3 components"},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.says) {
			t.Errorf("got error %v, want one that says %q", c.err, c.says)
		}
	}
}
