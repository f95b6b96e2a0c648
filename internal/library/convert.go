package library

import (
	"context"
	"iter"

	"goodmeasure/chart"
	"goodmeasure/citation"
	"goodmeasure/evidence"
	"goodmeasure/study"
)

// Records streams the records of files, one file after another, and leaves out those that cannot be read, which it
// counts in failed. An error is the last thing given.
func Records(ctx context.Context, paths []string, options Options, failed *int) iter.Seq2[evidence.Record, error] {
	return func(yield func(evidence.Record, error) bool) {
		for _, path := range paths {
			file, err := citation.Open(path, options.Options)
			if err != nil {
				yield(evidence.Record{}, err)
				return
			}
			more := recordsOf(ctx, file, failed, yield)
			file.Close()
			if !more {
				return
			}
		}
	}
}

func recordsOf(ctx context.Context, file *citation.File, failed *int, yield func(evidence.Record, error) bool) bool {
	for entry, err := range file.Entries() {
		if err == nil {
			err = ctx.Err()
		}
		switch {
		case err != nil:
			yield(evidence.Record{}, err)
			return false
		case entry.Failed != nil:
			*failed++
		case entry.Record.Origin.Number == 0: // only notes
		case !yield(entry.Record, nil):
			return false
		}
	}
	return true
}

// Table is records as a table, one row for each, from which CSV and spreadsheets are written.
func Table(records []evidence.Record) chart.Table {
	t := chart.Table{Caption: "Records"}
	for _, field := range citation.RowFields() {
		t.Columns = append(t.Columns, chart.Column{Name: field})
	}
	for i := range records {
		var row []chart.Cell
		for _, text := range citation.Row(&records[i]) {
			row = append(row, chart.Cell{Text: text, Value: study.Missing})
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}
