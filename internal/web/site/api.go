package site

import (
	"strings"

	"goodmeasure/chart"
	"goodmeasure/definition"
	"goodmeasure/study"
)

// apiRoot stands before a page's path in the JSON interface.
const apiRoot = "/api/v1"

func (p *compiled) apiPattern() string {
	if p.Path == "/" {
		return apiRoot + "/" + p.Name
	}
	return apiRoot + p.Path
}

// Answer is what the JSON interface gives for a page.
type Answer struct {
	Title      string         `json:"title"`
	Lede       string         `json:"lede,omitempty"`
	Page       string         `json:"page"` // its address, with the state
	Edition    Named          `json:"edition"`
	Definition Named          `json:"definition"`
	Stale      *Stale         `json:"stale"`   // null unless the address was made with something else
	Notices    []string       `json:"notices"` // what the page says above everything else
	Data       any            `json:"data"`
	Figures    []FigureAnswer `json:"figures"`
	Tables     []TableAnswer  `json:"tables"`
}

// Named is something with its name and SHA-256.
type Named struct {
	Name string `json:"name"`
	Hash string `json:"hash"`
}

// FigureAnswer is a figure's words and numbers.
type FigureAnswer struct {
	ID       string      `json:"id"`
	Title    string      `json:"title"`
	Subtitle string      `json:"subtitle,omitempty"`
	Sentence string      `json:"sentence"`
	Source   string      `json:"source"`
	Licence  string      `json:"licence,omitempty"` // where it does not stand in the source
	Table    TableAnswer `json:"table"`
}

// TableAnswer is a table. Every row has as many cells as there are columns.
type TableAnswer struct {
	ID      string         `json:"id"`
	Caption string         `json:"caption"`
	Columns []ColumnAnswer `json:"columns"`
	Rows    [][]CellAnswer `json:"rows"`
}

// ColumnAnswer is the head of a column, and the authority that it is of.
type ColumnAnswer struct {
	Name      string `json:"name"`
	Unit      string `json:"unit,omitempty"`
	Numeric   bool   `json:"numeric"`
	Authority string `json:"authority,omitempty"`
	Sorted    string `json:"sorted,omitempty"` // ascending or descending, where the rows stand by this column
}

// CellAnswer is a cell: what is shown, all of it where that is a part, and a figure in full precision, null for words and for
// figures that are missing; and the day where it is one.
type CellAnswer struct {
	Text      string       `json:"text"`
	Full      string       `json:"full,omitempty"`
	Value     study.Number `json:"value"`
	Authority string       `json:"authority,omitempty"`
	Day       study.Date   `json:"day,omitzero"`
}

func tableAnswer(id string, t chart.Table) TableAnswer {
	answer := TableAnswer{ID: id, Caption: t.Caption, Columns: []ColumnAnswer{}, Rows: [][]CellAnswer{}}
	for _, c := range t.Columns {
		answer.Columns = append(answer.Columns, ColumnAnswer(c))
	}
	for _, cells := range t.Rows {
		row := []CellAnswer{}
		for _, c := range cells {
			row = append(row, CellAnswer(c))
		}
		answer.Rows = append(answer.Rows, row)
	}
	return answer
}

func (s *Site) answerOf(asked *Request, view *View) Answer {
	answer := Answer{Title: view.Title, Lede: view.Lede, Page: asked.Here(), Edition: Named{s.bench.Edition.Name, s.bench.Edition.Hash},
		Definition: Named{asked.Definition.Name, definition.Hash(asked.Definition)}, Stale: asked.stale, Notices: append([]string{}, view.Notices...), Data: view.Data, Figures: []FigureAnswer{}, Tables: []TableAnswer{}}
	for _, f := range view.Figures {
		answer.Figures = append(answer.Figures, FigureAnswer{f.ID, f.Title, f.Subtitle, f.Sentence, f.Source, f.Licence, tableAnswer(f.ID, f.Table)})
	}
	for _, t := range view.Tables {
		answer.Tables = append(answer.Tables, tableAnswer(t.ID, t.Table))
	}
	return answer
}

// Problem is an error as RFC 9457 has it.
type Problem struct {
	Type    string `json:"type"`
	Title   string `json:"title"`
	Status  int    `json:"status"`
	Detail  string `json:"detail,omitempty"`
	Nearest []Link `json:"nearest,omitempty"`
}

func isAPI(path string) bool { return path == apiRoot || strings.HasPrefix(path, apiRoot+"/") }
