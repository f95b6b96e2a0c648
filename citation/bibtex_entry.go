package citation

import (
	"fmt"
	"regexp"
	"strings"
	"time"

	"goodmeasure/evidence"
)

// bibEntry is an entry with its fields, names in small letters, text as it stands in TeX.
type bibEntry struct {
	sort, key string
	fields    map[string]string
	doubts    []string
}

// bibMacros are a file's abbreviations. What they may come to is bounded, since each may hold others many times over.
type bibMacros struct {
	text    map[string]string
	refused map[string]bool // those that are too large
	size    int
}

const (
	maxMacros = 16 << 20
	maxField  = 1 << 20
)

func newBibMacros() *bibMacros {
	m := &bibMacros{text: map[string]string{}, refused: map[string]bool{}}
	for i, month := range []string{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"} {
		m.text[strings.ToLower(month[:3])] = month
		_ = i
	}
	return m
}

// bibText is an entry's text and how far it has been read.
type bibText struct {
	text    string
	at      int
	unknown []string // abbreviations that nothing defines, which stand as they are
	large   []string // those that are too large, which are left out
}

func (b *bibText) space() {
	for b.at < len(b.text) && strings.IndexByte(" \t\r\n", b.text[b.at]) >= 0 {
		b.at++
	}
}

// peek is the next byte that is no space, 0 at the end.
func (b *bibText) peek() byte {
	if b.space(); b.at < len(b.text) {
		return b.text[b.at]
	}
	return 0
}

// until is the text up to one of the signs.
func (b *bibText) until(signs string) string {
	start := b.at
	for b.at < len(b.text) && strings.IndexByte(signs, b.text[b.at]) < 0 {
		b.at++
	}
	return b.text[start:b.at]
}

// parseBib reads an entry from its @ to the brace that closes it.
func parseBib(text string, macros *bibMacros) (*bibEntry, error) {
	b := &bibText{text: text}
	b.until("@")
	b.at++
	e := &bibEntry{sort: strings.ToLower(strings.TrimSpace(b.until("{("))), fields: map[string]string{}}
	b.at++
	switch e.sort {
	case "comment", "preamble":
		return e, nil
	case "string":
		return e, b.macro(macros)
	}
	e.key = strings.TrimSpace(b.until(",})="))
	if b.peek() == '=' { // no key was given: what looked like it is the first field's name
		b.at -= len(e.key)
		b.at = strings.Index(text, e.key)
		e.key = ""
	}
	for {
		for b.peek() == ',' {
			b.at++
		}
		if end := b.peek(); end == 0 || end == '}' || end == ')' {
			return e, nil
		}
		name := strings.ToLower(strings.TrimSpace(b.until("=,})")))
		if b.peek() != '=' {
			e.doubts = append(e.doubts, "it has text where a field should begin, which was left out: "+excerpt(name))
			if b.at < len(b.text) && b.text[b.at] != ',' {
				return e, nil
			}
			continue
		}
		b.at++
		value, err := b.value(macros)
		if err != nil {
			return nil, fmt.Errorf("its field %s %w", name, err)
		}
		for _, word := range b.unknown {
			if len(e.doubts) < maxLoose {
				e.doubts = append(e.doubts, "its field "+name+" has the abbreviation "+excerpt(word)+", which nothing defines; it stands as it is")
			}
		}
		for _, word := range b.large {
			if len(e.doubts) < maxLoose {
				e.doubts = append(e.doubts, "its field "+name+" has the abbreviation "+excerpt(word)+", which is too large and was left out")
			}
		}
		b.unknown, b.large = nil, nil
		switch held, twice := e.fields[name]; {
		case twice && plain(held) != plain(value) && (name == "author" || name == "editor"):
			e.fields[name] = held + " and " + value
		case twice && name == "keywords":
			e.fields[name] = held + "; " + value
		case !twice:
			e.fields[name] = value
		}
	}
}

// macro reads the abbreviation of a @string.
func (b *bibText) macro(macros *bibMacros) error {
	name := strings.ToLower(strings.TrimSpace(b.until("=})")))
	if b.peek() != '=' {
		return fmt.Errorf("it is a @string without a value")
	}
	b.at++
	value, err := b.value(macros)
	if err == nil && len(b.large) > 0 {
		err = fmt.Errorf("has the abbreviation %s, which is too large", excerpt(b.large[0]))
	}
	if err != nil {
		macros.refused[name] = true
		return fmt.Errorf("the abbreviation %s %w", excerpt(name), err)
	}
	if macros.size += len(value); macros.size > maxMacros {
		macros.refused[name] = true
		return fmt.Errorf("abbreviations come to more than 16 MiB in all once written out, as a bomb's would")
	}
	macros.text[name] = value
	return nil
}

// value reads pieces in braces, in quotation marks, plain or abbreviated, joined by #.
func (b *bibText) value(macros *bibMacros) (string, error) {
	var out strings.Builder
	for {
		var piece string
		switch b.peek() {
		case '{':
			piece = b.braced()
		case '"':
			piece = b.quoted()
		default:
			word := strings.TrimSpace(b.until(",#})\n"))
			piece = word
			if text, ok := macros.text[strings.ToLower(word)]; ok {
				piece = text
			} else if macros.refused[strings.ToLower(word)] {
				piece = ""
				b.large = append(b.large, word)
			} else if word != "" && !digits(word) {
				b.unknown = append(b.unknown, word)
			}
		}
		if out.Len()+len(piece) > maxField {
			return "", fmt.Errorf("comes to more than 1 MiB once its abbreviations are written out")
		}
		out.WriteString(piece)
		if b.peek() != '#' {
			return out.String(), nil
		}
		b.at++
	}
}

func (b *bibText) braced() string {
	start, depth := b.at+1, 0
	for ; b.at < len(b.text); b.at++ {
		switch b.text[b.at] {
		case '\\':
			b.at++
		case '{':
			depth++
		case '}':
			if depth--; depth == 0 {
				b.at++
				return b.text[start : b.at-1]
			}
		}
	}
	b.at = len(b.text)
	return b.text[min(start, b.at):]
}

func (b *bibText) quoted() string {
	b.at++
	start, depth := b.at, 0
	for ; b.at < len(b.text); b.at++ {
		switch b.text[b.at] {
		case '\\':
			b.at++
		case '{':
			depth++
		case '}':
			depth--
		case '"':
			if depth <= 0 {
				b.at++
				return b.text[start : b.at-1]
			}
		}
	}
	b.at = len(b.text)
	return b.text[min(start, b.at):]
}

// inherit fills what the entry lacks from the one that it refers to, whose title is the book's.
func (e *bibEntry) inherit(parent *bibEntry) {
	for name, text := range parent.fields {
		target := name
		switch name {
		case "title":
			target = "booktitle"
		case "crossref", "doi", "abstract", "keywords", "pages", "booktitle":
			continue
		case "author":
			if parent.sort != "book" && parent.sort != "mvbook" {
				continue
			}
		}
		if e.fields[target] == "" {
			e.fields[target] = text
		}
	}
}

// texURL undoes what TeX needs in an address, where a tilde is no space.
var texURL = strings.NewReplacer(`\_`, "_", `\%`, "%", `\&`, "&", `\#`, "#", `\textasciitilde{}`, "~", `\textasciitilde `, "~", `\~{}`, "~", `{\~}`, "~",
	`\~`, "~", `\url`, "", "{", "", "}", "")

// text is a field as plain text.
func (e *bibEntry) text(names ...string) string {
	for _, name := range names {
		if text := plain(untex(e.fields[name])); text != "" {
			return text
		}
	}
	return ""
}

// bibSeason is a season as biblatex writes it, after ISO 8601-2: 2019-21 is the spring of 2019, and no span of years as it
// may be elsewhere.
var bibSeason = regexp.MustCompile(`^(\d{4})-2([1-4])$`)

func (e *bibEntry) draft() *draft {
	d := &draft{doubts: e.doubts}
	d.Kind = bibKind(e.sort)
	d.Title = e.text("title")
	if subtitle := e.text("subtitle"); subtitle != "" && d.Title != "" {
		d.Title += ": " + subtitle
	}
	d.Authors, d.Editors = bibPeople(e.fields["author"]), bibPeople(e.fields["editor"])
	d.Abstract = strings.TrimSpace(untex(e.fields["abstract"]))
	d.date(e.text("date"))
	if d.Year == 0 {
		d.date(e.text("year"))
	}
	if m := bibSeason.FindStringSubmatch(e.text("date")); m != nil {
		d.Date = m[1] + " " + seasons[number(m[2])-1]
	}
	if month := e.text("month"); month != "" && d.Date == e.text("year") {
		if n := number(month); 1 <= n && n <= 12 && digits(month) {
			month = time.Month(n).String()
		}
		d.Date = plain(d.Date + " " + month + " " + e.text("day"))
	}
	d.Short = e.text("abbrev_source_title", "shortjournal")
	switch d.Kind {
	case evidence.Chapter, evidence.Conference:
		d.Container = e.text("booktitle", "journal", "journaltitle")
	default:
		d.Container = e.text("journal", "journaltitle", "booktitle", "howpublished")
	}
	if strings.Contains(d.Container, "://") {
		d.url(d.Container)
		d.Container = ""
	}
	d.Series, d.Volume, d.Edition = e.text("series"), e.text("volume"), e.text("edition")
	d.Issue = e.text("issue")
	first(&d.Issue, e.text("number"))
	if d.Pages = page(strings.ReplaceAll(e.text("pages"), "–", "-")); d.Pages == "" {
		d.Pages = page(e.text("eid", "art_number", "article-number"))
	}
	d.Publisher = e.text("publisher", "institution", "school", "organization")
	d.Place, d.Language = e.text("address", "location"), e.text("language", "langid")
	d.Genre = e.text("document_type", "type")
	if d.Genre == "" && e.sort == "phdthesis" {
		d.Genre = "PhD thesis"
	}
	if d.Genre == "" && e.sort == "mastersthesis" {
		d.Genre = "Master's thesis"
	}
	for _, name := range []string{"author_keywords", "keywords"} {
		if words := e.text(name); strings.Contains(words, ";") {
			d.keywords(words, ";")
		} else {
			d.keywords(words, ",")
		}
	}
	for note := range strings.SplitSeq(untex(e.fields["note"]), "\n") {
		d.note(plain(note))
	}
	d.note(e.text("annote"))
	d.doi(untex(e.fields["doi"]))
	d.numbers(e.text("issn"))
	d.numbers(e.text("isbn"))
	d.pubMed(e.text("pmid"))
	if strings.EqualFold(e.text("eprinttype", "archiveprefix"), "arxiv") {
		d.identify("arxiv", e.text("eprint"))
	}
	d.url(texURL.Replace(e.fields["url"]))
	d.Accessed = e.text("urldate")
	d.Origin.Database = e.text("source")
	return d
}
