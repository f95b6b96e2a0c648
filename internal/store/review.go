package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"slices"
	"time"

	"goodmeasure/evidence"
)

const reviewColumns = "id, title, terms, created, changed"

func readReview(row scanner) (r evidence.Review, err error) {
	var terms []byte
	if err := row.Scan(&r.ID, &r.Title, &terms, when{&r.Created}, when{&r.Changed}); err != nil {
		return r, err
	}
	return r, json.Unmarshal(terms, &r.Terms)
}

// AddReview begins a review.
func (w *Workspace) AddReview(ctx context.Context, by evidence.Account, title string, terms evidence.Terms) (r evidence.Review, err error) {
	r = evidence.Review{Title: clean(title), Terms: terms, Created: now()}
	r.Changed = r.Created
	err = terms.Check()
	if err == nil {
		err = w.inTransaction(ctx, func(tx *sql.Tx) (err error) {
			if r.ID, err = numbers(ctx, tx, "review", 1); err != nil {
				return err
			}
			text, err := described(terms)
			return firstOf(err,
				func() error {
					_, err := tx.ExecContext(ctx, "INSERT INTO review ("+reviewColumns+", screeners, blind) VALUES ($1, $2, $3, $4, $5, $6, $7)",
						r.ID, r.Title, text, stamp(r.Created), stamp(r.Changed), terms.Screeners, terms.Blind)
					return err
				},
				func() error {
					if by.ID == 0 {
						return nil
					}
					return setRole(ctx, tx, by.ID, r.ID, evidence.Owner)
				},
				func() error {
					return note(ctx, tx, by, evidence.Act{Verb: "added", Subject: "review", Number: r.ID, Review: r.ID}, nil, r)
				})
		})
	}
	if err != nil {
		return r, fmt.Errorf("beginning the review %q: %w", title, err)
	}
	return r, nil
}

// Review gives a review.
func (w *Workspace) Review(ctx context.Context, id int64) (evidence.Review, error) {
	r, err := reviewOf(ctx, w.read, id, "")
	if err != nil {
		return r, fmt.Errorf("looking up review %d: %w", id, err)
	}
	return r, nil
}

func reviewOf(ctx context.Context, db rowQuerier, id int64, lock string) (evidence.Review, error) {
	return one(ctx, db, readReview, "SELECT "+reviewColumns+" FROM review WHERE id = $1"+lock, id)
}

// Reviews lists the reviews in the order in which they were begun.
func (w *Workspace) Reviews(ctx context.Context) ([]evidence.Review, error) {
	reviews, err := all(ctx, w.read, func(rows *sql.Rows) (evidence.Review, error) { return readReview(rows) }, "SELECT "+reviewColumns+" FROM review ORDER BY id")
	if err != nil {
		return nil, fmt.Errorf("listing the reviews of %s: %w", w.place, err)
	}
	return reviews, nil
}

// HalfDecided is the error of terms that would show a verdict to somebody who has yet to decide.
type HalfDecided struct{ Records int }

func (e *HalfDecided) Error() string {
	return fmt.Sprintf("records that wait for another screener, whom verdicts would be shown to: %d", e.Records)
}

// FacetUsed is the error of terms that would drop a facet which cards answer.
type FacetUsed struct {
	Facet evidence.Facet
	Cards int
}

func (e *FacetUsed) Error() string {
	return fmt.Sprintf("cards that answer the facet %q: %d, so it has to stay in the list; its name may change", e.Facet.Title, e.Cards)
}

// ChangeReview gives a review another title and other terms. A reason that decisions rest on cannot go, nor a facet that
// cards answer, nor, while a record is half decided, what keeps the first verdict on it from others. Over is when what is changed was last changed: somebody who has
// done so since is not written over, and the error is ErrStale; zero asks for no such care.
func (w *Workspace) ChangeReview(ctx context.Context, by evidence.Account, id int64, title string, terms evidence.Terms, over time.Time) (r evidence.Review, err error) {
	err = terms.Check()
	if err == nil {
		err = w.inTransaction(ctx, func(tx *sql.Tx) error {
			before, err := reviewOf(ctx, tx, id, w.lock)
			if err != nil {
				return err
			}
			if !over.IsZero() && !over.Equal(before.Changed) {
				return ErrStale
			}
			if !terms.Blind || terms.Screeners < before.Screeners {
				half, err := halfDecided(ctx, tx, before)
				if err == nil && half > 0 {
					err = &HalfDecided{half}
				}
				if err != nil {
					return err
				}
			}
			used, err := values[string](ctx, tx, "SELECT DISTINCT reason FROM decision WHERE review = $1 AND undone = '' AND reason <> '' ORDER BY reason", id)
			if err != nil {
				return err
			}
			for _, reason := range used {
				if !slices.ContainsFunc(terms.Reasons, func(r evidence.Reason) bool { return r.ID == reason }) {
					return fmt.Errorf("decisions rest on the reason %q, so it has to stay in the list; its words may change", reason)
				}
			}
			if err := facetsStay(ctx, tx, before, terms); err != nil {
				return err
			}
			r = before
			r.Title, r.Terms, r.Changed = clean(title), terms, now()
			text, err := described(terms)
			return firstOf(err,
				func() error {
					return change(ctx, tx, "UPDATE review SET title = $2, terms = $3, changed = $4, screeners = $5, blind = $6 WHERE id = $1",
						id, r.Title, text, stamp(r.Changed), terms.Screeners, terms.Blind)
				},
				func() error {
					return note(ctx, tx, by, evidence.Act{Verb: "changed", Subject: "review", Number: id, Review: id}, before, r)
				})
		})
	}
	if err != nil {
		return r, fmt.Errorf("changing review %d: %w", id, err)
	}
	return r, nil
}

// facetsStay refuses terms without a facet that cards answer.
func facetsStay(ctx context.Context, tx *sql.Tx, before evidence.Review, after evidence.Terms) error {
	var gone []evidence.Facet
	for _, f := range before.Facets {
		if !slices.ContainsFunc(after.Facets, func(a evidence.Facet) bool { return a.ID == f.ID }) {
			gone = append(gone, f)
		}
	}
	if len(gone) == 0 {
		return nil
	}
	cards, err := all(ctx, tx, func(rows *sql.Rows) (evidence.Card, error) { return readCard(rows) }, "SELECT "+cardColumns+" FROM card WHERE review = $1", before.ID)
	if err != nil {
		return err
	}
	for _, f := range gone {
		answered := 0
		for _, c := range cards {
			if len(c.Facets[f.ID]) > 0 {
				answered++
			}
		}
		if answered > 0 {
			return &FacetUsed{f, answered}
		}
	}
	return nil
}

// RemoveReview takes a review away with every decision and card of it. Its records stay in the library, and the trail
// keeps what was done.
func (w *Workspace) RemoveReview(ctx context.Context, by evidence.Account, id int64) error {
	err := w.inTransaction(ctx, func(tx *sql.Tx) error {
		before, err := reviewOf(ctx, tx, id, w.lock)
		return firstOf(err,
			func() error { return change(ctx, tx, "DELETE FROM review WHERE id = $1", id) },
			func() error {
				_, err := tx.ExecContext(ctx, "DELETE FROM role WHERE review = $1", id)
				return err
			},
			func() error {
				return note(ctx, tx, by, evidence.Act{Verb: "removed", Subject: "review", Number: id, Review: id}, before, nil)
			})
	})
	if err != nil {
		return fmt.Errorf("removing review %d: %w", id, err)
	}
	return nil
}
