package source

import (
	"testing"

	"goodmeasure/study"
)

func TestFigure(t *testing.T) {
	for _, c := range []struct {
		text   string
		era    Era
		value  float64
		status study.Status
	}{
		{"68.2", CurrentEra, 68.2, study.Published},
		{" 1,234 ", CurrentEra, 1234, study.Published},
		{"18.399999999999999", LAITEra, 18.4, study.Published},
		{"0", EarlyEra, 0, study.Published},
		{"-3.5", CurrentEra, -3.5, study.Published},
		{"c", CurrentEra, 0, study.Suppressed},
		{"[c]", CurrentEra, 0, study.Suppressed},
		{"K", CurrentEra, 0, study.RoundsToZero},
		{"low", CurrentEra, 0, study.RoundsToZero},
		{"u", CurrentEra, 0, study.LowReliable},
		{"x", CurrentEra, 0, study.Unavailable},
		{":", CurrentEra, 0, study.Unavailable},
		{"z", CurrentEra, 0, study.NotApplicable},
		{"x", EarlyEra, 0, study.Suppressed},
		{".", EarlyEra, 0, study.NotApplicable},
		{"..", EarlyEra, 0, study.Unavailable},
		{"-", EarlyEra, 0, study.RoundsToZero},
		{"-", LAITEra, 0, study.Unexplained},
		{"", CurrentEra, 0, study.Unexplained},
	} {
		value, status, err := Figure(c.text, c.era)
		if err != nil || status != c.status || value.Known() != status.HasValue() || value.Known() && float64(value) != c.value {
			t.Errorf("%q in era %d: %v %q %v; want %v %q", c.text, c.era, value, status, err, c.value, c.status)
		}
	}
	for _, c := range []struct {
		text string
		era  Era
	}{{"c", EarlyEra}, {".", CurrentEra}, {"-", CurrentEra}, {"c", LAITEra}, {"n/a", CurrentEra}, {"1,23", CurrentEra}, {"12%", CurrentEra}, {"NaN", CurrentEra}, {"[", CurrentEra}} {
		if value, status, err := Figure(c.text, c.era); err == nil {
			t.Errorf("%q in era %d was read as %v, %s", c.text, c.era, value, status)
		}
	}
}

func FuzzFigure(f *testing.F) {
	for _, text := range []string{"68.2", "1,234", "c", "[low]", "-", "..", "18.399999999999999", "1e308"} {
		for era := range symbols {
			f.Add(text, era)
		}
	}
	f.Fuzz(func(t *testing.T, text string, era int) {
		if era < 0 || era >= len(symbols) {
			t.Skip()
		}
		value, status, err := Figure(text, Era(era))
		if err == nil && (!status.Valid() || value.Known() != status.HasValue()) {
			t.Fatalf("%q: value %v with status %q", text, value, status)
		}
	})
}
