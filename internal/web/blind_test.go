package web_test

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"goodmeasure/citation"
	"goodmeasure/evidence"
	"goodmeasure/fulltext"
	"goodmeasure/internal/account"
	"goodmeasure/internal/library"
	"goodmeasure/internal/review"
	"goodmeasure/internal/testkit"
	"goodmeasure/internal/web"
	doors "goodmeasure/internal/web/account"
	stacks "goodmeasure/internal/web/library"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/web/visit"
	"goodmeasure/internal/workbench"
)

const password = "correct horse battery"

// pair is a site with a blind review that Anna and Ben screen and Olive owns.
type pair struct {
	*visit.Visit
	room   *review.Room
	people map[string]evidence.Account
}

// newPair serves the site. Who asks is told by the header X-Who where the test wants no signing in.
func newPair(t *testing.T, works int, byHeader bool) pair {
	t.Helper()
	place := filepath.Join(t.TempDir(), "pair.db")
	accounts, shelf := account.At(place), library.At(place)
	room := review.At(place, func(_ context.Context, content []byte) ([]fulltext.Page, error) {
		return []fulltext.Page{{Number: 1, Text: string(content)}}, nil
	})
	t.Cleanup(func() { _ = errors.Join(accounts.Close(), shelf.Close(), room.Close()) })
	p := pair{room: room, people: map[string]evidence.Account{}}
	terms := evidence.NewTerms("What helps?")
	terms.Screeners, terms.Blind = 2, true
	begun, err := room.Alone().Begin(t.Context(), "What helps", terms)
	if err != nil {
		t.Fatal(err)
	}
	var ris strings.Builder
	for n := range works {
		fmt.Fprintf(&ris, "TY  - JOUR\nTI  - Work %[1]d on %[2]s\nAU  - Author%[1]d, A.\nPY  - %[3]d\nJO  - Journal %[1]d\nAB  - About %[2]s.\nER  - \n\n", n, []string{"kinship care", "bridges of steel", "schools"}[n%3], 2000+n)
	}
	file, err := citation.Read(strings.NewReader(ris.String()), int64(ris.Len()), "works.ris", citation.Options{})
	if err == nil {
		_, err = room.Alone().Import(t.Context(), begun.ID, file, evidence.Search{Name: "Somewhere", Searched: "2026-05-04"})
	}
	if err != nil {
		t.Fatal(err)
	}
	desk, err := accounts.Desk(t.Context())
	for _, name := range []string{"Olive", "Anna", "Ben"} {
		if err == nil {
			p.people[name], _, err = desk.Add(t.Context(), evidence.Account{}, name+"@example.org", name, password, evidence.NoRole)
		}
		if err == nil && name != "Olive" {
			err = desk.SetRole(t.Context(), p.people["Olive"], p.people[name].ID, begun.ID, evidence.Reviewer)
		}
	}
	bench, failed := workbench.Embedded()
	if err = errors.Join(err, failed); err != nil {
		t.Fatal(err)
	}
	who := doors.Who(accounts, false)
	if byHeader {
		who = func(r *http.Request) (evidence.Account, bool, error) {
			return p.people[r.Header.Get("X-Who")], false, nil
		}
	}
	p.Visit = visit.With(t, bench, site.Options{Who: who}, slices.Concat(web.Groups(), web.Evidence(room, shelf, stacks.Options{}), []site.Group{doors.Pages(accounts, nil, "")})...)
	return p
}

// asks gives what somebody sees at an address.
func (p pair) asks(t *testing.T, who, path string) visit.Answer {
	t.Helper()
	request, err := http.NewRequest(http.MethodGet, p.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("X-Who", who)
	return p.Do(t, request)
}

func (p pair) decides(t *testing.T, who string, d evidence.Decision) {
	t.Helper()
	d.Review = 1
	if _, err := p.room.For(p.people[who]).Decide(t.Context(), d); err != nil {
		t.Fatal(err)
	}
}

var (
	clock  = regexp.MustCompile(`\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?Z?|\d{1,2} \w{3} \d{4} \d\d:\d\d:\d\d`)
	served = regexp.MustCompile(`127\.0\.0\.1:\d+`)
	handed = regexp.MustCompile(`(?:href|src)="([^"]*[?&;]format=[^"]*)"`)
)

// addresses are those of all pages on a review, each with all that it can be asked for.
func (p pair) addresses(t *testing.T, works int) (all []string) {
	t.Helper()
	for _, page := range p.Site.Pages() {
		if !strings.Contains(page.Path, "/review") && !strings.Contains(page.Path, "/evidence") && !strings.HasPrefix(page.Path, "/library") {
			continue
		}
		paths := []string{strings.NewReplacer("{review}", "1", "{indicator}", "rereferral", "{id}", "1", "{record}", "{n}").Replace(page.Path)}
		if strings.Contains(paths[0], "{n}") {
			path := paths[0]
			paths = nil
			for n := range works {
				paths = append(paths, strings.Replace(path, "{n}", fmt.Sprint(n+1), 1))
			}
		}
		queries := []string{""}
		for _, param := range page.Params {
			values := param.OneOf
			if param.Name == "record" {
				values = []string{"1", "2", "3"}
			}
			for _, before := range slices.Clone(queries) {
				for _, value := range values {
					queries = append(queries, before+"&"+param.Name+"="+value)
				}
			}
		}
		for _, path := range paths {
			for _, query := range queries {
				query = strings.TrimPrefix(query, "&")
				all = append(all, path+"?"+query)
				if !page.NoAPI {
					all = append(all, "/api/v1"+path+"?"+query)
				}
			}
		}
	}
	for _, table := range []string{"flow", "map", "ties", "measures", "pairs"} {
		for _, format := range []string{"csv", "json"} {
			all = append(all, "/review/1/results?format="+format+"&table="+table, "/review/1/agreement?format="+format+"&table="+table)
		}
	}
	return all
}

// Whatever Anna decides, Ben sees the same until he has decided too: on every page, in every answer of the JSON interface
// and in every file. Nor does the owner, who could tell him.
func TestNothingTellsOfAPartnersDecision(t *testing.T) {
	for _, stage := range evidence.Stages() {
		t.Run(string(stage), func(t *testing.T) { nothingTells(t, stage, false) })
	}
	t.Run("taken back", func(t *testing.T) { nothingTells(t, evidence.TitleAbstract, true) })
}

func nothingTells(t *testing.T, stage evidence.Stage, takenBack bool) {
	const works, marker = 3, "MARKER-OF-ANNA"
	worlds := []pair{newPair(t, works, true), newPair(t, works, true)}
	for n, p := range worlds {
		if stage == evidence.FullText {
			for record := range works {
				for _, who := range []string{"Anna", "Ben"} {
					p.decides(t, who, evidence.Decision{Record: int64(record + 1), Stage: evidence.TitleAbstract, Verdict: evidence.Include})
				}
			}
		}
		verdicts := [][]evidence.Verdict{{evidence.Include, evidence.Exclude}, {evidence.Exclude, evidence.Include}}[n]
		for record, verdict := range verdicts {
			reason := ""
			if verdict == evidence.Exclude {
				reason = "subject"
			}
			p.decides(t, "Anna", evidence.Decision{Record: int64(record + 1), Stage: stage, Verdict: verdict, Reason: reason, Note: marker})
			if takenBack {
				anna := p.room.For(p.people["Anna"])
				own, err := anna.Own(t.Context(), 1, stage)
				if err == nil {
					_, err = anna.TakeBack(t.Context(), 1, own[len(own)-1].ID)
				}
				if err != nil {
					t.Fatal(err)
				}
			}
		}
	}
	asked := map[string]bool{}
	addresses := worlds[0].addresses(t, works)
	for len(addresses) > 0 {
		address := addresses[0]
		addresses = addresses[1:]
		if asked[address] {
			continue
		}
		asked[address] = true
		for _, who := range []string{"Ben", "Olive", ""} {
			var seen [2]string
			for n, p := range worlds {
				answer := p.asks(t, who, address)
				if answer.Status >= 500 || strings.Contains(answer.Text, marker) {
					t.Errorf("%s, asked by %q: %d, with Anna's note: %v", address, who, answer.Status, strings.Contains(answer.Text, marker))
				}
				seen[n] = served.ReplaceAllString(clock.ReplaceAllString(answer.Text, "then"), "here")
				if answer.Doc != nil && who == "Ben" {
					for _, link := range handed.FindAllStringSubmatch(answer.Text, -1) {
						if to := strings.ReplaceAll(link[1], "&amp;", "&"); strings.HasPrefix(to, "/") && !asked[to] && !zipped.MatchString(to) {
							addresses = append(addresses, to)
						}
					}
				}
			}
			if seen[0] != seen[1] {
				t.Errorf("%s tells %q what Anna decided:\n%s", address, who, differing(seen[0], seen[1]))
			}
		}
	}
	if len(asked) < 100 {
		t.Errorf("only %d addresses were asked", len(asked))
	}
	// When both have decided, it is there.
	worlds[0].decides(t, "Ben", evidence.Decision{Record: 1, Stage: stage, Verdict: evidence.Exclude, Reason: "subject"})
	if answer := worlds[0].asks(t, "Ben", "/review/1/trail"); !takenBack && !strings.Contains(answer.Text, marker) {
		t.Error("the trail keeps Anna's decision from Ben after his own")
	}
	if answer := worlds[0].asks(t, "", "/reviews"); answer.Status != http.StatusSeeOther || !strings.HasPrefix(answer.Header.Get("Location"), "/sign-in") {
		t.Errorf("a stranger who asks for the reviews gets %d", answer.Status)
	}
}

// zipped are files whose bytes say when they were made.
var zipped = regexp.MustCompile(`format=(xlsx|ods)|file=(xlsx|bundle)`)

// differing is the place at which two texts part.
func differing(a, b string) string {
	n := 0
	for n < len(a) && n < len(b) && a[n] == b[n] {
		n++
	}
	from := max(0, n-100)
	return fmt.Sprintf("%q\nor\n%q", a[from:min(len(a), n+200)], b[from:min(len(b), n+200)])
}

// Two screen blind and disagree; the owner sees who decided what, and resolves it; agreement is shown with what it hides.
func TestBlindPairInBrowser(t *testing.T) {
	for _, way := range []struct {
		width  int64
		script bool
	}{{1366, true}, {320, false}} {
		t.Run(fmt.Sprintf("at %d, scripts %v", way.width, way.script), func(t *testing.T) {
			v := newPair(t, 2, false)
			p := v.Seat(t, testkit.Browser(t), way.width, way.script)
			signIn := func(name string) {
				t.Helper()
				if p.Opens("/account"); p.Address().Path == "/account" { // somebody is signed in
					p.Follows(`form[action="/sign-out"] button`)
				}
				p.Opens("/sign-in?next=/review/1")
				p.Writes("#email", strings.ToLower(name)+"@example.org")
				p.Writes("#password", password)
				p.Leaves(kb.Enter)
			}
			screens := func(verdicts map[string]string) {
				t.Helper()
				for range verdicts {
					p.Opens("/review/1/screen")
					work := p.Sees(`document.querySelector(".record h2").textContent`)
					p.Follows(fmt.Sprintf("button[value=%q]", verdicts[work]))
				}
			}
			p.Opens("/reviews")
			p.Reads("h1", "Sign in")
			const one, other = "Work 0 on kinship care", "Work 1 on bridges of steel"
			signIn("Anna")
			screens(map[string]string{one: "include", other: "exclude subject"})
			p.Reads("h1", "Nothing is left for you")
			signIn("Ben")
			p.Opens("/review/1/conflicts")
			p.Reads("main", "There is nothing to resolve.")
			screens(map[string]string{one: "exclude subject", other: "exclude subject"})
			p.Opens("/review/1/conflicts")
			p.Reads("h1", "1 conflict on title and abstract")
			if p.Sees(`String(document.querySelector(".twins button"))`) != "null" {
				t.Error("a reviewer is offered to resolve the conflict")
			}
			signIn("Olive")
			p.Follows(`main a[href="/review/1/conflicts"]`)
			p.Reads(".twins", one)
			p.Reads(".twins ul", "Anna: include")
			p.Reads(".twins ul", "Ben: exclude, subject")
			p.Fits()
			p.Follows(`.twins button[value="include"]`)
			p.Reads("main", "Resolved.")
			p.Reads("main", "There is nothing to resolve.")
			p.Opens("/review/1/agreement")
			p.Reads("#table-measures", "Raw agreement0.50")
			p.Reads("#table-pairs", "Anna and Ben")
			p.Fits()
			p.Opens("/review/1/screen?stage=full-text")
			p.Reads(".record h2", one)
		})
	}
}

// The owner is told why the whole review cannot be had yet, before asking and when asking, and has it once all have decided.
func TestOwnerIsToldWhyABlindReviewIsNotBundled(t *testing.T) {
	p := newPair(t, 1, true)
	const results, bundle = "/review/1/results", "/review/1/results?format=file&file=bundle"
	decided := evidence.Decision{Record: 1, Stage: evidence.TitleAbstract, Verdict: evidence.Exclude, Reason: "subject"}
	p.decides(t, "Anna", decided)
	if words := p.asks(t, "Olive", results).Words(); !strings.Contains(words, "once all have decided: 1 record waits for another reader") {
		t.Errorf("the page says nothing of the wait: %s", words)
	}
	if answer := p.asks(t, "Olive", bundle); answer.Status != http.StatusForbidden || !strings.Contains(answer.Words(), "The review is blind, and 1 of its records waits for another reader") {
		t.Errorf("asked all the same: %d %s", answer.Status, answer.Words())
	}
	p.decides(t, "Ben", decided)
	if page, answer := p.asks(t, "Olive", results), p.asks(t, "Olive", bundle); !strings.Contains(page.Words(), "Take the whole review away") || !strings.HasPrefix(answer.Text, "PK") {
		t.Errorf("once all have decided: %d %.60q", answer.Status, answer.Text)
	}
}

// Somebody who has not signed in is refused before anything is said of the form that was sent.
func TestStrangerBeginsNoReview(t *testing.T) {
	p := newPair(t, 1, true)
	for field, title := range map[string]string{"title": "Mine", "question": "", "bundle": ""} {
		if answer := p.Post(t, "/reviews", url.Values{field: {title}}); answer.Status != http.StatusForbidden || !strings.Contains(answer.Words(), "open to the people of this workspace") {
			t.Errorf("with the %s %q: %d %s", field, title, answer.Status, answer.Words())
		}
	}
}
