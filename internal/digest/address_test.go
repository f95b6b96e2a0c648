package digest_test

import (
	"errors"
	"strings"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/digest"
)

// A reader whose domain has other letters than a to z is written to by the name that the domain is registered under, once only
// however it is spelt, and found again by either. What no mail server need take is refused, with what it is.
func TestAddressesWithOtherLetters(t *testing.T) {
	l := newLibrary(t, "")
	for _, spelt := range []string{"Ann@Bücher.example", "ann@BÜCHER.example", "ann@xn--bcher-kva.example"} {
		if err := l.office.Ask(t.Context(), "here", spelt, ""); err != nil {
			t.Fatal(spelt, err)
		}
	}
	mails := waitFor(t, l.box, 1)
	if len(mails) != 1 || mails[0].To != "ann@xn--bcher-kva.example" {
		t.Errorf("mails went to %+v", mails)
	}
	for bad, says := range map[string]string{
		"ann@[127.0.0.1]":                              "no domain of that name",
		"ann@127.0.0.1":                                "no domain of that name",
		"ann@-x.example":                               "no domain of that name",
		"ann@x-.example":                               "no domain of that name",
		"ann@under_score.example":                      "no domain of that name",
		"bob@xn--a.example":                            "no domain of that name",
		"a@b":                                          "a domain with a dot after the @",
		"jürgen@example.org":                           `takes 'ü' before the @`,
		"ann@büch er.example":                          "no address of e-mail",
		"ann@bü\r\nBcc: b@example.org":                 "no address of e-mail",
		"ann@bü\u2028cher.example":                     "no address of e-mail",
		"ann@bü，b@example.org":                         "no address of e-mail",
		"ann@bü＠example.org":                           "no address of e-mail",
		"ann@bü\u200bcher_.example":                    "no address of e-mail",
		"ann@" + strings.Repeat("ü", 200) + ".example": "no address of e-mail",
	} {
		var wrong *digest.Wrong
		if err := l.office.Ask(t.Context(), "here", bad, ""); !errors.As(err, &wrong) || !strings.Contains(wrong.What, says) {
			t.Errorf("%q: %v, expected %q", bad, err, says)
		}
	}
	l.reader(t, "ann@xn--bcher-kva.example")
	l.reader(t, "bob@bücher.example") // as an earlier version took them down
	for _, of := range []string{"ann@bücher.example", "bob@bücher.example"} {
		if ended, err := l.office.Remove(t.Context(), evidence.Account{}, of); err != nil || ended != 1 {
			t.Errorf("%s: %d ended, %v", of, ended, err)
		}
	}
	if server, err := digest.ParseServer("smtp://localhost", "Die Bücherei <post@bücher.example>", ""); err != nil || server.From.Address != "post@xn--bcher-kva.example" || server.From.Name != "Die Bücherei" {
		t.Errorf("%+v, %v", server, err)
	}
	if _, err := digest.ParseServer("smtp://localhost", "jürgen@example.org", ""); err == nil || !strings.Contains(err.Error(), "before the @") {
		t.Error(err)
	}
}
