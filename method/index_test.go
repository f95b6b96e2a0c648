package method_test

import (
	"math"
	"testing"

	"goodmeasure/catalogue"
	"goodmeasure/definition"
	"goodmeasure/method"
)

// TestStudyComposite holds the default definition to the composite of the study, which is made apart from it.
func TestStudyComposite(t *testing.T) {
	edition, err := catalogue.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	d := definition.Default(edition.Indicators)
	x, err := method.MakeIndex(t.Context(), edition, d, method.IndexDraws{Draws: 200, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	choices, err := method.SetUp(method.Latest, edition)
	if err != nil {
		t.Fatal(err)
	}
	choices.Draws = 200
	result, err := method.Run(t.Context(), edition, choices)
	if err != nil {
		t.Fatal(err)
	}
	want := map[string]method.Score{}
	for _, s := range result.Agreement[method.All].Scores {
		want[s.Authority] = s
	}
	if len(x.Results) != len(want) {
		t.Errorf("%d authorities, the study has %d", len(x.Results), len(want))
	}
	for _, r := range x.Results {
		s := want[r.Unit]
		if r.Score.Known() != s.Score.Known() || r.Score.Known() && math.Abs(float64(r.Score-s.Score)) > 1e-9 {
			t.Errorf("%s: score %v, the study has %v", r.Name, r.Score, s.Score)
		}
	}
}

func BenchmarkIndex(b *testing.B) {
	edition, err := catalogue.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	d := definition.Default(edition.Indicators)
	for b.Loop() {
		if _, err := method.MakeIndex(b.Context(), edition, d, method.IndexDraws{Draws: 1024, Seed: 1, Workers: 1}); err != nil {
			b.Fatal(err)
		}
	}
}
