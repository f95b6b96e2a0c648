package store

import (
	"context"
	"errors"
	"fmt"

	"goodmeasure/evidence"
)

// IsMember tells whether a record is one of a review's.
func (w *Workspace) IsMember(ctx context.Context, review, record int64) (bool, error) {
	_, err := one(ctx, w.read, value[int64], "SELECT record FROM review_record WHERE review = $1 AND record = $2", review, record)
	switch {
	case errors.Is(err, evidence.ErrNotFound):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("looking for record %d in review %d: %w", record, review, err)
	}
	return true, nil
}
