package citation

import (
	"bytes"
	"encoding/json"
	"errors"
	"fmt"
	"strconv"
	"strings"
	"unicode/utf8"

	"goodmeasure/evidence"
)

func isCSLJSON(head []byte) bool {
	head = bytes.TrimSpace(head)
	if len(head) < 2 || head[0] != '[' && head[0] != '{' {
		return false
	}
	if head[0] == '[' {
		head = bytes.TrimSpace(head[1:])
		return bytes.HasPrefix(head, []byte("{")) || bytes.Equal(head, []byte("]"))
	}
	return bytes.HasPrefix(bytes.TrimSpace(head[1:]), []byte(`"`)) || bytes.Equal(bytes.TrimSpace(head[1:]), []byte("}"))
}

func readCSLJSON(r *reading) error {
	return r.objects(func(raw []byte, at place) error {
		var item cslItem
		if err := json.Unmarshal(raw, &item); err != nil {
			return r.fail(at, "%s", unreadJSON(raw, at, err))
		}
		if len(item.Message) > 0 {
			inner := item.Message
			item = cslItem{}
			if err := json.Unmarshal(inner, &item); err != nil {
				return r.fail(at, "%s", unreadJSON(inner, at, err))
			}
		}
		return r.give(item.draft(), at)
	})
}

// unreadJSON says why an object cannot be read, and in which line of the file that shows where it is not its first.
func unreadJSON(raw []byte, at place, err error) string {
	var wrong *json.SyntaxError
	var misplaced *json.UnmarshalTypeError
	switch {
	case errors.As(err, &wrong):
		before := raw[:min(max(0, int(wrong.Offset)-1), len(raw))]
		return fmt.Sprintf("its JSON cannot be read, in line %d: %s", at.line+bytes.Count(before, []byte("\n")), expectedJSON(raw[len(before):], before, wrong))
	case errors.As(err, &misplaced):
		return fmt.Sprintf("its JSON cannot be read: its %s is a %s, which it cannot be", misplaced.Field, misplaced.Value)
	}
	return fmt.Sprintf("its JSON cannot be read: %s", err)
}

// expectedJSON says what the standard library's decoder expected where it found something else.
func expectedJSON(from, before []byte, wrong *json.SyntaxError) string {
	sign, _ := utf8.DecodeRune(from)
	afterComma := bytes.HasSuffix(bytes.TrimRight(before, " \t\r\n"), []byte(","))
	for _, known := range []struct{ said, expected string }{
		{"looking for beginning of object key string", map[bool]string{true: "after a comma another name in quotation marks was expected", false: "a name in quotation marks was expected"}[afterComma]},
		{"after object key:value pair", "a comma or a closing brace was expected"},
		{"after object key", "after the name a colon was expected"},
		{"after array element", "a comma or a closing bracket was expected"},
		{"looking for beginning of value", "a value was expected"},
		{"in string escape code", "after a backslash one of the signs \"\\/bfnrt or a code such as u00e9 was expected"},
		{"in \\u hexadecimal character escape", "a code of four digits or letters a to f was expected"},
		{"in string literal", "within quotation marks there is a sign, such as the end of a line, that must be written as \\n or otherwise"},
		{"in numeric literal", "a number was expected to go on"},
		{"in literal", "true, false or null was expected"},
	} {
		if strings.Contains(wrong.Error(), known.said) {
			if strings.HasSuffix(known.expected, "expected") {
				return fmt.Sprintf("%s, and not %q", known.expected, string(sign))
			}
			return known.expected
		}
	}
	return wrong.Error()
}

// cslItem is an item of CSL-JSON, as the specification and Crossref's and DataCite's services have it.
type cslItem struct {
	Type           loose1    `json:"type"`
	Title          loose1    `json:"title"`
	Subtitle       loose1    `json:"subtitle"`
	Abstract       loose1    `json:"abstract"`
	Author         []cslName `json:"author"`
	Editor         []cslName `json:"editor"`
	Issued         *cslDate  `json:"issued"`
	Published      *cslDate  `json:"published"`
	Accessed       *cslDate  `json:"accessed"`
	ContainerTitle loose1    `json:"container-title"`
	ContainerShort loose1    `json:"container-title-short"`
	JournalAbbrev  loose1    `json:"journalAbbreviation"`
	Collection     loose1    `json:"collection-title"`
	Volume         loose1    `json:"volume"`
	Issue          loose1    `json:"issue"`
	Page           loose1    `json:"page"`
	ArticleNumber  loose1    `json:"article-number"`
	Edition        loose1    `json:"edition"`
	Publisher      loose1    `json:"publisher"`
	Place          loose1    `json:"publisher-place"`
	PublisherCity  loose1    `json:"publisher-location"`
	Genre          loose1    `json:"genre"`
	Language       loose1    `json:"language"`
	Keyword        looseList `json:"keyword"`
	Subject        looseList `json:"subject"`
	Note           loose1    `json:"note"`
	DOI            loose1    `json:"DOI"`
	URL            loose1    `json:"URL"`
	PMID           loose1    `json:"PMID"`
	PMCID          loose1    `json:"PMCID"`
	ISSN           looseList `json:"ISSN"`
	ISBN           looseList `json:"ISBN"`
	Source         loose1    `json:"source"`

	Message json.RawMessage `json:"message"` // what Crossref wraps an answer about one work in
}

func (c *cslItem) draft() *draft {
	d := &draft{}
	d.Kind = cslKind(string(c.Type))
	d.Title = plain(unmarked(string(c.Title)))
	if subtitle := plain(unmarked(string(c.Subtitle))); subtitle != "" && !strings.Contains(d.Title, subtitle) {
		d.Title += ": " + subtitle
	}
	d.Abstract = strings.TrimSpace(unmarked(string(c.Abstract)))
	for _, name := range c.Author {
		d.Authors = name.add(d.Authors)
	}
	for _, name := range c.Editor {
		d.Editors = name.add(d.Editors)
	}
	for _, date := range []*cslDate{c.Issued, c.Published} {
		if d.Year == 0 && date != nil {
			d.date(date.words())
		}
	}
	if c.Accessed != nil {
		d.Accessed = c.Accessed.words()
	}
	d.Container, d.Series = plain(unmarked(string(c.ContainerTitle))), plain(string(c.Collection))
	first(&d.Short, string(c.ContainerShort))
	first(&d.Short, string(c.JournalAbbrev))
	d.Volume, d.Issue, d.Edition = plain(string(c.Volume)), plain(string(c.Issue)), plain(string(c.Edition))
	if d.Pages = page(string(c.Page)); d.Pages == "" {
		d.Pages = page(string(c.ArticleNumber))
	}
	d.Publisher, d.Place, d.Genre = plain(string(c.Publisher)), plain(string(c.Place)), plain(string(c.Genre))
	first(&d.Place, string(c.PublisherCity))
	d.Language, d.Origin.Database = plain(string(c.Language)), plain(string(c.Source))
	for _, list := range []looseList{c.Keyword, c.Subject} {
		for _, word := range list {
			if strings.Contains(word, ";") {
				d.keywords(word, ";")
			} else {
				d.keywords(word, ",")
			}
		}
	}
	for note := range strings.SplitSeq(string(c.Note), "\n") {
		d.note(plain(note))
	}
	d.doi(string(c.DOI))
	d.pubMed(string(c.PMID))
	d.identify("pmcid", string(c.PMCID))
	d.numbers(strings.Join(c.ISSN, " "))
	d.numbers(strings.Join(c.ISBN, " "))
	d.url(string(c.URL))
	return d
}

type cslName struct {
	Family   string `json:"family"`
	Given    string `json:"given"`
	Suffix   string `json:"suffix"`
	Literal  string `json:"literal"`
	Name     string `json:"name"` // Crossref's, of a body
	Dropping string `json:"dropping-particle"`
	Particle string `json:"non-dropping-particle"`
}

func (n cslName) add(list []evidence.Person) []evidence.Person {
	one := evidence.Person{Family: plain(n.Particle + " " + n.Family), Given: plain(n.Given + " " + n.Dropping)}
	if n.Family == "" {
		one = evidence.Person{Family: plain(n.Literal)}
		first(&one.Family, n.Name)
		first(&one.Family, n.Given)
	}
	if suffix := plain(n.Suffix); suffix != "" && one.Given != "" {
		one.Given += ", " + suffix
	}
	if one.Family == "" {
		return list
	}
	return append(list, one)
}

// cslDate is a date in parts, from one to another, of a season, whole in words, or as it comes.
type cslDate struct {
	Parts   [][]json.RawMessage `json:"date-parts"`
	Season  loose1              `json:"season"`
	Raw     loose1              `json:"raw"`
	Literal loose1              `json:"literal"`
}

func (c *cslDate) UnmarshalJSON(text []byte) error {
	if len(text) > 0 && text[0] == '"' {
		return json.Unmarshal(text, &c.Literal)
	}
	type parts cslDate
	return json.Unmarshal(text, (*parts)(c))
}

func (c *cslDate) words() string {
	var ends []string // the first day and the last
	for _, parts := range c.Parts[:min(len(c.Parts), 2)] {
		if end := cslParts(parts); end != "" {
			ends = append(ends, end)
		}
	}
	if len(ends) == 0 {
		return string(c.Literal + c.Raw)
	}
	text := strings.Join(ends, "/")
	season := string(c.Season)
	if n, err := strconv.Atoi(season); err == nil && 1 <= n && n <= len(seasons) {
		season = seasons[n-1]
	}
	if seasonNamed(strings.ToLower(season)) != 0 && !strings.Contains(text, "-") {
		return text + " " + season
	}
	return text
}

func cslParts(parts []json.RawMessage) string {
	words := make([]string, 0, 3)
	for i, part := range parts {
		text := strings.Trim(string(part), `"`)
		if number, err := strconv.Atoi(text); err == nil && i > 0 {
			text = fmt.Sprintf("%02d", number)
		}
		if text == "null" || text == "" {
			break
		}
		words = append(words, text)
	}
	return strings.Join(words, "-")
}

// loose1 is a text where a service may also give a number, nothing, or a list of which the first counts.
type loose1 string

func (l *loose1) UnmarshalJSON(text []byte) error {
	var list looseList
	if err := list.UnmarshalJSON(text); err != nil {
		return err
	}
	*l = ""
	if len(list) > 0 {
		*l = loose1(list[0])
	}
	return nil
}

// looseList is a list of texts where a service may also give one.
type looseList []string

func (l *looseList) UnmarshalJSON(text []byte) error {
	var value any
	decoder := json.NewDecoder(bytes.NewReader(text))
	decoder.UseNumber()
	if err := decoder.Decode(&value); err != nil {
		return err
	}
	*l = nil
	items, ok := value.([]any)
	if !ok {
		items = []any{value}
	}
	for _, item := range items {
		switch item := item.(type) {
		case string:
			*l = append(*l, item)
		case json.Number:
			*l = append(*l, item.String())
		}
	}
	return nil
}

func cslKind(word string) evidence.Kind {
	switch strings.ToLower(word) {
	case "article-journal", "article-magazine", "article-newspaper", "article", "journal-article", "review":
		return evidence.Article
	case "book", "monograph", "edited-book", "reference-book", "classic":
		return evidence.Book
	case "chapter", "book-chapter", "book-section", "entry-encyclopedia", "entry-dictionary", "entry":
		return evidence.Chapter
	case "report", "report-series", "standard", "legislation":
		return evidence.Report
	case "thesis", "dissertation":
		return evidence.Thesis
	case "paper-conference", "proceedings-article", "proceedings", "speech":
		return evidence.Conference
	case "webpage", "post", "post-weblog":
		return evidence.Web
	}
	return evidence.Other
}
