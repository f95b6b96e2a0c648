package digest

import (
	"bytes"
	"embed"
	"fmt"
	"html/template"
	"net/url"
	"strings"
	texttemplate "text/template"
	"time"

	"github.com/wneessen/go-mail"

	"goodmeasure/evidence"
)

//go:embed letter/*
var letterFiles embed.FS

var (
	htmlLetters = template.Must(template.New("").ParseFS(letterFiles, "letter/*.html"))
	textLetters = texttemplate.Must(texttemplate.New("").ParseFS(letterFiles, "letter/*.txt"))
)

// mostMailed is how many works a mail has; the pages have the rest.
const mostMailed = 100

// letter is a mail that is written and not yet handed over.
type letter struct {
	To          string
	Subject     string
	Text, HTML  string
	Unsubscribe string // the link that ends the subscription; "" in a mail that is no part of a list
	ID          string // the part of the message's ID before the @
	List        int64
}

// written fills in the templates of a name.
func (l letter) written(name string, data any) (letter, error) {
	var text, html bytes.Buffer
	if err := textLetters.ExecuteTemplate(&text, name+".txt", data); err != nil {
		return l, err
	}
	if err := htmlLetters.ExecuteTemplate(&html, name+".html", data); err != nil {
		return l, err
	}
	l.Text, l.HTML = text.String(), html.String()
	return l, nil
}

// shown is what the templates of an issue are filled with.
type shown struct {
	Title, Lede string
	Groups      []Group
	More        int // works that only the pages have
	Base        string
	Web         string // the issue's page; "" before it is made
	Unsubscribe string
	Query       string
}

func (o *Office) show(d Draft, unsubscribe string) shown {
	s := shown{Title: titleOf(d.List, d.Issue), Lede: Words(d.Issue), Base: o.PublicURL, Unsubscribe: unsubscribe, Query: d.List.Query}
	items := d.Issue.Items
	if len(items) > mostMailed {
		items, s.More = items[:mostMailed], len(items)-mostMailed
	}
	s.Groups = Grouped(items)
	if d.Issue.ID != 0 {
		s.Web = o.PublicURL + Path(d.Issue.ID)
	}
	return s
}

// Letter is what an issue looks like as a mail: its subject, and its two parts.
type Letter struct {
	Subject string `json:"subject"`
	Text    string `json:"text"`
	HTML    string `json:"html"`
}

// Preview writes a draft as the mail that would go out.
func (o *Office) Preview(d Draft) (Letter, error) {
	l, err := o.issueLetter(d, evidence.Subscriber{Email: "reader@example.org", Unsubscribe: "the-secret-of-each-reader"})
	return Letter{l.Subject, l.Text, l.HTML}, err
}

func (o *Office) issueLetter(d Draft, to evidence.Subscriber) (letter, error) {
	link := o.endLink(to)
	l := letter{To: to.Email, Subject: plain(titleOf(d.List, d.Issue), 150), Unsubscribe: link, List: d.List.Search,
		ID: fmt.Sprintf("issue-%d-%d-%d", d.Issue.ID, to.ID, d.Issue.Made.Unix())}
	return l.written("issue", o.show(d, link))
}

func (o *Office) endLink(s evidence.Subscriber) string {
	return o.PublicURL + "/library/subscribe/end/" + url.PathEscape(s.Unsubscribe)
}

// message makes a letter a mail. Every part that comes from people has been made plain, or is checked here: no text of
// theirs can begin a header.
func (o *Office) message(l letter) (*mail.Msg, error) {
	m := mail.NewMsg()
	if err := m.FromFormat(o.Server.From.Name, o.Server.From.Address); err != nil {
		return nil, err
	}
	if strings.ContainsAny(l.To, "\r\n") {
		return nil, fmt.Errorf("%q is no address of e-mail", l.To)
	}
	to := l.To
	if written, err := mailable(to); err == nil { // an earlier version took down others
		to = written
	}
	if err := m.To(to); err != nil {
		return nil, err
	}
	_, domain, _ := strings.Cut(o.Server.From.Address, "@")
	m.Subject(plain(l.Subject, 200))
	m.SetDateWithValue(time.Now())
	m.SetMessageIDWithValue(l.ID + "@" + domain)
	m.SetGenHeader("Auto-Submitted", "auto-generated")
	m.SetUserAgent("goodmeasure")
	if l.Unsubscribe != "" {
		m.SetGenHeaderPreformatted("List-Unsubscribe", "<"+l.Unsubscribe+">")
		if strings.HasPrefix(l.Unsubscribe, "https://") { // RFC 8058 has it for no other
			m.SetGenHeader("List-Unsubscribe-Post", "List-Unsubscribe=One-Click")
		}
		m.SetGenHeader("List-ID", fmt.Sprintf("<new-%d.library.%s>", l.List, domain))
		m.SetGenHeader("Precedence", "bulk")
	}
	m.SetBodyString(mail.TypeTextPlain, l.Text)
	m.AddAlternativeString(mail.TypeTextHTML, l.HTML)
	return m, nil
}

// CheckPublicURL reads the address at which readers reach the pages, and gives it without a slash at its end.
func CheckPublicURL(text string) (string, error) {
	u, err := url.Parse(text)
	if err != nil || u.Scheme != "http" && u.Scheme != "https" || u.Host == "" || u.User != nil || u.RawQuery != "" || u.Fragment != "" || strings.ContainsAny(text, "\r\n <>\"") {
		return "", fmt.Errorf("%q is no address that readers could reach the pages at: expected one such as https://library.example.org", text)
	}
	return strings.TrimRight(u.String(), "/"), nil
}
