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

// Together gives the reviews that two records are both part of.
func (w *Workspace) Together(ctx context.Context, first, second int64) ([]int64, error) {
	reviews, err := values[int64](ctx, w.read, "SELECT m.review FROM review_record m JOIN review_record n ON n.review = m.review WHERE m.record = $1 AND n.record = $2 ORDER BY m.review", first, second)
	if err != nil {
		return nil, fmt.Errorf("looking for reviews of records %d and %d: %w", first, second, err)
	}
	return reviews, nil
}
