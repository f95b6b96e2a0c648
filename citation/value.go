package citation

import (
	"strings"
	"unicode"

	"goodmeasure/evidence"
)

// doiIn is the DOI in a piece of text that gives one, or "".
func doiIn(text string) string {
	lower := strings.ToLower(text)
	at := strings.Index(lower, "10.")
	for at > 0 && isDigit(lower[at-1]) {
		next := strings.Index(lower[at+3:], "10.")
		if next < 0 {
			return ""
		}
		at += 3 + next
	}
	if at < 0 {
		return ""
	}
	doi := lower[at:]
	if end := strings.IndexFunc(doi, func(r rune) bool { return unicode.IsSpace(r) || r == '"' || unicode.IsControl(r) }); end >= 0 {
		doi = doi[:end]
	}
	doi = strings.TrimRight(strings.ReplaceAll(strings.ReplaceAll(doi, "%2f", "/"), "\\", ""), ".,;")
	registrant, rest, ok := strings.Cut(strings.TrimPrefix(doi, "10."), "/")
	if !ok || len(registrant) < 4 || !isDigit(registrant[0]) || rest == "" {
		return ""
	}
	return evidence.BareDOI(doi)
}

// extra takes a note, which may be the name by which PubMed knows the work, as Zotero has it.
func (d *draft) extra(text string) {
	scheme, value, _ := strings.Cut(text, ": ")
	switch value = strings.TrimSpace(value); {
	case scheme == "PMID" && digits(value):
		d.identify("pmid", value)
	case scheme == "PMCID" && strings.HasPrefix(value, "PMC") && digits(value[3:]):
		d.identify("pmcid", value)
	default:
		d.note(text)
	}
}

func isDigit(b byte) bool { return '0' <= b && b <= '9' }

func isUpper(b byte) bool { return 'A' <= b && b <= 'Z' }

// digits says whether text is nothing but digits.
func digits(text string) bool {
	for i := range len(text) {
		if !isDigit(text[i]) {
			return false
		}
	}
	return text != ""
}

// yearIn is the first number in text that can be a year of publication, or 0.
func yearIn(text string) int {
	for at := 0; at < len(text); {
		if !isDigit(text[at]) {
			at++
			continue
		}
		end := at
		for end < len(text) && isDigit(text[end]) {
			end++
		}
		if whole := text[at:end]; len(whole) == 4 || len(whole) == 8 {
			year := int(whole[0]-'0')*1000 + int(whole[1]-'0')*100 + int(whole[2]-'0')*10 + int(whole[3]-'0')
			if 1400 <= year && year <= 2100 {
				return year
			}
		}
		at = end
	}
	return 0
}

// tidyDate takes away what RIS writes for parts that are not known: "2019/06//undefined" is 2019/06.
func tidyDate(text string) string {
	text = strings.TrimSuffix(plain(text), "undefined")
	return strings.TrimRight(text, "/ ")
}

// pageRange is the pages from first to last. What is no page, such as a month, is left out.
func pageRange(from, to string) string {
	from, to = page(from), page(to)
	switch {
	case from == "":
		return to
	case to == "" || to == from || strings.ContainsAny(from, "-–"):
		return from
	}
	return from + "-" + to
}

// page is text that can be the number of a page: with a digit, or in Roman numerals.
func page(text string) string {
	text = plain(text)
	text = strings.TrimSpace(strings.TrimPrefix(strings.TrimPrefix(strings.TrimPrefix(text, "pp."), "pp "), "p."))
	if strings.ContainsAny(text, "0123456789") && len(text) <= 60 {
		return text
	}
	if text != "" && strings.Trim(strings.ToLower(text), "ivxlcdm-–, ") == "" {
		return text
	}
	return ""
}

// numbers takes the ISSN and ISBN in a piece of text, however many and whatever is written beside them.
func (d *draft) numbers(text string) {
	apart := func(r rune) bool {
		return !(r == '-' || r == '‐' || r == '–' || r == 'x' || r == 'X' || '0' <= r && r <= '9')
	}
	for _, token := range strings.FieldsFunc(text, apart) {
		bare := strings.ToUpper(strings.NewReplacer("-", "", "‐", "", "–", "").Replace(token))
		if strings.Contains(bare[:max(len(bare)-1, 0)], "X") {
			continue
		}
		switch len(bare) {
		case 8:
			d.identify("issn", bare[:4]+"-"+bare[4:])
		case 10, 13:
			d.identify("isbn", bare)
		}
	}
}

// kindIn is the kind that words for a sort of work speak of, or "".
func kindIn(words string) evidence.Kind {
	words = strings.ToLower(words)
	for _, sign := range kindSigns {
		if strings.Contains(words, sign.word) {
			return sign.kind
		}
	}
	return ""
}

// kindSigns are looked for in this order: a book chapter is no book, a conference paper no paper of a journal.
var kindSigns = []struct {
	word string
	kind evidence.Kind
}{
	{"chapter", evidence.Chapter}, {"book section", evidence.Chapter}, {"booksection", evidence.Chapter}, {"inbook", evidence.Chapter}, {"incollection", evidence.Chapter},
	{"thesis", evidence.Thesis}, {"dissertation", evidence.Thesis},
	{"conference", evidence.Conference}, {"proceeding", evidence.Conference}, {"congress", evidence.Conference}, {"meeting", evidence.Conference},
	{"journal", evidence.Article}, {"article", evidence.Article}, {"newspaper", evidence.Article}, {"magazine", evidence.Article}, {"jour", evidence.Article},
	{"report", evidence.Report}, {"government", evidence.Report}, {"guideline", evidence.Report}, {"working paper", evidence.Report}, {"standard", evidence.Report},
	{"web", evidence.Web}, {"blog", evidence.Web}, {"electronic", evidence.Web}, {"online", evidence.Web},
	{"book", evidence.Book}, {"monograph", evidence.Book},
	{"review", evidence.Article}, {"editorial", evidence.Article}, {"letter", evidence.Article}, {"case report", evidence.Article}, {"trial", evidence.Article},
}

func containsAny(text string, signs ...string) bool {
	for _, sign := range signs {
		if strings.Contains(text, sign) {
			return true
		}
	}
	return false
}
