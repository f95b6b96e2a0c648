package study

import (
	"fmt"
	"strings"
)

// Inspection is one visit by Ofsted under one framework, with the judgements it gave.
type Inspection struct {
	Authority      string `json:"authority"`
	Framework      string `json:"framework"` // SIF, ILACS; before them SLAC, CP, TLAC
	Kind           string `json:"kind"`
	Start          Date   `json:"start,omitzero"`
	End            Date   `json:"end,omitzero"`
	Published      Date   `json:"published"`
	Overall        Grade  `json:"overall,omitempty"` // absent when none was given, as since April 2026
	Leaders        Grade  `json:"leaders,omitempty"`
	HelpProtection Grade  `json:"help_protection,omitempty"`
	Care           Grade  `json:"care,omitempty"`
	CareLeavers    Grade  `json:"care_leavers,omitempty"`
	Adoption       Grade  `json:"adoption,omitempty"`
	LSCB           Grade  `json:"lscb,omitempty"` // local safeguarding children board
	Source         string `json:"source"`
	Check          string `json:"check"`
	Status         string `json:"status"`
}

// Frameworks under which an overall effectiveness grade was given on the four-grade scale.
const (
	SIF   = "SIF"   // single inspection framework, 2013 to 2017
	ILACS = "ILACS" // inspection of local authority children's services, from 2018
)

// Graded tells whether the inspection gave an overall grade.
func (i Inspection) Graded() bool { return i.Overall.Given() }

// OverallWords is the overall grade on screen and in files, or why there is none to be compared with others.
func (i Inspection) OverallWords() string {
	switch {
	case i.Status == EarlierScale:
		return "another scale"
	case !i.Graded():
		return "no overall grade given"
	}
	return i.Overall.Words()
}

// JudgementWords names a grade of the inspection other than the overall one. On the earlier scale the third was adequate; the file
// of its outcomes says requires improvement.
func (i Inspection) JudgementWords(grade Grade) string {
	switch {
	case !grade.Given():
		return "not given"
	case i.Status == EarlierScale && grade == RequiresImprovement:
		return "Adequate"
	}
	return grade.Words()
}

// Grade is a judgement as Ofsted numbers it: 1 outstanding to 4 inadequate. 0 is no grade.
type Grade int

// The four grades.
const (
	NotGraded Grade = iota
	Outstanding
	Good
	RequiresImprovement
	Inadequate
)

// Grades lists the four from worst to best, the order in which tables and models take them.
var Grades = []Grade{Inadequate, RequiresImprovement, Good, Outstanding}

// Given tells whether there is a grade.
func (g Grade) Given() bool { return g >= Outstanding && g <= Inadequate }

// HigherIsBetter is the grade on a scale from 1 inadequate to 4 outstanding. It is the only place where the scale is
// turned round. It is 0 when no grade was given.
func (g Grade) HigherIsBetter() int {
	if !g.Given() {
		return 0
	}
	return 5 - int(g)
}

// ID is the grade's name in files: outstanding, good, requires_improvement, inadequate, or nothing.
func (g Grade) ID() string { return strings.ReplaceAll(strings.ToLower(g.idWords()), " ", "_") }

func (g Grade) idWords() string {
	if !g.Given() {
		return ""
	}
	return g.Words()
}

// Words is the grade's name on screen.
func (g Grade) Words() string {
	switch g {
	case Outstanding:
		return "Outstanding"
	case Good:
		return "Good"
	case RequiresImprovement:
		return "Requires improvement"
	case Inadequate:
		return "Inadequate"
	}
	return "No overall grade"
}

var asSpoken = strings.NewReplacer("_", " ", "-", " ", ".", "")

// ParseGrade reads a grade as files and publications write it. Spelling differs between them ("Requires improvement to
// be good", "requires_improvement", "RI"), so the whole text is compared, never a part of it. Empty text is no grade.
func ParseGrade(text string) (Grade, error) {
	words := strings.Join(strings.Fields(strings.ToLower(asSpoken.Replace(text))), " ")
	switch words {
	case "":
		return NotGraded, nil
	case "outstanding", "1":
		return Outstanding, nil
	case "good", "2":
		return Good, nil
	case "requires improvement", "requires improvement to be good", "ri", "3":
		return RequiresImprovement, nil
	case "inadequate", "4":
		return Inadequate, nil
	}
	return NotGraded, fmt.Errorf("%q is not a grade: expected outstanding, good, requires improvement or inadequate", text)
}

// MarshalText writes the grade's ID.
func (g Grade) MarshalText() ([]byte, error) { return []byte(g.ID()), nil }

// UnmarshalText reads a grade as ParseGrade does.
func (g *Grade) UnmarshalText(text []byte) error {
	parsed, err := ParseGrade(string(text))
	*g = parsed
	return err
}

// The statuses of an inspection.
const (
	HasGrade     = "graded"
	NoOverall    = "overall_grade_not_given"
	EarlierScale = "earlier_scale" // before the single inspection framework: another scale, never chained with it
)
