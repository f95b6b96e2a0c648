package store

import (
	"errors"
	"testing"
	"time"

	"goodmeasure/evidence"
)

// Who never confirmed can be forgotten, and is once the link is too old to confirm anything.
func TestWhatWasNeverConfirmedIsForgotten(t *testing.T) {
	onBoth(t, func(t *testing.T, w *Workspace) {
		held := func(email string) int {
			t.Helper()
			count, err := one(t.Context(), w.db, value[int], "SELECT count(*) FROM subscriber WHERE email = $1", email)
			if err != nil {
				t.Fatal(err)
			}
			return count
		}
		ask := func(email string) (evidence.Subscriber, string) {
			t.Helper()
			s, token, err := w.Subscribe(t.Context(), email, 0)
			if err != nil {
				t.Fatal(err)
			}
			return s, token
		}
		removed, token := ask("removed@example.org")
		if found, err := w.SubscriptionsOf(t.Context(), "removed@example.org", ""); err != nil || len(found) != 1 || found[0].ID != removed.ID {
			t.Fatal(found, err)
		}
		if err := w.RemoveSubscriber(t.Context(), evidence.Account{}, removed.ID); err != nil || held("removed@example.org") != 0 {
			t.Errorf("an address that was never confirmed is kept after it was removed: %v", err)
		}
		if _, err := w.Confirm(t.Context(), token); !errors.Is(err, evidence.ErrNotFound) {
			t.Errorf("the link of one that was removed confirms: %v", err)
		}
		late, token := ask("late@example.org")
		_, other := ask("other@example.org")
		age := func(of int64, by time.Duration) {
			t.Helper()
			if _, err := w.db.ExecContext(t.Context(), "UPDATE subscriber SET asked = $2 WHERE id = $1", of, stamp(now().Add(-by))); err != nil {
				t.Fatal(err)
			}
		}
		age(late.ID, AskedFor-time.Hour)
		if _, err := w.Asked(t.Context(), token); err != nil {
			t.Errorf("a link of nearly 14 days: %v", err)
		}
		age(late.ID, AskedFor+time.Hour)
		if _, err := w.Asked(t.Context(), token); !errors.Is(err, evidence.ErrNotFound) {
			t.Errorf("a link that is older than 14 days: %v", err)
		}
		if _, err := w.Confirm(t.Context(), token); !errors.Is(err, evidence.ErrNotFound) {
			t.Errorf("a link that is older than 14 days confirms: %v", err)
		}
		confirmed, err := w.Confirm(t.Context(), other)
		if err != nil {
			t.Fatal(err)
		}
		age(confirmed.ID, 2*AskedFor)
		ask("third@example.org")
		if held("late@example.org") != 0 || held("other@example.org") != 1 {
			t.Errorf("%d addresses are kept that were not confirmed in time, and %d that were", held("late@example.org"), held("other@example.org"))
		}
		// One who ended a list and asked anew is kept, since mails went there, and can confirm nothing any more.
		if _, err := w.Unsubscribe(t.Context(), confirmed.Unsubscribe); err != nil {
			t.Fatal(err)
		}
		_, again := ask("other@example.org")
		if err := w.RemoveSubscriber(t.Context(), evidence.Account{}, confirmed.ID); err != nil || held("other@example.org") != 1 {
			t.Error(err)
		}
		if _, err := w.Confirm(t.Context(), again); !errors.Is(err, evidence.ErrNotFound) {
			t.Errorf("what was removed confirms: %v", err)
		}
	})
}
