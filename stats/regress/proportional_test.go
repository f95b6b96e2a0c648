package regress

import (
	"testing"

	"goodmeasure/internal/testkit"
)

func TestBrantAndRelaxedOddsAgainstReference(t *testing.T) {
	var golden struct {
		Brant map[string]struct {
			X2, P float64
			DF    int
		} `json:"brant"`
		Nominal map[string]struct {
			LogLikRelaxed float64 `json:"logLik_relaxed"`
			LRT, P        float64
			DF            int
		} `json:"nominal_LR_partial_PO"`
	}
	testkit.GoldenJSON(t, "01_ordinal_expected.json", &golden)
	y, d := simulated(t)
	fit, err := Ordinal(y, d, OrdinalOptions{})
	if err != nil {
		t.Fatal(err)
	}
	brant, err := Brant(fit)
	if err != nil {
		t.Fatal(err)
	}
	for _, got := range append(brant.Terms, brant.Omnibus) {
		want := golden.Brant[got.Term]
		near(t, "Brant "+got.Term, got.X2, want.X2, tolP)
		near(t, "Brant p "+got.Term, got.P, want.P, tolP)
		if got.DF != want.DF {
			t.Errorf("Brant %s: %d degrees of freedom, want %d", got.Term, got.DF, want.DF)
		}
	}
	for name, terms := range map[string][]string{"x1": {"x1"}, "x2": {"x2"}, "g": {"gb", "gc"}} {
		got, err := RelaxProportionalOdds(fit, terms...)
		if err != nil {
			t.Fatal(err)
		}
		want := golden.Nominal[name]
		near(t, name+" relaxed logLik", got.LogLikRelaxed, want.LogLikRelaxed, tolLogLik)
		near(t, name+" LRT", got.X2, want.LRT, tolSE)
		near(t, name+" p", got.P, want.P, tolP)
		if got.DF != want.DF {
			t.Errorf("%s: %d degrees of freedom, want %d", name, got.DF, want.DF)
		}
	}
}
