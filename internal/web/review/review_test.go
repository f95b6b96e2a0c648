package review_test

import (
	"bytes"
	"context"
	"fmt"
	"io"
	"mime/multipart"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"goodmeasure/fulltext"
	"goodmeasure/internal/review"
	"goodmeasure/internal/testkit"
	pages "goodmeasure/internal/web/review"
	"goodmeasure/internal/web/visit"
	"goodmeasure/internal/workbench"
)

// visitor is who goes through the pages without a script.
type visitor struct {
	*visit.Visit
	t *testing.T
}

func visitorOf(t *testing.T) visitor {
	t.Helper()
	room := review.At(filepath.Join(t.TempDir(), "w.db"), func(_ context.Context, content []byte) (read []fulltext.Page, err error) {
		for n, text := range strings.Split(string(content), "\f") {
			read = append(read, fulltext.Page{Number: n + 1, Text: text})
		}
		return read, nil
	})
	t.Cleanup(func() { _ = room.Close() })
	return visitor{visit.Start(t, pages.Pages(room)), t}
}

// send sends a form and gives the page that it leads to; fields are pairs of name and value.
func (v visitor) send(path string, fields ...string) visit.Answer {
	v.t.Helper()
	form := url.Values{}
	for n := 0; n < len(fields); n += 2 {
		form.Add(fields[n], fields[n+1])
	}
	return v.follow(v.Post(v.t, path, form))
}

// upload sends a form with a file.
func (v visitor) upload(path, name, content string, fields ...string) visit.Answer {
	v.t.Helper()
	return v.uploadAs("file", path, name, content, fields...)
}

func (v visitor) uploadAs(field, path, name, content string, fields ...string) visit.Answer {
	v.t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	file, err := form.CreateFormFile(field, name)
	if err != nil {
		v.t.Fatal(err)
	}
	_, _ = io.WriteString(file, content)
	for n := 0; n < len(fields); n += 2 {
		_ = form.WriteField(fields[n], fields[n+1])
	}
	_ = form.Close()
	request, err := http.NewRequest(http.MethodPost, v.URL+path, &body)
	if err != nil {
		v.t.Fatal(err)
	}
	request.Header.Set("Content-Type", form.FormDataContentType())
	return v.follow(v.Do(v.t, request))
}

func (v visitor) follow(answer visit.Answer) visit.Answer {
	v.t.Helper()
	if answer.Status == http.StatusSeeOther {
		return v.Get(v.t, answer.Header.Get("Location"))
	}
	return answer
}

const works = `TY  - JOUR
TI  - Kinship care and stability
AU  - Ash, A.
PY  - 2019
JO  - Journal of Care
VL  - 12
SP  - 1
EP  - 9
AB  - Children in kinship care moved less.
ER  -

TY  - JOUR
TI  - <script>alert(1)</script> Training of social workers
AU  - Birch, B.
PY  - 2020
ER  -

TY  - JOUR
TI  - Bridges of steel
AU  - Cedar, C.
PY  - 2021
ER  -

TY  - JOUR
TI  - Kinship care and stability
AU  - Ash, A.
PY  - 2019
JO  - Journal of Care
VL  - 12
SP  - 1
EP  - 9
AB  - Children in kinship care moved less.
ER  -
`

// begun is a visitor whose review has come as far as summaries.
func begun(t *testing.T) visitor {
	v := visitorOf(t)
	v.send("/reviews", "title", "What helps", "question", "What helps children in care?")
	v.send("/review/1/terms", "title", "What helps", "question", "What helps?", "includes", "About children in care", "excludes", "About bridges",
		"reasons", "subject: Not about the subject\nno-text: Not to be had", "groups", "outcomes: Outcomes", "outcomes", "stability: Stability", "facets", "Setting: kinship, foster",
		"screeners", "1", "recall", "95", "confidence", "95")
	v.upload("/review/1/import", "works.ris", works, "name", "Somewhere", "searched", "2026-05-04")
	for record, verdict := range map[int]string{1: "include", 2: "maybe", 3: "exclude subject"} {
		v.send("/review/1/screen?stage=title-abstract", "record", fmt.Sprint(record), "verdict", verdict)
	}
	v.send("/review/1/screen?stage=full-text", "record", "1", "verdict", "include")
	v.upload("/review/1/record/1", "kinship.pdf", "%PDF-The first page.\fMoves fell by 4.2 a year.")
	v.send("/review/1/card/1", "version", "0", "summary", "Children moved less.", "finding-0", "Fewer moves", "quotation-0", "moves fell by 4.2 a year", "page-0", "2",
		"finding-1", "Made up", "quotation-1", "moves rose by 4.2", "page-1", "1", "group", "outcomes", "outcome", "stability", "facet-setting", "kinship", "mmat-rating", "high", "done", "yes")
	return v
}

var paths = []string{"/reviews", "/review/1", "/review/1/terms", "/review/1/import", "/review/1/duplicates", "/review/1/screen", "/review/1/screen?stage=full-text",
	"/review/1/screen?record=1", "/review/1/conflicts", "/review/1/agreement", "/review/1/records", "/review/1/records?outcome=excluded", "/review/1/record/1",
	"/review/1/record/1?text=1&page=2", "/review/1/card/1", "/review/1/card/2", "/review/1/results", "/review/1/results?part=all&style=vancouver", "/review/1/trail", "/review/1/people"}

func TestPagesOfReview(t *testing.T) {
	v := begun(t)
	for _, path := range paths {
		answer := v.Get(t, path)
		answer.CheckShape(t)
		if answer.Status != http.StatusOK {
			t.Errorf("%s: %d", path, answer.Status)
		}
		if size := answer.Zipped(); size > 40<<10 {
			t.Errorf("%s takes %d bytes compressed", path, size)
		}
		if strings.Contains(answer.Text, "<script>alert") {
			t.Errorf("%s carries out what a title says", path)
		}
	}
	for path, want := range map[string]string{
		"/review/1":                            "1 of 1 with a card",
		"/review/1/import":                     "Somewhere",
		"/review/1/duplicates":                 "1 record was merged",
		"/review/1/screen":                     "Nothing is left for you",
		"/review/1/screen?record=1":            "You decided: include",
		"/review/1/screen?stage=full-text":     "script>alert(1)",
		"/review/1/record/1?text=1&page=2":     "Moves fell by 4.2 a year.",
		"/review/1/card/1":                     "The quotation is on page 2.",
		"/review/1/results":                    "Kinship care and stability",
		"/review/1/trail":                      "decided: include, on title and abstract",
		"/review/1/records?outcome=excluded":   "Bridges of steel",
		"/review/1/results?part=all&style=apa": "Birch, B. (2020).",
		"/review/1/agreement":                  "nothing to compare",
		"/review/1/conflicts?stage=full-text":  "There is nothing to resolve.",
		"/review/1/record/1":                   "kinship.pdf",
		"/review/1/terms":                      "About children in care",
	} {
		if words := v.Get(t, path).Words(); !strings.Contains(words, want) {
			t.Errorf("%s does not say %q: %.600s", path, want, words)
		}
	}
}

func TestFilesOfReview(t *testing.T) {
	v := begun(t)
	for id, want := range map[string]string{"ris": "TI  - Kinship", "bibtex": "Kinship care", "csl-json": `"title"`, "csv": "Children in kinship care", "references": "Ash, A. (2019)", "xlsx": "PK"} {
		if answer := v.Get(t, "/review/1/results?part=all&format=file&file="+id); answer.Status != 200 || !strings.Contains(answer.Text, want) {
			t.Errorf("%s: %d, without %q: %.300s", id, answer.Status, want, answer.Text)
		}
	}
	if answer := v.Get(t, "/review/1/record/1?format=file&file=1"); !strings.HasPrefix(answer.Text, "%PDF-") {
		t.Errorf("the full text is %.60q", answer.Text)
	}
	if answer := v.Get(t, "/api/v1/review/1/results"); answer.Status != 200 || !strings.Contains(answer.Text, `"identified": 4`) && !strings.Contains(answer.Text, `"identified":4`) {
		t.Errorf("the JSON is %d %.400s", answer.Status, answer.Text)
	}
}

func TestReviewIsTakenAwayAndRestored(t *testing.T) {
	bundle := begun(t).Get(t, "/review/1/results?format=file&file=bundle")
	if bundle.Status != 200 || !strings.HasPrefix(bundle.Text, "PK") {
		t.Fatalf("the bundle is %d %.60q", bundle.Status, bundle.Text)
	}
	v := visitorOf(t)
	if answer := v.uploadAs("bundle", "/reviews", "review.zip", bundle.Text); answer.Status != 200 || !strings.Contains(answer.Words(), "1 of 1 with a card") {
		t.Errorf("restored: %d %.400s", answer.Status, answer.Words())
	}
	if answer := v.uploadAs("bundle", "/reviews", "review.zip", bundle.Text[:1000]); answer.Status != 422 || !strings.Contains(answer.Words(), "damaged") {
		t.Errorf("a damaged bundle: %d %.400s", answer.Status, answer.Words())
	}
	if answer := v.uploadAs("bundle", "/reviews", "", ""); answer.Status != 400 || !strings.Contains(answer.Words(), "No file was sent") {
		t.Errorf("no bundle: %d %.400s", answer.Status, answer.Words())
	}
}

func TestReviewNeedsATitle(t *testing.T) {
	v := visitorOf(t)
	if answer := v.send("/reviews", "title", " ", "question", "What helps?"); answer.Status != 422 || !strings.Contains(answer.Words(), "has no title") || !strings.Contains(answer.Text, "What helps?") {
		t.Errorf("%d %.400s", answer.Status, answer.Words())
	}
	if answer := v.Get(t, "/review/1"); answer.Status != 404 {
		t.Errorf("a review without a title was begun: %d", answer.Status)
	}
}

// A finding that is tied to a measure is met on the page of what the evidence says of it.
func TestFindingIsMetAtItsMeasure(t *testing.T) {
	v := begun(t)
	bench, err := workbench.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	measure := bench.Edition.Indicators[0].ID
	if words := v.Get(t, "/evidence/"+measure).Words(); !strings.Contains(words, "No finding of a review speaks") {
		t.Errorf("before any tie: %.300s", words)
	}
	v.send("/review/1/card/1", "tie", "1", "indicator", measure, "direction", "against", "strength", "high")
	answer := v.Get(t, "/evidence/"+measure)
	answer.CheckShape(t)
	for _, want := range []string{"Against it", "Fewer moves", "moves fell by 4.2 a year", "Kinship care and stability", "page 2 of the file, quotation checked", "Strength: high"} {
		if !strings.Contains(answer.Words(), want) {
			t.Errorf("the page lacks %q: %.600s", want, answer.Words())
		}
	}
}

func TestWrongInput(t *testing.T) {
	v := begun(t)
	for _, c := range []struct {
		name   string
		answer visit.Answer
		status int
		want   string
	}{
		{"no review", v.Get(t, "/review/99"), 404, "There is no review 99. Go on from the list of reviews. Reviews"},
		{"no number", v.Get(t, "/review/x"), 404, "no review"},
		{"no record", v.Get(t, "/review/1/record/99"), 404, "is not part of the review “What helps”. Go on"},
		{"no stage", v.Get(t, "/review/1/screen?stage=third"), 400, "stage"},
		{"no verdict", v.send("/review/1/screen?stage=title-abstract", "record", "1", "verdict", "perhaps"), 400, "verdict"},
		{"no reason", v.send("/review/1/screen?stage=full-text", "record", "2", "verdict", "exclude"), 400, "reason"},
		{"made up reason", v.send("/review/1/screen?stage=full-text", "record", "2", "verdict", "exclude moon"), 400, "reason"},
		{"no PDF", v.upload("/review/1/record/2", "a.pdf", "MZ"), 400, "PDF"},
		{"no records", v.upload("/review/1/import", "a.ris", "hello"), 422, "a.ris"},
		{"no file", v.send("/review/1/import", "name", "x"), 422, "No file"},
		{"a column", v.upload("/review/1/import", "a.csv", "Heading\nx\n", "map", "title"), 422, "says of no field"},
		{"recall", v.send("/review/1/terms", "title", "x", "screeners", "1", "recall", "much", "confidence", "95"), 422, "percentage"},
		{"no number", v.send("/review/1/terms", "title", "x", "screeners", "1", "recall", "NaN", "confidence", "95"), 422, "expected a share above 0"},
		{"nobody to hide from", v.send("/review/1/terms", "title", "x", "screeners", "1", "blind", "yes", "recall", "95", "confidence", "95", "includes", "About bridges"), 422, "Let two or more people decide"},
		{"stale card", v.send("/review/1/card/1", "version", "0", "summary", "Other"), 422, "changed it since"},
		{"made up group", v.send("/review/1/card/1", "version", "1", "group", "moon"), 422, "no group"},
		{"no such tie", v.send("/review/1/card/1", "tie", "77", "indicator", "rereferral", "direction", "for"), 404, "no finding"},
		{"tie to nothing", v.send("/review/1/card/1", "tie", "1", "direction", "for"), 422, "choose a measure or an outcome"},
		{"tie to a made up measure", v.send("/review/1/card/1", "tie", "1", "indicator", "x", "direction", "for"), 422, "no measure"},
		{"tie to another definition", v.send("/review/1/card/1", "tie", "1", "indicator", "cla_missing", "direction", "for", "definition", "rereferral"), 422, "does not count"},
		{"tie to two things", v.send("/review/1/card/1", "tie", "1", "indicator", "rereferral", "outcome", "stability", "direction", "for"), 422, "two ties"},
		{"map by no facet", v.Get(t, "/review/1/results?by=moon"), 404, "it has setting"},
		{"made up value", v.send("/review/1/card/1", "version", "1", "facet-setting", "moon"), 422, "no value"},
		{"keys", v.send("/review/1/screen", "keys", "yes", "include", "a", "exclude", "a", "maybe", "b", "skip", "c", "undo", "d"), 400, "two things"},
		{"foreign decision", v.send("/review/1/screen", "back", "4000"), 404, "decision"},
		{"two merges", v.send("/review/1/duplicates", "say", "moon", "kept", "1", "other", "2"), 400, "expected"},
	} {
		if c.answer.Status != c.status || !strings.Contains(c.answer.Words(), c.want) {
			t.Errorf("%s: %d, expected %d with %q: %.400s", c.name, c.answer.Status, c.status, c.want, c.answer.Words())
		}
	}
	refused := v.send("/review/1/terms", "title", "x", "screeners", "1", "blind", "yes", "recall", "95", "confidence", "95", "includes", "About bridges")
	for _, kept := range []string{`name="blind" value="yes" checked aria-invalid="true" aria-describedby="blind-wrong"`, "About bridges</textarea>", `id="blind-wrong"`} {
		if !strings.Contains(refused.Text, kept) {
			t.Errorf("the form that nobody can be hidden from lacks %q", kept)
		}
	}
}

func TestPagesOfReviewInBrowser(t *testing.T) {
	v := begun(t)
	t.Run("all", func(t *testing.T) {
		browser := testkit.Browser(t)
		for _, path := range []string{"/reviews", "/review/1", "/review/1/terms", "/review/1/import", "/review/1/duplicates", "/review/1/records", "/review/1/record/1?text=1", "/review/1/results?part=all", "/review/1/trail", "/review/1/agreement"} {
			if err := chromedp.Do(browser, chromedp.EmulateViewport(320, 900), chromedp.Navigate(v.URL+path)); err != nil {
				t.Fatal(err)
			}
			over, err := chromedp.Run(browser, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`))
			if err != nil || over > 0 {
				t.Errorf("%s is %d px wider than a screen of 320 (%v)", path, over, err)
			}
			if found := testkit.Axe(t, browser); len(found) > 0 {
				t.Errorf("%s: axe-core objects:\n%s", path, testkit.Describe(found))
			}
		}
	})
	for _, path := range []string{"/review/1/screen?record=1", "/review/1/card/1"} {
		t.Run(path, func(t *testing.T) { v.Look(t, testkit.Browser(t), path) })
	}
}

// The menu says which part of the review a page is; a record's title stands on its page once, and no definition of good where
// none matters.
func TestPagesOfAReviewSayWhereTheyAre(t *testing.T) {
	v := visitorOf(t)
	v.send("/reviews", "title", "What helps", "question", "What helps children in care?")
	v.upload("/review/1/import", "works.ris", works, "name", "Somewhere", "searched", "2026-05-04")
	for path, part := range map[string]string{"/review/1": "Review", "/review/1/screen": "Screen", "/review/1/trail": "Audit trail", "/review/1/records?stage=full-text": "Records"} {
		page := v.Get(t, path)
		if current := strings.Count(page.Text, `aria-current="page">`+part+"<"); current != 1 || strings.Count(page.Text, `aria-current="page"`) != 2 {
			t.Errorf("%s does not say once that it is %q of the review", path, part)
		}
		if strings.Contains(page.Text, `id="force"`) {
			t.Errorf("%s names a definition of good", path)
		}
	}
	page := v.Get(t, "/review/1/record/1")
	if _, title, found := strings.Cut(page.Text, "<h1>"); !found {
		t.Error("the record has no title")
	} else if title, rest, _ := strings.Cut(title, "</h1>"); strings.Contains(rest, title) {
		t.Errorf("%q stands on its page twice", title)
	}
	if page := v.Get(t, "/evidence"); !strings.Contains(page.Text, `id="force"`) {
		t.Error("the evidence for a definition does not name it")
	}
}
