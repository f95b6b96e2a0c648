package review

import (
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"goodmeasure/chart"
	"goodmeasure/internal/web/site"
)

// keys are the keys of the screening page: each a single letter. With the browser's own access keys they work
// without a script; with the page's script they work alone, unless they are turned off, as whoever speaks to a machine
// may need.
type keys struct {
	Include, Exclude, Maybe, Skip, Undo string
	Off                                 bool
}

var usualKeys = keys{"i", "e", "m", "s", "u", false}

const (
	keyCookie = "screening-keys"
	keysOff   = "-" // ends the cookie where the keys do not work alone
)

// keysOf are the keys that a browser keeps, or the usual ones.
func keysOf(r *site.Request) keys {
	kept, off := strings.CutSuffix(r.Cookie(keyCookie), keysOff)
	k, err := readKeys(strings.Split(kept, ""))
	if err != nil {
		k = usualKeys
	}
	k.Off = off
	return k
}

// Alone is a key that presses its button alone, or nothing where the keys are turned off.
func (k keys) Alone(key string) string {
	if k.Off {
		return ""
	}
	return key
}

func readKeys(all []string) (keys, error) {
	if len(all) != 5 {
		return keys{}, fmt.Errorf("expected five keys")
	}
	seen := map[string]bool{}
	for _, key := range all {
		if utf8.RuneCountInString(key) != 1 || !strings.Contains("abcdefghijklmnopqrstuvwxyz", key) {
			return keys{}, fmt.Errorf("%q is no key that can be used: expected a letter; digits are for reasons", key)
		}
		if seen[key] {
			return keys{}, fmt.Errorf("%q stands for two things: give each its own key", key)
		}
		seen[key] = true
	}
	return keys{all[0], all[1], all[2], all[3], all[4], false}, nil
}

// keepKeys puts the keys of a form into a cookie that lasts a year.
func keepKeys(r *site.Request) ([]*http.Cookie, error) {
	var sent []string
	for _, name := range []string{"include", "exclude", "maybe", "skip", "undo"} {
		sent = append(sent, strings.ToLower(strings.TrimSpace(r.Form.Get(name))))
	}
	if _, err := readKeys(sent); err != nil {
		return nil, &site.BadRequest{What: chart.Sentence(err.Error()), Do: "Go back, and give five different letters."}
	}
	kept := strings.Join(sent, "")
	if r.Form.Get("alone") == "" {
		kept += keysOff
	}
	return []*http.Cookie{{Name: keyCookie, Value: kept, Path: "/review/", MaxAge: 365 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteLaxMode}}, nil
}

// keyField is a field of the form in which keys are changed.
type keyField struct{ Name, Label, Key string }

// KeyFields are the fields of the form in which keys are changed.
func (s sheet) KeyFields() []keyField {
	return []keyField{{"include", "Include", s.Keys.Include}, {"exclude", "Exclude", s.Keys.Exclude}, {"maybe", "Maybe", s.Keys.Maybe},
		{"skip", "Skip for now", s.Keys.Skip}, {"undo", "Take back", s.Keys.Undo}}
}
