package review_test

import (
	"regexp"
	"strings"
	"testing"
)

var overField = regexp.MustCompile(`name="over" value="([^"]+)"`)

// Of two owners who open the terms at once, the second is not written over the first unseen.
func TestTermsAreNotWrittenOverUnseen(t *testing.T) {
	v := begun(t)
	page := v.Get(t, "/review/1/terms")
	over := overField.FindStringSubmatch(page.Text)
	if over == nil {
		t.Fatal("the form does not say which terms it was made from")
	}
	send := func(title string) (status int, words string) {
		answer := v.send("/review/1/terms", "over", over[1], "title", title, "reasons", "subject: Not about the subject", "facets", "setting: Setting", "screeners", "1", "recall", "95", "confidence", "95")
		return answer.Status, answer.Words()
	}
	if status, words := send("The first"); status != 200 {
		t.Fatal(status, words)
	}
	if status, words := send("The second"); status != 422 || !strings.Contains(words, "somebody has changed it since you opened it") {
		t.Errorf("%d %s", status, words)
	}
	if page := v.Get(t, "/review/1"); !strings.Contains(page.Words(), "The first") {
		t.Error("the first owner's terms are gone")
	}
}
