package store

import (
	"bytes"
	"maps"
	"slices"
	"strings"
	"unicode"
	"unicode/utf8"

	"golang.org/x/text/unicode/norm"

	"goodmeasure/evidence"
)

// words is a search as the engines take it: every phrase of all is there, none of not, and a word that begins so.
type words struct {
	all, not [][]string // comparable words that follow each other
	begins   string     // "" for none
	members  bool       // works are found by records that are not public, too
}

func (w words) empty() bool { return len(w.all) == 0 && len(w.not) == 0 && w.begins == "" }

// Limits of a search, so that nobody's search holds up the others.
const (
	maxQuery = 2000 // bytes
	maxWords = 40   // in all phrases; those after them are passed over
	maxWord  = 64   // bytes
)

// parseWords reads what somebody typed: words, "phrases", and either with - before it for what must not be there. Words
// too common to tell anything are passed over, save in phrases. While somebody types, the last word may be a beginning.
func parseWords(text string, typing bool) (w words) {
	text = cut(text, maxQuery)
	ends := typing && text != "" && !strings.HasSuffix(text, " ") && !strings.HasSuffix(text, `"`)
	var common [][]string
	for left := maxWords; text != "" && left > 0; {
		text = strings.TrimLeftFunc(text, unicode.IsSpace)
		negative := strings.HasPrefix(text, "-")
		text = strings.TrimPrefix(text, "-")
		var piece string
		var quoted bool
		if after, found := strings.CutPrefix(text, `"`); found {
			piece, text, _ = strings.Cut(after, `"`)
			quoted = true
		} else {
			end := strings.IndexFunc(text, func(r rune) bool { return unicode.IsSpace(r) || r == '"' })
			if end < 0 {
				end = len(text)
			}
			piece, text = text[:end], text[end:]
		}
		last := ends && text == "" && !quoted && !negative
		phrase := comparable(piece)
		if len(phrase) > left {
			phrase, last = phrase[:left], false
		}
		left -= len(phrase)
		switch {
		case len(phrase) == 0:
		case negative:
			w.not = append(w.not, phrase)
		case last:
			bare := plain(piece)
			w.begins = bare[len(bare)-1]
			if len(phrase) > 1 {
				w.all = append(w.all, phrase[:len(phrase)-1])
			}
		case !quoted && len(phrase) == 1 && isCommon[phrase[0]]:
			common = append(common, phrase)
		default:
			w.all = append(w.all, phrase)
		}
	}
	if w.empty() {
		w.all = common
	}
	return w
}

// comparable parts a text into words that are the same for the same word: in small letters, without accents and without
// the ending of the plural.
func comparable(text string) []string {
	found := plain(text)
	for n, word := range found {
		found[n] = singular(word)
	}
	return found
}

// plain parts a text into words in small letters without accents.
func plain(text string) []string {
	if !utf8.ValidString(text) {
		text = strings.ToValidUTF8(text, " ")
	}
	text = norm.NFKD.String(text)
	kept := make([]byte, 0, len(text))
	for n, r := range text {
		if r < utf8.RuneSelf {
			kept = append(kept, plainASCII[text[n]])
			continue
		}
		switch {
		case unicode.Is(unicode.Mn, r):
		case unicode.IsLetter(r), unicode.IsNumber(r):
			kept = utf8.AppendRune(kept, unicode.ToLower(r))
		case r == '\u2019': // an apostrophe as printers set it
			kept = append(kept, '\'')
		default:
			kept = append(kept, ' ')
		}
	}
	found := strings.Fields(string(kept))
	if bytes.IndexByte(kept, '\'') < 0 {
		for n, word := range found {
			found[n] = cut(word, maxWord)
		}
		return found
	}
	var parts []string
	for _, word := range found {
		word = strings.TrimSuffix(strings.Trim(word, "'"), "'s")
		for part := range strings.SplitSeq(word, "'") {
			if part != "" {
				parts = append(parts, cut(part, maxWord))
			}
		}
	}
	return parts
}

// plainASCII is what becomes of each ASCII character: most texts have no others.
var plainASCII = func() (to [utf8.RuneSelf]byte) {
	for c := range to {
		switch r := rune(c); {
		case unicode.IsLetter(r), unicode.IsNumber(r), r == '\'':
			to[c] = byte(unicode.ToLower(r))
		default:
			to[c] = ' '
		}
	}
	return to
}()

// singular takes the plural's ending off a word. Rules: Harman, How effective is suffixing?, JASIS 42 (1991), the S stemmer.
func singular(word string) string {
	ends := func(suffix string, but ...string) bool {
		if !strings.HasSuffix(word, suffix) {
			return false
		}
		for _, b := range but {
			if strings.HasSuffix(word, b) {
				return false
			}
		}
		return true
	}
	switch {
	case utf8.RuneCountInString(word) < 4:
		return word
	case ends("ies", "eies", "aies"):
		return word[:len(word)-3] + "y"
	case ends("es", "aes", "ees", "oes"):
		return word[:len(word)-1]
	case ends("s", "us", "ss"):
		return word[:len(word)-1]
	}
	return word
}

// isCommon are words that almost every text has.
var isCommon = map[string]bool{"a": true, "an": true, "and": true, "are": true, "as": true, "at": true, "be": true, "by": true, "for": true,
	"from": true, "in": true, "is": true, "it": true, "of": true, "on": true, "or": true, "that": true, "the": true, "this": true, "to": true,
	"was": true, "were": true, "which": true, "with": true}

// indexed is what the index has of one record, in comparable words by weight: the title weighs most.
type indexed struct {
	record int64
	fields [4][]string // title, people, subject, abstract
}

func indexOf(e evidence.Entry) indexed {
	var people []string
	for _, p := range append(append([]evidence.Person{}, e.Authors...), e.Editors...) {
		people = append(people, p.Name())
	}
	subject := append([]string{}, e.Keywords...)
	for _, name := range slices.Sorted(maps.Keys(e.Facets)) {
		subject = append(subject, e.Facets[name]...)
	}
	subject = append(subject, e.Container, e.Publisher, e.Place)
	x := indexed{record: e.Number()}
	for n, text := range []string{e.Title, strings.Join(people, " . "), strings.Join(subject, " . "), e.Abstract + " " + e.Summary} {
		x.fields[n] = comparable(cut(text, maxIndexed))
	}
	return x
}

// set has each of the words once.
func (x indexed) set() map[string]bool {
	set := map[string]bool{}
	for _, words := range x.fields {
		for _, word := range words {
			set[word] = true
		}
	}
	return set
}

func wordsOf(entries []evidence.Entry) []indexed {
	index := make([]indexed, len(entries))
	for n, e := range entries {
		index[n] = indexOf(e)
	}
	return index
}

// maxIndexed is how much of each field is searched: an abstract is some 2,000 bytes, and an engine's limit is a megabyte.
const maxIndexed = 50_000
