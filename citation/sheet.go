package citation

import (
	"errors"
	"fmt"
	"maps"
	"slices"
	"strings"

	"github.com/dustin/go-humanize"

	"goodmeasure/table"
)

// Column is a column of a table and the field that it was taken for, "" when it is only kept in the raw text.
type Column struct {
	Heading string `json:"heading"`
	Field   string `json:"field"`
}

// Columns says what each column of a table was taken for. It is empty for files that are no tables.
func (f *File) Columns() []Column {
	if f.sheets == nil {
		return nil
	}
	for _, sheet := range f.sheets.Sheets() {
		if _, found, err := f.columnsOf(sheet); err == nil {
			columns := make([]Column, len(found))
			for i, c := range found {
				columns[i] = Column{Heading: c.heading, Field: c.field}
			}
			return columns
		}
	}
	return nil
}

// checkHeadings refuses a table in which nothing names a work, and a map that names what is not there.
func (f *File) checkHeadings() error {
	var refused error
	for _, sheet := range f.sheets.Sheets() {
		_, _, err := f.columnsOf(sheet)
		if err == nil {
			return nil
		}
		if refused == nil {
			refused = err
		}
	}
	return refused
}

// ErrColumns is that nothing in a table names a work. Options.Map can say which of its columns does.
var ErrColumns = errors.New("no column is known as a title, DOI or PMID")

// columnsOf finds the header of a sheet and what field each of its columns is.
func (f *File) columnsOf(sheet string) (*table.Header, []sheetColumn, error) {
	header, err := f.headerOf(sheet)
	if err != nil {
		return nil, nil, err
	}
	mapped := map[int]string{}
	for _, name := range Fields() {
		heading, ok := f.options.Map[name]
		if !ok {
			continue
		}
		column, err := header.Column(heading)
		if err != nil {
			return nil, nil, fmt.Errorf("the field %s: %w", name, err)
		}
		mapped[column.Index] = name
	}
	columns := columnsNamed(header.Names, mapped)
	if !slices.ContainsFunc(columns, sheetColumn.namesWork) {
		return nil, nil, fmt.Errorf("opening %s: %w among %s", header.Position, ErrColumns, excerptAll(header.Names))
	}
	return header, columns, nil
}

// columnsNamed are columns of those headings, some of which hold a field that somebody said.
func columnsNamed(headings []string, mapped map[int]string) []sheetColumn {
	columns := make([]sheetColumn, len(headings))
	said := slices.Collect(maps.Values(mapped))
	wos := isWoSHeader(headings)
	for i, heading := range headings {
		columns[i] = sheetColumn{heading: heading, field: mapped[i]}
		field, rank := fieldOf(heading)
		if own, ok := wosHeadings[strings.ToUpper(heading)]; ok && wos {
			field, rank = own, 0
		}
		if columns[i].field == "" && !slices.Contains(said, field) {
			columns[i].field, columns[i].rank = field, rank
		}
	}
	return columns
}

// headerOf is the first row that has a heading which is known, or the first row with any text.
func (f *File) headerOf(sheet string) (*table.Header, error) {
	wanted := []string{}
	for _, name := range Fields() {
		if heading, ok := f.options.Map[name]; ok {
			wanted = append(wanted, heading)
		}
	}
	if len(wanted) > 0 {
		return f.sheets.Header(sheet, wanted...)
	}
	looked := 0
	for row, err := range f.sheets.Rows(sheet) {
		if err != nil && row.Cells == nil {
			return nil, err
		}
		known := 0
		var names []string
		for _, cell := range row.Cells {
			if field, _ := fieldOf(cell); field != "" {
				known++
				names = append(names, cell)
			}
		}
		if known >= 2 || known == 1 && len(row.Cells) == 1 {
			return f.sheets.Header(sheet, names...)
		}
		if looked++; looked == 50 {
			break
		}
	}
	return f.sheets.Header(sheet)
}

// sheetColumn is what a column of a table holds; field is empty when that is not known. Of several columns for one field
// the one of the lowest rank counts.
type sheetColumn struct {
	heading, field string
	rank           int
}

func (c sheetColumn) namesWork() bool {
	return c.field == "title" || c.field == "doi" || c.field == "pmid"
}

// repeats says whether a row gives the headings of the columns again, as where tables were joined.
func repeats(columns []sheetColumn, row table.Row) bool {
	given := 0
	for i, cell := range row.Cells {
		if headingKey(cell) == "" {
			continue
		}
		if i >= len(columns) || headingKey(cell) != headingKey(columns[i].heading) {
			return false
		}
		given++
	}
	return given >= 2
}

// headAgain is what the columns are from a row on that is a header of its own: it names a work and two more fields, and at least
// half of it is known as headings.
func headAgain(row table.Row) ([]sheetColumn, bool) {
	columns := columnsNamed(row.Cells, nil)
	fields, given := map[string]bool{}, 0
	for _, c := range columns {
		if c.field != "" {
			fields[c.field] = true
		}
		if strings.TrimSpace(c.heading) != "" {
			given++
		}
	}
	return columns, len(fields) >= 3 && 2*len(fields) >= given && slices.ContainsFunc(columns, sheetColumn.namesWork)
}

func readSheets(r *reading) error {
	var refused error
	read := false
	for _, sheet := range r.file.sheets.Sheets() {
		header, columns, err := r.file.columnsOf(sheet)
		if err != nil {
			if refused == nil {
				refused = err
			}
			continue
		}
		read = true
		joined := false // with a table of other headings
		for row, err := range header.Rows() {
			at := place{line: row.Number, raw: rowText(columns, row)}
			wrong, _ := err.(*table.Error)
			if err != nil && row.Cells == nil {
				if wrong == nil {
					return err
				}
				if failed := r.fail(place{line: wrong.Row}, "%s", wrong.Found+"; the table cannot be read on"); failed != nil {
					return failed
				}
				return r.end()
			}
			if len(at.raw) > maxRecord {
				if failed := r.fail(place{line: row.Number}, tooLarge); failed != nil {
					return failed
				}
				continue
			}
			if repeats(columns, row) {
				r.remark(row.Number, "the headings stand here again, as where tables are joined; they are no record")
				continue
			}
			if again, is := headAgain(row); is && len(r.file.options.Map) == 0 {
				columns, joined = again, true
				r.remark(row.Number, "other headings stand here, as where tables are joined; the rows from here on are read by them")
				continue
			}
			d := draftOfRow(columns, row)
			if wrong != nil && !(joined && len(row.Cells) == len(columns)) {
				d.doubt(wrong.Found + "; expected " + wrong.Expected)
			}
			if err := r.give(d, at); err != nil {
				return err
			}
		}
	}
	if !read {
		return refused
	}
	return r.end()
}

// rowText is a row as lines of heading and cell.
func rowText(columns []sheetColumn, row table.Row) string {
	var out strings.Builder
	for i, cell := range row.Cells {
		if strings.TrimSpace(cell) == "" {
			continue
		}
		heading := fmt.Sprintf("column %d", i+1)
		if i < len(columns) && columns[i].heading != "" {
			heading = columns[i].heading
		}
		out.WriteString(heading + ": " + cell + "\n")
	}
	return out.String()
}

func draftOfRow(columns []sheetColumn, row table.Row) *draft {
	cells := map[string]string{}
	ranks := map[string]int{}
	var keywords []string
	for i, column := range columns {
		if column.field == "" || i >= len(row.Cells) {
			continue
		}
		text := strings.TrimSpace(row.Cells[i])
		if text == "" {
			continue
		}
		if column.field == "keywords" {
			keywords = append(keywords, text)
		}
		if _, held := cells[column.field]; !held || column.rank < ranks[column.field] {
			cells[column.field], ranks[column.field] = text, column.rank
		}
	}
	d := &draft{}
	d.fill(cells)
	for _, words := range keywords {
		d.keywordList(words)
	}
	return d
}

// keywordList takes keywords parted by whichever sign is used: lines, semicolons, bars, or else commas.
func (d *draft) keywordList(words string) {
	for _, sign := range []string{"\n", ";", "|"} {
		if strings.Contains(words, sign) {
			d.keywords(words, sign)
			return
		}
	}
	for _, word := range outsideBrackets(words) {
		d.keyword(word)
	}
}

// outsideBrackets parts text at the commas that do not stand in brackets.
func outsideBrackets(text string) []string {
	var pieces []string
	depth, start := 0, 0
	for i := range len(text) {
		switch text[i] {
		case '(', '[':
			depth++
		case ')', ']':
			depth--
		case ',':
			if depth <= 0 {
				pieces = append(pieces, text[start:i])
				start = i + 1
			}
		}
	}
	return append(pieces, text[start:])
}

func excerptAll(names []string) string {
	const most = 12
	var quoted []string
	for i, name := range names {
		if i == most {
			quoted = append(quoted, humanize.Comma(int64(len(names)-most))+" more")
			break
		}
		quoted = append(quoted, excerpt(name))
	}
	return strings.Join(quoted, ", ")
}
