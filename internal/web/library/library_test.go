package library_test

import (
	"bytes"
	"encoding/json"
	"encoding/xml"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/library"
	pages "goodmeasure/internal/web/library"
	"goodmeasure/internal/web/visit"
)

const records = `TY  - RPRT
TI  - Leaders <script>alert(1)</script> & learning
AU  - Hart, Ann
PY  - 2016
PB  - Made Press
DO  - 10.1234/lead
AB  - What </script> leaders of children's services do.
ER  -
TY  - JOUR
TI  - Foster care that lasts
AU  - Baker, Ben
PY  - 2011
JO  - Journal of Care
ER  -
`

func serve(t testing.TB) (*visit.Visit, *library.Shelf) {
	t.Helper()
	shelf := library.At(filepath.Join(t.TempDir(), "w.db"))
	t.Cleanup(func() { _ = shelf.Close() })
	return visit.Start(t, pages.Pages(shelf, pages.Options{})), shelf
}

func fill(t testing.TB, shelf *library.Shelf, public bool) {
	t.Helper()
	if done, err := shelf.Alone().ImportContent(t.Context(), strings.NewReader(records), int64(len(records)), "made.ris", library.Intake{Public: public}); err != nil || done.Added != 2 {
		t.Fatal(done, err)
	}
}

func TestPagesOfAnEmptyLibrary(t *testing.T) {
	v, _ := serve(t)
	for path, status := range map[string]int{"/library": 200, "/library/add": 200, "/library/import": 200, "/library/help": 200, "/library/1": 404, "/library/none": 404, "/library/1/change": 404,
		"/library?from=x": 400, "/library?page=9": 404, "/library?order=odd": 400, "/library/feed": 200, "/library/feed?order=year": 400} {
		answer := v.Get(t, path)
		if answer.Status != status {
			t.Errorf("%s: %d %s", path, answer.Status, answer.Words())
		}
		if path != "/library/feed" {
			answer.CheckShape(t)
		}
	}
}

func TestLibrarianImportsPublishesAndCites(t *testing.T) {
	v, _ := serve(t)
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", "../../made.ris")
	if err != nil {
		t.Fatal(err)
	}
	_, _ = part.Write([]byte(records))
	_ = form.WriteField("source", "Made catalogue")
	_ = form.Close()
	request, _ := http.NewRequest(http.MethodPost, v.URL+"/library/import", &body)
	request.Header.Set("Content-Type", form.FormDataContentType())
	imported := v.Do(t, request)
	imported.CheckShape(t)
	if imported.Status != 200 || !strings.Contains(imported.Words(), "2 records were added.") {
		t.Fatal(imported.Status, imported.Words())
	}
	if feed := v.Get(t, "/library/feed"); strings.Contains(feed.Text, "Leaders") {
		t.Error("the feed has what is not public")
	}
	if done := v.Post(t, "/library", url.Values{"act": {"publish"}, "id": {"1"}}); done.Status != http.StatusSeeOther {
		t.Fatal(done.Status, done.Words())
	}
	if done := v.Post(t, "/library?q=foster", url.Values{"act": {"publish-found"}}); done.Status != http.StatusSeeOther || done.Header.Get("Location") != "/library?q=foster" {
		t.Fatal(done.Status, done.Header)
	}
	found := v.Get(t, "/library?q=leaders&kind=report")
	found.CheckShape(t)
	if !strings.Contains(found.Words(), "Leaders <script>alert(1)</script> & learning") || !strings.Contains(found.Words(), "1 document found") {
		t.Error(found.Words())
	}
	page := v.Get(t, "/library/1")
	page.CheckShape(t)
	for _, want := range []string{"Harvard", "APA", "Vancouver", "Hart", "What </script> leaders"} {
		if !strings.Contains(page.Words(), want) {
			t.Errorf("%q is missing", want)
		}
	}
	var linked map[string]any
	for _, script := range page.All("script") {
		switch kind := visit.Attribute(script, "type"); {
		case kind == "application/ld+json":
			if err := json.Unmarshal([]byte(script.FirstChild.Data), &linked); err != nil {
				t.Fatal(err, script.FirstChild.Data)
			}
		case visit.Attribute(script, "src") == "":
			t.Error("a script of a title stands in the page")
		}
	}
	if linked["@type"] != "Report" || linked["name"] != "Leaders <script>alert(1)</script> & learning" || linked["@id"] != v.URL+"/library/1" {
		t.Error(linked)
	}
	meta := ""
	for _, m := range page.All("meta") {
		if visit.Attribute(m, "name") == "DC.creator" {
			meta = visit.Attribute(m, "content")
		}
	}
	if meta != "Hart, Ann" {
		t.Error("Dublin Core:", meta)
	}
	for file, want := range map[string]string{"ris": "TY  - RPRT", "bibtex": "@", "csl-json": `"type"`} {
		got := v.Get(t, "/library/1?format=file&file="+file)
		if got.Status != 200 || !strings.Contains(got.Text, want) || !strings.Contains(got.Header.Get("Content-Disposition"), "attachment") {
			t.Errorf("%s: %d %s", file, got.Status, got.Text)
		}
	}
	if all := v.Get(t, "/library?format=file&file=csv"); all.Status != 200 || strings.Count(all.Text, "\n") != 3 {
		t.Error(all.Status, all.Text)
	}
}

func TestFormsAddPasteAndChange(t *testing.T) {
	v, shelf := serve(t)
	pasted := v.Post(t, "/library/add", url.Values{"act": {"paste"}, "pasted": {`{"type":"article-journal","title":"Pasted <i>work</i>","DOI":"10.1234/paste","author":[{"family":"Hart","given":"Ann"}],"issued":{"date-parts":[[2016]]}}`}})
	if pasted.Status != http.StatusSeeOther || pasted.Header.Get("Location") != "/library/1" {
		t.Fatal(pasted.Status, pasted.Words())
	}
	for text, says := range map[string]string{
		"a letter": "What was pasted is no record that can be read", " \n": "Nothing was pasted",
		"<!DOCTYPE html>\n<title>Sign in</title>": "What was pasted cannot be read: it is a web page, not data: expected one in CSL-JSON",
		"https://doi.org/10.1234/ABC.5":           "ask https://doi.org/10.1234/abc.5 for application/vnd.citationstyles.csl+json, and paste the answer",
		"[{\"title\": \"One\"":                    "the text ends before the record does",
		"{\"title\":\"x\",}":                      "in line 1: after a comma another name in quotation marks was expected",
		`<?xml version="1.0"?><!DOCTYPE xml [<!ENTITY a "aaaa">]><xml><records><record><titles><title>&a;</title></titles></record></records></xml>`: "give the records as plain XML",
		"{\"title\": \"One\",\n\"issued\": 2019x}": "no record could be read: record 1, line 1: its JSON cannot be read, in line 2: a comma or a closing brace was expected",
	} {
		wrong := v.Post(t, "/library/add", url.Values{"act": {"paste"}, "pasted": {text}})
		wrong.CheckShape(t)
		if wrong.Status != http.StatusUnprocessableEntity || !strings.Contains(wrong.Words(), says) || strings.Contains(wrong.Words(), "--map") || strings.Contains(wrong.Words(), "file again") || strings.Contains(wrong.Words(), "the file") {
			t.Errorf("%q: %d %.300s", text, wrong.Status, wrong.Words())
		}
	}
	empty := v.Post(t, "/library/add", url.Values{"act": {"add"}, "year": {"last"}})
	empty.CheckShape(t)
	if empty.Status != http.StatusUnprocessableEntity || !strings.Contains(empty.Words(), "The title is missing") || !strings.Contains(empty.Words(), "is no year") {
		t.Error(empty.Status, empty.Words())
	}
	changed := v.Post(t, "/library/1/change", url.Values{"title": {"Changed"}, "kind": {"report"}, "group": {"models", "services"}, "subjects": {"Leadership"}})
	if changed.Status != http.StatusSeeOther {
		t.Fatal(changed.Status, changed.Words())
	}
	item, err := shelf.Alone().Item(t.Context(), 1)
	if err != nil || item.Title != "Changed" || len(item.Facets["group"]) != 2 {
		t.Error(item, err)
	}
	if page := v.Get(t, "/library/1/change"); page.Status != 200 || !strings.Contains(page.Text, "checked") {
		t.Error(page.Status)
	}
	own, err := shelf.Alone().Add(t.Context(), library.Draft{Title: "In a group of its own", Kind: "report", Groups: "fostering"}, false)
	if err != nil {
		t.Fatal(err)
	}
	if page := v.Get(t, fmt.Sprintf("/library/%d/change", own)); !strings.Contains(page.Text, `value="fostering" checked`) {
		t.Error("the form would take the document out of its group")
	}
}

// atom is what a reader of feeds takes of one.
type atom struct {
	ID      string `xml:"id"`
	Updated string `xml:"updated"`
	Entries []struct {
		ID    string `xml:"id"`
		Title string `xml:"title"`
		Link  struct {
			Href string `xml:"href,attr"`
		} `xml:"link"`
	} `xml:"entry"`
}

func TestPairsAreSettledOnTheirPage(t *testing.T) {
	v, shelf := serve(t)
	fill(t, shelf, true)
	like := "TY  - JOUR\nTI  - Foster care that lasts\nPY  - 2012\nAB  - <b>Bold</b> claims.\nER  -\n"
	if done, err := shelf.Alone().ImportContent(t.Context(), strings.NewReader(like), int64(len(like)), "more.ris", library.Intake{}); err != nil || len(done.Unsure) != 1 {
		t.Fatalf("%+v, %v", done, err)
	}
	const path = "/library/duplicates"
	page := v.Get(t, path)
	page.CheckShape(t)
	if !strings.Contains(page.Words(), "1 pair waits for a person") || !strings.Contains(page.Words(), "<b>Bold</b> claims.") {
		t.Fatal(page.Words())
	}
	say := func(kept, other, what string, status int) {
		t.Helper()
		if done := v.Post(t, path, url.Values{"kept": {kept}, "other": {other}, "say": {what}}); done.Status != status {
			t.Errorf("%s of %s and %s: %d %s", what, kept, other, done.Status, done.Words())
		}
	}
	say("2", "3", "merged", http.StatusSeeOther)
	if merged := v.Get(t, path); !strings.Contains(merged.Words(), "1 document was merged into another") {
		t.Error(merged.Words())
	} else {
		merged.CheckShape(t)
	}
	say("2", "3", "undone", http.StatusSeeOther)
	say("2", "3", "different", http.StatusSeeOther)
	say("2", "3", "nonsense", http.StatusUnprocessableEntity)
	for _, title := range []string{"What social workers say of caseloads in one county", "What social workers say of caseloads in one countty"} {
		text := "TY  - JOUR\nTI  - " + title + "\nPY  - 2012\nER  -\n"
		if done, err := shelf.Alone().ImportContent(t.Context(), strings.NewReader(text), int64(len(text)), "more.ris", library.Intake{}); err != nil || done.Added != 1 || len(done.Unsure) > 0 {
			t.Fatalf("%+v, %v", done, err)
		}
	}
	if looked := v.Post(t, path, url.Values{"say": {"look"}}); looked.Status != http.StatusSeeOther {
		t.Errorf("looking again: %d %s", looked.Status, looked.Words())
	}
	if found := v.Get(t, path); !strings.Contains(found.Words(), "1 pair waits for a person") || !strings.Contains(found.Words(), "countty") {
		t.Error(found.Words())
	}
	say("4", "5", "different", http.StatusSeeOther)
	say("2", "99", "merged", http.StatusNotFound)
	if after := v.Get(t, path+"?page=9"); after.Status != 200 || strings.Count(strings.ToLower(after.Words()), "no pair") != 1 {
		t.Error(after.Status, after.Words())
	}
}

// What would take a server's memory is left to a command, which the page names.
func TestALargeLibraryIsLookedThroughByCommand(t *testing.T) {
	shelf := library.At(filepath.Join(t.TempDir(), "w.db"))
	t.Cleanup(func() { _ = shelf.Close() })
	fill(t, shelf, true)
	v := visit.Start(t, pages.Pages(shelf, pages.Options{MostCompared: 1}))
	const path, command = "/library/duplicates", "goodmeasure library duplicates --look"
	page := v.Get(t, path)
	page.CheckShape(t)
	if !strings.Contains(page.Words(), "The library has 2 documents.") || !strings.Contains(page.Words(), command) || strings.Contains(page.Text, `value="look"`) {
		t.Error(page.Words())
	}
	if looked := v.Post(t, path, url.Values{"say": {"look"}}); looked.Status != http.StatusUnprocessableEntity || !strings.Contains(looked.Words(), "2 documents are too many to compare here: run "+`"`+command) {
		t.Errorf("%d %s", looked.Status, looked.Words())
	}
}

func TestFeedOfASearch(t *testing.T) {
	v, shelf := serve(t)
	fill(t, shelf, true)
	answer := v.Get(t, "/library/feed?q=leaders")
	var feed atom
	if err := xml.Unmarshal([]byte(answer.Text), &feed); err != nil {
		t.Fatal(err)
	}
	if len(feed.Entries) != 1 || feed.Entries[0].Title != "Leaders <script>alert(1)</script> & learning" || feed.Entries[0].Link.Href != v.URL+"/library/1" || feed.ID != v.URL+"/library?q=leaders" {
		t.Errorf("%+v", feed)
	}
	if kind := answer.Header.Get("Content-Type"); kind != "application/atom+xml; charset=utf-8" {
		t.Error(kind)
	}
}

// What no document has, or none has any more, makes no feed and no weekly list, and each says what there is instead.
func TestSubjectThatIsGone(t *testing.T) {
	shelf := library.At(filepath.Join(t.TempDir(), "w.db"))
	t.Cleanup(func() { _ = shelf.Close() })
	v := visit.Start(t, pages.Pages(shelf, pages.Options{Mails: true}))
	fill(t, shelf, true)
	page := v.Get(t, "/library?group=nope")
	page.CheckShape(t)
	if page.Status != http.StatusOK || !strings.Contains(page.Words(), "There is no group “nope” here: there are outcomes, services, ") ||
		strings.Contains(page.Text, "/library/feed") || strings.Contains(page.Text, "/library/subscribe") {
		t.Errorf("%d %s", page.Status, page.Text)
	}
	if !strings.Contains(page.Words(), "Choose one that there is, or begin again") {
		t.Errorf("it says what to do otherwise: %s", page.Words())
	}
	feed := v.Get(t, "/library/feed?group=nope")
	if feed.Status != http.StatusNotFound || !strings.Contains(feed.Words(), "There is no group “nope” here: there are outcomes, services, ") {
		t.Errorf("%d %s", feed.Status, feed.Words())
	}
	if known := v.Get(t, "/library/feed?group=services"); known.Status != http.StatusOK || !strings.Contains(known.Text, "<feed") {
		t.Errorf("%d %s", known.Status, known.Text)
	}
	if set := v.Get(t, "/oai?verb=ListRecords&metadataPrefix=oai_dc&set=group-nope"); !strings.Contains(set.Text, `code="noRecordsMatch">there is no such set; ListSets names them<`) {
		t.Error(set.Text)
	}
}

func TestReadersSeeWhatIsPublic(t *testing.T) {
	_, shelf := serve(t)
	fill(t, shelf, false)
	item, err := shelf.For(evidence.Account{}).Item(t.Context(), 1)
	if err == nil {
		t.Error(item)
	}
}

// What is new of a search can be had by mail, where mails are sent; elsewhere nothing is said of it.
func TestWhatIsNewComesByMailWhereMailsAreSent(t *testing.T) {
	for _, mails := range []bool{true, false} {
		shelf := library.At(filepath.Join(t.TempDir(), "w.db"))
		t.Cleanup(func() { _ = shelf.Close() })
		v := visit.Start(t, pages.Pages(shelf, pages.Options{Mails: mails}))
		fill(t, shelf, true)
		for path, link := range map[string]string{
			"/library/help": `href="/library/subscribe"`,
			"/library?q=care&group=services&order=year&page=1": `href="/library/subscribe?query=group%3Dservices%26q%3Dcare"`,
			"/library?order=newest":                            `href="/library/subscribe"`,
		} {
			answer := v.Get(t, path)
			answer.CheckShape(t)
			if offered := strings.Contains(answer.Text, link); offered != mails {
				t.Errorf("%s, where mails are sent %v: %s %v", path, mails, link, offered)
			}
		}
	}
}

// Of several records that are pasted, those that failed or are in doubt are named beside what was added, be that one or more.
func TestPasteNamesWhatFailed(t *testing.T) {
	v, _ := serve(t)
	for n, c := range []struct{ text, added, failed string }{
		{`[{"title":"Whole first pasted"},{"title":"cut`, "/library/1", "the text ends before the record does"},
		{"TY  - JOUR\nTI  - A whole one by paste\nER  - \nTY  - JOUR\nN1  - nothing\nER  - \n", "/library/2", "it has no title, and nothing else"},
		{"@article{a, title={Broken macros}, journal=undefd}", "/library/3", "which nothing defines"},
		{`[{"title":"Whole two of three"},{"title":"Third of three"},{"title":"cut`, "/library?order=newest", "the text ends before the record does"},
	} {
		page := v.Post(t, "/library/add", url.Values{"act": {"paste"}, "pasted": {c.text}})
		page.CheckShape(t)
		if page.Status != http.StatusOK || !strings.Contains(page.Text, `href="`+c.added+`"`) || !strings.Contains(page.Words(), c.failed) {
			t.Errorf("%d: %d %.600s", n, page.Status, page.Words())
		}
	}
}
