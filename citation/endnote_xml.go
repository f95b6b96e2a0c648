package citation

import (
	"bytes"
	"strings"

	"goodmeasure/evidence"
)

func isEndNoteXML(head []byte) bool {
	return startsAs(head, "xml", "records") && (bytes.Contains(head, []byte("<ref-type")) || bytes.Contains(head, []byte("<contributors")) ||
		bytes.Contains(head, []byte("<titles")))
}

func readEndNoteXML(r *reading) error { return r.elements([]string{"record"}, draftOfEndNote) }

// draftOfEndNote reads a record whose texts stand in runs of style, which are joined.
func draftOfEndNote(e *element) *draft {
	d := &draft{}
	sort := e.child("ref-type")
	if sort != nil {
		d.Kind = kindIn(sort.attrs["name"])
	}
	d.Genre = plain(e.at("work-type"))
	titles := e.child("titles")
	d.Title = plain(titles.at("title"))
	second, short := plain(titles.at("secondary-title")), plain(titles.at("alt-title"))
	first(&short, titles.at("short-title"))
	if name := plain(e.at("periodical", "full-title")); name != "" {
		second = name
	}
	first(&short, e.at("periodical", "abbr-1"))
	switch d.Kind {
	case evidence.Book, evidence.Report, evidence.Thesis:
		d.Series = second
	default:
		d.Container = second
		if d.Kind == evidence.Article {
			d.Short = plain(e.at("periodical", "abbr-1"))
		}
	}
	first(&d.Series, titles.at("tertiary-title"))
	for _, author := range e.child("contributors", "authors").all("author") {
		d.author(author.words())
	}
	for _, editor := range e.child("contributors", "secondary-authors").all("author") {
		d.editor(editor.words())
	}
	d.date(e.at("dates", "year"))
	if day := plain(e.at("dates", "pub-dates", "date")); day != "" {
		if yearIn(day) == 0 && d.Date != "" {
			day = d.Date + " " + day
		}
		d.date(day)
	}
	d.Volume, d.Issue = plain(e.at("volume")), plain(e.at("number"))
	d.Pages = page(e.at("pages"))
	d.Edition, d.Publisher, d.Place = plain(e.at("edition")), plain(e.at("publisher")), plain(e.at("pub-location"))
	d.Language, d.Accessed = plain(e.at("language")), plain(e.at("access-date"))
	d.Abstract = strings.TrimSpace(e.at("abstract"))
	for _, keyword := range e.child("keywords").all("keyword") {
		d.keywords(keyword.words(), "\r")
	}
	for _, name := range []string{"notes", "research-notes"} {
		d.note(e.at(name))
	}
	d.numbers(e.at("isbn"))
	d.doi(e.at("electronic-resource-num"))
	for _, list := range []string{"related-urls", "web-urls"} {
		for _, url := range e.child("urls", list).all("url") {
			d.url(url.words())
		}
	}
	first(&d.Origin.Database, e.at("remote-database-name"))
	number := plain(e.at("accession-num"))
	database := strings.ToLower(d.Origin.Database + " " + e.at("remote-database-provider") + " " + e.at("urls", "related-urls"))
	if digits(number) && (strings.Contains(database, "pubmed") || strings.Contains(database, "medline") || strings.Contains(database, "nlm")) {
		d.identify("pmid", number)
	} else {
		d.identify("accession", number)
	}
	return d
}
