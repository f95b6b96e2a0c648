package web_test

import (
	"fmt"
	"os"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp/kb"

	"goodmeasure/internal/digest"
	"goodmeasure/internal/library"
	"goodmeasure/internal/review"
	"goodmeasure/internal/testkit"
	"goodmeasure/internal/web"
	stacks "goodmeasure/internal/web/library"
	"goodmeasure/internal/web/visit"
)

const libraryAddress = "https://library.example.org"

// A librarian with a keyboard adds a work by form and others from a file, finds one, asks for the weekly list, confirms it,
// looks at what would go out, gets it, and ends it.
func TestLibrarianInBrowser(t *testing.T) {
	for _, way := range []struct {
		width  int64
		script bool
	}{{1366, true}, {320, false}} {
		t.Run(fmt.Sprintf("at %d, scripts %v", way.width, way.script), func(t *testing.T) {
			place := filepath.Join(t.TempDir(), "library.db")
			room, shelf := review.At(place, nil), library.At(place)
			box := testkit.NewMailbox(t)
			server, err := digest.ParseServer(box.Address, "library@example.org", "")
			if err != nil {
				t.Fatal(err)
			}
			office := digest.New(digest.Options{Place: place, PublicURL: libraryAddress, Server: server})
			t.Cleanup(func() { _, _, _ = office.Close(), room.Close(), shelf.Close() })
			evidence := web.Evidence(room, shelf, stacks.Options{Mails: office.Mails()})
			v := visit.Start(t, append(append(web.Groups(), evidence...), web.Weekly(office))...)
			p := v.Seat(t, testkit.Browser(t), way.width, way.script)

			p.Opens("/library/add")
			p.Fits()
			p.Writes("#f-title", "Living with kin: what children told us")
			p.Writes("#f-year", "2024")
			p.Reaches(`form:has(#f-title) input[name="public"]`)
			p.Presses(" ")
			p.Follows(`button[value="add"]`)
			p.Reads("h1", "Living with kin: what children told us")

			file := filepath.Join(t.TempDir(), "works.ris")
			if err := os.WriteFile(file, []byte(madeUpWorks()), 0o600); err != nil {
				t.Fatal(err)
			}
			p.Opens("/library/import")
			p.Chooses("#file", file)
			p.Reaches(`input[name="public"]`)
			p.Presses(" ")
			p.Follows(`form[enctype] button`)
			p.Reads("main", "works.ris")
			p.Follows(`.panel a[href^="/library"]`)
			p.Reads("main", "7 documents")
			p.Fits()
			p.Opens("/library")
			p.Writes(`main input[name="q"]`, `"what children told"`)
			p.Leaves(kb.Enter)
			p.Reads("main", "Living with kin")
			if strings.Contains(p.Sees(`document.querySelector("main").innerText`), "Bridges of steel") {
				t.Error("a search for one work finds others")
			}
			p.Follows(`main a[href*="/library/subscribe?query="]`)
			p.Reads("main", `Only what is new of this search: "what children told".`)
			p.Fits()

			p.Opens("/library")
			p.Follows(`main a[href$="/library/new"]`)
			p.Follows(`main a[href$="/library/subscribe"]`)
			p.Writes("#email", "ann@example.org")
			p.Leaves(kb.Enter)
			p.Reads("h1", "Look into your mailbox")
			p.Opens(mailed(t, box, 0, "/library/subscribe/confirm/"))
			p.Reads("main", "Nothing has happened yet")
			p.Follows("main form button")
			p.Reads("h1", "It is confirmed")
			p.Opens("/library/preview")
			p.Reads("main", "1 reader gets it by mail")
			p.Reads("main pre.letter", "Bridges of steel")
			p.Fits()
			if _, err := office.Send(t.Context(), false); err != nil {
				t.Fatal(err)
			}
			p.Opens(mailed(t, box, 1, "/library/subscribe/end/"))
			p.Reads("main", "Nothing has changed yet")
			p.Follows("main form button") // the one click, which needs no session
			p.Reads("h1", "It has ended")
			p.Fits()
			if left, err := office.Subscribers(t.Context()); err != nil || len(left) != 0 {
				t.Errorf("after the end there are readers: %+v, %v", left, err)
			}
		})
	}
}

// mailed waits for the mail after so many, and gives the path of its link under a path.
func mailed(t *testing.T, box *testkit.Mailbox, before int, under string) string {
	t.Helper()
	for range 6000 {
		if mails := box.Mails(); len(mails) > before {
			text := strings.NewReplacer("=\r\n", "", "=3D", "=").Replace(mails[before].Text)
			_, rest, found := strings.Cut(text, libraryAddress+under)
			if !found {
				t.Fatalf("the mail has no link to %s:\n%s", under, text)
			}
			return under + strings.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune("\r\n> \"", r) })[0]
		}
		time.Sleep(10 * time.Millisecond)
	}
	t.Fatal("no mail came")
	return ""
}
