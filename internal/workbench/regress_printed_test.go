package workbench_test

import (
	"encoding/json"
	"math"
	"testing"

	"goodmeasure/internal/testkit"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

// Tolerances of the reference answers: relative for estimates, standard errors and p-values, absolute for likelihoods.
const (
	closedForm  = 1e-9
	coefficient = 1e-6
	standardErr = 1e-5
	likelihood  = 1e-8
	looseSE     = 1e-3 // of lme4, whose Hessian is by differences
	profileEnd  = 1e-3
)

// printed is a result as JSON gives it.
type printed struct {
	t            *testing.T
	N            int
	Coefficients []map[string]any
	Thresholds   []float64
	Labels       []string  `json:"threshold_labels"`
	SE           []float64 `json:"threshold_se"`
	Warnings     []string
	all          map[string]any
	byTerm       map[string]map[string]any
}

func fitted(t *testing.T, file string, request workbench.RegressionRequest) *printed {
	t.Helper()
	result, err := workbench.Regress(testkit.Golden(t, file), request)
	if err != nil {
		t.Fatal(err)
	}
	text, err := json.Marshal(result)
	if err != nil {
		t.Fatal(err)
	}
	p := &printed{t: t, byTerm: map[string]map[string]any{}}
	if err := json.Unmarshal(text, p); err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &p.all); err != nil {
		t.Fatal(err)
	}
	for _, c := range p.Coefficients {
		p.byTerm[c["term"].(string)] = c
	}
	for i, label := range p.Labels {
		p.byTerm[label] = map[string]any{"estimate": p.Thresholds[i], "se": p.SE[i]}
	}
	return p
}

func (p *printed) equal(name string, got any, want study.Number, tolerance float64) {
	p.t.Helper()
	value, ok := got.(float64)
	if !ok || math.Abs(value-float64(want)) > tolerance*math.Max(1, math.Abs(float64(want))) {
		p.t.Errorf("%s is %v, expected %v", name, got, want)
	}
}

// small compares p-values, whose size matters however small they are.
func (p *printed) small(name string, got any, want study.Number) {
	p.t.Helper()
	value, ok := got.(float64)
	if !ok || math.Abs(value-float64(want)) > 1e-5*float64(want) {
		p.t.Errorf("%s is %v, expected %v", name, got, want)
	}
}

func (p *printed) whole(key string, want study.Number, tolerance float64) {
	p.t.Helper()
	p.equal(key, p.all[key], want, tolerance)
}

func (p *printed) term(term, key string, want study.Number, tolerance float64) {
	p.t.Helper()
	c, ok := p.byTerm[term]
	if !ok {
		p.t.Errorf("no term %q among %v", term, p.Coefficients)
		return
	}
	p.equal(term+" "+key, c[key], want, tolerance)
}

func (p *printed) terms(estimates map[string]study.Number, key string, tolerance float64) {
	p.t.Helper()
	if len(estimates) == 0 {
		p.t.Errorf("the reference answer holds nothing for %s", key)
	}
	for term, want := range estimates {
		p.term(term, key, want, tolerance)
	}
}

func (p *printed) warns(text string) {
	p.t.Helper()
	for _, warning := range p.Warnings {
		if warning == text {
			return
		}
	}
	p.t.Errorf("warnings %q lack %q", p.Warnings, text)
}

type numbers = map[string]study.Number
