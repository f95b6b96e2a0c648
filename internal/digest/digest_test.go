package digest_test

import (
	"context"
	"errors"
	"io"
	"mime"
	"mime/multipart"
	"mime/quotedprintable"
	netmail "net/mail"
	"path/filepath"
	"strconv"
	"strings"
	"testing"
	"time"

	"goodmeasure/evidence"
	"goodmeasure/internal/digest"
	"goodmeasure/internal/store"
	"goodmeasure/internal/testkit"
)

const publicURL = "https://library.example.org"

// library is a workspace with an office that sends to a mailbox.
type library struct {
	*store.Workspace
	office *digest.Office
	box    *testkit.Mailbox
	place  string
}

func newLibrary(t *testing.T, place string) *library {
	t.Helper()
	if place == "" {
		place = filepath.Join(t.TempDir(), "library.db")
	}
	w, err := store.Open(t.Context(), place)
	if err != nil {
		t.Fatal(err)
	}
	l := &library{Workspace: w, box: testkit.NewMailbox(t), place: place}
	l.office = l.newOffice(t)
	t.Cleanup(func() { _ = w.Close() })
	return l
}

func (l *library) newOffice(t *testing.T) *digest.Office {
	t.Helper()
	server, err := digest.ParseServer(l.box.Address, "The Library <library@example.org>", "")
	if err != nil {
		t.Fatal(err)
	}
	office := digest.New(digest.Options{Place: l.place, PublicURL: publicURL, Server: server, Pauses: []time.Duration{0}})
	t.Cleanup(func() { _ = office.Close() })
	return office
}

func (l *library) add(t *testing.T, public bool, entries ...evidence.Entry) []int64 {
	t.Helper()
	ids, err := l.AddRecords(t.Context(), evidence.Account{}, entries, store.Addition{Public: public})
	if err != nil {
		t.Fatal(err)
	}
	return ids
}

func (l *library) reader(t *testing.T, email string) {
	t.Helper()
	_, token, err := l.Subscribe(t.Context(), email, 0)
	if err != nil {
		t.Fatal(err)
	}
	if _, err := l.Confirm(t.Context(), token); err != nil {
		t.Fatal(err)
	}
}

func (l *library) send(t *testing.T) []digest.Sending {
	t.Helper()
	sent, err := l.office.Send(t.Context(), false)
	if err != nil {
		t.Fatal(err)
	}
	return sent
}

func titled(title string) evidence.Entry {
	return evidence.Entry{Record: evidence.Record{Kind: evidence.Report, Title: title, Publisher: "A publisher", Year: 2025}}
}

// parts takes a mail apart: its header, and its parts by type.
func parts(t *testing.T, m testkit.Mail) (netmail.Header, map[string]string) {
	t.Helper()
	read, err := netmail.ReadMessage(strings.NewReader(m.Text))
	if err != nil {
		t.Fatal(err)
	}
	kind, params, err := mime.ParseMediaType(read.Header.Get("Content-Type"))
	if err != nil || kind != "multipart/alternative" {
		t.Fatalf("the mail is %q (%v), expected multipart/alternative", kind, err)
	}
	found := map[string]string{}
	for part := multipart.NewReader(read.Body, params["boundary"]); ; {
		p, err := part.NextRawPart()
		if err == io.EOF {
			return read.Header, found
		}
		if err != nil {
			t.Fatal(err)
		}
		if got := p.Header.Get("Content-Transfer-Encoding"); got != "quoted-printable" {
			t.Errorf("a part is encoded as %q, expected quoted-printable", got)
		}
		text, err := io.ReadAll(quotedprintable.NewReader(p))
		if err != nil {
			t.Fatal(err)
		}
		kind, _, _ := mime.ParseMediaType(p.Header.Get("Content-Type"))
		found[kind] = strings.ReplaceAll(string(text), "\r\n", "\n")
	}
}

func TestJourney(t *testing.T) {
	l := newLibrary(t, "")
	first := l.add(t, true, evidence.Entry{Record: evidence.Record{Kind: evidence.Article, Title: "Zusammenhänge – “keeping” siblings together", Container: "A Journal", Year: 2024,
		Authors: []evidence.Person{{Family: "Ångström", Given: "Eva"}}}, Summary: "Brothers & sisters do better together.", Facets: map[string][]string{"group": {"services"}}})
	l.add(t, false, titled("Not public yet"))

	if err := l.office.Ask(t.Context(), "client", "Ann@Example.org", ""); err != nil {
		t.Fatal(err)
	}
	token := after(waitFor(t, l.box, 1)[0].Text, "/library/subscribe/confirm/")
	before := l.send(t)
	if len(l.box.Mails()) != 1 || before[0].Items != 1 || before[0].Sent != 0 {
		t.Fatalf("before anybody confirmed: %+v", before)
	}
	if s, err := l.office.Confirm(t.Context(), token); err != nil || s.Email != "ann@example.org" {
		t.Fatalf("confirming gives %+v, %v", s, err)
	}
	if _, err := l.office.Confirm(t.Context(), token); err == nil {
		t.Error("the link confirms twice")
	}
	if again := l.send(t); len(again) != 1 || again[0].Issue != 0 || len(l.box.Mails()) != 1 {
		t.Errorf("nothing is new, and yet: %+v", again)
	}
	second := l.add(t, true, titled("A second work"), evidence.Entry{Record: evidence.Record{Kind: evidence.Book, Title: "A third work", Date: "May 2023"}, Facets: map[string][]string{"group": {"outcomes"}}})
	// What changes is not new.
	changed, err := l.Record(t.Context(), first[0])
	if err != nil {
		t.Fatal(err)
	}
	changed.Summary = "Changed."
	if _, err := l.ChangeRecord(t.Context(), evidence.Account{}, changed); err != nil {
		t.Fatal(err)
	}
	if sent := l.send(t); sent[0].Items != 2 || sent[0].Sent != 1 {
		t.Fatalf("two works are new for one reader: %+v", sent)
	}
	mails := l.box.Mails()
	header, text := parts(t, mails[1])
	for _, kind := range []string{"text/plain", "text/html"} {
		for _, want := range []string{"A second work", "A third work", "Outcomes", "Other works", "May 2023", "A publisher", publicURL + "/library/" + strconv.FormatInt(second[0], 10), publicURL + "/library/subscribe/end/", publicURL + "/library/new/"} {
			if !strings.Contains(text[kind], want) {
				t.Errorf("%s lacks %q:\n%s", kind, want, text[kind])
			}
		}
	}
	if to := header.Get("To"); to != "<ann@example.org>" || mails[1].To != "ann@example.org" || mails[1].From != "library@example.org" {
		t.Errorf("the mail goes from %q to %q (%q)", mails[1].From, mails[1].To, to)
	}
	link := strings.Trim(header.Get("List-Unsubscribe"), "<>")
	if header.Get("List-Unsubscribe-Post") != "List-Unsubscribe=One-Click" || !strings.HasPrefix(link, publicURL+"/library/subscribe/end/") || header.Get("Message-Id") == "" || header.Get("List-Id") == "" {
		t.Errorf("the headers of a list are %v", header)
	}
	if s, err := l.office.Unsubscribe(t.Context(), strings.TrimPrefix(link, publicURL+"/library/subscribe/end/")); err != nil || !s.Ended {
		t.Fatalf("ending gives %+v, %v", s, err)
	}
	l.add(t, true, titled("A fourth work"))
	if sent := l.send(t); sent[0].Items != 1 || sent[0].Sent != 0 || len(l.box.Mails()) != 2 {
		t.Errorf("after the end: %+v", sent)
	}
	e, err := l.office.Issue(t.Context(), 0)
	if err != nil || len(e.Issue.Items) != 1 || e.Before == 0 || e.After != 0 {
		t.Errorf("the latest issue is %+v, %v", e, err)
	}
}

func TestSavedSearchIsAListOfOnesOwn(t *testing.T) {
	l := newLibrary(t, "")
	if err := l.office.Ask(t.Context(), "client", "ann@example.org", "?q=leadership&group=organisation&page=2"); err != nil {
		t.Fatal(err)
	}
	if _, err := l.office.Confirm(t.Context(), after(waitFor(t, l.box, 1)[0].Text, "/library/subscribe/confirm/")); err != nil {
		t.Fatal(err)
	}
	lead := titled("On leadership")
	lead.Facets = map[string][]string{"group": {"organisation"}}
	l.add(t, true, lead, titled("Leadership elsewhere"), titled("Foster care"))
	sent := l.send(t)
	if len(sent) != 2 || sent[0].Items != 3 || sent[0].Sent != 0 || sent[1].Items != 1 || sent[1].Sent != 1 {
		t.Fatalf("a list of everything, and one of a search: %+v", sent)
	}
	header, text := parts(t, l.box.Mails()[1])
	if subject, _ := new(mime.WordDecoder).DecodeHeader(header.Get("Subject")); !strings.HasPrefix(subject, "New in the library: leadership, group organisation, ") {
		t.Errorf("the subject is %q", subject)
	}
	if !strings.Contains(text["text/plain"], "On leadership") || strings.Contains(text["text/plain"], "Foster") {
		t.Errorf("the list of a search has:\n%s", text["text/plain"])
	}
}

// A search for what no document has is refused with what there is. One that nothing has any more says so where the list is looked
// at and where it is sent, and holds up no other.
func TestSearchForWhatThereIsNotMakesNoList(t *testing.T) {
	l := newLibrary(t, "")
	filed := titled("On siblings")
	filed.Facets = map[string][]string{"subject": {"siblings"}}
	number := l.add(t, true, filed, titled("Foster care"))[0]
	for query, says := range map[string]string{
		"subject=nope": "there is no subject “nope” here: there is siblings", "group=services&group=nope": "there is no group “nope” here: there are outcomes, services, ",
		"colour=red": "a search takes no “colour”: it takes q, from, to, group, ", "q=care&from=2020&to=2010": "from 2020 to 2010: expected the earlier first",
	} {
		var wrong *digest.Wrong
		if err := l.office.Ask(t.Context(), "client", "ann@example.org", query); !errors.As(err, &wrong) || !wrong.Search || !strings.Contains(wrong.What, says) {
			t.Errorf("%s: %v, expected %q", query, err, says)
		}
	}
	for _, query := range []string{"subject=siblings", "q=care"} {
		if err := l.office.Ask(t.Context(), "client", "ann@example.org", query); err != nil {
			t.Fatal(err)
		}
	}
	for _, mail := range waitFor(t, l.box, 2) {
		if _, err := l.office.Confirm(t.Context(), after(mail.Text, "/library/subscribe/confirm/")); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.RemoveRecord(t.Context(), evidence.Account{}, number); err != nil {
		t.Fatal(err)
	}
	const gone = "there is no subject “siblings” here: no document has a subject"
	drafts, err := l.office.Drafts(t.Context())
	if err != nil || len(drafts) != 3 || drafts[1].Never != gone || drafts[1].Words() != "T"+gone[1:]+"." || drafts[0].Never+drafts[2].Never != "" {
		t.Fatalf("%+v, %v", drafts, err)
	}
	sent := l.send(t)
	if len(sent) != 3 || sent[1].Words() != "New in the library: subject siblings: "+gone+". Nothing was sent." || sent[2].Sent != 1 {
		t.Errorf("%+v", sent)
	}
}

// Somebody who asks for one list after the other for an address that is not theirs has few mails sent there.
func TestAddressIsNotWrittenToForEveryList(t *testing.T) {
	l := newLibrary(t, "")
	for n := range 9 {
		if err := l.office.Ask(t.Context(), "client", "ann@example.org", "q=word"+strconv.Itoa(n)); err != nil {
			t.Fatal(err)
		}
	}
	if err := l.office.Ask(t.Context(), "client", "ben@example.org", ""); err != nil {
		t.Fatal(err)
	}
	to := map[string]int{}
	for _, mail := range waitFor(t, l.box, 6) { // they go out in their order
		to[mail.To]++
	}
	if to["ann@example.org"] != 5 || to["ben@example.org"] != 1 {
		t.Errorf("mails went to %v", to)
	}
}

// after finds what stands in a mail after a mark, up to the end of its line.
func after(mail, mark string) string {
	mail = strings.NewReplacer("=\r\n", "", "=\n", "", "\r\n", "\n", "=3D", "=").Replace(mail)
	_, rest, _ := strings.Cut(mail, mark)
	token, _, _ := strings.Cut(rest, "\n")
	return strings.TrimSpace(token)
}

// waitFor gives the mails once there are so many.
func waitFor(t *testing.T, box *testkit.Mailbox, count int) []testkit.Mail {
	t.Helper()
	ctx, cancel := context.WithTimeout(t.Context(), time.Minute)
	defer cancel()
	for {
		if mails := box.Mails(); len(mails) >= count {
			return mails
		}
		select {
		case <-ctx.Done():
			t.Fatalf("%d mails came, expected %d", len(box.Mails()), count)
		case <-time.After(10 * time.Millisecond):
		}
	}
}
