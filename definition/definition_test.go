package definition_test

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"goodmeasure/catalogue"
	"goodmeasure/definition"
	"goodmeasure/study"
)

func known(t testing.TB) []study.Indicator {
	t.Helper()
	indicators, err := catalogue.Indicators()
	if err != nil {
		t.Fatal(err)
	}
	return indicators
}

func TestTheDefaultIsTheCoreCountingAlike(t *testing.T) {
	indicators := known(t)
	d := definition.Default(indicators)
	if len(d.Indicators) != 14 || len(d.Groups) != 0 {
		t.Fatalf("%d indicators in %d groups, want 14 in none", len(d.Indicators), len(d.Groups))
	}
	for _, c := range d.Indicators {
		if c.Weight.Value != 1 || c.Direction.Sign() == 0 {
			t.Errorf("%s has weight %v and direction %q", c.ID, c.Weight.Value, c.Direction)
		}
	}
	text := definition.Write(d, indicators)
	back, err := definition.Read("default.toml", text, indicators)
	if err != nil {
		t.Fatalf("%v\n%s", err, text)
	}
	if difference := cmp.Diff(d, back); difference != "" {
		t.Error(difference)
	}
}
