package source

import (
	"fmt"

	"goodmeasure/study"
	"goodmeasure/table"
)

// read takes the figures of one printed table into the batch.
func (t foundPrinted) read(file *table.File, places *study.Gazetteer, batch *Batch) error {
	at := table.Position{File: file.Name, Sheet: t.sheet}
	var above headings
	var columns []printedColumns
	rowOf := map[string]int{} // by authority, to find a second row for one
	for row, err := range file.Rows(t.sheet) {
		if err != nil {
			return fmt.Errorf("a printed table is read whole or not at all: %w", err)
		}
		place, isArea := areaOf(row)
		if !isArea {
			if columns == nil {
				above.rows = append(above.rows, row.Cells)
			} else if len(rowOf) > 0 && figuresIn(row) {
				batch.Skipped[SkippedArea]++
			}
			continue
		}
		if columns == nil {
			for _, f := range t.figures {
				placed, err := f.place(above, t.kind, at)
				if err != nil {
					return err
				}
				columns = append(columns, placed...)
			}
		}
		if place.Code == "" {
			batch.Skipped[SkippedArea]++
			continue
		}
		at.Row = row.Number
		found, err := place.Find(places)
		if err != nil {
			batch.Refused = append(batch.Refused, Refusal{At: at, Found: place.String(), Expected: "the code of a local authority with children’s services"})
			continue
		}
		if before, seen := rowOf[found[0].Code]; seen {
			batch.Refused = append(batch.Refused, Refusal{At: at, Found: "a second row for " + found[0].Name, Expected: fmt.Sprintf("one, as in row %d", before)})
			continue
		}
		rowOf[found[0].Code] = row.Number
		t.row(row, at, found[0], columns, batch)
	}
	if len(rowOf) == 0 {
		return fmt.Errorf("%s: no row has the code of an authority; check that the sheet is whole", at)
	}
	return nil
}

func (t foundPrinted) row(row table.Row, at table.Position, authority study.Authority, columns []printedColumns, batch *Batch) {
	read := func(column int) (readCell, bool) {
		text := ""
		if column < len(row.Cells) {
			text = row.Cells[column]
		}
		number, status, err := Figure(text, EarlyEra)
		if err != nil {
			at.Column = fmt.Sprint(column + 1)
			batch.Refused = append(batch.Refused, Refusal{At: at, Found: text, Expected: "a figure or one of the symbols " + symbolWords[EarlyEra]})
		}
		return readCell{number, status, row.Number}, err == nil
	}
	for _, c := range columns {
		if !Alive(authority, t.kind, c.period) {
			batch.Skipped[SkippedOutside]++
			continue
		}
		cells := make([]readCell, 0, 2)
		f := figure{value: cell{column: "value"}, doubt: c.doubt}
		whole := true
		if c.countedAt >= 0 {
			counted, ok := read(c.countedAt)
			cells, whole = append(cells, counted), ok
			f.denominator = []cell{{}}
		}
		value, ok := read(c.value)
		observed, _ := f.observe(append(cells, value))
		if !ok || !whole {
			continue
		}
		observed.Authority, observed.Indicator, observed.Period = authority.Code, c.indicator, c.period
		observed.Source = t.release.source(t.name, c.period, c.period)
		batch.Observations = append(batch.Observations, observed)
	}
}

// figuresIn tells a region's row from a note.
func figuresIn(row table.Row) bool {
	figures := 0
	for _, cell := range row.Cells {
		if _, err := table.Number(cell); err == nil {
			figures++
		}
	}
	return figures > 1
}
