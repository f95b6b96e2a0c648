package regress

import (
	"math"
	"strings"
	"testing"
)

func TestDesignNamesWhatIsWrong(t *testing.T) {
	a, b := []float64{1, 2, 3, 4, 6}, []float64{2, 1, 5, 3, 3}
	for name, c := range map[string]struct {
		columns []Column
		says    []string
	}{
		"missing value":  {[]Column{{"a", a}, {"b", []float64{2, 1, math.NaN(), 3, 3}}}, []string{`"b"`, "row 3", "NaN"}},
		"infinite value": {[]Column{{"a", []float64{1, 2, 3, 4, math.Inf(1)}}}, []string{`"a"`, "row 5", "Inf"}},
		"constant":       {[]Column{{"a", a}, {"c", []float64{7, 7, 7, 7, 7}}}, []string{`"c"`, "does not vary"}},
		"collinear":      {[]Column{{"a", a}, {"b", b}, {"c", sum(sum(a, b), []float64{9, 9, 9, 9, 9})}}, []string{`"c"`, "linear combination", "a, b"}},
		"length":         {[]Column{{"a", a}, {"b", b[:4]}}, []string{`"b" has 4`, `"a" has 5`}},
		"repeated":       {[]Column{{"a", a}, {"a", b}}, []string{`"a"`}},
	} {
		_, err := NewDesign(c.columns...)
		if err == nil {
			t.Errorf("%s: no error", name)
			continue
		}
		for _, part := range c.says {
			if !strings.Contains(err.Error(), part) {
				t.Errorf("%s: %q does not say %q", name, err, part)
			}
		}
	}
}

func TestModelsRefuseTooFewObservations(t *testing.T) {
	d := design(t, column("a", []float64{1, 2, 4, 3}), column("b", []float64{1, 0, 0, 1}), column("c", []float64{0, 0, 1, 0}))
	_, linear := Linear([]float64{1, 2, 3, 5}, d)
	_, ordinal := Ordinal([]int{1, 2, 3, 1}, d, OrdinalOptions{})
	_, logistic := Logistic(Binary([]bool{true, false, true, false}), d)
	_, firth := Firth(Binary([]bool{true, false, true, false}), d)
	for _, err := range []error{linear, ordinal, logistic, firth} {
		if err == nil || !strings.Contains(err.Error(), "4 observation(s)") {
			t.Errorf("error %v", err)
		}
	}
}

func TestFactorCodesAgainstFirstLevel(t *testing.T) {
	columns := factor(t, "g", []string{"b", "a", "c", "b"})
	if len(columns) != 2 || columns[0].Term != "gb" || columns[1].Term != "gc" || columns[0].Values[3] != 1 || columns[1].Values[3] != 0 {
		t.Errorf("%+v", columns)
	}
	if columns := factor(t, "g", []string{"low", "high", "low"}, "low", "middle", "high"); len(columns) != 1 || columns[0].Term != "ghigh" {
		t.Errorf("%+v", columns)
	}
	if _, err := Factor("g", []string{"low", "hihg"}, "low", "high"); err == nil || !strings.Contains(err.Error(), `row 2 holds "hihg"`) {
		t.Errorf("error %v", err)
	}
	if _, err := Factor("g", []string{"a", "a"}); err == nil || !strings.Contains(err.Error(), `"g"`) {
		t.Errorf("error %v", err)
	}
}
