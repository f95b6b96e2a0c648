package review_test

import (
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/review"
)

// What was decided before is no part of what was decided now.
func TestActWordsOfADecisionThatChanged(t *testing.T) {
	terms := evidence.NewTerms("Does it help?")
	excluded := `{"verdict":"exclude","stage":"full-text","reason":"no-text"}`
	included := `{"verdict":"include","stage":"full-text"}`
	for _, c := range []struct{ verb, before, after, want string }{
		{"decided", "", excluded, "decided: exclude, on full text, for the reason “The full text could not be had”"},
		{"decided", excluded, included, "decided: include, on full text"},
		{"undid", excluded, "", "undid: exclude, on full text, for the reason “The full text could not be had”"},
		{"decided", "", `{"verdict":"exclude","reason":"gone"}`, "decided: exclude, on full text, for the reason “gone”"},
		{"decided", excluded, "{", "decided a decision"},
	} {
		a := evidence.Act{Subject: "decision", Stage: evidence.FullText, Verb: c.verb, Before: c.before, After: c.after}
		if got := review.ActWords(a, terms); got != c.want {
			t.Errorf("%s, before %q, after %q: got %q, want %q", c.verb, c.before, c.after, got, c.want)
		}
	}
}
