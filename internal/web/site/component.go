package site

import (
	"fmt"
	"html/template"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/definition"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

// shownFigure is a figure with its furniture.
type shownFigure struct {
	chart.Figure
	Wide, Narrow template.HTML
	Data         shownTable
	Files        []Link
	Permalink    string
	Citation     string
	Frame        string // HTML by which another site shows it, empty where none may
}

// shownTable is a table with its furniture.
type shownTable struct {
	chart.Table
	ID    string
	Files []Link
	body  Body
}

// Lead is the address of the page of the authority that a cell names; nothing for a cell that names none.
func (t shownTable) Lead(code string) string { return t.body.Lead(code) }

// WithoutFiles is the table of what somebody sent, which the address of the page does not say: it leads to files of something else.
func (t shownTable) WithoutFiles() shownTable {
	t.Files = nil
	return t
}

// With is the figure with another table of the page in the place of its own, which says the same and more.
func (f shownFigure) With(t shownTable) shownFigure {
	f.Data = t
	return f
}

// Joined is the figure with the columns of its table from one on set in one, since browsers are slow with thousands of cells. Its files
// have them apart.
func (f shownFigure) Joined(from int) shownFigure {
	if len(f.Data.Columns) <= from+1 {
		return f
	}
	join := func(all []string) string { return strings.Join(all, "; ") }
	var names []string
	for _, c := range f.Data.Columns[from:] {
		names = append(names, c.Name)
	}
	t := f.Data.Table
	t.Columns = append(t.Columns[:from:from], chart.Column{Name: join(names)})
	t.Rows = nil
	for _, row := range f.Data.Rows {
		var words []string
		for _, c := range row[from:] {
			words = append(words, c.Text)
		}
		t.Rows = append(t.Rows, append(row[:from:from], chart.Cell{Text: join(words), Value: study.Missing}))
	}
	f.Data.Table = t
	return f
}

func (b Body) shown(f chart.Figure) (shownFigure, error) {
	f.Source = strings.TrimPrefix(f.Source, "Source: ") // the word stands before it anyhow
	made := shownFigure{Figure: f, Data: shownTable{Table: f.Table, ID: f.ID + "-data", body: b}, Permalink: b.pinned() + "#figure-" + f.ID, Frame: b.frame(f)}
	made.Citation = b.citation(f.Title, made.Permalink)
	for _, size := range []struct {
		size chart.Size
		into *template.HTML
	}{{chart.Wide, &made.Wide}, {chart.Narrow, &made.Narrow}} {
		var picture strings.Builder
		if err := f.WriteSVG(&picture, size.size); err != nil {
			return made, fmt.Errorf("drawing the figure %s: %w", f.ID, err)
		}
		*size.into = template.HTML(picture.String()) // chart escapes every text
	}
	for _, form := range formats {
		made.Files = append(made.Files, Link{form.label, b.Here("format", form.name, "figure", f.ID)})
	}
	return made, nil
}

func (b Body) shownTable(id string, t chart.Table) shownTable {
	made := shownTable{Table: t, ID: id, body: b}
	for _, form := range formats {
		if form.table != nil {
			made.Files = append(made.Files, Link{form.label, b.Here("format", form.name, "table", id)})
		}
	}
	return made
}

// Printed says on paper where the page came from, and when it was so. A group to compare with stands there by codes, which are
// the shortest names that an address takes.
func (b Body) Printed() string {
	var codes []string
	for _, a := range b.Request.Group {
		codes = append(codes, a.Code)
	}
	here := b.Request.Here()
	if len(codes) > 0 {
		here = b.Request.Here("b", strings.Join(codes, ","))
	}
	return b.Request.Absolute(here) + " on " + b.site.now().Format("2 January 2006")
}

func (b Body) citation(title, link string) string {
	now := b.site.now()
	return fmt.Sprintf("goodmeasure %s (%d). %s. Edition “%s” (SHA-256 %s), definition “%s” (SHA-256 %s). Made %s. %s", workbench.Version, now.Year(),
		strings.TrimSuffix(title, "."), b.site.bench.Edition.Name, short(b.site.bench.Edition.Hash), b.Request.Definition.Name, short(definition.Hash(b.Request.Definition)), now.Format("2 January 2006"), b.Request.Absolute(link))
}
