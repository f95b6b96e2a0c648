package workbench_test

import (
	"encoding/json"
	"errors"
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"github.com/google/go-cmp/cmp/cmpopts"

	"goodmeasure/internal/workbench"
	"goodmeasure/stats/regress"
	"goodmeasure/study"
)

func made(t testing.TB, text string) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "made.csv")
	if err := os.WriteFile(path, []byte(text), 0o600); err != nil {
		t.Fatal(err)
	}
	return path
}

const authorities = `name,grade,vacancy,region
Aldmoor,Good,12.5%,North
Brackley,Requires improvement to be good,20,South
Carden,Outstanding,8,North
Dunmere,inadequate,31,South
Elmsea,good,15,South
Farholt,RI,NA,North
Gorsey,Inadequate,18,North
Hallow,Good,22,South
Inkley,requires_improvement,25,North
Jarrow,Outstanding,11,South
`

func TestGradesAreOrderedByThemselves(t *testing.T) {
	r, err := workbench.Regress(made(t, authorities), workbench.RegressionRequest{Response: "Grade", On: []string{"vacancy"}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"inadequate", "requires improvement", "good", "outstanding"}, r.Levels, cmpopts.AcyclicTransformer("lower", strings.ToLower)); diff != "" {
		t.Error(diff)
	}
	if e := r.Coefficients[0]; e.Estimate >= 0 {
		t.Errorf("more vacancies go with lower grades here, yet the estimate is %v", e.Estimate)
	}
	if r.RowsRead != 10 || r.RowsUsed != 9 || r.RowsLeftOut != 1 || r.N != 9 {
		t.Errorf("read %d, used %d, left out %d, n %d; expected 10, 9, 1, 9", r.RowsRead, r.RowsUsed, r.RowsLeftOut, r.N)
	}
	const spelt = "Spellings of one grade in grade are taken for one level: Inadequate (Inadequate, inadequate); " +
		"Requires improvement (Requires improvement to be good, requires_improvement); Good (Good, good)."
	if len(r.Warnings) == 0 || r.Warnings[0] != spelt {
		t.Errorf("warnings %q, expected first %q", r.Warnings, spelt)
	}
	if want := "The model is ordinal because grade has 4 levels in words; --family chooses another."; r.Reading[1] != want {
		t.Errorf("it says %q, expected %q", r.Reading[1], want)
	}
	if want := "1 of 10 rows are left out because a value is missing: vacancy in 1."; r.Reading[0] != want {
		t.Errorf("it says %q, expected %q", r.Reading[0], want)
	}
}

// A predictor of grades has a category for each grade, however often it is spelled otherwise.
func TestSpellingsOfAPredictorAreOneCategory(t *testing.T) {
	r, err := workbench.Regress(made(t, authorities), workbench.RegressionRequest{Response: "vacancy", On: []string{"Grade"}})
	if err != nil {
		t.Fatal(err)
	}
	if diff := cmp.Diff([]string{"Good", "Inadequate", "Outstanding", "Requires improvement"}, r.Predictors[0].Levels); diff != "" {
		t.Error(diff)
	}
	if len(r.Warnings) == 0 || !strings.HasPrefix(r.Warnings[0], "Spellings of one grade in grade") {
		t.Errorf("warnings %q", r.Warnings)
	}
}

func TestTheFamilyIsChosenFromTheResponse(t *testing.T) {
	var whole, measured, outcome strings.Builder
	for i := range 40 {
		x := (i * 17) % 23
		fmt.Fprintf(&whole, "%d,%d\n", 1+(i+x)%3, x)
		fmt.Fprintf(&measured, "%d.5,%d\n", (i*7+x)%29, x)
		fmt.Fprintf(&outcome, "%s,%d\n", []string{"no", "yes"}[(i+x)%2], x)
	}
	for _, c := range []struct {
		rows string
		want workbench.Family
	}{{whole.String(), workbench.Ordinal}, {measured.String(), workbench.Linear}, {outcome.String(), workbench.Logistic}} {
		r, err := workbench.Regress(made(t, "y,x\n"+c.rows), workbench.RegressionRequest{Response: "y", On: []string{"x"}})
		if err != nil {
			t.Fatal(err)
		}
		if r.Family != c.want || !strings.HasPrefix(r.Reading[0], "The model is "+string(c.want)+" because") {
			t.Errorf("family %s, %q; expected %s", r.Family, r.Reading[0], c.want)
		}
		if c.want == workbench.Logistic && r.Modelled != "y = yes" {
			t.Errorf("the model is of %q, expected y = yes", r.Modelled)
		}
	}
}

func TestWeightsAreFrequencies(t *testing.T) {
	weighted := "y,x,w\n1,1,3\n2,1,2\n1,2,2\n3,2,1\n2,3,4\n3,3,2\n1,3,1\n3,4,3\n2,4,0\n"
	var single strings.Builder
	single.WriteString("y,x\n")
	for _, line := range strings.Split(strings.TrimSpace(weighted), "\n")[1:] {
		var y, x, w int
		if _, err := fmt.Sscanf(line, "%d,%d,%d", &y, &x, &w); err != nil {
			t.Fatal(err)
		}
		single.WriteString(strings.Repeat(fmt.Sprintf("%d,%d\n", y, x), w))
	}
	plain := cmp.Transformer("plain", func(n study.Number) float64 { return float64(n) })
	for _, family := range []workbench.Family{workbench.Ordinal, workbench.Linear} {
		request := workbench.RegressionRequest{Response: "y", On: []string{"x"}, Family: family, Standardise: true}
		want, err := workbench.Regress(made(t, single.String()), request)
		if err != nil {
			t.Fatal(err)
		}
		request.Weights = "w"
		got, err := workbench.Regress(made(t, weighted), request)
		if err != nil {
			t.Fatal(err)
		}
		if got.N != 18 || got.RowsUsed != 8 || got.RowsLeftOut != 1 {
			t.Errorf("n %d, used %d, left out %d; expected 18, 8, 1", got.N, got.RowsUsed, got.RowsLeftOut)
		}
		if diff := cmp.Diff(want.Coefficients, got.Coefficients, plain, cmpopts.EquateApprox(1e-9, 1e-12), cmpopts.EquateNaNs()); diff != "" {
			t.Error(diff)
		}
		if diff := cmp.Diff(want.LogLikelihood, got.LogLikelihood, plain, cmpopts.EquateApprox(1e-12, 0)); diff != "" {
			t.Error(diff)
		}
	}
}

func TestSeparationGivesNoEstimates(t *testing.T) {
	path := made(t, "y,x\n0,1\n0,2\n0,3\n0,4\n1,5\n1,6\n1,7\n1,8\n")
	request := workbench.RegressionRequest{Response: "y", On: []string{"x"}}
	r, err := workbench.Regress(path, request)
	var separated *regress.SeparationError
	if !errors.As(err, &separated) || r == nil {
		t.Fatalf("result %v with error %v; expected a result and a separation error", r, err)
	}
	text, err := json.Marshal(r)
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(string(text), `"coefficients":[],"thresholds":[]`) || !strings.Contains(string(text), `"log_likelihood":null`) {
		t.Errorf("the result holds estimates: %s", text)
	}
	if len(r.Warnings) != 1 || !strings.Contains(r.Warnings[0], "x separates the response") || !strings.Contains(r.Warnings[0], "--firth") {
		t.Errorf("warnings %q", r.Warnings)
	}
	request.Firth = true
	if r, err = workbench.Regress(path, request); err != nil || !r.Coefficients[1].Estimate.Known() || r.Coefficients[1].Estimate > 10 {
		t.Errorf("Firth's fit: %v, %v", r, err)
	}
}

// TestRefusals gives tables and requests that cannot be met, and what the error must name.
func TestRefusals(t *testing.T) {
	const plain = "y,x,z,g\n1,1,2,a\n2,2,4,a\n3,1,2,b\n1,3,6,b\n2,1,2,a\n3,2,4,b\n2,3,6,a\n"
	for name, c := range map[string]struct {
		table   string
		request workbench.RegressionRequest
		choice  bool
		names   []string
	}{
		"unknown column":     {plain, workbench.RegressionRequest{Response: "y", On: []string{"xx"}}, false, []string{"made.csv", `"xx"`, "are x"}},
		"unknown response":   {"A title,,\ngrade,x\n1,2\n", workbench.RegressionRequest{Response: "grades", On: []string{"x"}}, false, []string{"row 2", `"grades"`, "are grade"}},
		"stray word":         {"y,x\n1,1\n2,c\n3,3\n", workbench.RegressionRequest{Response: "y", On: []string{"x"}}, false, []string{"row 3", `column "x"`, `"c"`, "--missing", "--categorical x"}},
		"stray in response":  {"y,x\n1,1\nlow,2\n3,3\n", workbench.RegressionRequest{Response: "y", On: []string{"x"}}, false, []string{"row 3", `column "y"`, `"low"`, "--missing"}},
		"constant":           {"y,x\n1,4\n2,4\n3,4\n1,4\n2,4\n", workbench.RegressionRequest{Response: "y", On: []string{"x"}}, false, []string{`"x"`, "does not vary"}},
		"one category":       {"y,x\n1,a\n2,a\n3,a\n", workbench.RegressionRequest{Response: "y", On: []string{"x"}}, false, []string{`"x"`, `"a"`, "3 rows"}},
		"collinear":          {plain, workbench.RegressionRequest{Response: "y", On: []string{"x", "z"}}, false, []string{`"z"`, "linear combination"}},
		"one level":          {"y,x\n2,1\n2,2\n,3\n", workbench.RegressionRequest{Response: "y", On: []string{"x"}}, false, []string{`column "y"`, `"2"`, "2 rows used"}},
		"no grade":           {"y,x\nGood,1\n-,2\nInadequate,3\n", workbench.RegressionRequest{Response: "y", On: []string{"x"}}, true, []string{`"y"`, "-, Good, Inadequate"}},
		"unknown order":      {"y,x\nlow,1\nhigh,2\nmid,3\n", workbench.RegressionRequest{Response: "y", On: []string{"x"}}, true, []string{`"y"`, "--levels", "high, low, mid"}},
		"level not given":    {"y,x\nlow,1\nhigh,2\nmid,3\n", workbench.RegressionRequest{Response: "y", On: []string{"x"}, Levels: []string{"low", "high"}}, false, []string{"row 4", `"mid"`, "--levels"}},
		"too few":            {"y,x\n1,1\n2,2\n3,2\n", workbench.RegressionRequest{Response: "y", On: []string{"x"}}, false, []string{"made.csv", "3 observation(s) for 3 parameters"}},
		"names":              {"y,x\n" + strings.Join([]string{"1,a", "2,b", "3,c", "1,d", "2,e", "3,f", "1,g", "2,h", "3,i", "1,j", "2,k", "3,l"}, "\n"), workbench.RegressionRequest{Response: "y", On: []string{"x"}}, false, []string{`column "x"`, "12 different"}},
		"empty file":         {"", workbench.RegressionRequest{Response: "y"}, false, []string{"made.csv"}},
		"header alone":       {"y,x\n", workbench.RegressionRequest{Response: "y", On: []string{"x"}}, false, []string{"no rows below the header"}},
		"nothing complete":   {"y,x\n1,\n,2\n", workbench.RegressionRequest{Response: "y", On: []string{"x"}}, false, []string{"y in 1, x in 1"}},
		"ragged":             {"y,x\n1,2\n1\n2,3\n", workbench.RegressionRequest{Response: "y", On: []string{"x"}}, false, []string{"row 3"}},
		"linear with groups": {plain, workbench.RegressionRequest{Response: "x", On: []string{"z"}, Family: workbench.Linear, Group: "g"}, true, []string{"random intercept", "linear"}},
		"three for two":      {plain, workbench.RegressionRequest{Response: "y", On: []string{"x"}, Family: workbench.Logistic}, true, []string{"1, 2, 3", "--success"}},
		"unknown base":       {plain, workbench.RegressionRequest{Response: "y", On: []string{"g"}, Base: map[string]string{"g": "c"}}, true, []string{`"c"`, "a, b"}},
		"base of another":    {plain, workbench.RegressionRequest{Response: "y", On: []string{"g"}, Base: map[string]string{"x": "1"}}, true, []string{`"x"`}},
		"half a weight":      {"y,x,w\n1,1,1\n2,2,0.5\n3,1,1\n", workbench.RegressionRequest{Response: "y", On: []string{"x"}, Weights: "w"}, false, []string{"row 3", `"0.5"`, "whole number"}},
		"heavy weight":       {"y,x,w\n1,1,1\n2,2,1e300\n3,1,1\n", workbench.RegressionRequest{Response: "y", On: []string{"x"}, Weights: "w"}, false, []string{"row 3", "1000000"}},
		"more than tried":    {"k,n,x\n1,3,1\n5,4,2\n", workbench.RegressionRequest{Response: "k/n", On: []string{"x"}}, false, []string{"row 3", `column "k"`, "4 trials"}},
		"points, no groups":  {plain, workbench.RegressionRequest{Response: "y", On: []string{"x"}, Points: 9}, true, []string{"--group"}},
		"penalty, ordinal":   {plain, workbench.RegressionRequest{Response: "y", On: []string{"x"}, Firth: true}, true, []string{"--firth"}},
		"response on itself": {plain, workbench.RegressionRequest{Response: "y", On: []string{"y"}}, true, []string{`"y"`}},
		"asked for twice":    {plain, workbench.RegressionRequest{Response: "y", On: []string{"x", " X"}}, true, []string{`"x"`, "twice"}},
		"no such sheet":      {plain, workbench.RegressionRequest{Response: "y", Sheet: "Data"}, true, []string{`"Data"`}},
	} {
		t.Run(name, func(t *testing.T) {
			_, err := workbench.Regress(made(t, c.table), c.request)
			if err == nil {
				t.Fatal("no error")
			}
			for _, part := range c.names {
				if !strings.Contains(err.Error(), part) {
					t.Errorf("%q does not name %q", err, part)
				}
			}
			var choice *workbench.ChoiceError
			if errors.As(err, &choice) != c.choice {
				t.Errorf("%q: an error of choice is %v, expected %v", err, !c.choice, c.choice)
			}
		})
	}
}

func TestWordsForMissing(t *testing.T) {
	r, err := workbench.Regress(made(t, "y,x\n1,1\n2,c\n3,3\n1,2\n2,:\n3,2\n2,1\n1,1\n3,1\n"),
		workbench.RegressionRequest{Response: "y", On: []string{"x"}, Missing: []string{"c", ":"}})
	if err != nil {
		t.Fatal(err)
	}
	if r.RowsLeftOut != 2 || r.N != 7 {
		t.Errorf("%d rows left out and n %d, expected 2 and 7", r.RowsLeftOut, r.N)
	}
}
