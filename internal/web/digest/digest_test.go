package digest_test

import (
	"encoding/xml"
	"net/http"
	"net/url"
	"path/filepath"
	"strings"
	"testing"
	"time"

	"goodmeasure/evidence"
	weekly "goodmeasure/internal/digest"
	"goodmeasure/internal/store"
	"goodmeasure/internal/testkit"
	"goodmeasure/internal/web/digest"
	"goodmeasure/internal/web/visit"
)

const publicURL = "https://library.example.org"

// stand is a library with an office that sends to a mailbox, and its pages.
type stand struct {
	*visit.Visit
	workspace *store.Workspace
	office    *weekly.Office
	box       *testkit.Mailbox
}

func newStand(t *testing.T) stand {
	t.Helper()
	place := filepath.Join(t.TempDir(), "library.db")
	w, err := store.Open(t.Context(), place)
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { _ = w.Close() })
	box := testkit.NewMailbox(t)
	server, err := weekly.ParseServer(box.Address, "library@example.org", "")
	if err != nil {
		t.Fatal(err)
	}
	office := weekly.New(weekly.Options{Place: place, PublicURL: publicURL, Server: server, Pauses: []time.Duration{}})
	t.Cleanup(func() { _ = office.Close() })
	return stand{visit.Start(t, digest.Pages(office)), w, office, box}
}

func (s stand) add(t *testing.T, titles ...string) {
	t.Helper()
	var entries []evidence.Entry
	for _, title := range titles {
		entries = append(entries, evidence.Entry{Record: evidence.Record{Kind: evidence.Report, Title: title, Year: 2024, Publisher: "A publisher"}, Summary: "In plain words.",
			Facets: map[string][]string{"group": {"services"}}})
	}
	if _, err := s.workspace.AddRecords(t.Context(), evidence.Account{}, entries, store.Addition{Public: true}); err != nil {
		t.Fatal(err)
	}
}

// link waits for the mail after so many, and gives the path that it links to under a path.
func (s stand) link(t *testing.T, before int, under string) string {
	t.Helper()
	for end := time.Now().Add(time.Minute); time.Now().Before(end); time.Sleep(10 * time.Millisecond) {
		if mails := s.box.Mails(); len(mails) > before {
			text := strings.NewReplacer("=\r\n", "", "=\n", "", "=3D", "=").Replace(mails[before].Text)
			_, rest, found := strings.Cut(text, publicURL+under)
			if !found {
				t.Fatalf("the mail has no link to %s:\n%s", under, text)
			}
			return under + strings.FieldsFunc(rest, func(r rune) bool { return strings.ContainsRune("\r\n> \"", r) })[0]
		}
	}
	t.Fatal("no mail came")
	return ""
}

func TestReaderAsksConfirmsReadsAndEnds(t *testing.T) {
	s := newStand(t)
	if page := s.Get(t, "/library/new"); page.Status != http.StatusOK || !strings.Contains(page.Words(), "No issue has been made yet") {
		t.Errorf("before the first issue: %d %s", page.Status, page.Words())
	}
	asked := s.Post(t, "/library/subscribe", url.Values{"email": {"ann@example.org"}})
	if asked.Status != http.StatusSeeOther {
		t.Fatalf("asking gives %d: %s", asked.Status, asked.Words())
	}
	sent := s.Get(t, asked.Header.Get("Location"))
	sent.CheckShape(t)
	confirm := s.link(t, 0, "/library/subscribe/confirm/")
	if page := s.Get(t, confirm); len(page.All("button")) == 0 || !strings.Contains(page.Words(), "Nothing has happened yet") {
		t.Errorf("the page to confirm says %s", page.Words())
	}
	if all, err := s.office.Subscribers(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("opening the link confirmed: %v, %v", all, err)
	}
	if page := s.Post(t, confirm, nil); page.Status != http.StatusOK || !strings.Contains(page.Words(), "ann@example.org") {
		t.Errorf("confirming gives %d: %s", page.Status, page.Words())
	}
	if page := s.Post(t, confirm, nil); page.Status != http.StatusNotFound {
		t.Errorf("confirming twice gives %d", page.Status)
	}
	for _, dead := range []string{confirm, "/library/subscribe/confirm/" + strings.Repeat("a", 43)} {
		if page := s.Get(t, dead); page.Status != http.StatusNotFound || !strings.Contains(page.Words(), "does not work, has worked already, or is older than 14 days") || strings.Contains(page.Words(), "Press the button") {
			t.Errorf("%s gives %d: %s", dead, page.Status, page.Words())
		}
	}

	s.add(t, "On siblings", `<script>alert("x")</script> & more`)
	preview := s.Get(t, "/library/preview")
	if preview.CheckShape(t); !strings.Contains(preview.Words(), "1 reader gets it by mail") || strings.Contains(preview.Text, "<script>alert") {
		t.Errorf("the preview says %s", preview.Words())
	}
	if _, err := s.office.Send(t.Context(), false); err != nil {
		t.Fatal(err)
	}
	latest := s.Get(t, "/library/new")
	latest.CheckShape(t)
	for _, want := range []string{"2 works first public", "On siblings", "In plain words.", "A publisher, 2024", "Services"} {
		if !strings.Contains(latest.Words(), want) {
			t.Errorf("the latest issue does not say %q: %s", want, latest.Words())
		}
	}
	if strings.Contains(latest.Text, "<script>alert") {
		t.Error("a title is run as a script")
	}
	read := s.link(t, 1, "/library/new/issue/")
	if page := s.Get(t, read); page.Status != http.StatusOK || page.Words() != latest.Words() {
		t.Errorf("the issue's own page differs from the latest: %d", page.Status)
	}

	end := s.link(t, 1, "/library/subscribe/end/")
	for range 2 { // as scanners of mail do
		if page := s.Get(t, end); page.Status != http.StatusOK || !strings.Contains(page.Words(), "Nothing has changed yet") {
			t.Errorf("the page of the end says %s", page.Words())
		}
	}
	if all, err := s.office.Subscribers(t.Context()); err != nil || len(all) != 1 {
		t.Errorf("opening the link ended it: %v, %v", all, err)
	}
	// A mail program's one click comes without cookies, from whatever origin.
	for range 2 {
		click, err := http.NewRequest(http.MethodPost, s.URL+end, strings.NewReader("List-Unsubscribe=One-Click"))
		if err != nil {
			t.Fatal(err)
		}
		click.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		click.Header.Set("Origin", "https://mail.example.com")
		click.Header.Set("Sec-Fetch-Site", "cross-site")
		if page := s.Do(t, click); page.Status != http.StatusOK {
			t.Errorf("one click gives %d: %s", page.Status, page.Words())
		}
	}
	if all, err := s.office.Subscribers(t.Context()); err != nil || len(all) != 0 {
		t.Errorf("after one click there are %v, %v", all, err)
	}
	other, err := http.NewRequest(http.MethodPost, s.URL+"/library/subscribe", strings.NewReader("email=ben@example.org"))
	if err != nil {
		t.Fatal(err)
	}
	other.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	other.Header.Set("Origin", "https://mail.example.com")
	other.Header.Set("Sec-Fetch-Site", "cross-site")
	if page := s.Do(t, other); page.Status != http.StatusForbidden {
		t.Errorf("another site's form is taken: %d", page.Status)
	}
}

// Whether an address is known must not show.
func TestKnownAddressGetsTheSameAnswer(t *testing.T) {
	s := newStand(t)
	_, token, err := s.workspace.Subscribe(t.Context(), "known@example.org", 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := s.workspace.Confirm(t.Context(), token); err != nil {
		t.Fatal(err)
	}
	known, unknown := s.Post(t, "/library/subscribe", url.Values{"email": {"known@example.org"}}), s.Post(t, "/library/subscribe", url.Values{"email": {"unknown@example.org"}})
	if known.Status != unknown.Status || known.Header.Get("Location") != unknown.Header.Get("Location") || known.Text != unknown.Text {
		t.Errorf("a known address is answered %d %q, an unknown %d %q", known.Status, known.Header.Get("Location"), unknown.Status, unknown.Header.Get("Location"))
	}
	s.link(t, 1, "/library/subscribe/") // both get a mail
	again := s.Post(t, "/library/subscribe", url.Values{"email": {"unknown@example.org"}})
	if again.Status != unknown.Status {
		t.Errorf("asking again gives %d", again.Status)
	}
	for range 20 {
		again = s.Post(t, "/library/subscribe", url.Values{"email": {"unknown@example.org"}})
	}
	if again.Status != http.StatusTooManyRequests || again.Header.Get("Retry-After") != "3600" || len(s.box.Mails()) != 2 {
		t.Errorf("after many asks: %d, %d mails", again.Status, len(s.box.Mails()))
	}
}

func TestWrongInput(t *testing.T) {
	s := newStand(t)
	for _, c := range []struct {
		email, query, says string
	}{
		{"", "", "no address of e-mail"}, {"ann", "", "no address of e-mail"}, {"ann@example.org\r\nBcc: all@example.org", "", "no address of e-mail"},
		{"a@example.org, b@example.org", "", "no address of e-mail"}, {"jürgen@example.org", "", "before the @"}, {"ann@example.org", "order=newest", "searches for nothing"}, {"ann@example.org", "from=last", "is no year"},
	} {
		page := s.Post(t, "/library/subscribe", url.Values{"email": {c.email}, "query": {c.query}})
		if page.Status != http.StatusUnprocessableEntity || !strings.Contains(page.Words(), c.says) {
			t.Errorf("%q, %q: %d %s", c.email, c.query, page.Status, page.Words())
		}
		page.CheckShape(t)
	}
	for path, status := range map[string]int{"/library/new/issue/7": 404, "/library/new/issue/x": 404, "/library/new?page=2": 200, "/library/subscribe/end/x": 404,
		"/library/subscribe/end/" + strings.Repeat("A", 43): 404, "/library/subscribe?query=%3Cb%3E": 200} {
		if page := s.Get(t, path); page.Status != status {
			t.Errorf("%s: %d, expected %d", path, page.Status, status)
		}
	}
}

// The form carries on a search that the page names, and none that it does not.
func TestFormAsksForWhatThePageShows(t *testing.T) {
	s := newStand(t)
	for query, shown := range map[string]bool{"q=siblings": true, "group=services": true, "order=newest": false, "q=": false, "page=2&show=all": false} {
		page := s.Get(t, "/library/subscribe?"+url.Values{"query": {query}}.Encode())
		carried := strings.Contains(page.Text, `name="query"`)
		if named := strings.Contains(page.Words(), "Only what is new of this search"); page.Status != http.StatusOK || named != shown || carried != shown {
			t.Errorf("%s: %d, named %v, carried on %v", query, page.Status, named, carried)
		}
	}
}

// A link to subscribe to what no document has, such as a subject that is gone, says so before anybody writes an address, and the form
// then asks for everything.
func TestLinkForASubjectThatIsGone(t *testing.T) {
	s := newStand(t)
	s.add(t, "A work")
	const says = "That search makes no list: there is no subject “gone” here: no document has a subject. Search the library for something else, or get all that is new."
	page := s.Get(t, "/library/subscribe?query=subject%3Dgone")
	page.CheckShape(t)
	if page.Status != http.StatusOK || !strings.Contains(page.Words(), says) || strings.Contains(page.Text, `name="query"`) {
		t.Errorf("%d %s", page.Status, page.Words())
	}
	page = s.Post(t, "/library/subscribe", url.Values{"email": {"ann@example.org"}, "query": {"subject=gone"}})
	page.CheckShape(t)
	if page.Status != http.StatusUnprocessableEntity || !strings.Contains(page.Words(), says) || len(s.box.Mails()) != 0 {
		t.Errorf("%d %s", page.Status, page.Words())
	}
}

func TestFeed(t *testing.T) {
	s := newStand(t)
	s.add(t, "First & “foremost” <b>")
	if _, err := s.office.Send(t.Context(), false); err != nil {
		t.Fatal(err)
	}
	answer := s.Get(t, "/library/new.atom")
	var feed struct {
		XMLName xml.Name `xml:"http://www.w3.org/2005/Atom feed"`
		ID      string   `xml:"id"`
		Updated string   `xml:"updated"`
		Entries []struct {
			ID      string `xml:"id"`
			Content string `xml:"content"`
		} `xml:"entry"`
	}
	if err := xml.Unmarshal([]byte(answer.Text), &feed); err != nil {
		t.Fatalf("%v in %s", err, answer.Text)
	}
	if len(feed.Entries) != 1 || !strings.HasPrefix(feed.Entries[0].ID, publicURL+"/library/new/issue/") || !strings.Contains(feed.Entries[0].Content, "First &amp; “foremost” &lt;b&gt;") {
		t.Errorf("the feed is %s", answer.Text)
	}
	if _, err := time.Parse(time.RFC3339, feed.Updated); err != nil || answer.Header.Get("Content-Type") != "application/atom+xml; charset=utf-8" {
		t.Errorf("updated %q, type %q", feed.Updated, answer.Header.Get("Content-Type"))
	}
}

func TestPagesAreFitForEverybody(t *testing.T) {
	s := newStand(t)
	browser := testkit.Browser(t)
	s.add(t, "On siblings", strings.Repeat("Averylongwordwithoutanyspace", 12))
	s.Look(t, browser, "/library/preview")
	if _, err := s.office.Send(t.Context(), false); err != nil {
		t.Fatal(err)
	}
	_, token, err := s.workspace.Subscribe(t.Context(), "ann@example.org", 0)
	if err != nil {
		t.Fatal(err)
	}
	for _, path := range []string{"/library/new", "/library/subscribe?query=q%3Dsiblings", "/library/subscribe?sent=yes", "/library/subscribe/confirm/" + token} {
		s.Look(t, browser, path)
	}
}
