package citation

import (
	"regexp"
	"slices"
	"strings"

	"goodmeasure/evidence"
)

// marcRecord is a record of MARC 21, from whichever form.
type marcRecord struct {
	leader string
	fields []marcField
	doubts []string
}

type marcField struct {
	tag     string
	control string // of a control field
	subs    []marcSub
}

type marcSub struct{ code, text string }

// sub joins the subfields of the codes given, in the order of the field.
func (f marcField) sub(codes string) string {
	var parts []string
	for _, s := range f.subs {
		if s.code != "" && strings.Contains(codes, s.code) && s.text != "" {
			parts = append(parts, strings.TrimSpace(s.text))
		}
	}
	return strings.Join(parts, " ")
}

// unpunctuated takes away the signs by which cataloguers part what now stands apart.
func unpunctuated(text string) string {
	text = strings.TrimSpace(strings.TrimRight(plain(text), " /:;,="))
	if trimmed := strings.TrimSuffix(text, "."); trimmed != text && !initialLast(trimmed) {
		text = trimmed
	}
	return strings.TrimSpace(text)
}

// abbreviations end in a full stop of their own.
var abbreviations = []string{"ed", "inc", "ltd", "co", "jr", "sr", "dept", "mass", "calif", "corp", "etc", "al", "st", "rev", "no"}

// initialLast says whether the last word is an initial or an abbreviation, whose full stop is its own.
func initialLast(text string) bool {
	last := text[strings.LastIndexAny(text, " .")+1:]
	return len([]rune(last)) == 1 || slices.Contains(abbreviations, strings.ToLower(last))
}

var lastDate = regexp.MustCompile(`\[?c?(\d{4})`)

func (m *marcRecord) draft() *draft {
	d := &draft{doubts: m.doubts}
	var fixed, stated string
	for _, f := range m.fields {
		switch f.tag {
		case "008":
			fixed = f.control
		case "010":
			d.identify("lccn", f.sub("a"))
		case "020":
			d.numbers(f.sub("a"))
		case "022":
			d.numbers(f.sub("a"))
		case "024":
			if strings.EqualFold(f.sub("2"), "doi") {
				d.doi(f.sub("a"))
			}
		case "035":
			if number, ok := strings.CutPrefix(f.sub("a"), "(OCoLC)"); ok {
				d.identify("oclc", strings.TrimLeft(number, "ocmn"))
			}
		case "041":
			first(&d.Language, f.sub("a"))
		case "100", "700":
			if f.tag == "700" && f.sub("t") != "" {
				continue // another work that stands in this one
			}
			one := person(unpunctuated(f.sub("a")))
			if role := strings.ToLower(f.sub("e4")); strings.Contains(role, "edt") || strings.Contains(role, "edit") || role == "ed" || role == "ed." {
				d.Editors = append(d.Editors, one)
			} else {
				d.Authors = append(d.Authors, one)
			}
		case "110", "111", "710", "711":
			if f.sub("t") == "" {
				d.Authors = append(d.Authors, evidence.Person{Family: unpunctuated(f.sub("ab"))})
			}
		case "245":
			d.Title = unpunctuated(strings.ReplaceAll(f.sub("abnp"), " :", ":"))
		case "250":
			first(&d.Edition, unpunctuated(f.sub("a")))
		case "260", "264":
			first(&d.Place, unpunctuated(f.sub("a")))
			first(&d.Publisher, unpunctuated(f.sub("b")))
			if stated == "" {
				stated = f.sub("c")
			}
		case "440", "490", "830":
			first(&d.Series, unpunctuated(f.sub("a")))
		case "502":
			d.Kind = evidence.Thesis
			first(&d.Genre, f.sub("abc"))
		case "500", "504", "505":
			d.note(f.sub("at"))
		case "520":
			d.Abstract = strings.TrimSpace(d.Abstract + "\n" + f.sub("ab"))
		case "600", "610", "611", "630", "650", "651", "653":
			d.keyword(strings.Join(f.subjects(), "/"))
		case "773":
			first(&d.Container, unpunctuated(f.sub("t")))
			d.numbers(f.sub("xz"))
		case "856":
			d.url(f.sub("u"))
		}
	}
	m.dates(d, fixed, stated)
	m.kind(d)
	return d
}

func (f marcField) subjects() []string {
	var parts []string
	for _, s := range f.subs {
		if s.code != "" && strings.Contains("abtvxyz", s.code) {
			parts = append(parts, unpunctuated(s.text))
		}
	}
	return parts
}

// dates reads when the work came out: as its imprint says, or else as the fixed field does.
func (m *marcRecord) dates(d *draft, fixed, stated string) {
	if found := lastDate.FindStringSubmatch(stated); found != nil {
		d.Year = yearIn(found[1])
		d.Date = unpunctuated(strings.TrimLeft(strings.Trim(stated, "[]."), "c©p"))
	}
	if len(fixed) >= 38 {
		if d.Year == 0 {
			d.Year = yearIn(fixed[7:11])
		}
		if language := strings.TrimSpace(fixed[35:38]); d.Language == "" && len(language) == 3 && language != "und" && language != "zxx" {
			d.Language = language
		}
	}
}

func (m *marcRecord) kind(d *draft) {
	if d.Kind != "" || len(m.leader) < 8 {
		return
	}
	switch sort, level := m.leader[6], m.leader[7]; {
	case level == 'a' || level == 'b':
		d.Kind = evidence.Article
		if d.Container != "" && slices.ContainsFunc(d.Identifiers, func(id evidence.Identifier) bool { return id.Scheme == "isbn" }) {
			d.Kind = evidence.Chapter
		}
	case sort == 'a' || sort == 't':
		d.Kind = evidence.Book
	case sort == 'm':
		d.Kind = evidence.Web
	}
}
