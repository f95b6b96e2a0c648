package method

import (
	"context"
	"encoding/json"
	"math"
	"testing"

	"goodmeasure/catalogue"
	"goodmeasure/study"
)

func run(t *testing.T, setup string, change func(*Choices)) *Result {
	t.Helper()
	edition, err := catalogue.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	c, err := SetUp(setup, edition)
	if err != nil {
		t.Fatal(err)
	}
	c.Draws = 500
	if change != nil {
		change(&c)
	}
	r, err := Run(context.Background(), edition, c)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func association(t *testing.T, r *Result, id string) Association {
	t.Helper()
	for _, a := range r.Associations {
		if a.Indicator == id {
			return a
		}
	}
	t.Fatalf("no association of %s", id)
	return Association{}
}

func near(t *testing.T, what string, got study.Number, want, within float64) {
	t.Helper()
	if math.IsNaN(float64(got)) || math.Abs(float64(got)-want) > within {
		t.Errorf("%s: got %v, want %v within %v", what, got, want, within)
	}
}

// The answers were computed independently in R and Python from the same published figures.
func TestLatestAgreesWithIndependentAnswers(t *testing.T) {
	r := run(t, Latest, nil)
	if r.AuthoritiesRanked != 151 || r.AuthoritiesGraded != 151 {
		t.Errorf("ranked %d, graded %d, want 151 and 151", r.AuthoritiesRanked, r.AuthoritiesGraded)
	}
	agency := association(t, r, "sw_agency")
	near(t, "agency, rho", agency.Spearman, 0.412, 0.0005)
	near(t, "agency, odds ratio", agency.ORPerSD, 2.686, 0.0005)
	near(t, "agency, low", agency.ORLow, 1.90, 0.005)
	near(t, "agency, high", agency.ORHigh, 3.80, 0.005)
	vacancy := association(t, r, "sw_vacancy")
	near(t, "vacancy, rho", vacancy.Spearman, 0.349, 0.0005)
	near(t, "vacancy, odds ratio", vacancy.ORPerSD, 2.164, 0.0005)
	near(t, "in education or work, odds ratio", association(t, r, "cl_eet").ORPerSD, 0.995, 0.0005)
	for id, n := range map[string]int{"sw_agency": 148, "sw_vacancy": 149, "cl_eet": 151} {
		if got := association(t, r, id).N; got != n {
			t.Errorf("%s: n is %d, want %d", id, got, n)
		}
	}
	if got := afterHolm(r); len(got) != 2 || got[0] != "sw_vacancy" || got[1] != "sw_agency" {
		t.Errorf("after Holm there remain %v, want vacancies and agency staff", got)
	}
	w := r.Concordance[All]
	near(t, "W", w.W, 0.0910, 0.00005)
	if w.N != 70 || w.M != 14 {
		t.Errorf("W is over %d authorities and %d measures, want 70 and 14", w.N, w.M)
	}
}

func TestSetUp2015AgreesWithIndependentAnswers(t *testing.T) {
	r := run(t, Study15, nil)
	if r.AuthoritiesGraded != 74 {
		t.Errorf("graded %d, want 74", r.AuthoritiesGraded)
	}
	agency := association(t, r, "sw_agency")
	near(t, "agency, odds ratio", agency.ORPerSD, 2.347, 0.0005)
	if agency.N != 72 {
		t.Errorf("agency: n is %d, want 72", agency.N)
	}
	if got := afterHolm(r); len(got) != 1 || got[0] != "sw_agency" {
		t.Errorf("after Holm there remain %v, want agency staff alone", got)
	}
	w := r.Concordance[All]
	near(t, "W", w.W, 0.1106, 0.00005)
	if w.N != 50 {
		t.Errorf("W is over %d authorities, want 50", w.N)
	}
	for _, m := range r.Measures {
		want := study.Period(2015)
		if m.Indicator == "placement_3plus" {
			want = 2016 // the series starts there
		}
		if m.Period != want {
			t.Errorf("%s is of %d, want %d", m.Indicator, m.Period, want)
		}
	}
}

func afterHolm(r *Result) []string {
	var ids []string
	for _, a := range r.Associations {
		if a.PHolm < 0.05 {
			ids = append(ids, a.Indicator)
		}
	}
	return ids
}

func TestSameSeedSameBytesOnAnyNumberOfWorkers(t *testing.T) {
	var first []byte
	for _, workers := range []int{1, 2, 5} {
		r := run(t, Latest, func(c *Choices) { c.Workers = workers })
		text, err := json.Marshal(r)
		if err != nil {
			t.Fatal(err)
		}
		if first == nil {
			first = text
		} else if string(first) != string(text) {
			t.Errorf("the result on %d workers differs from that on 1", workers)
		}
	}
	other, err := json.Marshal(run(t, Latest, func(c *Choices) { c.Seed = 2 }))
	if err != nil {
		t.Fatal(err)
	}
	if string(other) == string(first) {
		t.Error("another seed gives the same result: the seed does nothing")
	}
}

func TestContestedIndicatorsComeInBothReadings(t *testing.T) {
	r := run(t, Latest, func(c *Choices) {
		edition, err := catalogue.Embedded()
		if err != nil {
			t.Fatal(err)
		}
		if err := c.Choose(edition, []string{"core", "cla_home_planned"}); err != nil {
			t.Fatal(err)
		}
	})
	var ratios []study.Number
	for _, a := range r.Associations {
		if a.Indicator == "cla_home_planned" {
			ratios = append(ratios, a.ORPerSD)
		}
	}
	if len(ratios) != 2 {
		t.Fatalf("a contested indicator has %d associations, want one for each reading", len(ratios))
	}
	near(t, "product of the two readings' odds ratios", ratios[0]*ratios[1], 1, 1e-9)
	if r.Concordance[All].M != 14 {
		t.Errorf("the concordance is over %d measures, want 14: both readings of one would cancel out", r.Concordance[All].M)
	}
	plain := association(t, run(t, Latest, nil), "sw_agency")
	if got := association(t, r, "sw_agency").PHolm; math.Abs(float64(got/plain.PHolm)-15.0/14) > 1e-9 {
		t.Errorf("p after Holm is %v beside %v before: the contested indicator must count once", got, plain.PHolm)
	}
}
