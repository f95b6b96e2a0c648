package library

import (
	"context"
	"strings"

	"goodmeasure/evidence"
	"goodmeasure/internal/store"
)

// Recogniser tells what the library has already.
type Recogniser struct {
	workspace *store.Workspace
	known     *known
}

// NewRecogniser knows the library of a workspace.
func NewRecogniser(w *store.Workspace) *Recogniser { return &Recogniser{w, newKnown()} }

// Recognise tells which of some records the library surely has already, by their places.
func (r *Recogniser) Recognise(ctx context.Context, records []evidence.Record) (map[int]Double, error) {
	had := map[int]Double{}
	sorted, err := r.known.sort(ctx, r.workspace, records)
	if err != nil {
		return nil, err
	}
	for n, record := range records {
		if same := sorted.of[n].same; same != nil && same.number != 0 { // a title of its own does not hold on to the whole record
			had[n] = Double{Record: record.Origin.Number, Line: record.Origin.Line, Title: strings.Clone(record.Title), Of: same.number, Why: same.why}
		}
	}
	return had, nil
}
