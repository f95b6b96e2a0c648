package workbench

import (
	"testing"

	"goodmeasure/method"
	"goodmeasure/study"
)

func TestInspectionsAreListedWithTheirDates(t *testing.T) {
	on := func(year int) study.Date { return study.DateOf(year, 5, 3) }
	earlier := Visit{Inspection: study.Inspection{Published: on(2011)}, EarlierScale: true}
	good := Visit{Inspection: study.Inspection{Published: on(2017), Overall: study.Good}}
	none := Visit{Inspection: study.Inspection{Published: on(2026), Status: study.NoOverall}}
	for want, visits := range map[string][]Visit{
		"":                                     nil,
		"2 inspections used an earlier scale.": {earlier, earlier},
		"By date of publication, oldest first: Good on 3 May 2017.":                                                                                 {good},
		"By date of publication, oldest first: Good on 3 May 2017; no overall grade on 3 May 2026. 1 inspection before them used an earlier scale.": {earlier, good, none},
	} {
		if got := (Timeline{Inspections: visits}).Dated(); got != want {
			t.Errorf("%q, expected %q", got, want)
		}
	}
}

// Grades that went up and have stood since improved: they are not improving.
func TestTheShapeOfGradesIsToldInThePast(t *testing.T) {
	since := study.DateOf(2018, 12, 18)
	for shape, want := range map[string]string{method.Improving: "Overall grades: improved. ", method.Declining: "Overall grades: worsened. ", method.Steady: "Overall grades: steady. "} {
		visit := Visit{Inspection: study.Inspection{Published: study.DateOf(2025, 8, 12), Overall: study.Outstanding}}
		lines := Timeline{Shape: shape, Since: since, Inspections: []Visit{visit}}.Opening()
		if last := lines[len(lines)-1]; last != want+"The latest is Outstanding, unchanged since 18 December 2018." {
			t.Errorf("%s: %q", shape, last)
		}
	}
}
