package publish

import (
	"strconv"

	"goodmeasure/evidence"
)

// DublinTerm is a statement of the Dublin Core Metadata Element Set 1.1.
type DublinTerm struct{ Element, Value string }

// DublinCore describes a document; address is that of its page.
func DublinCore(e evidence.Entry, address string) (terms []DublinTerm) {
	add := func(element string, values ...string) {
		for _, value := range values {
			if value = inXML(value); value != "" {
				terms = append(terms, DublinTerm{element, value})
			}
		}
	}
	add("title", e.Title)
	for _, a := range e.Authors {
		add("creator", a.Name())
	}
	for _, editor := range e.Editors {
		add("contributor", editor.Name())
	}
	add("subject", e.Facets["subject"]...)
	add("subject", e.Keywords...)
	add("description", plainOr(e))
	add("publisher", e.Publisher)
	if e.Year != 0 {
		add("date", strconv.Itoa(e.Year))
	}
	add("type", string(e.Kind))
	add("identifier", address)
	if doi := e.DOI(); doi != "" {
		add("identifier", "https://doi.org/"+doi)
	}
	add("identifier", e.Identifier("url"))
	add("source", e.Container)
	add("language", e.Language)
	add("coverage", e.Facets["place"]...)
	return terms
}

// SchemaOrg describes a document in the words of schema.org, to be written as JSON-LD.
type SchemaOrg struct {
	Context     string         `json:"@context"`
	Type        string         `json:"@type"`
	ID          string         `json:"@id"`
	Name        string         `json:"name"`
	Headline    string         `json:"headline,omitempty"`
	Authors     []schemaPerson `json:"author,omitempty"`
	Published   string         `json:"datePublished,omitempty"`
	Description string         `json:"description,omitempty"`
	Keywords    []string       `json:"keywords,omitempty"`
	PartOf      *schemaPart    `json:"isPartOf,omitempty"`
	Publisher   *schemaPart    `json:"publisher,omitempty"`
	Pages       string         `json:"pagination,omitempty"`
	SameAs      []string       `json:"sameAs,omitempty"`
	Language    string         `json:"inLanguage,omitempty"`
}

type schemaPerson struct {
	Type   string `json:"@type"`
	Name   string `json:"name"`
	Family string `json:"familyName,omitempty"`
	Given  string `json:"givenName,omitempty"`
}

type schemaPart struct {
	Type string `json:"@type"`
	Name string `json:"name"`
}

var schemaTypes = map[evidence.Kind]string{evidence.Article: "ScholarlyArticle", evidence.Book: "Book", evidence.Chapter: "Chapter", evidence.Report: "Report",
	evidence.Thesis: "Thesis", evidence.Conference: "ScholarlyArticle", evidence.Web: "WebPage"}

// DescribeInSchemaOrg describes a document; address is that of its page.
func DescribeInSchemaOrg(e evidence.Entry, address string) SchemaOrg {
	s := SchemaOrg{Context: "https://schema.org", Type: schemaTypes[e.Kind], ID: address, Name: e.Title, Description: plainOr(e), Pages: e.Pages, Language: e.Language}
	if s.Type == "" {
		s.Type = "CreativeWork"
	}
	if s.Type == "ScholarlyArticle" {
		s.Headline = e.Title
	}
	for _, a := range e.Authors {
		person := schemaPerson{"Person", a.Name(), a.Family, a.Given}
		if a.Given == "" { // a body, or a name that shows no parts
			person = schemaPerson{Type: "Organization", Name: a.Family}
		} else {
			person.Name = a.Given + " " + a.Family
		}
		s.Authors = append(s.Authors, person)
	}
	if e.Year != 0 {
		s.Published = strconv.Itoa(e.Year)
	}
	s.Keywords = append(append(s.Keywords, e.Facets["subject"]...), e.Keywords...)
	if e.Container != "" {
		s.PartOf = &schemaPart{map[bool]string{true: "Periodical", false: "CreativeWork"}[e.Kind == evidence.Article], e.Container}
	}
	if e.Publisher != "" {
		s.Publisher = &schemaPart{"Organization", e.Publisher}
	}
	if doi := e.DOI(); doi != "" {
		s.SameAs = append(s.SameAs, "https://doi.org/"+doi)
	}
	if url := e.Identifier("url"); url != "" {
		s.SameAs = append(s.SameAs, url)
	}
	return s
}
