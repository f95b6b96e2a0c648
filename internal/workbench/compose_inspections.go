package workbench

import (
	"cmp"
	"slices"
	"strconv"

	"goodmeasure/study"
)

// inspectionAccount is an inspection as one source gives it.
type inspectionAccount struct {
	study.Inspection
	order, file int
}

// checked tells whether the grades were compared with the report itself.
func (a inspectionAccount) checked() bool { return a.Check == "agree" || a.Check == "agree_by_eye" }

const ruleChecked = "grades that were checked against the report stand"

// over orders accounts of one inspection: what was checked against the report, then the newer publication, then the
// file imported last.
func (a inspectionAccount) over(other inspectionAccount) (int, string) {
	return firstDifference(
		byRule{cmp.Compare(boolInt(a.checked()), boolInt(other.checked())), ruleChecked},
		byRule{cmp.Compare(a.order, other.order), ruleNewer},
		byRule{cmp.Compare(a.file, other.file), ruleLast})
}

// mergeInspections merges accounts of the same inspection. A grade or a day that the account taken does not give comes
// from the next; but no grade is added to an account that was checked against the report.
func mergeInspections(base []study.Inspection, files []held) ([]study.Inspection, []study.Difference) {
	var visits [][]inspectionAccount
	byAuthority := map[string][]int{} // places in visits
	add := func(i study.Inspection, order, file int) {
		for _, at := range byAuthority[i.Authority] {
			if sameVisit(visits[at][0].Inspection, i) {
				visits[at] = append(visits[at], inspectionAccount{i, order, file})
				return
			}
		}
		byAuthority[i.Authority] = append(byAuthority[i.Authority], len(visits))
		visits = append(visits, []inspectionAccount{{i, order, file}})
	}
	for _, i := range base {
		order := 0
		if years := yearIn.FindAllString(i.Source, -1); len(years) > 0 {
			order, _ = strconv.Atoi(years[len(years)-1] + "00")
		}
		add(i, order, 0)
	}
	for _, f := range files {
		for _, i := range f.Inspections {
			add(i, f.Order, f.ID)
		}
	}
	var merged []study.Inspection
	var differences []study.Difference
	for _, accounts := range visits {
		inspection, different := mergeAccounts(accounts)
		merged, differences = append(merged, inspection), append(differences, different...)
	}
	return merged, differences
}

// sameVisit tells whether two accounts are of one inspection: the same framework, and published or begun on the same
// day. Before the single inspection framework one day could see two kinds of inspection published.
func sameVisit(a, b study.Inspection) bool {
	if a.Framework != b.Framework || a.Status == study.EarlierScale && a.Kind != b.Kind {
		return false
	}
	return a.Published == b.Published || !a.Start.IsZero() && a.Start == b.Start
}

func mergeAccounts(accounts []inspectionAccount) (study.Inspection, []study.Difference) {
	slices.SortStableFunc(accounts, func(a, b inspectionAccount) int { order, _ := b.over(a); return order })
	taken := accounts[0]
	var differences []study.Difference
	for _, left := range accounts[1:] {
		_, rule := taken.over(left)
		others := judgements(&left.Inspection)
		for at, judgement := range judgements(&taken.Inspection) {
			other := *others[at].grade
			switch {
			case !other.Given() || other == *judgement.grade:
			case judgement.grade.Given() || taken.checked():
				differences = append(differences, study.Difference{Authority: taken.Authority, Indicator: taken.Framework + " " + judgement.name,
					Period: study.Period(taken.Published.Year()), Taken: graded(*judgement.grade), From: taken.Source, Left: graded(other),
					LeftFrom: left.Source, Rule: rule})
			default:
				*judgement.grade = other
			}
		}
		taken.Start, taken.End = firstDay(taken.Start, left.Start), firstDay(taken.End, left.End)
		taken.Kind = cmp.Or(taken.Kind, left.Kind)
		if taken.Status == study.NoOverall && taken.Overall.Given() {
			taken.Status = study.HasGrade
		}
	}
	return taken.Inspection, differences
}

func firstDay(a, b study.Date) study.Date {
	if a.IsZero() {
		return b
	}
	return a
}

type judgement struct {
	name  string
	grade *study.Grade
}

func judgements(i *study.Inspection) []judgement {
	return []judgement{{"overall", &i.Overall}, {"leaders", &i.Leaders}, {"help_protection", &i.HelpProtection}, {"care", &i.Care},
		{"care_leavers", &i.CareLeavers}, {"adoption", &i.Adoption}, {"lscb", &i.LSCB}}
}

// graded is a grade as a number: 1 outstanding to 4 inadequate, missing when none was given.
func graded(g study.Grade) study.Number {
	if !g.Given() {
		return study.Missing
	}
	return study.Number(g)
}
