package table

import (
	"math"
	"strconv"
	"testing"

	"pgregory.net/rapid"
)

func TestNumber(t *testing.T) {
	for text, want := range map[string]float64{
		"0": 0, "12": 12, " 12.5 ": 12.5, "-3": -3, "+3": 3, "1,234": 1234, "12,345,678.9": 12345678.9, "-1,234": -1234,
		"18.399999999999999": 18.4, "1e-05": 1e-05, "1.5E3": 1500, ".5": 0.5, "007": 7, "\u00a042": 42, "1e-400": 0,
	} {
		if got, err := Number(text); err != nil || got != want {
			t.Errorf("Number(%q) = %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{
		"", " ", "1,23", "1,2345", ",123", "1,,234", "1234,567", "12,34,567", "1,234e3", "NaN", "nan", "Inf", "-Infinity", "0x1F", "1_000", "1 234",
		"1.2.3", "5.", ".", "-", "+", "--1", "1-", "e5", "1e", "1e+", "12%", "£12", "c", "x", ":", "1e999", "٣", "½",
	} {
		if got, err := Number(text); err == nil {
			t.Errorf("Number(%q) = %v, want an error", text, got)
		} else {
			wantError(t, err, "reading a number")
		}
	}
}

func TestPercent(t *testing.T) {
	for text, want := range map[string]float64{"12.5%": 12.5, " 7 % ": 7, "12.5": 12.5, "-1%": -1} {
		if got, err := Percent(text); err != nil || got != want {
			t.Errorf("Percent(%q) = %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"%", "12%%", "% 12", "1,2%"} {
		if got, err := Percent(text); err == nil {
			t.Errorf("Percent(%q) = %v, want an error", text, got)
		}
	}
}

func TestTidy(t *testing.T) {
	for given, want := range map[float64]float64{
		18.399999999999999: 18.4, 18.400000000000002: 18.4, 0.1 + 0.2: 0.3, 0: 0, -2.5000000000000004: -2.5, 1234567.25: 1234567.25, 1e300: 1e300,
	} {
		if got := Tidy(given); got != want {
			t.Errorf("Tidy(%v) = %v, want %v", given, got, want)
		}
	}
	if !math.IsNaN(Tidy(math.NaN())) {
		t.Error("NaN is not kept")
	}
}

func TestNumberReadsBackWhatIsStored(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := rapid.Float64().Draw(t, "value")
		if got, err := Number(shortest(want, 64)); err != nil || got != want {
			t.Fatalf("got %v, %v; want %v", got, err, want)
		}
		whole := rapid.Int64Range(-1<<53, 1<<53).Draw(t, "whole")
		if got, err := Number(strconv.FormatInt(whole, 10)); err != nil || got != float64(whole) {
			t.Fatalf("got %v, %v; want %v", got, err, whole)
		}
	})
}
