package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
	"time"

	"goodmeasure/evidence"
)

const subscriberColumns = "id, email, search, asked, confirmed, unsubscribe, ended"

func readSubscriber(row scanner) (s evidence.Subscriber, err error) {
	return s, row.Scan(&s.ID, &s.Email, &s.Search, when{&s.Asked}, when{&s.Confirmed}, &s.Unsubscribe, when{&s.Ended})
}

// AskedFor is how long the link works that confirms what was asked for. An address that was not confirmed by then is forgotten when the
// next one asks.
const AskedFor = 14 * 24 * time.Hour

// Subscribe takes down that somebody asked for a list (search 0: all that is new) for an address, and gives the secret of
// the link that confirms it. One who is confirmed already gets no secret, and nothing changes.
func (w *Workspace) Subscribe(ctx context.Context, email string, search int64) (s evidence.Subscriber, token string, err error) {
	email = strings.ToLower(clean(email))
	err = w.inTransaction(ctx, func(tx *sql.Tx) error {
		if _, err := numbers(ctx, tx, "subscribing", 1); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM subscriber WHERE confirmed = '' AND asked < $1", stamp(now().Add(-AskedFor))); err != nil {
			return err
		}
		s, err = one(ctx, tx, readSubscriber, "SELECT "+subscriberColumns+" FROM subscriber WHERE email = $1 AND search = $2"+w.lock, email, search)
		known := err == nil
		switch {
		case err != nil && !errors.Is(err, evidence.ErrNotFound):
			return err
		case known && !s.Confirmed.IsZero() && s.Ended.IsZero():
			return nil
		}
		token = NewToken()
		s.Email, s.Search, s.Asked = email, search, now()
		if known {
			return change(ctx, tx, "UPDATE subscriber SET asked = $2, token = $3 WHERE id = $1", s.ID, stamp(s.Asked), Digest(token))
		}
		if s.ID, err = numbers(ctx, tx, "subscriber", 1); err != nil {
			return err
		}
		s.Unsubscribe = NewToken()
		_, err := tx.ExecContext(ctx, "INSERT INTO subscriber (id, email, search, asked, token, unsubscribe) VALUES ($1, $2, $3, $4, $5, $6)",
			s.ID, s.Email, s.Search, stamp(s.Asked), Digest(token), s.Unsubscribe)
		return err
	})
	if err != nil {
		return s, "", fmt.Errorf("taking down a subscription: %w", err)
	}
	return s, token, nil
}

// Asked gives who asked for a list by the secret of the link that confirms it, as long as that works, and uses nothing up.
func (w *Workspace) Asked(ctx context.Context, token string) (evidence.Subscriber, error) {
	s, err := one(ctx, w.read, readSubscriber, "SELECT "+subscriberColumns+" FROM subscriber WHERE token = $1 AND asked >= $2", Digest(token), stamp(now().Add(-AskedFor)))
	if err != nil {
		return s, fmt.Errorf("looking up what was asked for: %w", err)
	}
	return s, nil
}

// Confirm turns what somebody asked for into a subscription. The secret works once, and for 14 days.
func (w *Workspace) Confirm(ctx context.Context, token string) (s evidence.Subscriber, err error) {
	err = w.inTransaction(ctx, func(tx *sql.Tx) error {
		if s, err = one(ctx, tx, readSubscriber, "SELECT "+subscriberColumns+" FROM subscriber WHERE token = $1 AND asked >= $2"+w.lock, Digest(token), stamp(now().Add(-AskedFor))); err != nil {
			return err
		}
		s.Confirmed, s.Ended = now(), time.Time{}
		return change(ctx, tx, "UPDATE subscriber SET confirmed = $2, ended = '', token = $3 WHERE id = $1", s.ID, stamp(s.Confirmed), "")
	})
	if err != nil {
		return s, fmt.Errorf("confirming a subscription: %w", err)
	}
	return s, nil
}

// Unsubscribe ends a subscription by the secret of its link. Ending it again is no error.
func (w *Workspace) Unsubscribe(ctx context.Context, secret string) (s evidence.Subscriber, err error) {
	err = w.inTransaction(ctx, func(tx *sql.Tx) error {
		if s, err = one(ctx, tx, readSubscriber, "SELECT "+subscriberColumns+" FROM subscriber WHERE unsubscribe = $1"+w.lock, secret); err != nil || !s.Ended.IsZero() {
			return err
		}
		s.Ended = now()
		return change(ctx, tx, "UPDATE subscriber SET ended = $2, token = '' WHERE id = $1", s.ID, stamp(s.Ended))
	})
	if err != nil {
		return s, fmt.Errorf("ending a subscription: %w", err)
	}
	return s, nil
}

// RemoveSubscriber ends a subscription for somebody else, whose address the trail does not hold. What was asked for and never
// confirmed is forgotten.
func (w *Workspace) RemoveSubscriber(ctx context.Context, by evidence.Account, id int64) error {
	err := w.inTransaction(ctx, func(tx *sql.Tx) error {
		forgotten, err := tx.ExecContext(ctx, "DELETE FROM subscriber WHERE id = $1 AND confirmed = ''", id)
		if err != nil {
			return err
		}
		if gone, err := forgotten.RowsAffected(); err != nil || gone == 0 {
			if err = firstOf(err, func() error {
				return change(ctx, tx, "UPDATE subscriber SET ended = CASE WHEN ended = '' THEN $2 ELSE ended END, token = '' WHERE id = $1 AND (ended = '' OR token <> '')", id, stamp(now()))
			}); err != nil {
				return err
			}
		}
		return note(ctx, tx, by, evidence.Act{Verb: "removed", Subject: "subscriber", Number: id}, nil, nil)
	})
	if err != nil {
		return fmt.Errorf("ending subscription %d: %w", id, err)
	}
	return nil
}

// Subscription gives a subscriber by the secret of the link that ends it.
func (w *Workspace) Subscription(ctx context.Context, secret string) (evidence.Subscriber, error) {
	s, err := one(ctx, w.read, readSubscriber, "SELECT "+subscriberColumns+" FROM subscriber WHERE unsubscribe = $1", secret)
	if err != nil {
		return s, fmt.Errorf("looking up a subscription: %w", err)
	}
	return s, nil
}

// Subscribers lists those who confirmed a list and have not ended it.
func (w *Workspace) Subscribers(ctx context.Context, search int64) ([]evidence.Subscriber, error) {
	found, err := all(ctx, w.read, func(rows *sql.Rows) (evidence.Subscriber, error) { return readSubscriber(rows) },
		"SELECT "+subscriberColumns+" FROM subscriber WHERE search = $1 AND confirmed <> '' AND ended = '' ORDER BY id", search)
	if err != nil {
		return nil, fmt.Errorf("listing the subscribers of %s: %w", w.place, err)
	}
	return found, nil
}

// SubscriptionsOf lists what an address, in either spelling, is sent or has asked for.
func (w *Workspace) SubscriptionsOf(ctx context.Context, email, written string) ([]evidence.Subscriber, error) {
	found, err := all(ctx, w.read, func(rows *sql.Rows) (evidence.Subscriber, error) { return readSubscriber(rows) },
		"SELECT "+subscriberColumns+" FROM subscriber WHERE email IN ($1, $2) AND (ended = '' OR token <> '') ORDER BY id", email, written)
	if err != nil {
		return nil, fmt.Errorf("looking for subscriptions in %s: %w", w.place, err)
	}
	return found, nil
}

// Lists gives the saved searches that somebody is sent what is new of, by number.
func (w *Workspace) Lists(ctx context.Context) ([]int64, error) {
	found, err := values[int64](ctx, w.read, "SELECT DISTINCT search FROM subscriber WHERE search <> 0 AND confirmed <> '' AND ended = '' ORDER BY search")
	if err != nil {
		return nil, fmt.Errorf("looking for the lists of %s: %w", w.place, err)
	}
	return found, nil
}

// SaveSearch keeps a search for an account.
func (w *Workspace) SaveSearch(ctx context.Context, s evidence.SavedSearch) (evidence.SavedSearch, error) {
	err := w.inTransaction(ctx, func(tx *sql.Tx) (err error) {
		s.Created = now()
		if s.ID, err = numbers(ctx, tx, "saved search", 1); err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO saved_search (id, account, name, query, created) VALUES ($1, $2, $3, $4, $5)", s.ID, s.Account, clean(s.Name), clean(s.Query), stamp(s.Created))
		return err
	})
	if err != nil {
		return s, fmt.Errorf("keeping the search %q: %w", s.Name, err)
	}
	return s, nil
}

const savedColumns = "id, account, name, query, created"

func readSaved(row scanner) (s evidence.SavedSearch, err error) {
	return s, row.Scan(&s.ID, &s.Account, &s.Name, &s.Query, when{&s.Created})
}

// SavedSearch gives a search that was kept.
func (w *Workspace) SavedSearch(ctx context.Context, id int64) (evidence.SavedSearch, error) {
	s, err := one(ctx, w.read, readSaved, "SELECT "+savedColumns+" FROM saved_search WHERE id = $1", id)
	if err != nil {
		return s, fmt.Errorf("looking up saved search %d: %w", id, err)
	}
	return s, nil
}

// SavedSearches lists the searches that an account keeps.
func (w *Workspace) SavedSearches(ctx context.Context, account int64) ([]evidence.SavedSearch, error) {
	found, err := all(ctx, w.read, func(rows *sql.Rows) (evidence.SavedSearch, error) { return readSaved(rows) }, "SELECT "+savedColumns+" FROM saved_search WHERE account = $1 ORDER BY id", account)
	if err != nil {
		return nil, fmt.Errorf("listing the saved searches of account %d: %w", account, err)
	}
	return found, nil
}

// RemoveSearch forgets a search that an account keeps, and ends the lists that were sent of it.
func (w *Workspace) RemoveSearch(ctx context.Context, account, id int64) error {
	err := w.inTransaction(ctx, func(tx *sql.Tx) error {
		if err := change(ctx, tx, "DELETE FROM saved_search WHERE id = $1 AND account = $2", id, account); err != nil {
			return err
		}
		_, err := tx.ExecContext(ctx, "UPDATE subscriber SET ended = $2 WHERE search = $1 AND ended = ''", id, stamp(now()))
		return err
	})
	if err != nil {
		return fmt.Errorf("removing saved search %d: %w", id, err)
	}
	return nil
}
