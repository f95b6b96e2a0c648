package method

import (
	"math"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"goodmeasure/catalogue"
	"goodmeasure/study"
)

func date(t *testing.T, text string) study.Date {
	t.Helper()
	d, err := study.ParseDate(text)
	if err != nil {
		t.Fatal(err)
	}
	return d
}

func TestJudgementsOfTheDay(t *testing.T) {
	edition := &study.Edition{Inspections: []study.Inspection{
		{Authority: "301", Framework: study.ILACS, Published: date(t, "2019-05-01"), Overall: study.Good},
		{Authority: "301", Framework: study.ILACS, Published: date(t, "2023-05-01"), Overall: study.Outstanding},
		{Authority: "301", Framework: study.ILACS, Published: date(t, "2026-05-20"), Status: study.NoOverall},
		{Authority: "302", Framework: study.SIF, Published: date(t, "2015-05-01"), Overall: study.Inadequate},
	}}
	for _, c := range []struct {
		asAt, which string
		want        study.Grade
	}{
		{"2026-06-30", LatestOne, study.Outstanding}, // the newest gives no overall grade
		{"2023-04-30", LatestOne, study.Good},
		{"2026-06-30", FirstOne, study.Good},
		{"2019-04-30", LatestOne, study.NotGraded},
	} {
		got := countingJudgements(edition, Choices{Framework: study.ILACS, AsAt: date(t, c.asAt), Which: c.which})
		if got["301"].Overall != c.want || got["302"].Graded() {
			t.Errorf("as at %s, %s: got %v, want %v, and nothing from another framework", c.asAt, c.which, got["301"].Overall, c.want)
		}
	}
}

func TestFrameSaysWhoIsLeftOut(t *testing.T) {
	edition, err := catalogue.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	c, err := SetUp(Latest, edition)
	if err != nil {
		t.Fatal(err)
	}
	c.Exclude = []string{"330"}
	f, err := NewFrame(edition, c)
	if err != nil {
		t.Fatal(err)
	}
	left := map[string]string{}
	for _, l := range f.Left {
		left[l.Authority] = l.Why
	}
	if len(left) != 3 || left["330"] != "left out by choice" || left[study.CityOfLondon] == "" || left[study.IslesOfScilly] == "" {
		t.Errorf("left out: %v", left)
	}
	for _, a := range f.Authorities {
		if a.Code == "909" {
			t.Error("Cumbria, which ended in 2023, is ranked in 2026")
		}
	}
	c.AsAt = date(t, "2018-03-01")
	if _, err := NewFrame(edition, c); err == nil || !strings.Contains(err.Error(), "--as-at") {
		t.Errorf("before the framework began: got %v, want an error that names --as-at", err)
	}
}

func TestCompositeIsMeanPercentileRank(t *testing.T) {
	f := &Frame{Authorities: make([]study.Authority, 4)}
	add := func(id string, direction study.Direction, values ...float64) {
		f.Measures = append(f.Measures, Measure{Chosen: Chosen{ID: id, Direction: direction}, Indicator: study.Indicator{ID: id, Domain: study.Outcome}, Values: values})
	}
	nan := math.NaN()
	add("a", study.HigherIsBetter, 10, 20, 30, 40)
	add("b", study.LowerIsBetter, 1, 2, 3, nan)
	c := newComposite(f, All)
	// a: percentiles 0, 33.3, 66.7, 100; b: 100, 50, 0, none; two of two are needed
	for at, want := range []float64{50, (100.0/3 + 50) / 2, 100.0 / 3, nan} {
		if got := c.Score[at]; math.IsNaN(got) != math.IsNaN(want) || (!math.IsNaN(want) && math.Abs(got-want) > 1e-9) {
			t.Errorf("authority %d: got %v, want %v", at+1, got, want)
		}
	}
	if c.Needed != 2 || c.N() != 3 {
		t.Errorf("needed %d of 2, scored %d; want 2 and 3", c.Needed, c.N())
	}
}

func TestTenOfFourteenInProportion(t *testing.T) {
	for members, want := range map[int]int{14: 10, 10: 8, 4: 3, 1: 1, 7: 5} {
		f := &Frame{}
		for range members {
			f.Measures = append(f.Measures, Measure{Chosen: Chosen{ID: string(rune('a' + len(f.Measures)))}})
		}
		if got := newComposite(f, All).Needed; got != want {
			t.Errorf("of %d measures %d are needed, want %d", members, got, want)
		}
	}
}

func TestJourneyShapes(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		grades := rapid.SliceOfN(rapid.IntRange(1, 4), 1, 6).Draw(t, "grades")
		var stops []Stop
		up, down := false, false
		for i, g := range grades {
			stops = append(stops, Stop{Grade: study.Grade(g)})
			if i > 0 {
				up, down = up || g < grades[i-1], down || g > grades[i-1] // Ofsted numbers the best grade 1
			}
		}
		want := Steady
		switch {
		case len(grades) == 1:
			want = OnlyOnce
		case up && down:
			want = BackForth
		case up:
			want = Improving
		case down:
			want = Declining
		}
		if got := shape(stops); got != want {
			t.Fatalf("grades %v: got %q, want %q", grades, got, want)
		}
	})
}
