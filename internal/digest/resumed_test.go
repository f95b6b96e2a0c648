package digest_test

import (
	"database/sql"
	"fmt"
	"testing"
	"time"

	"goodmeasure/evidence"
)

// Who takes a search up that nobody got for months is sent what a first reader of it would be, and not the months between.
// Who got it all the time misses nothing.
func TestASearchTakenUpAgainSendsNoMonthsOfBacklog(t *testing.T) {
	l := newLibrary(t, "")
	now := time.Now()
	search, err := l.SaveSearch(t.Context(), evidence.SavedSearch{Name: "work", Query: "q=work"})
	if err != nil {
		t.Fatal(err)
	}
	l.add(t, true, titled("An old work"), titled("A work of last month"), titled("A work of this week"))
	if _, err := l.AddIssue(t.Context(), evidence.Issue{Search: search.ID, Since: now.AddDate(0, 0, -100), Until: now.AddDate(0, 0, -90), Items: []evidence.IssueItem{{Record: 1, Title: "An old work"}}}); err != nil {
		t.Fatal(err)
	}
	db, err := sql.Open("sqlite", l.place)
	if err != nil {
		t.Fatal(err)
	}
	defer db.Close()
	earlier := func(table, column string, id, days int) {
		t.Helper()
		at := now.AddDate(0, 0, -days).UTC().Format("2006-01-02T15:04:05.000000Z")
		if _, err := db.ExecContext(t.Context(), fmt.Sprintf("UPDATE %s SET %s = '%s' WHERE id = %d", table, column, at, id)); err != nil {
			t.Fatal(err)
		}
	}
	earlier("record", "first_public", 1, 95)
	earlier("record", "first_public", 2, 30)
	earlier("record", "first_public", 3, 2)
	_, token, err := l.Subscribe(t.Context(), "ann@example.org", search.ID)
	if err == nil {
		_, err = l.Confirm(t.Context(), token)
	}
	if err != nil {
		t.Fatal(err)
	}
	titles := func() (found []string) {
		t.Helper()
		d, err := l.office.Compose(t.Context(), search.ID)
		if err != nil {
			t.Fatal(err)
		}
		for _, item := range d.Issue.Items {
			found = append(found, item.Title)
		}
		return found
	}
	if got := fmt.Sprint(titles()); got != "[A work of this week]" {
		t.Errorf("who takes it up now would get %s", got)
	}
	earlier("subscriber", "confirmed", 1, 99)
	if got := fmt.Sprint(titles()); got != "[A work of last month A work of this week]" {
		t.Errorf("who got it all the time would get %s", got)
	}
	earlier("subscriber", "confirmed", 1, 0)
	if sent := l.send(t); len(l.box.Mails()) != 1 {
		t.Errorf("%+v was sent, in %d mails", sent, len(l.box.Mails()))
	}
}
