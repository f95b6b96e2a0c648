package library

import (
	"context"

	"goodmeasure/evidence"
)

// Reindex makes the index of words anew from the documents, and says how many there are. Where there is no library yet, the error is
// evidence.ErrNotFound.
func (d *Desk) Reindex(ctx context.Context) (documents int, err error) {
	if err := d.may(ctx, evidence.Reviewer, "making the index of words anew"); err != nil {
		return 0, err
	}
	w, err := d.shelf.place.There(ctx)
	if err != nil {
		return 0, err
	}
	return w.Reindex(ctx)
}
