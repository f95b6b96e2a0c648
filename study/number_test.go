package study

import (
	"encoding/json"
	"math"
	"testing"

	"pgregory.net/rapid"
)

func TestMissingIsNullAndNeverZero(t *testing.T) {
	text, err := json.Marshal(map[string]Number{"missing": Missing, "zero": 0, "endless": Number(math.Inf(1))})
	if err != nil {
		t.Fatal(err)
	}
	if want := `{"endless":null,"missing":null,"zero":0}`; string(text) != want {
		t.Errorf("got %s, want %s", text, want)
	}
	var back Number
	if err := json.Unmarshal([]byte("null"), &back); err != nil || back.Known() {
		t.Errorf("null reads as %v, %v; want a missing number", back, err)
	}
	if _, err := ParseNumber("nan"); err == nil {
		t.Error(`"nan" reads as a number`)
	}
}

func TestNumberReadsBackToTheSameBits(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		want := Number(rapid.Float64().Filter(func(x float64) bool { return !math.IsNaN(x) && !math.IsInf(x, 0) }).Draw(t, "x"))
		got, err := ParseNumber(want.String())
		if err != nil || got != want {
			t.Fatalf("%v written as %q reads as %v, %v", float64(want), want.String(), float64(got), err)
		}
	})
}

func TestSignificantMakesArithmeticTiesTie(t *testing.T) {
	if a, b := Significant(0.1+0.2, 10), Significant(0.3, 10); a != b {
		t.Errorf("0.1+0.2 gives %v and 0.3 gives %v", a, b)
	}
	if got := Significant(18.399999999999999, 10); got != 18.4 {
		t.Errorf("got %v, want 18.4", got)
	}
	if got := Significant(-1234567.891234, 5); got != -1234600 {
		t.Errorf("got %v, want -1234600", got)
	}
}
