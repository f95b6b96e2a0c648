package method

import (
	"context"
	"errors"
	"slices"
	"strings"
	"testing"

	"goodmeasure/definition"
	"goodmeasure/stats/rank"
)

// TestAMeasureThatVariesNoMoreThanChance is left as it is by a stress test that varies shrinkage, and refused by a
// definition that states it.
func TestAMeasureThatVariesNoMoreThanChance(t *testing.T) {
	e := embedded(t)
	d, err := definition.ParseLink("rereferral.sw_agency.cla_ks2_rwm", e.Indicators)
	if err != nil {
		t.Fatal(err)
	}
	test, err := StressRanks(context.Background(), e, d, StressDraws{Draws: 200, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	if !slices.ContainsFunc(test.Warnings, func(w string) bool { return strings.Contains(w, "never drawn towards the mean") }) {
		t.Errorf("no warning in %q", test.Warnings)
	}
	d.Combine.Shrinkage = true
	if _, err := NewMatrix(e, d); !errors.Is(err, rank.ErrNoVariation) || !strings.Contains(err.Error(), "leave it out") {
		t.Error(err)
	}
}
