package method

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"math"
	"slices"
	"strings"
	"testing"
	"time"

	"goodmeasure/study"
)

// synthetic is an edition of so many authorities, each inspected once and each with a figure on each measure for 2024.
// The figure of authority a on measure k is value(k, a), NaN for none; grades go round from inadequate to outstanding.
func synthetic(t *testing.T, authorities int, measures int, value func(k, a int) float64) *study.Edition {
	t.Helper()
	e := &study.Edition{Name: "made up", Hash: "0"}
	for a := range authorities {
		code := fmt.Sprint(300 + a)
		e.Authorities = append(e.Authorities, study.Authority{Code: code, Name: "Authority " + code, Region: fmt.Sprint("Region ", a%3), Type: "unitary"})
		e.Inspections = append(e.Inspections, study.Inspection{Authority: code, Framework: study.ILACS,
			Published: study.DateOf(2024, time.June, 1+a%28), Overall: study.Grade(4 - a%4), Status: study.HasGrade})
		c := (&study.Edition{}).Context(code)
		c.IMD2025, c.ChildPopulation = study.Number(10+(a*7)%13), study.Number(20_000+1000*a)
		e.Contexts = append(e.Contexts, c)
	}
	for k := range measures {
		i := study.Indicator{ID: fmt.Sprint("m", k), Name: fmt.Sprint("Measure ", k), Core: true, Kind: study.Proportion, Domain: study.Outcome,
			Direction: study.HigherIsBetter, PeriodType: study.FinancialYear}
		if k%2 == 1 {
			i.Domain, i.Direction = study.Workforce, study.LowerIsBetter
		}
		e.Indicators = append(e.Indicators, i)
		var observations []study.Observation
		for a := range authorities {
			o := study.Observation{Authority: fmt.Sprint(300 + a), Indicator: i.ID, Period: 2024, Value: study.Number(value(k, a)),
				Numerator: study.Number(value(k, a)), Denominator: 100, Status: study.Published, Source: "made up"}
			if math.IsNaN(value(k, a)) {
				o.Status, o.Numerator, o.Denominator = study.Suppressed, study.Missing, study.Missing
			}
			observations = append(observations, o)
		}
		e.SetObservations(i.ID, observations)
	}
	return e
}

func runOn(t *testing.T, e *study.Edition, change func(*Choices)) *Result {
	t.Helper()
	c, err := SetUp(Latest, e)
	if err != nil {
		t.Fatal(err)
	}
	c.Indicators = nil
	for _, i := range e.Indicators {
		c.Indicators = append(c.Indicators, Chosen{ID: i.ID, Period: 2024, Direction: i.Direction})
	}
	c.Draws = 100
	if change != nil {
		change(&c)
	}
	r, err := Run(context.Background(), e, c)
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func scattered(k, a int) float64 { return float64(20 + (a*(2*k+3)*7+k*5)%61) }

func TestStudyOfOddEditions(t *testing.T) {
	nan := math.NaN()
	for name, c := range map[string]struct {
		authorities int
		value       func(k, a int) float64
		grade       study.Grade // one for all, where given
	}{
		"twelve authorities": {12, scattered, 0},
		"all ties":           {40, func(k, a int) float64 { return 50 }, 0},
		"one measure without figures": {40, func(k, a int) float64 {
			if k == 2 {
				return nan
			}
			return scattered(k, a)
		}, 0},
		"one grade only":         {40, scattered, study.Good},
		"all missing":            {40, func(k, a int) float64 { return nan }, 0},
		"every figure at an end": {40, func(k, a int) float64 { return float64(100 * (a % 2)) }, 0},
		"one authority measured": {40, func(k, a int) float64 {
			if a == 7 {
				return 50
			}
			return nan
		}, 0},
	} {
		t.Run(name, func(t *testing.T) {
			e := synthetic(t, c.authorities, 6, c.value)
			for at := range e.Inspections {
				if c.grade.Given() {
					e.Inspections[at].Overall = c.grade
				}
			}
			r := runOn(t, e, nil)
			text, err := json.Marshal(r)
			if err != nil {
				t.Fatal(err)
			}
			explained(t, text)
			for _, c := range r.Conclusions {
				for _, wrong := range []string{"NaN", "Inf", "%!", " 0 of 0"} {
					if strings.Contains(c.Text, wrong) {
						t.Errorf("%s: %s", c.ID, c.Text)
					}
				}
			}
			for _, a := range r.Associations {
				if !a.PLR.Known() && len(a.Why) == 0 {
					t.Errorf("%s: no p, and no word why", a.Indicator)
				}
			}
		})
	}
}

// explained holds that wherever a figure is null its row has a reason, or a count of none.
func explained(t *testing.T, text []byte) {
	t.Helper()
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	var whole any
	if err := decoder.Decode(&whole); err != nil {
		t.Fatal(err)
	}
	reasons := []string{"why_missing", "reason", "warnings", "sampling_error"}
	unexplained := map[string]bool{}
	var walk func(path string, value any)
	walk = func(path string, value any) {
		switch v := value.(type) {
		case []any:
			for _, one := range v {
				walk(path+"[]", one)
			}
		case map[string]any:
			given := v["n"] == json.Number("0") || v["measured"] == json.Number("0") || v["years"] == json.Number("0")
			for _, reason := range reasons {
				switch said := v[reason].(type) {
				case string:
					given = given || (said != "" && said != "counts")
				case []any:
					given = given || len(said) > 0
				}
			}
			for key, one := range v {
				if one == nil && !given {
					unexplained[path+"."+key] = true
				}
				walk(path+"."+key, one)
			}
		}
	}
	walk("", whole)
	for path := range unexplained {
		t.Errorf("%s is null, with no reason beside it", path)
	}
}

func TestTheFirstInspectionOrTheLatestAsAtADay(t *testing.T) {
	e := synthetic(t, 40, 4, scattered)
	for a := range 40 {
		e.Inspections = append(e.Inspections, study.Inspection{Authority: fmt.Sprint(300 + a), Framework: study.ILACS,
			Published: study.DateOf(2025, time.June, 1), Overall: study.Outstanding, Status: study.HasGrade})
	}
	outstanding := func(r *Result) int {
		n := 0
		for _, j := range r.Judgements {
			if j.Grade == study.Outstanding {
				n++
			}
		}
		return n
	}
	for name, c := range map[string]struct {
		change func(*Choices)
		want   int
	}{
		"latest":          {nil, 40},
		"first":           {func(c *Choices) { c.Which = FirstOne }, 10},
		"as at 2024":      {func(c *Choices) { c.AsAt = study.DateOf(2024, time.December, 31) }, 10},
		"on the very day": {func(c *Choices) { c.AsAt = study.DateOf(2025, time.June, 1) }, 40},
	} {
		if got := outstanding(runOn(t, e, c.change)); got != c.want {
			t.Errorf("%s: %d are outstanding, want %d", name, got, c.want)
		}
	}
}

func TestTiesAtTheEdgesOfTheTenthsCountAlike(t *testing.T) {
	// Of 20, a tenth is 2. The second and third tie at the top, and the eighteenth and nineteenth at the bottom: neither
	// pair's average place is within the tenth.
	value := func(k, a int) float64 {
		switch a {
		case 2:
			return 10 + 1
		case 18:
			return 10 + 17
		}
		return float64(10 + a)
	}
	e := synthetic(t, 20, 1, value)
	r := runOn(t, e, nil)
	best, worst := 0, 0
	for _, c := range r.Consistency {
		best += c.BestTenth
		worst += c.WorstTenth
	}
	if best != 1 || worst != 1 {
		t.Errorf("%d in the best tenth and %d in the worst, want 1 and 1", best, worst)
	}
	table := r.Agreement[All].Table
	if table[0].N != 1 || table[2].N != 1 || table[1].N != 18 {
		t.Errorf("the table has %d, %d and %d, want 1, 18 and 1", table[0].N, table[1].N, table[2].N)
	}
}

func TestTwoJointFiguresThatHappenToBeEqualAreTwo(t *testing.T) {
	e := synthetic(t, 40, 1, scattered)
	observations := slices.Collect(e.Observations("m0"))
	for _, a := range []int{0, 3, 1, 4} { // 0 and 3 share a region, and so do 1 and 4
		observations[a].Value, observations[a].Numerator, observations[a].Denominator = 30, study.Missing, study.Missing
		observations[a].Status = study.Joint
	}
	e.SetObservations("m0", observations)
	r := runOn(t, e, nil)
	if once := r.Associations[0].JointOnce; once == nil || once.N != 38 {
		t.Errorf("counted once: %+v, want 38 authorities", once)
	}
}
