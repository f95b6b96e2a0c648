package source

import (
	"fmt"
	"strings"
	"time"

	"goodmeasure/study"
	"goodmeasure/table"
)

// Why rows of inspection tables are rightly not taken.
const (
	SkippedNoInspection = "authorities without an inspection"
	SkippedVisit        = "visits that give no grades"
)

type ofstedReader struct {
	file    *table.File
	places  *study.Gazetteer
	batch   *Batch
	release ofstedRelease
	begun   map[string]study.Date // by authority: when the last inspection began
}

// sheet reads the tables of inspections on a sheet, of which there may be several below each other, with other columns.
func (r *ofstedReader) sheet(sheet string) error {
	var columns *ofstedTable
	for row, err := range r.file.Rows(sheet) {
		if err != nil {
			return err
		}
		if row.Number <= ofstedTop {
			r.release.read(row)
		}
		if headings, ok := ofstedTableOf(row.Cells); ok {
			columns = headings
			continue
		}
		if columns == nil || cellOf(row, columns.name) == "" {
			continue
		}
		at := table.Position{File: r.file.Name, Sheet: sheet, Row: row.Number}
		switch {
		case columns.history():
			r.inspections(columns, row, at)
		case columns.latest():
			r.last(columns, row)
		}
	}
	return nil
}

func cellOf(row table.Row, column int) string {
	if column < 0 || column >= len(row.Cells) {
		return ""
	}
	return strings.TrimSpace(row.Cells[column])
}

func (r *ofstedReader) inspections(columns *ofstedTable, row table.Row, at table.Position) {
	found := false
	for _, group := range columns.groups {
		inspection, given, err := group.read(columns, row)
		if !given {
			continue
		}
		found = true
		if err == nil && inspection.Framework == "" {
			r.batch.Skipped[SkippedVisit]++
			continue
		}
		var authority study.Authority
		if err == nil {
			authority, err = placeAtTheTime(r.places, Place{ONS: cellOf(row, columns.code), Name: cellOf(row, columns.name)}, inspection.Published)
			if err != nil {
				err = &cellError{columns.name, "an authority that the study knows"}
			}
		}
		if err != nil {
			r.refuse(columns, row, at, err)
			continue
		}
		inspection.Authority, inspection.Check = authority.Code, "single_source"
		r.batch.Inspections = append(r.batch.Inspections, inspection)
	}
	if !found {
		r.batch.Skipped[SkippedNoInspection]++
	}
}

// cellError is a cell that cannot be read.
type cellError struct {
	column   int
	expected string
}

func (e *cellError) Error() string { return "expected " + e.expected }

func (r *ofstedReader) refuse(columns *ofstedTable, row table.Row, at table.Position, err error) {
	problem := err.(*cellError)
	at.Column = columns.headings[problem.column]
	r.batch.Refused = append(r.batch.Refused, Refusal{At: at, Found: cellOf(row, problem.column), Expected: problem.expected})
}

// read gives the group's inspection, and whether the row has one at all. A visit has no framework.
func (g ofstedGroup) read(columns *ofstedTable, row table.Row) (inspection study.Inspection, given bool, err error) {
	for _, column := range g.columns {
		given = given || cellOf(row, column) != ""
	}
	if !given {
		return inspection, false, nil
	}
	inspection = study.Inspection{Framework: g.framework, Kind: g.kind}
	if column, typed := g.columns[ofstedType]; typed {
		inspection.Framework, inspection.Kind, given = ofstedKind(cellOf(row, column))
		if !given {
			return inspection, true, &cellError{column, "a standard or short inspection, or a visit"}
		}
	}
	for _, date := range []struct {
		field ofstedField
		day   *study.Date
	}{{ofstedStart, &inspection.Start}, {ofstedPublished, &inspection.Published}} {
		column, there := g.columns[date.field]
		if !there {
			continue
		}
		if *date.day, err = ParseDay(cellOf(row, column)); err != nil || date.day.IsZero() && date.field == ofstedPublished {
			return inspection, true, &cellError{column, "a date"}
		}
	}
	for _, judgement := range []struct {
		field ofstedField
		grade *study.Grade
	}{
		{ofstedOverall, &inspection.Overall}, {ofstedLeaders, &inspection.Leaders}, {ofstedHelp, &inspection.HelpProtection},
		{ofstedCare, &inspection.Care}, {ofstedCareLeavers, &inspection.CareLeavers}, {ofstedAdoption, &inspection.Adoption},
		{ofstedLSCB, &inspection.LSCB},
	} {
		column, there := g.columns[judgement.field]
		if !there {
			continue
		}
		if *judgement.grade, err = study.ParseGrade(cellOf(row, column)); err != nil {
			return inspection, true, &cellError{column, "outstanding, good, requires improvement to be good or inadequate"}
		}
	}
	inspection.Status = statusOf(inspection)
	if column, there := g.columns[ofstedOverall]; there && inspection.Status == study.NoOverall && inspection.Published.Before(overallEnded) {
		return inspection, true, &cellError{column, "an overall grade, which every inspection published before April 2026 has"}
	}
	return inspection, true, nil
}

// overallEnded is the month from which inspections no longer give an overall grade.
var overallEnded = study.DateOf(2026, time.April, 1)

// ofstedKind reads the type of an inspection. A visit looks at one theme and grades nothing; it has no framework.
func ofstedKind(text string) (framework, kind string, known bool) {
	switch words := fold(text); {
	case strings.Contains(words, "visit"):
		return "", "", true
	case strings.Contains(words, "standard"):
		return study.ILACS, "standard", true
	case strings.Contains(words, "short"):
		return study.ILACS, "short", true
	}
	return "", "", false
}

// statusOf says what it means when there is no overall grade. Before the single inspection framework the scale was
// another one.
func statusOf(inspection study.Inspection) string {
	switch {
	case inspection.Framework != study.SIF && inspection.Framework != study.ILACS:
		return study.EarlierScale
	case !inspection.Overall.Given():
		return study.NoOverall
	}
	return study.HasGrade
}

func (r *ofstedReader) last(columns *ofstedTable, row table.Row) {
	start, err := ParseDay(cellOf(row, columns.groups[0].columns[ofstedStart]))
	authority, placeErr := placeAtTheTime(r.places, Place{ONS: cellOf(row, columns.code), Name: cellOf(row, columns.name)}, start)
	if err == nil && placeErr == nil {
		r.begun[authority.Code] = start
	}
}

// placeAtTheTime finds the authority that had the name on a day. Some names passed to a successor, as Dorset's did.
func placeAtTheTime(places *study.Gazetteer, place Place, day study.Date) (study.Authority, error) {
	found, err := place.Find(places)
	if err != nil && place.ONS == "" {
		authority, searchErr := places.Find(place.Name)
		if searchErr != nil || study.PlaceKey(authority.Name) != study.PlaceKey(place.Name) {
			return study.Authority{}, err
		}
		found = []study.Authority{authority}
	}
	if len(found) != 1 {
		return study.Authority{}, fmt.Errorf("no single authority has %s", place)
	}
	for _, code := range found[0].Predecessors {
		before, known := places.ByCode(code)
		if known && !found[0].ExistedOn(day) && before.ExistedOn(day) && study.PlaceKey(before.Name) == study.PlaceKey(found[0].Name) {
			return before, nil
		}
	}
	return found[0], nil
}
