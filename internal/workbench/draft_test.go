package workbench_test

import (
	"slices"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"pgregory.net/rapid"

	"goodmeasure/definition"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

// as is a draft that states a definition as it is.
func as(d *study.Definition) workbench.Draft {
	draft := workbench.Draft{Name: d.Name, Whose: d.Whose, Because: d.Because}
	if r, follows := definition.RecipeOf(d); follows {
		draft.Recipe = r.Name
	}
	for _, c := range d.Indicators {
		draft.Choices = append(draft.Choices, workbench.DraftChoice{ID: c.ID, Counts: true, Importance: c.Weight.Value, Direction: c.Direction, Because: c.Because})
	}
	return draft
}

func TestADraftThatChangesNothing(t *testing.T) {
	for _, link := range []string{"", "by-domain", "rereferral.sw_agency~3.cla_missing-lower--minmax", "rereferral--geometric", "rereferral~4"} {
		bench, d := benchAndDefinition(t, link)
		same, faults := bench.Redraft(d, as(d))
		if len(faults) > 0 {
			t.Error(faults)
		}
		if difference := cmp.Diff(d, same); difference != "" {
			t.Errorf("%q: %s", link, difference)
		}
	}
}

func TestADraftLeadsToTheLinkThatStatesIt(t *testing.T) {
	bench, d := benchAndDefinition(t, "")
	known := bench.Edition.Indicators
	draft := as(d)
	for at := range draft.Choices {
		draft.Choices[at].Counts = slices.Contains([]string{"rereferral", "sw_agency"}, draft.Choices[at].ID)
	}
	draft.Choices[slices.IndexFunc(draft.Choices, func(c workbench.DraftChoice) bool { return c.ID == "sw_agency" })].Importance = 3
	draft.Choices = append(draft.Choices, workbench.DraftChoice{ID: "cla_missing", Counts: true, Importance: 1, Direction: study.LowerIsBetter})
	draft.Recipe = "minmax"
	made, faults := bench.Redraft(d, draft)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	if got := definition.Link(made, known); got != "rereferral.sw_agency~3.cla_missing-lower--minmax" {
		t.Errorf("got %q", got)
	}
	back, faults := bench.Redraft(made, as(d))
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	back, faults = bench.Redraft(back, workbench.Draft{Name: back.Name, Whose: back.Whose, Because: back.Because, Recipe: "percentile", Choices: []workbench.DraftChoice{{ID: "cla_missing"}, {ID: "sw_agency", Counts: true, Importance: 1}}})
	if got := definition.Link(back, known); len(faults) > 0 || got != "" {
		t.Errorf("the way back leads to %q, %v: %s", got, faults, cmp.Diff(d, back))
	}
}

// Whatever is ticked and typed, a draft gives a definition that can be used, or says why not.
func TestAnyDraftIsUsableOrRefused(t *testing.T) {
	bench, _ := benchAndDefinition(t, "")
	known := bench.Edition.Indicators
	rapid.Check(t, func(t *rapid.T) {
		base, err := definition.ParseLink(rapid.SampledFrom([]string{"", "by-domain", "rereferral.cla_missing-lower", "sw_agency--geometric"}).Draw(t, "base"), known)
		if err != nil {
			t.Fatal(err)
		}
		before := definition.Hash(base)
		draft := workbench.Draft{Name: base.Name, Whose: base.Whose, Because: base.Because, Recipe: rapid.SampledFrom([]string{"", "rank", "geometric", "copeland", "nonsense"}).Draw(t, "recipe")}
		for _, i := range rapid.SliceOfN(rapid.SampledFrom(known), 0, 20).Draw(t, "measures") {
			draft.Choices = append(draft.Choices, workbench.DraftChoice{ID: i.ID, Counts: rapid.Bool().Draw(t, "counts"), Importance: study.Number(rapid.IntRange(-1, 6).Draw(t, "importance")),
				Direction: rapid.SampledFrom([]study.Direction{"", study.HigherIsBetter, study.LowerIsBetter, "sideways"}).Draw(t, "direction"), Because: rapid.SampledFrom([]string{"", "so"}).Draw(t, "why")})
		}
		made, faults := bench.Redraft(base, draft)
		if definition.Hash(base) != before {
			t.Fatal("the definition that the draft is laid over was altered")
		}
		if found := made.Faults(known); (len(found) > 0 || draft.Recipe == "nonsense") != (len(faults) > 0) {
			t.Fatalf("%v, and the definition's own faults are %v", faults, found)
		}
		if len(faults) == 0 {
			if _, err := definition.ParseLink(definition.Link(made, known), known); err != nil {
				t.Fatal(err)
			}
		}
	})
}

func TestADraftAgainstTheCatalogueNeedsAReason(t *testing.T) {
	bench, d := benchAndDefinition(t, "rereferral.sw_agency")
	draft := as(d)
	draft.Choices[0].Direction = study.HigherIsBetter
	if _, faults := bench.Redraft(d, draft); len(faults) != 1 || faults[0].Indicator != "rereferral" || !strings.Contains(faults[0].Words, "say why higher is better") {
		t.Errorf("%v", faults)
	}
	draft.Choices[0].Because = "More is known."
	made, faults := bench.Redraft(d, draft)
	if len(faults) > 0 {
		t.Fatal(faults)
	}
	if link := definition.Link(made, bench.Edition.Indicators); !strings.HasPrefix(link, "z1-") {
		t.Errorf("a reason of one's own in the link %q", link)
	}
}

func TestADraftLeavesTheRangesThatSomebodyStated(t *testing.T) {
	bench, d := benchAndDefinition(t, "rereferral.sw_agency.cla_missing-lower")
	d.Name, d.Whose, d.Vary.Readings, d.Vary.LeaveOut = "Ours", "us", false, 1
	draft := as(d)
	draft.Choices = append(draft.Choices, workbench.DraftChoice{ID: "cpp_repeat", Counts: true, Importance: 1})
	made, faults := bench.Redraft(d, draft)
	if len(faults) > 0 || made.Vary.Readings || made.Vary.LeaveOut != 1 {
		t.Errorf("%+v, %v", made.Vary, faults)
	}
}
