package duplicate

import (
	"slices"
	"strings"

	"goodmeasure/evidence"
)

type verdict int

const (
	other    verdict = iota // two works
	doubtful                // for a person
	same
)

// weights say how much a field that agrees counts in the score.
var weights = map[Field]float64{DOI: 3, PubMed: 3, Title: 3, Authors: 2, Year: 1, Journal: 1, Volume: 1, Pages: 1.5, Abstract: 2, Sort: 1}

// comparison is how the fields of two records compare. A field that one of them lacks is in neither list.
type comparison struct {
	agree, differ map[Field]bool
	title         float64 // likeness of the titles, 0 to 1
	abstract      float64 // of the abstracts; -1 where one is missing
	yearsApart    int
}

func (c *comparison) note(f Field, known, agrees bool) {
	switch {
	case !known:
	case agrees:
		c.agree[f] = true
	default:
		c.differ[f] = true
	}
}

// likeTitles is from which likeness on two titles are spellings of one.
const likeTitles = 0.9

func comparisonOf(a, b *print) comparison {
	c := comparison{agree: map[Field]bool{}, differ: map[Field]bool{}, abstract: -1}
	c.title = likeness(a.title, b.title)
	if !slices.Equal(a.marks, b.marks) {
		c.title = max(c.title, likeness(a.core, b.core)) // "Correction to:" and what it corrects
	}
	c.note(Title, a.title != "" && b.title != "", c.title >= likeTitles)
	c.note(DOI, a.doi != "" && b.doi != "", a.doi == b.doi)
	c.note(PubMed, a.pubmed != "" && b.pubmed != "", a.pubmed == b.pubmed)
	c.note(Authors, len(a.families) > 0 && len(b.families) > 0, sameAuthors(a, b))
	if a.year != 0 && b.year != 0 {
		c.yearsApart = max(a.year-b.year, b.year-a.year)
		c.note(Year, true, c.yearsApart == 0)
	}
	c.note(Journal, a.journal != "" && b.journal != "", sameJournal(a, b))
	c.note(Volume, a.volume != "" && b.volume != "", a.volume == b.volume)
	c.note(Pages, a.pages != "" && b.pages != "", a.pages == b.pages)
	if a.sketch != nil && b.sketch != nil {
		c.abstract = resemblance(a.sketch, b.sketch)
		if c.abstract >= 0.7 || c.abstract < 0.3 {
			c.note(Abstract, true, c.abstract >= 0.7)
		}
	}
	if a.talk || b.talk {
		c.note(Sort, true, a.talk == b.talk)
	}
	if a.kind != b.kind && distinctKinds(a.kind, b.kind) {
		c.differ[Sort] = true
	}
	return c
}

// distinctKinds says whether two kinds are never given to one work by different sources. Articles, web pages and "other" are
// what sources fall back to.
func distinctKinds(a, b evidence.Kind) bool {
	sure := []evidence.Kind{evidence.Book, evidence.Chapter, evidence.Thesis}
	if a == evidence.Report && b == evidence.Article || a == evidence.Article && b == evidence.Report {
		return true // what a report found is often published again as an article of the same title
	}
	return slices.Contains(sure, a) && slices.Contains(append(sure, evidence.Article, evidence.Conference), b) ||
		slices.Contains(sure, b) && slices.Contains(append(sure, evidence.Article, evidence.Conference), a)
}

// sameAuthors says whether most of the shorter list of names is in the other, the first author among them or a
// second name beside.
func sameAuthors(a, b *print) bool {
	common := 0
	for i, j := 0, 0; i < len(a.families) && j < len(b.families); {
		switch strings.Compare(a.families[i], b.families[j]) {
		case 0:
			common++
			i++
			j++
		case -1:
			i++
		default:
			j++
		}
	}
	shorter := min(len(a.families), len(b.families))
	if 2*common < shorter || common == 0 {
		return false
	}
	return a.first == b.first || common >= 2 || slices.Contains(a.families, b.first) || slices.Contains(b.families, a.first)
}

// sameJournal compares by ISSN, then by name: whole, as beginning of the longer, or with words shortened.
func sameJournal(a, b *print) bool {
	for _, x := range a.issns {
		if slices.Contains(b.issns, x) {
			return true
		}
	}
	return abbreviates(strings.Fields(a.journal), strings.Fields(b.journal))
}

// small are words that shortened names of journals leave out.
var small = []string{"of", "the", "and", "in", "for", "on", "a", "an", "de", "la", "der", "die", "und", "et"}

func abbreviates(a, b []string) bool {
	drop := func(words []string) []string {
		return slices.DeleteFunc(slices.Clone(words), func(w string) bool { return slices.Contains(small, w) })
	}
	a, b = drop(a), drop(b)
	if len(a) > len(b) {
		a, b = b, a
	}
	if len(a) == 0 {
		return false
	}
	for i, word := range a {
		short, long := word, b[i]
		if len(short) > len(long) {
			short, long = long, short
		}
		if !strings.HasPrefix(long, short) && !(len(short) >= 3 && short[0] == long[0] && subsequence(short, long)) {
			return false
		}
	}
	return len(a) == len(b) || len(a) >= 2
}

// subsequence says whether the letters of a shortened word stand in the word in order, as those of "natl" in "national".
func subsequence(short, long string) bool {
	at := 0
	for i := 0; i < len(long) && at < len(short); i++ {
		if long[i] == short[at] {
			at++
		}
	}
	return at == len(short)
}
