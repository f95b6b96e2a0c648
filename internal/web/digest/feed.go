package digest

import (
	"bytes"
	"encoding/xml"
	"html/template"
	"net/http"
	"strings"
	"time"

	weekly "goodmeasure/internal/digest"
	"goodmeasure/internal/web/site"
)

// mostInFeed is how many issues the feed has.
const mostInFeed = 20

type atomLink struct {
	Rel  string `xml:"rel,attr"`
	Type string `xml:"type,attr,omitempty"`
	Href string `xml:"href,attr"`
}

type atomText struct {
	Type string `xml:"type,attr"`
	Text string `xml:",chardata"`
}

type atomEntry struct {
	Title   string   `xml:"title"`
	ID      string   `xml:"id"`
	Updated string   `xml:"updated"`
	Link    atomLink `xml:"link"`
	Summary string   `xml:"summary"`
	Content atomText `xml:"content"`
}

type atomFeed struct {
	XMLName xml.Name    `xml:"http://www.w3.org/2005/Atom feed"`
	Lang    string      `xml:"xml:lang,attr"`
	Title   string      `xml:"title"`
	ID      string      `xml:"id"`
	Updated string      `xml:"updated"`
	Author  string      `xml:"author>name"`
	Links   []atomLink  `xml:"link"`
	Entries []atomEntry `xml:"entry"`
}

var feedContent = template.Must(template.New("").Parse(`{{range .Groups}}{{with .Name}}<h2>{{.}}</h2>{{end}}<ul>{{range .Items}}<li><b>{{if .Link}}<a href="{{$.Base}}{{.Link}}">{{.Title}}</a>{{else}}{{.Title}}{{end}}</b>{{with .Summary}} {{.}}{{end}}{{with .Source}} {{.}}{{end}}{{with .Date}}, {{.}}{{end}}</li>{{end}}</ul>{{end}}{{with .More}}<p>And {{.}} more.</p>{{end}}`))

func (p pages) feed() site.Route {
	return site.Route{Pattern: "GET " + feedPath, About: "The issues of what is new in the library, as an Atom feed.", Serve: func(w http.ResponseWriter, r *http.Request) error {
		issues, err := p.office.Issues(r.Context(), mostInFeed)
		if err != nil {
			return err
		}
		base := p.office.PublicURL
		if base == "" {
			base = "http://" + r.Host
		}
		text, updated, err := atom(base, issues)
		if err != nil {
			return err
		}
		w.Header().Set("Content-Type", "application/atom+xml; charset=utf-8")
		http.ServeContent(w, r, "", updated, bytes.NewReader(text))
		return nil
	}}
}

// atom writes issues, the latest first, as a feed whose links begin with a base.
func atom(base string, issues []weekly.Edition) ([]byte, time.Time, error) {
	feed := atomFeed{Lang: "en-GB", Title: weekly.Name, ID: base + feedPath, Author: weekly.Name, Updated: time.Unix(0, 0).UTC().Format(time.RFC3339),
		Links: []atomLink{{"self", "application/atom+xml", base + feedPath}, {"alternate", "text/html", base + "/library/new"}}}
	var updated time.Time
	for n, e := range issues {
		made := e.Issue.Made.UTC().Truncate(time.Second)
		if n == 0 {
			updated, feed.Updated = made, made.Format(time.RFC3339)
		}
		items, more := e.Issue.Items, 0
		if len(items) > perPage {
			items, more = items[:perPage], len(items)-perPage
		}
		var content strings.Builder
		if err := feedContent.Execute(&content, struct {
			Base   string
			Groups []weekly.Group
			More   int
		}{base, weekly.Grouped(items), more}); err != nil {
			return nil, updated, err
		}
		address := base + weekly.Path(e.Issue.ID)
		feed.Entries = append(feed.Entries, atomEntry{e.Title(), address, made.Format(time.RFC3339), atomLink{"alternate", "text/html", address}, weekly.Words(e.Issue), atomText{"html", content.String()}})
	}
	text, err := xml.MarshalIndent(feed, "", " ")
	return append([]byte(xml.Header), append(text, '\n')...), updated, err
}
