package workbench_test

import (
	"context"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"goodmeasure/internal/workbench"
	"goodmeasure/method"
	"goodmeasure/study"
)

// recorded draws a sample from a study and writes its record.
func recorded(t *testing.T, change func(*workbench.SampleOptions)) (*workbench.Workbench, *workbench.SampleRecord, string) {
	t.Helper()
	bench, err := workbench.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	o := workbench.SampleOptions{From: workbench.FromStudy, Setup: method.Latest, Draws: 300, Seed: 5, Rule: method.DefaultSample()}
	change(&o)
	r, err := bench.Sample(context.Background(), o)
	if err != nil {
		t.Fatal(err)
	}
	return bench, r, writeRecord(t, r)
}

func writeRecord(t *testing.T, r *workbench.SampleRecord) string {
	t.Helper()
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(t.TempDir(), "sample.json")
	if err := os.WriteFile(path, text, 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

func TestARecordSaysWhatHasChanged(t *testing.T) {
	bench, r, path := recorded(t, func(o *workbench.SampleOptions) { o.Keep = []string{"Bristol:weaker"} })
	if !slices.ContainsFunc(r.Members, func(m workbench.SampleMember) bool { return m.Name == "Bristol" && m.Kept && m.Kind == method.Weaker }) {
		t.Errorf("Bristol is to be kept as weaker: %+v", r.Members)
	}
	again, err := bench.Redraw(context.Background(), path, 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	if !again.Same || !again.FromRecord || len(again.Differences) != 0 {
		t.Errorf("nothing has changed: %+v", again)
	}

	// Another edition, in which nobody that was chosen as stronger has a context any more.
	other := *bench.Edition
	other.Hash = "another"
	other.Contexts = slices.Clone(other.Contexts)
	gone := r.Sample.Pairs[0].Stronger
	for at := range other.Contexts {
		if other.Contexts[at].Authority == gone.Authority {
			other.Contexts[at].IMD2025, other.Contexts[at].ChildPopulation = study.Missing, study.Missing
		}
	}
	later, err := workbench.On(&other).Redraw(context.Background(), path, 2, nil)
	if err != nil {
		t.Fatal(err)
	}
	said := strings.Join(later.Differences, "\n")
	if later.Same || !later.FromRecord || !strings.Contains(said, "the figures: edition "+bench.Edition.Hash[:12]) || !strings.Contains(said, "surroundings: 1 ") ||
		!strings.Contains(said, gone.Name+" drops out") {
		t.Errorf("same %v, by its rule %v:\n%s", later.Same, later.FromRecord, said)
	}

	// A record in which somebody put another name.
	r.Members[0].Authority = "999"
	tampered, err := bench.Redraw(context.Background(), writeRecord(t, r), 1, nil)
	if err != nil {
		t.Fatal(err)
	}
	if tampered.Same || tampered.FromRecord || !strings.Contains(strings.Join(tampered.Differences, "\n"), "the record was changed") {
		t.Errorf("%+v", tampered)
	}
}

func TestABlindSampleTellsNothing(t *testing.T) {
	_, r, _ := recorded(t, func(o *workbench.SampleOptions) { o.Blind = true })
	text, err := json.Marshal(r.BlindView())
	if err != nil {
		t.Fatal(err)
	}
	codes := map[string]bool{}
	for _, m := range r.Members {
		codes[m.Code] = true
		for _, telling := range []string{m.Name, `"` + m.Authority + `"`, m.Region} {
			if strings.Contains(string(text), telling) {
				t.Errorf("%s stands in the blind sample", telling)
			}
		}
	}
	if len(codes) != len(r.Members) || !codes["A1"] {
		t.Errorf("codes %v of %d members", codes, len(r.Members))
	}
	if strings.Contains(string(text), `"seed"`) || strings.Contains(string(text), `"kind"`) {
		t.Errorf("%s", text)
	}
}

func TestSharesOfAnIndexAreThoseOfItsRanks(t *testing.T) {
	bench, r, _ := recorded(t, func(o *workbench.SampleOptions) { o.From, o.Setup = workbench.FromIndex, "" })
	x, err := bench.Index(context.Background(), "", method.IndexDraws{Draws: 300, Seed: 5})
	if err != nil {
		t.Fatal(err)
	}
	best := map[string]study.Number{}
	for _, one := range x.Results {
		best[one.Unit] = one.PTopQuarter
	}
	for _, p := range r.Field.Prospects {
		if p.PBestQuarter != best[p.Authority] && (p.PBestQuarter.Known() || best[p.Authority].Known()) {
			t.Errorf("%s: %v, in the index %v", p.Name, p.PBestQuarter, best[p.Authority])
		}
	}
	if r.Definition == nil || r.Definition.Hash == "" {
		t.Error("the record does not name its definition")
	}
}
