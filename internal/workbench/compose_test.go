package workbench

import (
	"slices"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"goodmeasure/catalogue"
	"goodmeasure/internal/store"
	"goodmeasure/study"
)

var sameFigures = cmp.Options{cmp.Comparer(same), cmpopts.EquateEmpty(), cmp.AllowUnexported(study.Date{}), cmpopts.IgnoreUnexported(study.Edition{})}

// differ are the differences between two editions, in their figures too.
func differ(a, b *study.Edition) string {
	found := cmp.Diff(a, b, sameFigures)
	for _, i := range a.Indicators {
		found += cmp.Diff(slices.Collect(a.Observations(i.ID)), slices.Collect(b.Observations(i.ID)), sameFigures)
	}
	return found
}

func embedded(t testing.TB) *study.Edition {
	t.Helper()
	edition, err := catalogue.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return edition
}

func own(id int, observations ...study.Observation) held {
	return held{store.File{ID: id, SHA256: string(rune('a' + id)), Publication: "own", Order: 202700, Detail: 1, Program: Version}, store.Content{Observations: observations}}
}

func TestComposingOverAnEditionLeavesTheRestAsItWas(t *testing.T) {
	base := embedded(t)
	if compose(base, nil) != base {
		t.Error("without imports the edition is not the embedded one")
	}
	o := base.Observation("330", "cl_eet", 2025)
	o.Value, o.Source = 12.5, "EES-2026:la_care_leavers_activity"
	file := own(1, o)
	file.Detail = 2
	got := compose(base, []held{file})
	for _, i := range base.Indicators {
		want := slices.Collect(base.Observations(i.ID))
		if i.ID == "cl_eet" {
			continue
		}
		if diff := cmp.Diff(want, slices.Collect(got.Observations(i.ID)), sameFigures); diff != "" {
			t.Errorf("%s:\n%s", i.ID, diff)
		}
	}
	if got.Observation("330", "cl_eet", 2025) != o {
		t.Errorf("found %+v", got.Observation("330", "cl_eet", 2025))
	}
	for what, pair := range map[string][2]any{
		"inspections": {base.Inspections, got.Inspections},
		"neighbours":  {base.Neighbours, got.Neighbours},
		"contexts":    {base.Contexts, got.Contexts},
		"indicators":  {base.Indicators, got.Indicators},
		"hexes":       {base.Hexes, got.Hexes},
	} {
		if diff := cmp.Diff(pair[0], pair[1], sameFigures); diff != "" {
			t.Errorf("%s:\n%s", what, diff)
		}
	}
	was := base.Observation("330", "cl_eet", 2025)
	want := []study.Difference{{Authority: "330", Indicator: "cl_eet", Period: 2025, Taken: 12.5, From: o.Source, Left: was.Value, LeftFrom: was.Source, Rule: ruleNewerEdition}}
	if diff := cmp.Diff(want, got.Differences, sameFigures); diff != "" {
		t.Errorf("differences:\n%s", diff)
	}
}

func TestHashSaysWhatAnEditionIsMadeFrom(t *testing.T) {
	base := embedded(t)
	one, two := own(1), own(2)
	hash := compose(base, []held{one, two}).Hash
	if hash != compose(base, []held{one, two}).Hash {
		t.Error("the same imports have two hashes")
	}
	reread := one
	reread.Program = "another"
	for name, files := range map[string][]held{"order": {two, one}, "fewer": {one}, "another reading": {reread, two}} {
		if compose(base, files).Hash == hash {
			t.Errorf("%s: the hash is the same", name)
		}
	}
	if compose(bare(base), []held{one, two}).Hash == hash {
		t.Error("imports alone have the hash of imports over the embedded edition")
	}
}

func TestSurroundingsFollowTheNewestFigure(t *testing.T) {
	base := embedded(t)
	newer := study.Observation{Authority: "330", Indicator: childPopulation, Period: study.Period(base.Context("330").ChildPopulationPeriod + 1),
		Value: 300_000, Numerator: study.Missing, Denominator: study.Missing, Status: study.Published, Source: "own"}
	got := compose(base, []held{own(1, newer)}).Context("330")
	want := base.Context("330")
	want.ChildPopulation, want.ChildPopulationPeriod = 300_000, int(newer.Period)
	if diff := cmp.Diff(want, got, sameFigures); diff != "" {
		t.Error(diff)
	}
	alone := compose(bare(base), []held{own(1, newer)}).Context("330")
	if alone.ChildPopulation != 300_000 || alone.ChildPoverty.Known() || !alone.IMD2025.Known() {
		t.Errorf("imports alone: %+v", alone)
	}
}

func TestSpendingIsDividedByThePopulationThatIsTaken(t *testing.T) {
	figure := func(indicator string, period study.Period, value, numerator study.Number, status study.Status) study.Observation {
		return study.Observation{Authority: "330", Indicator: indicator, Period: period, Value: value, Numerator: numerator, Denominator: study.Missing, Status: status, Source: "LAIT:2027-04"}
	}
	spending := figure("spend_per_child", 2026, study.Missing, 300_000_000, study.NoDenominator)
	people := figure(childPopulation, 2025, 250_000, study.Missing, study.Published)
	got := compose(bare(embedded(t)), []held{own(1, spending, people)}).Observation("330", "spend_per_child", 2026)
	if got.Value != 1200 || got.Denominator != 250_000 || got.Status != study.Published {
		t.Errorf("found %+v, expected £1,200 for each of 250,000 children", got)
	}
}

func TestOwnIndicatorsJoinTheCatalogue(t *testing.T) {
	base := embedded(t)
	define := func(id int, name string, first, last study.Period) held {
		h := own(id)
		h.Indicators = []study.Indicator{{ID: "smiles", Name: name, FirstPeriod: first, LastPeriod: last}}
		return h
	}
	got := compose(base, []held{define(1, "Smiling", 2020, 2022), define(2, "Smiling a lot", 2021, 2024)})
	if len(got.Indicators) != len(base.Indicators)+1 {
		t.Fatalf("%d indicators", len(got.Indicators))
	}
	want := study.Indicator{ID: "smiles", Name: "Smiling a lot", FirstPeriod: 2020, LastPeriod: 2024}
	if diff := cmp.Diff(want, got.Indicators[len(base.Indicators)]); diff != "" {
		t.Error(diff)
	}
}

func TestNeighboursComeAsWholeLists(t *testing.T) {
	list := func(id, order int, neighbours ...string) held {
		h := own(id)
		h.Order = order
		for rank, n := range neighbours {
			h.Neighbours = append(h.Neighbours, study.Neighbour{Authority: "330", Model: "2025", Rank: rank + 1, Neighbour: n})
		}
		return h
	}
	base := embedded(t)
	got := compose(base, []held{list(1, 202500, "331", "332"), list(2, 202400, "333")})
	if found := got.NeighboursOf("330", "2025"); len(found) != 2 || found[0].Neighbour != "331" || found[1].Neighbour != "332" {
		t.Errorf("found %+v", found)
	}
	if len(got.Neighbours) != len(base.Neighbours)-len(base.NeighboursOf("330", "2025"))+2 {
		t.Errorf("%d neighbours", len(got.Neighbours))
	}
}
