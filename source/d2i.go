package source

import (
	"fmt"
	"strconv"
	"strings"
	"time"

	"goodmeasure/study"
	"goodmeasure/table"
)

func init() {
	register(Format{
		ID:        "d2i-ilacs",
		Title:     "Data to Insight, overview of inspections of local authority children’s services",
		Publisher: "Data to Insight",
		Describe:  "Takes the latest inspection of each authority, as read from the reports by machine; a grade that it has for care leavers before 2023 is none.",
		Recognise: func(file *table.File) bool {
			_, err := file.Header(file.Sheets()[0], d2iColumns...)
			return err == nil
		},
		Read: readD2I,
	})
}

var d2iColumns = []string{"la_code", "local_authority", "overall_effectiveness_grade", "inspection_framework", "publication_date",
	"impact_of_leaders_grade", "help_and_protection_grade", "in_care_grade", "care_leavers_grade"}

// careLeaversBegan is the day from which care leavers have a judgement of their own.
var careLeaversBegan = study.DateOf(2023, time.January, 1)

func readD2I(file *table.File, known Known) (*Batch, error) {
	sheet := file.Sheets()[0]
	header, err := file.Header(sheet, d2iColumns...)
	if err != nil {
		return nil, err
	}
	batch := &Batch{Format: "d2i-ilacs", Publication: "Data to Insight, ILACS overview", Skipped: map[string]int{}}
	var newest study.Date
	for row, err := range header.Rows() {
		if err != nil && row.Cells == nil {
			return nil, err
		}
		inspection, refusal := d2iInspection(header, row, known.Places)
		if err != nil {
			refusal = &Refusal{At: table.Position{File: file.Name, Sheet: sheet, Row: row.Number}, Found: err.Error(), Expected: "a row that fits the header"}
		}
		if refusal != nil {
			batch.Refused = append(batch.Refused, *refusal)
			continue
		}
		if newest.Before(inspection.Published) {
			newest = inspection.Published
		}
		batch.Inspections = append(batch.Inspections, inspection)
	}
	month := 0
	if parts := strings.Split(newest.String(), "-"); len(parts) == 3 {
		month, _ = strconv.Atoi(parts[1])
	}
	batch.Release = Release{Name: "Data to Insight to " + newest.Long(), Order: newest.Year()*100 + month, Detail: 1}
	for i := range batch.Inspections {
		batch.Inspections[i].Source = fmt.Sprintf("d2i_overview_%d", newest.Year())
	}
	return batch, nil
}

// d2iText is a cell without the words that the overview's makers let through for nothing.
func d2iText(header *table.Header, row table.Row, name string) string {
	columns := header.Columns(name)
	if len(columns) == 0 {
		return ""
	}
	switch text := columns[0].Text(row); fold(text) {
	case "nan", "none", "nat", "inspection_pre_dates_judgement":
		return ""
	default:
		return text
	}
}

func d2iInspection(header *table.Header, row table.Row, places *study.Gazetteer) (study.Inspection, *Refusal) {
	refuse := func(name, expected string) (study.Inspection, *Refusal) {
		column := header.Columns(name)[0]
		return study.Inspection{}, &Refusal{At: column.Position(row), Found: column.Text(row), Expected: expected}
	}
	inspection := study.Inspection{Framework: study.ILACS, Check: "single_source"}
	code := d2iText(header, row, "la_code")
	found, err := Place{Code: code}.Find(places)
	if err != nil {
		return refuse("la_code", "the code of an authority")
	}
	inspection.Authority = found[0].Code
	if kind := d2iText(header, row, "inspection_framework"); kind != "" {
		framework, word, known := ofstedKind(kind)
		if !known || framework == "" {
			return refuse("inspection_framework", "standard, short or None")
		}
		inspection.Kind = word
	}
	for _, date := range []struct {
		name string
		day  *study.Date
	}{{"inspection_start_date", &inspection.Start}, {"inspection_end_date", &inspection.End}, {"publication_date", &inspection.Published}} {
		text := d2iText(header, row, date.name)
		if *date.day, err = ParseDay(text); err != nil {
			return refuse(date.name, "a date")
		}
	}
	if inspection.Published.IsZero() {
		return refuse("publication_date", "a date")
	}
	for _, judgement := range []struct {
		name  string
		grade *study.Grade
	}{
		{"overall_effectiveness_grade", &inspection.Overall}, {"impact_of_leaders_grade", &inspection.Leaders},
		{"help_and_protection_grade", &inspection.HelpProtection}, {"in_care_grade", &inspection.Care},
		{"care_leavers_grade", &inspection.CareLeavers},
	} {
		text := d2iText(header, row, judgement.name)
		if *judgement.grade, err = study.ParseGrade(text); err != nil {
			return refuse(judgement.name, "outstanding, good, requires improvement or inadequate")
		}
	}
	begun := inspection.Start
	if begun.IsZero() {
		begun = inspection.Published
	}
	if begun.Before(careLeaversBegan) {
		inspection.CareLeavers = study.NotGraded
	}
	inspection.Status = statusOf(inspection)
	if inspection.Status == study.NoOverall && inspection.Published.Before(overallEnded) {
		return refuse("overall_effectiveness_grade", "an overall grade, which every inspection published before April 2026 has")
	}
	return inspection, nil
}
