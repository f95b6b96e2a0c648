package review

import (
	"fmt"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/citation"
	"goodmeasure/evidence"
	"goodmeasure/study"
)

// betweenValues stands between the values of one cell.
const betweenValues = "; "

// Table is the list with a column for each field, for what was decided, and for what the cards say.
func (l List) Table() chart.Table {
	t := chart.Table{Caption: fmt.Sprintf("%s: %s", l.Review.Title, chart.Count(len(l.Rows), "record", "records")), Columns: []chart.Column{{Name: "record", Numeric: true}}}
	names := append(citation.RowFields(), "title and abstract", "full text", "reason for leaving out", "summary", "population", "where", "kind of study", "groups", "outcomes")
	for _, f := range l.Review.Facets {
		names = append(names, strings.ToLower(f.Title))
	}
	for _, name := range append(names, "appraisal", "key findings") {
		t.Columns = append(t.Columns, chart.Column{Name: name})
	}
	for _, row := range l.Rows {
		cells := []chart.Cell{{Text: row.ID, Value: study.Number(float64(row.Number()))}}
		texts := append(citation.Row(&row.Record), string(row.TitleAbstract), string(row.FullText), row.Reason)
		for _, text := range append(texts, row.said(l.Review)...) {
			cells = append(cells, chart.Cell{Text: text, Value: study.Missing})
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}

// said is what the card of a record says, in the order of the table's columns. The summary of a record without a card is
// the library's.
func (row Row) said(of evidence.Review) []string {
	var card evidence.Card
	if row.Card != nil {
		card = *row.Card
	}
	summary := card.Summary
	if summary == "" {
		summary = row.Summary
	}
	texts := []string{summary, card.Population, card.Place, card.Design, titles(of.Groups, card.Groups), titles(of.Outcomes, card.Outcomes)}
	for _, f := range of.Facets {
		texts = append(texts, strings.Join(card.Facets[f.ID], betweenValues))
	}
	var findings []string
	for _, f := range card.Findings {
		findings = append(findings, f.Text)
	}
	return append(texts, evidence.Told{Appraisals: card.Appraisals}.Strength(), strings.Join(findings, betweenValues))
}

// titles name the groups of some ids, in the order of the list.
func titles(groups []evidence.Group, ids []string) string {
	var named []string
	for _, g := range groups {
		for _, id := range ids {
			if id == g.ID {
				named = append(named, g.Title)
			}
		}
	}
	return strings.Join(named, betweenValues)
}
