package duplicate

import (
	"fmt"
	"slices"
	"strings"
)

// compare says what two records that share a key are to each other, and why.
func compare(a, b *print, read *files) (Pair, verdict) {
	c := comparisonOf(a, b)
	p := c.pair()
	verdict, reason := rule(a, b, &c)
	if verdict != same {
		if why := again(a, b, read); why != "" {
			verdict, reason, p.Score = same, why, 1
		}
	}
	p.Why = reason
	if verdict != other {
		p.Why += p.fields()
	}
	return p, verdict
}

// rule decides. What makes two works of like titles different comes first, then what makes them surely one; the rest is a
// person's.
func rule(a, b *print, c *comparison) (verdict, string) {
	identified := c.agree[DOI] || c.agree[PubMed]
	if c.title < likeTitles {
		if identified && c.title >= 0.6 && c.agree[Authors] && !c.differ[Year] && a.numbers == b.numbers && slices.Equal(a.marks, b.marks) {
			return same, "the identifier agrees, and titles are close"
		}
		if identified && c.title < 0.6 && (c.differ[Pages] || c.differ[Authors]) {
			return other, "" // one DOI for a whole supplement
		}
		if identified {
			return doubtful, "one identifier, but titles that differ"
		}
		if c.title >= 0.8 && c.agree[Authors] && c.yearsApart <= 1 && (c.agree[Pages] || c.agree[Abstract]) {
			return doubtful, "titles are close but not the same"
		}
		if c.agree[Authors] && c.agree[Pages] && c.agree[Volume] && c.agree[Journal] && c.agree[Year] {
			return doubtful, "one place in one journal, but titles that differ"
		}
		return other, ""
	}
	if c.differ[Authors] && !identified && len(a.words) < 6 {
		return other, "" // a title that many works have
	}
	if why := c.another(a, b); why != "" {
		if c.differ[Authors] && !identified {
			return other, ""
		}
		return doubtful, why
	}
	if identified {
		return same, "the identifier and the title agree"
	}
	if c.differ[Authors] {
		if c.agree[Journal] && c.agree[Year] && (c.agree[Pages] || c.agree[Abstract]) {
			return doubtful, "all but the authors agree"
		}
		if len(a.words) >= 8 && c.yearsApart <= 1 {
			return doubtful, "the title agrees, the authors do not"
		}
		return other, ""
	}
	return c.placed(a, b)
}

// another says what makes two records of like titles different works, or "".
func (c *comparison) another(a, b *print) string {
	switch {
	case !slices.Equal(a.marks, b.marks):
		return "only one title says that it is a " + strings.Join(unlike(a.marks, b.marks), ", ")
	case a.numbers != b.numbers && !(c.title == 0.92 && c.agree[DOI]):
		return "numbers in the titles differ, as those of parts or years do"
	case a.edition != "" && b.edition != "" && a.edition != b.edition:
		return "editions differ"
	case a.language != "" && b.language != "" && !sameLanguage(a.language, b.language) && !c.agree[DOI] && !c.agree[PubMed]:
		return "languages differ"
	case c.differ[DOI]:
		return "DOIs differ, as those of a preprint and its article do"
	case c.differ[Sort] && !c.agree[DOI] && !c.sameTalk():
		return "one seems an abstract at a conference or another sort of work"
	case c.differ[PubMed]:
		return "PubMed numbers differ"
	}
	return ""
}

// sameTalk says whether two records stand in one place with one text, whatever one source calls it.
func (c *comparison) sameTalk() bool {
	return c.agree[Journal] && (c.agree[Volume] || c.agree[Pages]) && !c.differ[Volume] && !c.differ[Pages] && !c.differ[Year] && !c.differ[Abstract]
}

func sameLanguage(a, b string) bool {
	n := min(len(a), len(b), 2)
	return a[:n] == b[:n]
}

// placed decides about like titles whose authors do not differ, by where and when they appeared.
func (c *comparison) placed(a, b *print) (verdict, string) {
	long := a.longTitle()
	agreeing, differing := 0, 0
	for _, f := range []Field{Journal, Volume, Pages} {
		if c.agree[f] {
			agreeing++
		}
		if c.differ[f] {
			differing++
		}
	}
	exact := c.title == 1 || c.title >= 0.97 && len(a.title) >= 60
	switch {
	case c.yearsApart > 1:
		if c.agree[Pages] && c.agree[Volume] && c.agree[Authors] && exact {
			return same, "all but the year agrees"
		}
		return doubtful, "years are too far apart"
	case differing == 0 && agreeing == 0:
		if exact && long && c.agree[Authors] && c.agree[Year] && c.agree[Abstract] {
			return same, "title, authors, year and abstract agree"
		}
		if exact && long && c.agree[Authors] && c.agree[Year] && len(a.words) >= 8 && c.abstract < 0 && a.doi == b.doi && a.kind == b.kind && a.unplaced() && b.unplaced() {
			return same, "a long title, authors and year agree, and neither record says more"
		}
		return doubtful, "too little is known to be sure"
	case c.differ[Abstract]:
		if c.agree[Pages] && c.agree[Volume] && c.agree[Year] && exact {
			return same, "title and place agree"
		}
		return doubtful, "abstracts differ"
	case c.agree[Volume] && c.agree[Pages] && (c.agree[Authors] || c.agree[Journal]):
		return same, "title and place agree"
	case c.differ[Pages] && c.differ[Volume]:
		return doubtful, "they appeared in different places"
	case c.differ[Year]:
		if exact && c.agree[Authors] && c.agree[Journal] && !c.differ[Volume] && !c.differ[Pages] && c.abstract >= 0.7 {
			return same, "title, authors, journal and abstract agree; the year is one apart, as print and first publication are"
		}
		return doubtful, "years differ"
	case differing == 0:
		if !long && !c.agree[Pages] && !(exact && c.agree[Abstract]) {
			return doubtful, "a short title, as many works in one journal have, and neither pages nor abstracts agree"
		}
		if exact && (c.agree[Authors] || long && agreeing >= 1) || c.agree[Authors] && (agreeing >= 2 || c.agree[Abstract]) {
			return same, "title agrees and so does where it appeared"
		}
		return doubtful, "titles are close, and little else is known"
	case exact && c.agree[Authors] && (c.agree[Abstract] && c.title == 1 || long && agreeing >= 2 && !c.differ[Pages]):
		return same, "title and authors agree, and most of the place"
	}
	return doubtful, "they seem to have appeared in different places"
}

// longTitle tells whether few other works can have the title.
func (p *print) longTitle() bool { return len(p.title) >= 30 && len(p.words) >= 4 }

// unplaced tells whether nothing is known of where a work appeared.
func (p *print) unplaced() bool { return p.journal == "" && p.volume == "" && p.pages == "" }

func unlike(a, b []string) (only []string) {
	for _, mark := range a {
		if !slices.Contains(b, mark) {
			only = append(only, mark)
		}
	}
	for _, mark := range b {
		if !slices.Contains(a, mark) {
			only = append(only, mark)
		}
	}
	return only
}

// pair lists the fields and scores them.
func (c *comparison) pair() (p Pair) {
	agree, known := 0.0, 0.0
	for _, f := range []Field{DOI, PubMed, Title, Authors, Year, Journal, Volume, Pages, Abstract, Sort} {
		switch {
		case c.agree[f]:
			p.Agree = append(p.Agree, f)
			agree += weights[f]
			known += weights[f]
		case c.differ[f]:
			p.Differ = append(p.Differ, f)
			known += weights[f]
		}
	}
	if known > 0 {
		p.Score = agree / known
	}
	return p
}

// fields says in words which agree and which do not.
func (p Pair) fields() string {
	list := func(fields []Field) string {
		names := make([]string, len(fields))
		for i, f := range fields {
			names[i] = string(f)
		}
		return strings.Join(names, ", ")
	}
	text := fmt.Sprintf(" (agree: %s", list(p.Agree))
	if len(p.Agree) == 0 {
		text = " (agree: nothing"
	}
	if len(p.Differ) > 0 {
		text += "; differ: " + list(p.Differ)
	}
	return text + ")"
}
