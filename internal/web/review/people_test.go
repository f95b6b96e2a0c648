package review_test

import (
	"net/http"
	"path/filepath"
	"strings"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/store"
	pages "goodmeasure/internal/web/review"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/web/visit"
	"goodmeasure/internal/workbench"
)

// Who owns a review lets others into it on its pages, and out again; nobody else does.
func TestOwnerSaysWhoWorksOnAReview(t *testing.T) {
	w, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "w.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	person := func(email, name string, role evidence.Role) evidence.Account {
		made, err := w.AddAccount(t.Context(), evidence.Account{}, evidence.Account{Email: email, Name: name}, "", role)
		if err != nil {
			t.Fatal(err)
		}
		return made
	}
	person("olive@example.org", "Olive", evidence.Owner)
	anna, ben := person("anna@example.org", "Anna", evidence.Reviewer), person("ben@example.org", "Ben", evidence.NoRole)
	asks := anna
	bench, err := workbench.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	v := visitor{visit.With(t, bench, site.Options{Who: func(*http.Request) (evidence.Account, bool, error) { return asks, false, nil }}, pages.Pages(review.NewRoom(w, nil))), t}
	v.send("/reviews", "title", "What helps", "question", "What helps?")
	role := func(expected evidence.Role) {
		t.Helper()
		if found, err := w.Role(t.Context(), ben.ID, 1); err != nil || found != expected {
			t.Errorf("Ben is %q (%v), expected %q", found, err, expected)
		}
	}
	expect := func(answer visit.Answer, status int, words string) {
		t.Helper()
		answer.CheckShape(t)
		if answer.Status != status || !strings.Contains(answer.Words(), words) {
			t.Errorf("%d, expected %d and %q: %s", answer.Status, status, words, answer.Words())
		}
	}
	asks = ben
	expect(v.Get(t, "/review/1/people"), http.StatusForbidden, "owner")
	asks = anna
	expect(v.send("/review/1/people", "email", "Ben@Example.org ", "role", "reviewer"), http.StatusOK, "Anna owner Ben reviewer")
	role(evidence.Reviewer)
	expect(v.send("/review/1/people", "email", "carl@example.org", "role", "reader"), http.StatusUnprocessableEntity, "invite them first")
	expect(v.send("/review/1/people", "email", "ben@example.org", "role", "king"), http.StatusUnprocessableEntity, "there is no role")
	asks = ben
	expect(v.Get(t, "/review/1/people"), http.StatusOK, "Anna owner Ben reviewer")
	expect(v.send("/review/1/people", "email", "ben@example.org", "role", "owner"), http.StatusForbidden, "owner")
	role(evidence.Reviewer)
	asks = anna
	expect(v.send("/review/1/people", "email", "ben@example.org", "role", ""), http.StatusOK, "Anna owner Give somebody a role")
	role(evidence.NoRole)
}
