package workbench

import (
	"testing"
	"time"

	"github.com/google/go-cmp/cmp"

	"goodmeasure/study"
)

func inspected(source, check string, published study.Date, overall, care study.Grade) study.Inspection {
	status := study.HasGrade
	if !overall.Given() {
		status = study.NoOverall
	}
	return study.Inspection{Authority: "330", Framework: study.ILACS, Published: published, Overall: overall, Care: care, Source: source, Check: check, Status: status}
}

func inspecting(id, order int, inspections ...study.Inspection) held {
	h := own(id)
	h.Order, h.Inspections = order, inspections
	return h
}

func TestInspectionsMerge(t *testing.T) {
	day := study.DateOf(2023, time.April, 18)
	checked := inspected("ofsted_outcomes_2025", "agree", day, study.Good, study.NotGraded)
	alone := inspected("ofsted_outcomes_2025", "single_source", day, study.Good, study.NotGraded)
	newer := inspected("d2i_overview_2026", "single_source", day, study.Outstanding, study.Inadequate)
	newer.End = study.DateOf(2023, time.March, 3)

	t.Run("the newer publication", func(t *testing.T) {
		got, differences := mergeInspections([]study.Inspection{alone}, []held{inspecting(1, 202606, newer)})
		if diff := cmp.Diff([]study.Inspection{newer}, got, sameFigures); diff != "" {
			t.Error(diff)
		}
		want := []study.Difference{{Authority: "330", Indicator: "ILACS overall", Period: 2023, Taken: 1, From: newer.Source, Left: 2, LeftFrom: alone.Source, Rule: ruleNewer}}
		if diff := cmp.Diff(want, differences, sameFigures); diff != "" {
			t.Error(diff)
		}
	})
	t.Run("an older publication fills in", func(t *testing.T) {
		older := inspected("ofsted_outcomes_2024", "single_source", day, study.Good, study.Good)
		got, differences := mergeInspections([]study.Inspection{alone}, []held{inspecting(1, 202403, older)})
		want := alone
		want.Care = study.Good
		if diff := cmp.Diff([]study.Inspection{want}, got, sameFigures); diff != "" || len(differences) > 0 {
			t.Error(diff, differences)
		}
	})
	t.Run("what was checked against the report", func(t *testing.T) {
		got, differences := mergeInspections([]study.Inspection{checked}, []held{inspecting(1, 202606, newer)})
		want := checked
		want.End = newer.End
		if diff := cmp.Diff([]study.Inspection{want}, got, sameFigures); diff != "" {
			t.Error(diff)
		}
		if len(differences) != 2 || differences[0].Rule != ruleChecked || differences[1].Taken.Known() || differences[1].Left != 4 {
			t.Errorf("found %+v", differences)
		}
	})
	t.Run("another day of publication for the same visit", func(t *testing.T) {
		start := study.DateOf(2023, time.February, 20)
		first, second := alone, inspected("other", "single_source", study.DateOf(2023, time.June, 18), study.Good, study.NotGraded)
		first.Start, second.Start = start, start
		if got, _ := mergeInspections([]study.Inspection{first}, []held{inspecting(1, 202303, second)}); len(got) != 1 || got[0].Published != day {
			t.Errorf("found %+v", got)
		}
	})
	t.Run("a later visit is another inspection", func(t *testing.T) {
		later := inspected("d2i_overview_2026", "single_source", study.DateOf(2026, time.May, 1), study.NotGraded, study.Good)
		if got, differences := mergeInspections([]study.Inspection{checked}, []held{inspecting(1, 202606, later)}); len(got) != 2 || len(differences) > 0 {
			t.Errorf("found %+v, %+v", got, differences)
		}
	})
	t.Run("two kinds on one day before 2013", func(t *testing.T) {
		early := func(kind string) study.Inspection {
			i := inspected("ofsted_history_2009_2023", "single_source", study.DateOf(2011, time.February, 25), study.NotGraded, study.Good)
			i.Framework, i.Kind, i.Status = "SLAC", kind, study.EarlierScale
			return i
		}
		if got, _ := mergeInspections([]study.Inspection{early("looked after"), early("safeguarding")}, []held{inspecting(1, 202303, early("safeguarding"))}); len(got) != 2 {
			t.Errorf("found %+v", got)
		}
	})
}
