package review_test

import (
	"strings"
	"testing"
)

// The findings of a work that is left out are no evidence any more, and its card says so to whoever opens it.
func TestCardOfAWorkLeftOut(t *testing.T) {
	v := begun(t)
	v.send("/review/1/card/1", "tie", "1", "direction", "for", "indicator", "rereferral")
	demand := func(path, want string) {
		t.Helper()
		page := v.Get(t, path)
		page.CheckShape(t)
		if words := page.Words(); !strings.Contains(words, want) {
			t.Errorf("%s does not say %q: %.700s", path, want, words)
		}
	}
	demand("/evidence/rereferral", "1 finding speaks to it")
	if words := v.Get(t, "/review/1/card/1").Words(); strings.Contains(words, "as evidence") {
		t.Errorf("the card of a work in the review says %.600s", words)
	}
	demand("/review/1/card/2", "This work is not in the review yet")
	v.send("/review/1/screen?stage=full-text", "record", "1", "verdict", "exclude subject")
	demand("/review/1/card/1", "This work is left out of the review: its findings do not count as evidence.")
	demand("/evidence/rereferral", "No finding of a review speaks to this measure yet")
	if file := v.Get(t, "/review/1/results?format=csv&table=ties").Text; !strings.Contains(file, "Counts as evidence") || !strings.Contains(file, ",no\r\n") && !strings.Contains(file, ",no\n") {
		t.Errorf("the table of ties does not say what counts: %s", file)
	}
}
