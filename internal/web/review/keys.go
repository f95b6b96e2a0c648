package review

import (
	"fmt"
	"net/http"
	"strings"
	"unicode/utf8"

	"goodmeasure/internal/web/site"
)

// keys are the keys of the screening page: each a single letter. With the browser's own access keys they work
// without a script; with the page's script they work alone.
type keys struct{ Include, Exclude, Maybe, Skip, Undo string }

var usualKeys = keys{"i", "e", "m", "s", "u"}

const keyCookie = "screening-keys"

// keysOf are the keys that a browser keeps, or the usual ones.
func keysOf(r *site.Request) keys {
	kept := strings.Split(r.Cookie(keyCookie), "")
	if k, err := readKeys(kept); err == nil {
		return k
	}
	return usualKeys
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
	return keys{all[0], all[1], all[2], all[3], all[4]}, nil
}

// keepKeys puts the keys of a form into a cookie that lasts a year.
func keepKeys(r *site.Request) ([]*http.Cookie, error) {
	var sent []string
	for _, name := range []string{"include", "exclude", "maybe", "skip", "undo"} {
		sent = append(sent, strings.ToLower(strings.TrimSpace(r.Form.Get(name))))
	}
	if _, err := readKeys(sent); err != nil {
		return nil, &site.BadRequest{What: sentence(err.Error()), Do: "Go back, and give five different letters."}
	}
	return []*http.Cookie{{Name: keyCookie, Value: strings.Join(sent, ""), Path: "/review/", MaxAge: 365 * 24 * 3600, HttpOnly: true, SameSite: http.SameSiteLaxMode}}, nil
}

// keyField is a field of the form in which keys are changed.
type keyField struct{ Name, Label, Key string }

// KeyFields are the fields of the form in which keys are changed.
func (s sheet) KeyFields() []keyField {
	return []keyField{{"include", "Include", s.Keys.Include}, {"exclude", "Exclude", s.Keys.Exclude}, {"maybe", "Maybe", s.Keys.Maybe},
		{"skip", "Skip for now", s.Keys.Skip}, {"undo", "Take back", s.Keys.Undo}}
}
