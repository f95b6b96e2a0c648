package citation

import (
	"slices"
	"strings"
	"unicode"

	"goodmeasure/evidence"
)

// Fields are the fields that a column of a table can hold, by the names that Options.Map and our own CSV use.
func Fields() []string {
	return []string{"title", "authors", "year", "date", "kind", "container", "abbreviation", "series", "volume", "issue", "pages", "first_page", "last_page",
		"edition", "publisher", "place", "genre", "doi", "pmid", "pmcid", "isbn", "issn", "url", "accession", "abstract", "keywords", "editors",
		"language", "accessed", "database", "notes"}
}

// headings are the names under which publishers and programs give each field, the likeliest first. They are compared
// without case, spaces and signs.
var headings = map[string][]string{
	"title":        {"title", "article title", "document title", "primary title", "item title", "ti", "t1", "titles", "record title", "paper title", "study title", "name"},
	"authors":      {"authors", "author", "author full names", "author names", "author s", "au", "a1", "creator", "creators", "names", "book authors"},
	"year":         {"year", "publication year", "pub year", "py", "year published", "publication yr", "published year", "yr"},
	"date":         {"date", "publication date", "date published", "published", "cover date", "da", "issued", "entry date"},
	"kind":         {"kind", "item type", "type", "document type", "reference type", "publication type", "ty", "type of work", "source type", "entry type", "dt", "pt"},
	"container":    {"container", "journal", "journal book", "source title", "publication name", "publicationname", "journal title", "secondary title", "journal name", "t2", "jf", "so", "book title", "publication title", "publication", "pubtitle", "source"},
	"abbreviation": {"abbreviation", "journal abbreviation", "abbreviated source title", "alternatename", "j2", "ja", "iso abbreviation", "ji"},
	"series":       {"series", "series title", "book series title"},
	"volume":       {"volume", "vol", "vl", "journal volume"},
	"issue":        {"issue", "number", "issue number", "is", "journal issue", "no"},
	"pages":        {"pages", "page", "page range", "pagination", "pgs", "pg", "article number", "art no"},
	"first_page":   {"first page", "start page", "page start", "sp", "bp", "startpage", "beginning page"},
	"last_page":    {"last page", "end page", "page end", "ep", "endpage", "ending page"},
	"edition":      {"edition", "et"},
	"publisher":    {"publisher", "pb", "pu", "institution"},
	"place":        {"place", "place of publication", "publisher address", "publisher location", "city", "country of publication", "cy"},
	"genre":        {"genre", "thesis type", "report type"},
	"doi":          {"doi", "do", "di", "digital object identifier", "doi link", "electronic resource number"},
	"pmid":         {"pmid", "pubmed id", "medline pmid", "pubmed", "pm", "pubmedid"},
	"pmcid":        {"pmcid", "pmc", "pmc id"},
	"isbn":         {"isbn", "isbns", "bn", "isbn issn"},
	"issn":         {"issn", "issns", "eissn", "e issn", "sn", "ei", "print issn", "electronic issn"},
	"url":          {"url", "link", "urls", "ur", "web address", "full text link", "open url link", "uri", "html"},
	"accession":    {"accession", "accession number", "an", "ut", "ut unique wos id", "eid", "item id", "embase accession id", "customid", "record id", "id", "key"},
	"abstract":     {"abstract", "abstract note", "ab", "n2", "summary", "abstracts", "description"},
	"keywords":     {"keywords", "author keywords", "keyword", "index keywords", "manual tags", "automatic tags", "kw", "de", "subjects", "subject", "tags", "mesh terms", "mesh", "keywords plus"},
	"editors":      {"editors", "editor", "ed", "book editors"},
	"language":     {"language", "la", "language of original document", "languages"},
	"accessed":     {"accessed", "access date", "date accessed"},
	"database":     {"database", "db", "library catalog", "source database", "database name", "database provider"},
	"notes":        {"notes", "note", "comments", "n1"},
}

// wosHeadings are those tags of Web of Science, as its tables have them for headings, that mean something else elsewhere: PG is how many pages
// there are, DA when the table was made, CY when a conference was, SP who paid for it.
var wosHeadings = map[string]string{"AF": "authors", "BE": "editors", "CY": "", "DA": "", "ED": "", "ID": "keywords", "PD": "date", "PG": "", "PI": "place", "SE": "series", "SP": ""}

func isWoSHeader(headings []string) bool {
	return !slices.ContainsFunc([]string{"PT", "AU", "TI", "UT"}, func(tag string) bool { return !slices.Contains(headings, tag) })
}

// known are the headings by what they are compared by.
var known = func() map[string]sheetColumn {
	all := map[string]sheetColumn{}
	for _, field := range Fields() {
		for rank, heading := range headings[field] {
			key := headingKey(heading)
			if _, taken := all[key]; !taken {
				all[key] = sheetColumn{field: field, rank: rank}
			}
		}
	}
	return all
}()

// fieldOf is the field that a heading names, or "", and how likely a name for it that is: 0 is the likeliest.
func fieldOf(heading string) (field string, rank int) {
	column := known[headingKey(heading)]
	return column.field, column.rank
}

func headingKey(heading string) string {
	if len(heading) > 60 {
		return ""
	}
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, heading)
}

// fill takes a table's cells by the names of their fields.
func (d *draft) fill(cells map[string]string) {
	d.Title, d.Abstract = plain(cells["title"]), cells["abstract"]
	d.Authors, d.Editors = people(cells["authors"]), people(cells["editors"])
	date := cells["date"]
	if date != "" && yearIn(date) == 0 && yearIn(cells["year"]) != 0 {
		date = cells["year"] + " " + date
	}
	d.date(date)
	if year := yearIn(cells["year"]); year != 0 {
		d.Year = year
	}
	if d.Date == "" {
		d.Date = plain(cells["year"])
	}
	d.Container, d.Short, d.Series = plain(cells["container"]), plain(cells["abbreviation"]), plain(cells["series"])
	d.Volume, d.Issue, d.Edition = plain(cells["volume"]), plain(cells["issue"]), plain(cells["edition"])
	if d.Pages = page(cells["pages"]); d.Pages == "" {
		d.Pages = pageRange(cells["first_page"], cells["last_page"])
	}
	d.Publisher, d.Place, d.Language = plain(cells["publisher"]), plain(cells["place"]), plain(cells["language"])
	d.Accessed, d.Origin.Database = plain(cells["accessed"]), plain(cells["database"])
	if strings.EqualFold(d.Container, "Scopus") { // whose tables have themselves as source
		d.Container, d.Origin.Database = "", d.Container
	}
	d.Genre = plain(cells["genre"])
	if kind := cells["kind"]; kind != "" {
		if d.Kind = evidence.Kind(strings.ToLower(plain(kind))); !slicesHas(d.Kind) {
			d.Kind = kindIn(kind)
			first(&d.Genre, kind)
		}
	}
	d.doi(cells["doi"])
	d.pubMed(cells["pmid"])
	d.identify("pmcid", cells["pmcid"])
	d.numbers(cells["isbn"])
	d.numbers(cells["issn"])
	d.url(cells["url"])
	d.identify("accession", cells["accession"])
	for note := range strings.SplitSeq(cells["notes"], "\n") {
		d.note(note)
	}
	d.embaseSource()
	if d.Kind == "" && d.Container != "" {
		d.Kind = evidence.Article
	}
}

func slicesHas(kind evidence.Kind) bool {
	switch kind {
	case evidence.Article, evidence.Book, evidence.Chapter, evidence.Report, evidence.Thesis, evidence.Conference, evidence.Web, evidence.Other:
		return true
	}
	return false
}
