package review

import (
	"strconv"

	"goodmeasure/chart"
	"goodmeasure/definition"
	"goodmeasure/evidence"
	"goodmeasure/study"
)

// TieTable is the findings of a review with what each is tied to.
func TieTable(of evidence.Review, ties []evidence.Told, known []study.Indicator) chart.Table {
	t := chart.Table{Caption: "Findings and what they are tied to"}
	for _, name := range []string{"Finding", "Speaks", "Kind", "To", "For the measure", "Because", "Strength", "Note", "Quotation", "Page", "Quotation checked", "Record", "Work", "Year", "Counts as evidence"} {
		t.Columns = append(t.Columns, chart.Column{Name: name, Numeric: name == "Page" || name == "Record" || name == "Year"})
	}
	for _, told := range ties {
		to, measure, because := Named(of, told.Tie, known)
		var row []chart.Cell
		for _, text := range []string{told.Finding.Text, string(told.Tie.Direction), string(told.Tie.Kind), to, measure, because, told.Strength(), told.Tie.Note, told.Finding.Quotation} {
			row = append(row, chart.Cell{Text: text, Value: study.Missing})
		}
		row = append(row, stated(told.Finding.Page), chart.Cell{Text: string(told.Finding.Checked), Value: study.Missing}, stated(int(told.Record)),
			chart.Cell{Text: told.Title, Value: study.Missing}, stated(told.Year), chart.Cell{Text: CountsWords(told), Value: study.Missing})
		t.Rows = append(t.Rows, row)
	}
	return t
}

// CountsWords say whether a finding counts as evidence.
func CountsWords(told evidence.Told) string {
	return map[bool]string{true: "yes", false: "no"}[told.Counts]
}

// stated is a number that is not said where it is 0.
func stated(n int) chart.Cell {
	if n == 0 {
		return chart.Cell{Value: study.Missing}
	}
	return chart.Cell{Text: strconv.Itoa(n), Value: study.Number(n)}
}

// Named says what a tie of a review leads to: the name of a measure, an outcome or a definition; and of a definition the
// measure that it counts, and its reason.
func Named(of evidence.Review, tie evidence.Tie, known []study.Indicator) (to, measure, because string) {
	switch tie.Kind {
	case evidence.ToIndicator:
		return nameOf(tie.Target, known), "", ""
	case evidence.ToOutcome:
		for _, o := range of.Outcomes {
			if o.ID == tie.Target {
				return o.Title, "", ""
			}
		}
	case evidence.ToDefinition:
		ground, _ := evidence.GroundOf(tie.Target)
		made, err := definition.ParseLink(ground.Link, known)
		if err != nil {
			return "", nameOf(ground.Indicator, known), ""
		}
		criterion, _ := made.Criterion(ground.Indicator)
		return made.Name, nameOf(ground.Indicator, known), criterion.Because
	}
	return tie.Target, "", ""
}
