package study

import "testing"

func TestGradesAsPublicationsWriteThem(t *testing.T) {
	for text, want := range map[string]Grade{"Outstanding": Outstanding, " good ": Good, "Requires improvement to be good": RequiresImprovement,
		"requires_improvement": RequiresImprovement, "RI": RequiresImprovement, "Inadequate": Inadequate, "3": RequiresImprovement, "": NotGraded} {
		if got, err := ParseGrade(text); err != nil || got != want {
			t.Errorf("%q reads as %v, %v; want %v", text, got, err, want)
		}
	}
	for _, text := range []string{"improvement to be good", "not good", "5", "0", "adequate", "nan"} {
		if got, err := ParseGrade(text); err == nil {
			t.Errorf("%q reads as %v; want an error", text, got)
		}
	}
}

func TestScaleIsTurnedRoundOnce(t *testing.T) {
	for at, grade := range Grades {
		if got := grade.HigherIsBetter(); got != at+1 {
			t.Errorf("%v is %d where higher is better, want %d", grade.Words(), got, at+1)
		}
		if back, err := ParseGrade(grade.ID()); err != nil || back != grade {
			t.Errorf("%q reads back as %v, %v", grade.ID(), back, err)
		}
	}
	if NotGraded.HigherIsBetter() != 0 || NotGraded.ID() != "" || NotGraded.Given() {
		t.Error("no grade counts as a grade")
	}
}

func TestJudgementsAreNamedByTheScaleOfTheirInspection(t *testing.T) {
	for _, c := range []struct {
		status           string
		grade            Grade
		overall, another string
	}{
		{HasGrade, RequiresImprovement, "Requires improvement", "Requires improvement"},
		{HasGrade, NotGraded, "no overall grade given", "not given"},
		{NoOverall, NotGraded, "no overall grade given", "not given"},
		{EarlierScale, RequiresImprovement, "another scale", "Adequate"},
		{EarlierScale, Good, "another scale", "Good"},
		{EarlierScale, NotGraded, "another scale", "not given"},
	} {
		i := Inspection{Status: c.status, Overall: c.grade}
		if overall, another := i.OverallWords(), i.JudgementWords(c.grade); overall != c.overall || another != c.another {
			t.Errorf("%s, %q: overall %q and else %q, expected %q and %q", c.status, c.grade.ID(), overall, another, c.overall, c.another)
		}
	}
}
