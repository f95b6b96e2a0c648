package duplicate

import (
	"fmt"
	"hash/maphash"
	"html"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"goodmeasure/evidence"
)

// print is what two records are compared by.
type print struct {
	title    string   // words in small letters without accents, one space between
	words    []string // of the title
	core     string   // the title without the words that marks holds
	numbers  string   // digits and Roman numerals of the title, in order
	marks    []string // words that make a work another than the one it is about, sorted
	doi      string
	pubmed   string
	first    string   // family name of the first author
	families []string // words of all authors' names, three letters or more, sorted
	year     int
	journal  string
	issns    []string
	volume   string
	pages    string // the first page
	talk     bool   // was given at a conference
	language string
	edition  string
	kind     evidence.Kind
	sketch   []uint32 // of the abstract
	whole    uint64   // the same for records that are alike in everything
	from     string   // place in the file that it was read from, whatever the file is called; "" where it was not
	file     uint64   // the same for files of one name
	number   int      // of the record in its file
}

var (
	tags         = regexp.MustCompile(`<[^<>]{0,40}>`)
	digits       = regexp.MustCompile(`[0-9]+`)
	issn         = regexp.MustCompile(`[0-9]{4}-?[0-9]{3}[0-9xX]`)
	spreadsheet  = regexp.MustCompile(`(?i)^(\d{1,2}-)?(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)(-\d{1,4})?$`)
	conference   = regexp.MustCompile(`(?i)\b(conferences?|congress|proceedings|annual meeting|scientific sessions?|symposium|meeting ?abstracts?|conference abstract|poster)\b`)
	inTalkTitles = regexp.MustCompile(`(?i)[\[(](meeting |conference |poster )?(abstract|poster)s?[\])]`)
	supplement   = regexp.MustCompile(`(?i)suppl|meeting ?abstract`)
)

// markWords are words whose presence in one title alone makes two works of equal titles different ones.
var markWords = map[string]string{
	"erratum": "correction", "errata": "correction", "correction": "correction", "corrections": "correction", "corrigendum": "correction",
	"corrigenda": "correction", "retraction": "retraction", "retracted": "retraction", "addendum": "addendum",
	"reply": "reply", "response": "reply", "rejoinder": "reply", "comment": "comment", "comments": "comment", "commentary": "comment",
	"editorial": "editorial", "protocol": "protocol", "preprint": "preprint", "letter": "letter", "review": "review",
	"part": "part", "supplement": "supplement", "appendix": "supplement", "update": "update", "updated": "update",
	"followup": "follow-up", "summary": "summary", "introduction": "introduction",
}

var roman = map[string]string{"i": "1", "ii": "2", "iii": "3", "iv": "4", "v": "5", "vi": "6", "vii": "7", "viii": "8", "ix": "9",
	"one": "1", "two": "2", "three": "3", "four": "4", "first": "1", "second": "2", "third": "3", "fourth": "4"}

func printOf(r evidence.Record) print {
	p := print{
		doi: strings.TrimRight(r.DOI(), "./, "), pubmed: pubMed(r.Identifier("pmid")),
		year: r.Year, kind: r.Kind, language: plain(r.Language), edition: numberOf(r.Edition),
	}
	title := tags.ReplaceAllString(html.UnescapeString(r.Title), "")
	p.title = plain(title)
	p.words = strings.Fields(p.title)
	var numbers, core []string
	for i, w := range p.words {
		if mark, ok := markWords[w]; ok {
			p.marks = append(p.marks, mark)
		} else if len(core) > 0 || !slices.Contains(small, w) && w != "to" {
			core = append(core, w)
		}
		switch {
		case digits.MatchString(w):
			numbers = append(numbers, digits.FindAllString(w, -1)...)
		case roman[w] != "" && i > 0:
			numbers = append(numbers, roman[w])
		}
	}
	p.core = strings.Join(core, " ")
	p.numbers = strings.Join(numbers, " ")
	slices.Sort(p.marks)
	p.marks = slices.Compact(p.marks)
	p.authors(r.Authors)
	p.journal = plain(html.UnescapeString(r.Container))
	p.journal = strings.TrimPrefix(p.journal, "the ")
	for _, id := range r.Identifiers {
		if id.Scheme == "issn" || id.Scheme == "isbn" {
			for _, found := range issn.FindAllString(id.Value, -1) {
				p.issns = append(p.issns, strings.ToLower(strings.ReplaceAll(found, "-", "")))
			}
		}
	}
	p.volume = numberOf(r.Volume)
	p.pages = firstPage(r.Pages)
	p.talk = r.Kind == evidence.Conference || conference.MatchString(r.Container) || inTalkTitles.MatchString(r.Title) ||
		supplement.MatchString(r.Issue) && strings.Contains(strings.ToLower(r.Issue), "abstract")
	p.sketch = sketchOf(plain(tags.ReplaceAllString(r.Abstract, "")))
	p.whole = maphash.Bytes(seed, Whole(r))
	if r.Origin.Number > 0 {
		p.file, p.number = maphash.String(seed, r.Origin.File), r.Origin.Number
		p.from = fmt.Sprint(r.Origin.Format, " ", r.Origin.Number, " ", r.Origin.Line)
	}
	return p
}

// pubMed is a number of PubMed's without leading zeros; "" for what sources write where they have none.
func pubMed(text string) string {
	number := strings.TrimLeft(strings.TrimSpace(text), "0")
	if digits.FindString(number) != number {
		return ""
	}
	return number
}

// authors takes the names apart into words: sources write them in more ways than can be told apart.
func (p *print) authors(people []evidence.Person) {
	for i, person := range people {
		if i == 0 {
			family := plain(person.Family)
			if family == "" {
				family = plain(person.Given)
			}
			p.first = longest(strings.Fields(family))
		}
		for _, w := range strings.Fields(plain(person.Family + " " + person.Given)) {
			if utf8.RuneCountInString(w) >= 3 || unicode.Is(unicode.Han, first(w)) {
				p.families = append(p.families, w)
			}
		}
	}
	slices.Sort(p.families)
	p.families = slices.Compact(p.families)
}

func first(word string) rune { r, _ := utf8.DecodeRuneInString(word); return r }

func longest(words []string) (most string) {
	for _, w := range words {
		if len(w) > len(most) {
			most = w
		}
	}
	return most
}

// plain is a text as words in small letters, without accents, marks or runs of spaces.
func plain(text string) string {
	text = strings.ToLower(norm.NFKD.String(text))
	var b strings.Builder
	b.Grow(len(text))
	gap := false
	for _, r := range text {
		switch {
		case unicode.Is(unicode.Mn, r) || r == '\'' || r == '’' || r == '\u00ad':
		case unicode.IsLetter(r) || unicode.IsDigit(r):
			if gap && b.Len() > 0 {
				b.WriteByte(' ')
			}
			gap = false
			b.WriteRune(r)
		default:
			gap = true
		}
	}
	return b.String()
}

// numberOf is the first number of a volume, issue or edition, without leading zeros; "" for what a spreadsheet has
// turned into a date.
func numberOf(text string) string {
	text = strings.TrimSpace(text)
	if spreadsheet.MatchString(text) {
		return ""
	}
	number := strings.TrimLeft(digits.FindString(text), "0")
	if len(number) == 4 && (number[:2] == "19" || number[:2] == "20") {
		return number // a year as volume
	}
	return number
}

// firstPage is the number of the first page, or of the article in journals without pages.
func firstPage(text string) string {
	text = strings.TrimSpace(text)
	if strings.Contains(strings.ToLower(text), "pagination") {
		return ""
	}
	page := numberOf(text)
	if page == "" {
		return ""
	}
	if n, err := strconv.Atoi(page); err == nil && n == 1 && !strings.ContainsAny(text, "-–") {
		return "" // a count of pages, or a stand-in
	}
	return page
}
