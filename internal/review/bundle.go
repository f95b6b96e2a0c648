package review

import (
	"context"
	"fmt"
	"io"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/store"
	"goodmeasure/internal/workbench"
)

// Bundled says what a bundle holds.
type Bundled = store.Summary

// Bundle writes the whole of a review as one archive. While a blind review has records that only some have decided on,
// nobody may where people have accounts: the archive says who decided what.
func (d *Desk) Bundle(ctx context.Context, review int64, to io.Writer) (Bundled, error) {
	may := func(d *Desk) error {
		r, err := d.need(ctx, review, evidence.Owner, "bundling the review")
		if err != nil {
			return err
		}
		waiting, err := d.StillBlind(ctx, r)
		if err == nil && waiting > 0 {
			err = &Halfway{waiting}
		}
		return err
	}
	if err := may(d); err != nil { // it also opens the workspace
		return Bundled{}, err
	}
	return d.workspace().Bundle(ctx, review, to, "goodmeasure "+workbench.Version, func(moment *store.Workspace) error { return may(d.at(moment)) })
}

// Halfway is the error when a bundle would show what is still blind.
type Halfway struct{ Records int }

func (e *Halfway) Error() string {
	return fmt.Sprintf("the review is blind, and %s for another reader: the bundle would show who decided what; it can be made once all have decided",
		chart.Count(e.Records, "of its records waits", "of its records wait"))
}

// StillBlind counts the records of a blind review that only some have decided on, from whoever has to be kept from knowing
// what they decided.
func (d *Desk) StillBlind(ctx context.Context, r evidence.Review) (records int, err error) {
	if d.sole {
		people, err := d.workspace().Accounts(ctx)
		if err != nil || len(people) == 0 {
			return 0, err
		}
	}
	return d.workspace().HalfDecided(ctx, r)
}

// Restore makes a new review of a bundle. Who restores it owns it.
func (d *Desk) Restore(ctx context.Context, bundle io.ReaderAt, size int64) (evidence.Review, error) {
	if err := d.room.make(ctx); err != nil {
		return evidence.Review{}, err
	}
	if err := d.needInLibrary(ctx, evidence.Owner, "restoring a review"); err != nil {
		return evidence.Review{}, err
	}
	return d.workspace().Unbundle(ctx, d.who, bundle, size)
}
