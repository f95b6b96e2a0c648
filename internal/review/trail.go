package review

import (
	"context"

	"goodmeasure/evidence"
	"goodmeasure/internal/store"
)

// Trail is the audit trail of a review: who did what and when, newest first, as far as the person may see it. Before is
// the number of the last act of the page before; 0 begins with the newest.
func (d *Desk) Trail(ctx context.Context, review, before int64, limit int) ([]evidence.Act, error) {
	return d.TrailOf(ctx, review, 0, before, limit)
}

// TrailOf is the part of the trail that is about one record; 0 is all of it.
func (d *Desk) TrailOf(ctx context.Context, review, record, before int64, limit int) ([]evidence.Act, error) {
	if _, err := d.Review(ctx, review); err != nil {
		return nil, err
	}
	return d.workspace().Acts(ctx, store.Trail{Review: review, Record: record, Before: before, Limit: limit, Viewer: d.who.ID})
}
