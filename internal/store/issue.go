package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"time"

	"goodmeasure/evidence"
)

const issueColumns = "id, search, since, until, made"

func readIssue(row scanner) (i evidence.Issue, err error) {
	return i, row.Scan(&i.ID, &i.Search, when{&i.Since}, when{&i.Until}, when{&i.Made})
}

// settling is how far back the search for new items reaches behind the last issue: what was being written while that was
// made bears an earlier time.
const settling = time.Hour

// NewSince gives the records that became public after one time and not after another, still are, and were in no earlier
// issue of the same list, in the order in which they became so.
func (w *Workspace) NewSince(ctx context.Context, search int64, since, until time.Time) ([]int64, error) {
	found, err := values[int64](ctx, w.read, `SELECT id FROM record r WHERE first_public > $1 AND first_public <= $2 AND public AND merged_into = 0
		AND NOT EXISTS (SELECT 1 FROM issue_item x JOIN issue i ON i.id = x.issue WHERE x.record = r.id AND i.search = $3)
		ORDER BY first_public, id`, stamp(since.Add(-settling)), stamp(until), search)
	if err != nil {
		return nil, fmt.Errorf("looking for what is new in %s: %w", w.place, err)
	}
	return found, nil
}

// ErrNothingNew is that an issue would have no items. It is not made, and not sent.
var ErrNothingNew = errors.New("nothing is new since the last issue")

// AddIssue freezes an issue, with a delivery to each subscriber of its list that waits to be sent. It begins where the
// last one ended or later: when another process has made one since, the error is ErrStale.
func (w *Workspace) AddIssue(ctx context.Context, i evidence.Issue) (evidence.Issue, error) {
	err := w.inTransaction(ctx, func(tx *sql.Tx) (err error) {
		if len(i.Items) == 0 {
			return ErrNothingNew
		}
		if i.ID, err = numbers(ctx, tx, "issue", 1); err != nil {
			return err
		}
		last, err := one(ctx, tx, readIssue, "SELECT "+issueColumns+" FROM issue WHERE search = $1 ORDER BY until DESC LIMIT 1", i.Search)
		if err == nil && i.Since.Before(last.Until) {
			return ErrStale
		}
		if err != nil && !errors.Is(err, evidence.ErrNotFound) {
			return err
		}
		i.Made = now()
		position := 0
		return firstOf(nil,
			func() error {
				_, err := tx.ExecContext(ctx, "INSERT INTO issue ("+issueColumns+") VALUES ($1, $2, $3, $4, $5)", i.ID, i.Search, stamp(i.Since), stamp(i.Until), stamp(i.Made))
				return err
			},
			func() error {
				return insert(ctx, tx, "issue_item", "issue, position, record, item", i.Items, func(item evidence.IssueItem) ([]any, error) {
					position++
					text, err := described(item)
					return []any{i.ID, position, item.Record, text}, err
				})
			},
			func() error {
				_, err := tx.ExecContext(ctx, `INSERT INTO delivery (issue, subscriber, state, changed)
					SELECT CAST($1 AS BIGINT), id, 'pending', CAST($2 AS TEXT) FROM subscriber WHERE search = $3 AND confirmed <> '' AND ended = ''`, i.ID, stamp(i.Made), i.Search)
				return err
			})
	})
	if err != nil {
		return i, fmt.Errorf("making an issue: %w", err)
	}
	return i, nil
}

// LastIssue gives the newest issue of a list, without its items; where there is none the error is evidence.ErrNotFound.
func (w *Workspace) LastIssue(ctx context.Context, search int64) (evidence.Issue, error) {
	i, err := one(ctx, w.read, readIssue, "SELECT "+issueColumns+" FROM issue WHERE search = $1 ORDER BY until DESC LIMIT 1", search)
	if err != nil {
		return i, fmt.Errorf("looking up the last issue: %w", err)
	}
	return i, nil
}

// Issues lists the issues of a list, the newest first, without their items.
func (w *Workspace) Issues(ctx context.Context, search int64) ([]evidence.Issue, error) {
	found, err := all(ctx, w.read, func(rows *sql.Rows) (evidence.Issue, error) { return readIssue(rows) }, "SELECT "+issueColumns+" FROM issue WHERE search = $1 ORDER BY until DESC", search)
	if err != nil {
		return nil, fmt.Errorf("listing the issues of %s: %w", w.place, err)
	}
	return found, nil
}

// Issue gives an issue with its items.
func (w *Workspace) Issue(ctx context.Context, id int64) (evidence.Issue, error) {
	i, err := one(ctx, w.read, readIssue, "SELECT "+issueColumns+" FROM issue WHERE id = $1", id)
	if err == nil {
		i.Items, err = all(ctx, w.read, func(rows *sql.Rows) (item evidence.IssueItem, err error) {
			text, err := value[[]byte](rows)
			return item, errors.Join(err, json.Unmarshal(text, &item))
		}, "SELECT item FROM issue_item WHERE issue = $1 ORDER BY position", id)
	}
	if err != nil {
		return i, fmt.Errorf("looking up issue %d: %w", id, err)
	}
	return i, nil
}

// NextDelivery takes the next delivery of an issue that has waited since a time, for this process to send and report with
// Delivered. When none is left the error is evidence.ErrNotFound. No two callers get the same one, and one whose reader has
// unsubscribed since is not handed out.
func (w *Workspace) NextDelivery(ctx context.Context, issue int64, since time.Time) (d evidence.Delivery, err error) {
	err = w.inTransaction(ctx, func(tx *sql.Tx) error {
		id, err := one(ctx, tx, value[int64], `SELECT d.subscriber FROM delivery d JOIN subscriber s ON s.id = d.subscriber
			WHERE d.issue = $1 AND d.state = 'pending' AND s.ended = '' AND d.changed <= $2 ORDER BY d.attempts, d.subscriber LIMIT 1`+w.skipLocked("d"), issue, stamp(since))
		if err != nil {
			return err
		}
		if err := change(ctx, tx, "UPDATE delivery SET state = 'sending', attempts = attempts + 1, changed = $3 WHERE issue = $1 AND subscriber = $2 AND state = 'pending'", issue, id, stamp(now())); err != nil {
			return err
		}
		d, err = one(ctx, tx, readDelivery, deliveryQuery+" WHERE d.issue = $1 AND d.subscriber = $2", issue, id)
		return err
	})
	if err != nil {
		return d, fmt.Errorf("taking a delivery of issue %d: %w", issue, err)
	}
	return d, nil
}

// Unfinished lists the issues of which something still waits to be sent, the oldest first.
func (w *Workspace) Unfinished(ctx context.Context) ([]evidence.Issue, error) {
	return w.issuesWith(ctx, evidence.Pending)
}

// Unanswered lists the issues of which something was handed to the mail server and no answer was taken down, the oldest first.
func (w *Workspace) Unanswered(ctx context.Context) ([]evidence.Issue, error) {
	return w.issuesWith(ctx, evidence.Sending)
}

// issuesWith lists the issues with deliveries in a state, to readers who have not unsubscribed since.
func (w *Workspace) issuesWith(ctx context.Context, state evidence.DeliveryState) ([]evidence.Issue, error) {
	found, err := all(ctx, w.read, func(rows *sql.Rows) (evidence.Issue, error) { return readIssue(rows) }, "SELECT "+issueColumns+` FROM issue WHERE id IN
		(SELECT d.issue FROM delivery d JOIN subscriber s ON s.id = d.subscriber WHERE d.state = $1 AND s.ended = '') ORDER BY id`, state)
	if err != nil {
		return nil, fmt.Errorf("looking for what is not sent yet in %s: %w", w.place, err)
	}
	return found, nil
}

// Delivered reports what came of a delivery that was taken: sent, failed for good, or pending to be tried again.
func (w *Workspace) Delivered(ctx context.Context, d evidence.Delivery, state evidence.DeliveryState, problem string) error {
	err := w.inTransaction(ctx, func(tx *sql.Tx) error {
		return change(ctx, tx, "UPDATE delivery SET state = $3, problem = $4, changed = $5 WHERE issue = $1 AND subscriber = $2 AND state = 'sending'",
			d.Issue, d.Subscriber.ID, state, cut(clean(problem), 1000), stamp(now()))
	})
	if err != nil {
		return fmt.Errorf("taking down a delivery of issue %d: %w", d.Issue, err)
	}
	return nil
}

const deliveryQuery = `SELECT d.issue, d.state, d.attempts, d.problem, d.changed, s.id, s.email, s.search, s.asked, s.confirmed, s.unsubscribe, s.ended
	FROM delivery d JOIN subscriber s ON s.id = d.subscriber`

func readDelivery(row scanner) (d evidence.Delivery, err error) {
	s := &d.Subscriber
	return d, row.Scan(&d.Issue, &d.State, &d.Attempts, &d.Problem, when{&d.Changed}, &s.ID, &s.Email, &s.Search, when{&s.Asked}, when{&s.Confirmed}, &s.Unsubscribe, when{&s.Ended})
}

// Deliveries lists how far the sending of an issue has come.
func (w *Workspace) Deliveries(ctx context.Context, issue int64) ([]evidence.Delivery, error) {
	found, err := all(ctx, w.read, func(rows *sql.Rows) (evidence.Delivery, error) { return readDelivery(rows) }, deliveryQuery+" WHERE d.issue = $1 ORDER BY d.subscriber", issue)
	if err != nil {
		return nil, fmt.Errorf("listing the deliveries of issue %d: %w", issue, err)
	}
	return found, nil
}
