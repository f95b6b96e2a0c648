package agree_test

import (
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"goodmeasure/stats/agree"
)

var nan = math.NaN()

// tiedPairs draws two variables with many ties, variation in both and no missing values.
func tiedPairs(t *rapid.T) (x, y []float64) {
	n := rapid.IntRange(3, 25).Draw(t, "n")
	cell := rapid.Map(rapid.IntRange(-3, 4), func(i int) float64 { return float64(i) / 3 })
	x, y = rapid.SliceOfN(cell, n, n).Draw(t, "x"), rapid.SliceOfN(cell, n, n).Draw(t, "y")
	x[0], x[1] = 0, 1
	y[0], y[2] = 0, 1
	return x, y
}

func TestPairCountsAgainstEveryPair(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y := tiedPairs(t)
		var concordant, discordant, untiedX, untiedY, trend, wins float64
		for i := range x {
			for j := range i {
				switch sign := (x[i] - x[j]) * (y[i] - y[j]); {
				case sign > 0:
					concordant++
					trend++
				case sign < 0:
					discordant++
				case y[i] != y[j]:
					trend += 0.5
				}
				if x[i] != x[j] {
					untiedX++
				}
				if y[i] != y[j] {
					untiedY++
				}
			}
		}
		s := concordant - discordant
		kendall, err := agree.Kendall(x, y)
		if err != nil || math.Abs(kendall.TauB-s/math.Sqrt(untiedX*untiedY)) > 1e-12 || kendall.S != s {
			t.Fatal(kendall, err, s)
		}
		if math.IsNaN(kendall.Z) || math.IsInf(kendall.Z, 0) {
			t.Fatalf("z of %v", kendall)
		}
		somers, err := agree.SomersD(x, y)
		if err != nil || somers.YGivenX != s/untiedX || somers.XGivenY != s/untiedY {
			t.Fatal(somers, err)
		}
		gamma, err := agree.Gamma(x, y)
		if err != nil || gamma.Concordant != concordant || gamma.Discordant != discordant {
			t.Fatal(gamma, err)
		}
		jonckheere, err := agree.Jonckheere(x, y)
		if err != nil || jonckheere.JT != trend || jonckheere.Mean != untiedY/2 {
			t.Fatal(jonckheere, err, trend)
		}

		outcome := make([]float64, len(y))
		for i := range y {
			if y[i] > 0 {
				outcome[i] = 1
			}
		}
		positive := 0.0
		for i := range x {
			positive += outcome[i]
			for j := range x {
				switch {
				case outcome[i] <= outcome[j]:
				case x[i] > x[j]:
					wins++
				case x[i] == x[j]:
					wins += 0.5
				}
			}
		}
		auc, err := agree.AUC(x, outcome)
		if err != nil || math.Abs(auc.AUC-wins/(positive*(float64(len(x))-positive))) > 1e-12 {
			t.Fatal(auc, err)
		}
	})
}

func TestRankStatisticsKeepTheirMeaning(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		x, y := tiedPairs(t)
		stretched, against := make([]float64, len(x)), make([]float64, len(x))
		for i, v := range x {
			stretched[i], against[i] = math.Exp(3*v), -v
		}
		base, _ := agree.Spearman(x, y)
		same, _ := agree.Spearman(stretched, y)
		flipped, _ := agree.Spearman(against, y)
		swapped, _ := agree.Spearman(y, x)
		if math.Abs(base.Rho-same.Rho) > 1e-12 || math.Abs(base.Rho+flipped.Rho) > 1e-12 || math.Abs(base.Rho-swapped.Rho) > 1e-12 {
			t.Fatal(base, same, flipped, swapped)
		}
		gaps := append(slices.Clone(x), nan, 1, nan)
		gapped, _ := agree.Spearman(gaps, append(slices.Clone(y), 7, nan, nan))
		if gapped != base {
			t.Fatalf("with missing cases %v, without %v", gapped, base)
		}
	})
}

func TestSpearmanByHand(t *testing.T) {
	// Σd² = 16+4+0+9+9 = 38, so rho = 1 − 6·38/120 = −0.9, and one lower Σd² gives −0.85.
	got, err := agree.Spearman([]float64{1, 2, 3, 4, 5}, []float64{5, 4, 3, 1, 2})
	check(t, err, got.N, 5)
	near(t, "rho", got.Rho, -0.9, 1e-12)
	near(t, "S", got.S, 38, 1e-12)
	onThree := func(r float64) float64 { // Student's t on 3 degrees of freedom in closed form
		x := math.Abs(r) * math.Sqrt(3/(1-r*r)) / math.Sqrt(3)
		return 1 - 2/math.Pi*(x/(1+x*x)+math.Atan(x))
	}
	near(t, "p", got.P, onThree(-0.9), 1e-9)
	near(t, "p from S", got.PFromS, onThree(-0.85), 1e-9)
	half := 1.959963984540054 * math.Sqrt((1+0.81/2)/2)
	near(t, "low", got.Low, math.Tanh(math.Atanh(-0.9)-half), 1e-9)
	near(t, "high", got.High, math.Tanh(math.Atanh(-0.9)+half), 1e-9)

	up, _ := agree.Spearman([]float64{1, 2, 3, 4, 5}, []float64{1, 2, 3, 5, 4})
	near(t, "p from S of a positive rho", up.PFromS, up.P, 1e-12)
}

func TestPearsonByHand(t *testing.T) {
	// Deviations −1.5 −0.5 0.5 1.5 and −1 1 −1 1: products sum to 2, squares to 5 and 4.
	got, err := agree.Pearson([]float64{1, 2, 3, 4}, []float64{1, 3, 1, 3})
	check(t, err, got.N, 4)
	near(t, "r", got.R, 2/math.Sqrt(20), 1e-12)
	near(t, "t", got.T, 2/math.Sqrt(20)*math.Sqrt(2/0.8), 1e-12)
	near(t, "p", got.P, 1-2/math.Sqrt(20), 1e-9) // on two degrees of freedom P = 1 − |r|
	near(t, "high", got.High, math.Tanh(math.Atanh(got.R)+1.959963984540054), 1e-9)
}

func TestKruskalByHand(t *testing.T) {
	// Ranks 1 2 | 3 4: H = 12/20 (9/2 + 49/2) − 15 = 2.4.
	got, err := agree.KruskalWallis([]float64{5, 6, 7, 8}, []float64{1, 1, 2, 2})
	check(t, err, got.N, 4)
	near(t, "H", got.H, 2.4, 1e-12)
	near(t, "p", got.P, math.Erfc(math.Sqrt(1.2)), 1e-9)
}

func TestMathematicalTiesTie(t *testing.T) {
	tenth := 0.1
	x := []float64{tenth + 2*tenth, 0.3, 0.4, 50, 500 * tenth}
	if x[0] == x[1] {
		t.Fatal("the case has lost its point")
	}
	got, err := agree.Kendall(x, []float64{1, 2, 3, 4, 5})
	if err != nil || got.S != 8 {
		t.Errorf("S is %v (%v), want 8 with two pairs tied", got.S, err)
	}
}

func TestCorrelationsListWhatIsUndefined(t *testing.T) {
	table, err := agree.Correlations([][]float64{{1, 2, 3, 4}, {4, 3, 1, nan}, {5, 5, 5, 5}}, agree.SpearmanRho)
	if err != nil {
		t.Fatal(err)
	}
	near(t, "rho", table.R[1][0], -1, 1e-12)
	if table.N[0][1] != 3 || !math.IsNaN(table.R[2][0]) || len(table.Undefined) != 2 || table.Undefined[1].I != 1 {
		t.Errorf("%+v", table)
	}
}
