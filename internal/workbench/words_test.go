package workbench

import (
	"strings"
	"testing"
	"time"

	"goodmeasure/method"
	"goodmeasure/study"
)

func TestRangesOfRanksAreNeverNarrowerThanTheyAre(t *testing.T) {
	for _, c := range []struct {
		low, high study.Number
		want      string
	}{{3.975, 145.025, "3 to 146"}, {3, 145, "3 to 145"}, {12.5, 12.5, "12 to 13"}, {study.Missing, 2, "not known"}} {
		if got := rankRange(c.low, c.high); got != c.want {
			t.Errorf("%v to %v is written %q, expected %q", c.low, c.high, got, c.want)
		}
	}
}

func TestATallySaysHowManyStillDiffer(t *testing.T) {
	for _, c := range []struct {
		tally StanceTally
		want  string
	}{
		{StanceTally{Tested: 1, Differ: 1, Corrected: 1, ByChance: 0.05}, "Of 1 figure that can be tested, 1 differs from England. Chance alone would make about 0.1 of 1 look different if none truly did. Once the number of tests is allowed for, it still does."},
		{StanceTally{Tested: 11, Differ: 7, Corrected: 7, ByChance: 0.55}, "Once the number of tests is allowed for, all 7 still do."},
		{StanceTally{Tested: 11, Differ: 7, Corrected: 1, ByChance: 0.55}, "Once the number of tests is allowed for, 1 of the 7 still does."},
		{StanceTally{Tested: 11, Differ: 7, ByChance: 0.55}, "Once the number of tests is allowed for, none of the 7 still do."},
		{StanceTally{Tested: 11, ByChance: 0.55}, "none differ from England. Chance alone would make about 0.6 of 11 look different if none truly did."},
	} {
		if got := c.tally.words("England"); !strings.HasSuffix(got, c.want) {
			t.Errorf("%q, expected %q", got, c.want)
		}
	}
}

func TestALatestGradeIsUnchangedOnlySinceAnEarlierOne(t *testing.T) {
	first, second := visited(study.DateOf(2018, time.May, 1), study.Good), visited(study.DateOf(2022, time.May, 1), study.Good)
	ungraded := visited(study.DateOf(2026, time.May, 1), 0)
	ungraded.Status = study.NoOverall
	changed := visited(study.DateOf(2022, time.May, 1), study.Outstanding)
	for _, c := range []struct {
		visits []Visit
		since  study.Date
		want   string
	}{
		{[]Visit{first, second}, first.Published, "The latest is Good, unchanged since 1 May 2018."},
		{[]Visit{first, changed}, changed.Published, "The latest is Outstanding, on 1 May 2022."},
		{[]Visit{first, changed, ungraded}, changed.Published, "The latest is Outstanding, on 1 May 2022. Since then 1 inspection gave no overall grade."},
	} {
		lines := Timeline{Inspections: c.visits, Shape: method.Steady, Since: c.since}.Opening()
		if got := lines[len(lines)-1]; !strings.HasSuffix(got, c.want) {
			t.Errorf("%q, expected %q", got, c.want)
		}
	}
}

func visited(date study.Date, grade study.Grade) Visit {
	return Visit{Inspection: study.Inspection{Published: date, Overall: grade}}
}

func TestWhoIsNeverCountedIsNamed(t *testing.T) {
	m := &Measure{PeriodWords: "2024-25", Missing: 1, Figures: []MeasureFigure{{Name: "Leeds"}, {Name: "City of London", Tiny: true}}}
	m.Spread.N = 150
	if got, want := m.CountWords(), "2024-25: 150 authorities have one, 1 has none, not counting City of London, which is never ranked"; got != want {
		t.Errorf("%q, expected %q", got, want)
	}
	m.Missing, m.Figures = 0, append(m.Figures, MeasureFigure{Name: "Isles of Scilly", Tiny: true})
	if got, want := m.CountWords(), "2024-25: 150 authorities have one, not counting City of London and Isles of Scilly, which are never ranked"; got != want {
		t.Errorf("%q, expected %q", got, want)
	}
}

func TestADefinitionOfNobodyIsNamedAlone(t *testing.T) {
	for want, d := range map[string]study.Definition{"“Ours”": {Name: "Ours"}, "“Ours” (us)": {Name: "Ours", Whose: "us"}} {
		if got := DefinitionNamed(&d); got != want {
			t.Errorf("%q, expected %q", got, want)
		}
	}
	for doubt, want := range map[Doubt]string{DoubtOfBoth: "Where authorities stand cannot be said: there is no doubt to draw", DoubtOfChoices: "Where authorities stand cannot be said with this doubt alone"} {
		if got := (&Standings{Doubt: doubt, Why: "nothing is varied"}).Headline(); got != want {
			t.Errorf("%q, expected %q", got, want)
		}
	}
}
