package library

import (
	"context"
	"slices"

	"goodmeasure/evidence"
	"goodmeasure/internal/store"
)

// Recognise tells which of some records a library surely has, as an import into it would: by their places.
func Recognise(ctx context.Context, w *store.Workspace, records []evidence.Record) (map[int]Double, error) {
	had := map[int]Double{}
	known := newKnown()
	from := 0
	for batch := range slices.Chunk(records, taken) {
		sorted, err := known.sort(ctx, w, batch)
		if err != nil {
			return nil, err
		}
		for n := range batch {
			if same := sorted.of[n].same; same != nil && same.number != 0 {
				had[from+n] = Double{Record: batch[n].Origin.Number, Line: batch[n].Origin.Line, Title: batch[n].Title, Of: same.number, Why: same.why}
			}
		}
		from += len(batch)
	}
	return had, nil
}
