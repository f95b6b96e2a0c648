package workbench

import (
	"maps"
	"math"
	"path/filepath"
	"testing"

	"goodmeasure/internal/testkit"
	"goodmeasure/method"
	"goodmeasure/study"
)

// The published files, imported all together, must give the checked tables again, with or without the embedded edition
// below them, and through them the same study.
func TestPublishedFilesGiveTheCheckedFigures(t *testing.T) {
	workspace := filepath.Join(t.TempDir(), "w.db")
	for _, r := range importAll(t, workspace, false, testkit.Shared(t, "data", "raw")) {
		if len(r.Refusals) > 0 {
			t.Errorf("%s: %d cells refused, first %s", r.Name, len(r.Refusals), r.Refusals[0].Words())
		}
	}
	alone, err := OpenImportedOnly(t.Context(), workspace)
	if err != nil {
		t.Fatal(err)
	}
	over := imported(t, workspace)
	for name, w := range map[string]*Workbench{"imports alone": alone, "over the embedded edition": over} {
		t.Run(name, func(t *testing.T) { compareWithChecked(t, w.Edition) })
	}
	t.Run("study", func(t *testing.T) { sameAssociations(t, over.Edition) })
}

func compareWithChecked(t *testing.T, got *study.Edition) {
	base := embedded(t)
	total, equal, reasons, otherwise := 0, 0, map[string]int{}, map[string]int{}
	for _, i := range base.Indicators {
		for want := range base.Observations(i.ID) {
			total++
			reason := difference(want, got.Observation(want.Authority, want.Indicator, want.Period))
			if reason == "" {
				equal++
				continue
			}
			reasons[reason]++
			if reason == "another value" {
				otherwise[want.Indicator]++
			}
		}
	}
	t.Logf("%d of %d equal in value, status and counts; the others: %v", equal, total, reasons)
	// A figure that another release gives differently, or no longer, is one in a thousand at most.
	if serious := reasons["another value"] + reasons["value gone"] + reasons["value come"]; serious*1000 > total || equal*100 < total*97 {
		t.Errorf("too many differ")
	}
	if !maps.Equal(otherwise, settledOtherwise) {
		t.Errorf("the rule takes another value for %v, and the pages say %v", otherwise, settledOtherwise)
	}
	if len(got.Inspections) < len(base.Inspections) {
		t.Errorf("%d inspections, expected %d", len(got.Inspections), len(base.Inspections))
	}
}

// difference says in which way a composed figure is not the checked one.
func difference(want, got study.Observation) string {
	near := func(a, b study.Number) bool {
		return same(a, b) || math.Abs(float64(a-b)) <= 1e-9*math.Abs(float64(a))
	}
	switch {
	case !want.Value.Known() && got.Value.Known():
		return "value come"
	case want.Value.Known() && !got.Value.Known():
		return "value gone"
	case !near(want.Value, got.Value):
		return "another value"
	case want.Status != got.Status && want.Value.Known():
		return "joint or not"
	case want.Status != got.Status:
		return "another reason for no value"
	case want.Denominator.Known() && !got.Denominator.Known():
		return "counts gone"
	case got.Denominator.Known() && !want.Denominator.Known():
		return "counts come"
	case !near(want.Numerator, got.Numerator) || !near(want.Denominator, got.Denominator):
		return "other counts"
	}
	return ""
}

func sameAssociations(t *testing.T, edition *study.Edition) {
	associations := func(edition *study.Edition) map[string]method.Association {
		choices, err := method.SetUp(method.Latest, edition)
		if err != nil {
			t.Fatal(err)
		}
		choices.Draws = 100
		result, err := method.Run(t.Context(), edition, choices)
		if err != nil {
			t.Fatal(err)
		}
		found := map[string]method.Association{}
		for _, a := range result.Associations {
			found[a.Indicator] = a
		}
		return found
	}
	want, got := associations(embedded(t)), associations(edition)
	for indicator, w := range want {
		g := got[indicator]
		if g.N != w.N || g.Period != w.Period || math.Abs(float64(g.ORPerSD-w.ORPerSD)) > 1e-6 || math.Abs(float64(g.Spearman-w.Spearman)) > 1e-9 {
			t.Errorf("%s: n %d, odds ratio %v, rho %v; expected %d, %v, %v", indicator, g.N, g.ORPerSD, g.Spearman, w.N, w.ORPerSD, w.Spearman)
		}
	}
	if agency := got["sw_agency"]; agency.N != 148 || math.Abs(float64(agency.ORPerSD)-2.686) > 0.0005 {
		t.Errorf("agency workers: n %d, odds ratio %v; expected 148 and 2.686", agency.N, agency.ORPerSD)
	}
}
