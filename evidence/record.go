package evidence

import "strings"

// Kind is what sort of work a record describes.
type Kind string

// The kinds of work.
const (
	Article    Kind = "article"
	Book       Kind = "book"
	Chapter    Kind = "chapter"
	Report     Kind = "report"
	Thesis     Kind = "thesis"
	Conference Kind = "conference" // a paper or abstract given at one
	Web        Kind = "web"
	Other      Kind = "other"
)

// Person is an author or editor. A body, or a name that could not be parted, stands in Family alone.
type Person struct {
	Family string `json:"family"`
	Given  string `json:"given,omitempty"`
}

// Name is the person as lists of references begin: family name first.
func (p Person) Name() string {
	if p.Given == "" {
		return p.Family
	}
	return p.Family + ", " + p.Given
}

// Identifier is a name that somebody else knows the work by: scheme "doi", "pmid", "isbn", "issn", "eric", "url" and so
// on, in small letters.
type Identifier struct {
	Scheme string `json:"scheme"`
	Value  string `json:"value"`
}

// Record is what a library knows of one work.
type Record struct {
	ID          string       `json:"id,omitempty"` // of the library; empty before it is kept
	Kind        Kind         `json:"kind"`
	Title       string       `json:"title"`
	Abstract    string       `json:"abstract,omitempty"`
	Authors     []Person     `json:"authors,omitempty"`
	Editors     []Person     `json:"editors,omitempty"`
	Year        int          `json:"year,omitempty"`            // 0: not known
	Date        string       `json:"date,omitempty"`            // as the source has it
	Container   string       `json:"container,omitempty"`       // the journal, book or proceedings that it stands in
	Short       string       `json:"container_short,omitempty"` // the container's name abbreviated, where the source gives that
	Series      string       `json:"series,omitempty"`
	Volume      string       `json:"volume,omitempty"`
	Issue       string       `json:"issue,omitempty"`
	Pages       string       `json:"pages,omitempty"`
	Edition     string       `json:"edition,omitempty"`
	Publisher   string       `json:"publisher,omitempty"`
	Place       string       `json:"place,omitempty"`
	Genre       string       `json:"genre,omitempty"`    // in the source's words: "PhD thesis", "Conference Abstract"
	Accessed    string       `json:"accessed,omitempty"` // when somebody last saw it on the web, as the source has it
	Language    string       `json:"language,omitempty"`
	Keywords    []string     `json:"keywords,omitempty"`
	Notes       []string     `json:"notes,omitempty"`
	Identifiers []Identifier `json:"identifiers,omitempty"`
	Origin      Origin       `json:"origin"`
}

// Origin is where a record was read: nothing of it is lost, whatever the program made of it.
type Origin struct {
	File     string `json:"file,omitempty"`
	Database string `json:"database,omitempty"` // that the record says it is from: Embase, PubMed
	Format   string `json:"format,omitempty"`   // ris, nbib, pubmed-xml, wos, endnote-xml, refer, bibtex, csl-json, csv, xlsx, marc, marcxml, form
	Number   int    `json:"number,omitempty"`   // of the record in its file, from 1
	Line     int    `json:"line,omitempty"`     // where it begins, from 1; 0 in formats without lines
	Raw      string `json:"raw,omitempty"`      // as the file had it, as UTF-8

	Edited  bool     `json:"edited,omitempty"`  // a person has changed the record since
	Emptied []string `json:"emptied,omitempty"` // what a person took out of it, which no other record puts back: see Record.Fill
}

// Identifier is the first identifier of a scheme, or "".
func (r Record) Identifier(scheme string) string {
	for _, id := range r.Identifiers {
		if id.Scheme == scheme {
			return id.Value
		}
	}
	return ""
}

// DOI is the digital object identifier without any address before it, in small letters, or "".
func (r Record) DOI() string { return BareDOI(r.Identifier("doi")) }

// BareDOI takes what people write before a DOI away from it.
func BareDOI(text string) string {
	text = strings.ToLower(strings.TrimSpace(text))
	for _, before := range []string{"https://", "http://", "dx.doi.org/", "www.doi.org/", "doi.org/", "doi:", "doi "} {
		text = strings.TrimSpace(strings.TrimPrefix(text, before))
	}
	if !strings.HasPrefix(text, "10.") {
		return ""
	}
	return text
}
