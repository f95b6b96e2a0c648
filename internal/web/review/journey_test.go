package review_test

import (
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"goodmeasure/internal/testkit"
	"goodmeasure/internal/web/visit"
)

const title = ".record h2"

// decider decides on records by a key, or where there is no script by the button that bears it.
type decider struct{ *visit.Person }

func (d decider) presses(key string) {
	if d.Script {
		d.Leaves(key)
		return
	}
	d.Follows(fmt.Sprintf(`button[data-key=%q]`, key))
}

func (d decider) sees() string {
	return d.Sees(fmt.Sprintf(`document.querySelector(%q).textContent`, title))
}

// Somebody with a keyboard alone goes through a queue of records to its end: decides, thinks better of it, skips, excludes
// for a reason, writes a note, and changes the keys.
func TestScreeningByKeyboard(t *testing.T) {
	for _, way := range []struct {
		width  int64
		script bool
	}{{1366, true}, {320, false}} {
		t.Run(fmt.Sprintf("at %d, scripts %v", way.width, way.script), func(t *testing.T) {
			v := visitorOf(t)
			v.send("/reviews", "title", "What helps", "question", "What helps children in care?")
			v.upload("/review/1/import", "works.ris", works, "name", "Somewhere", "searched", "2026-05-04")
			p := decider{v.Seat(t, testkit.Browser(t), way.width, way.script)}
			p.Opens("/review/1/screen")
			p.Fits()
			first := p.sees()
			p.presses("i")
			second := p.sees()
			if second == first {
				t.Fatalf("after a decision the same record stands there: %q", first)
			}
			p.presses("u")
			p.Reads("main", "Taken back. Decide again.")
			if p.sees() != first {
				t.Errorf("what was taken back is %q, expected %q", p.sees(), first)
			}
			p.presses("e")
			p.presses("s")
			third := p.sees()
			if third == first || third == second {
				t.Errorf("after skipping %q, %q stands there", second, third)
			}
			p.Writes("#note", "ii 1")
			if p.sees() != third {
				t.Error("letters of a note decide on a record")
			}
			p.Reaches(`button[value="exclude subject"]`)
			p.Leaves(kb.Enter)
			if p.sees() != second {
				t.Errorf("what was skipped comes last: %q, expected %q", p.sees(), second)
			}
			p.Reaches("aside details summary")
			p.Presses(kb.Enter)
			p.Writes("#key-include", "y")
			p.Leaves(kb.Enter)
			p.Reads("main", "Your keys are kept on this machine.")
			p.Reads(`button[data-key="y"]`, "Include")
			p.presses("y")
			p.Reads("h1", "Nothing is left for you to screen by title and abstract")
			p.presses("u")
			if p.sees() != second {
				t.Errorf("the last decision taken back is on %q, expected %q", p.sees(), second)
			}
			trail := v.Get(t, "/review/1/trail").Words()
			for _, said := range []string{`"note":"ii 1"`, `"reason":"subject"`} {
				if !strings.Contains(strings.ReplaceAll(trail, ": ", ":"), said) {
					t.Errorf("the trail does not say %s: %.900s", said, trail)
				}
			}
		})
	}
}
