package review

import (
	"context"
	"errors"
	"fmt"
	"io"

	"goodmeasure/evidence"
	"goodmeasure/internal/store"
	"goodmeasure/internal/workbench"
)

// Bundled says what a bundle holds.
type Bundled = store.Summary

// Bundle writes the whole of a review as one archive. While a blind review has records that only some have decided on,
// nobody with an account may: the archive says who decided what.
func (d *Desk) Bundle(ctx context.Context, review int64, to io.Writer) (Bundled, error) {
	r, err := d.need(ctx, review, evidence.Owner, "bundling the review")
	if err != nil {
		return Bundled{}, err
	}
	if r.Blind && r.Screeners > 1 && !d.sole {
		for _, stage := range evidence.Stages() {
			if p, err := d.Progress(ctx, review, stage); err != nil || p.Part > 0 {
				return Bundled{}, errors.Join(err, fmt.Errorf("the review is blind, and %d of its records wait for another reader: the bundle would show who decided what; it can be made once all have decided", p.Part))
			}
		}
	}
	return d.workspace().Bundle(ctx, review, to, "goodmeasure "+workbench.Version)
}

// Restore makes a new review of a bundle. Who restores it owns it.
func (d *Desk) Restore(ctx context.Context, bundle io.ReaderAt, size int64) (evidence.Review, error) {
	if err := d.room.make(ctx); err != nil {
		return evidence.Review{}, err
	}
	if !d.sole {
		if role, err := d.Role(ctx, evidence.Library); err != nil || !role.Allows(evidence.Owner) {
			return evidence.Review{}, errors.Join(err, &Refusal{evidence.Owner, role, "restoring a review", "the library"})
		}
	}
	return d.workspace().Unbundle(ctx, d.who, bundle, size)
}
