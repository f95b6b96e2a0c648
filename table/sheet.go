package table

import "fmt"

// maxCells bounds what one sheet may give, repeats written out.
const maxCells = 50_000_000

// sheetRow gathers the cells of one row of a spreadsheet. Empty cells cost nothing until one with text follows.
type sheetRow struct {
	cells  []string
	column int // of the next cell, counted from 0
}

// add puts the same text into the next n cells.
func (r *sheetRow) add(text string, n int) error {
	if text == "" {
		r.column += min(n, maxColumns) // beyond which no text may stand
		return nil
	}
	if r.column+n > maxColumns {
		return fmt.Errorf("text in %d cells from column %s on, beyond the %d columns of a sheet", n, columnLetters(r.column), maxColumns)
	}
	for len(r.cells) < r.column {
		r.cells = append(r.cells, "")
	}
	for range n {
		r.cells = append(r.cells, text)
	}
	r.column += n
	return nil
}

// columnLetters names a column counted from 0 as spreadsheets do: A, B, ... Z, AA.
func columnLetters(column int) string {
	letters := ""
	for column++; column > 0; column = (column - 1) / 26 {
		letters = string(rune('A'+(column-1)%26)) + letters
	}
	return letters
}

// sheetRows hands rows on, and stops what is not believable.
type sheetRows struct {
	file  *File
	sheet string
	yield func(Row, error) bool
	last  int // the last row's number
	cells int
}

// give hands on the row n times over, with numbers from the one given. It reports whether more is wanted.
func (s *sheetRows) give(number int, cells []string, n int) bool {
	if len(cells) == 0 {
		return true
	}
	if number <= s.last {
		return s.fail(number, fmt.Errorf("the row comes after row %d", s.last))
	}
	if number+n-1 > maxRows {
		return s.fail(number, fmt.Errorf("%d rows with text from here on, beyond the %d rows of a sheet", n, maxRows))
	}
	for range n {
		if s.cells += len(cells); s.cells > maxCells {
			return s.fail(number, fmt.Errorf("more than %d cells so far", maxCells))
		}
		if !s.yield(Row{Number: number, Cells: cells}, nil) {
			return false
		}
		s.last = number
		number++
	}
	return true
}

// fail ends the rows with an error. It reports false, as give does when no more is wanted.
func (s *sheetRows) fail(number int, cause error) bool {
	s.yield(Row{}, &Error{
		Position: Position{File: s.file.Name, Sheet: s.sheet, Row: number}, Doing: "reading",
		Found: "the sheet cannot be read on", Err: cause, Hint: "download the file again, or open it in a spreadsheet program and save it anew",
	})
	return false
}
