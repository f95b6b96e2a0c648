package citation

import (
	"bytes"
	"slices"
	"strings"

	"goodmeasure/evidence"
)

var wosDialect = dialect{
	tag: wosTag, opener: "PT", closer: "ER", outside: []string{"FN", "VR", "EF"},
	listed: []string{"AU", "AF", "BA", "BF", "BE", "CA", "CR", "C1", "C3"},
}

func isWoS(head []byte) bool {
	for line := range bytes.Lines(bytes.ReplaceAll(head, []byte("\r"), []byte("\n"))) {
		text := string(bytes.TrimRight(line, "\n"))
		if strings.TrimSpace(text) == "" {
			continue
		}
		if strings.HasPrefix(text, "FN ") || strings.HasPrefix(text, "VR ") {
			return true
		}
		return len(text) == 4 && strings.HasPrefix(text, "PT ") && strings.Contains("JBSP", text[3:])
	}
	return false
}

// wosTag parts a line of Web of Science: two characters, a space and the text.
func wosTag(line string) (tag, text string, ok bool) {
	line = strings.TrimRight(line, " \t")
	if len(line) < 2 || !isUpper(line[0]) || !isUpper(line[1]) && !isDigit(line[1]) || len(line) > 2 && line[2] != ' ' {
		return "", "", false
	}
	return line[:2], strings.TrimSpace(line[2:]), true
}

func readWoS(r *reading) error { return r.blocks(wosDialect, draftOfWoS) }

func draftOfWoS(b *block) *draft {
	d := &draft{}
	d.Origin.Database = "Web of Science"
	has := func(tag string) bool {
		return slices.ContainsFunc(b.fields, func(f field) bool { return f.tag == tag })
	}
	full := has("AF")
	var sort, start, end, day, number string
	for _, f := range b.fields {
		if f.text == "" {
			continue
		}
		switch f.tag {
		case "PT":
			sort = f.text
		case "TI":
			first(&d.Title, f.text)
		case "AF":
			d.author(f.text)
		case "AU":
			if !full {
				d.author(f.text)
			}
		case "CA":
			d.Authors = append(d.Authors, evidence.Person{Family: plain(f.text)})
		case "BE":
			d.editor(f.text)
		case "SO":
			first(&d.Container, f.text)
		case "SE":
			first(&d.Series, f.text)
		case "JI":
			first(&d.Short, f.text)
		case "AB":
			d.Abstract = f.text
		case "DE", "ID":
			d.keywords(f.text, ";")
		case "DT":
			first(&d.Genre, f.text)
		case "PY":
			d.date(f.text)
		case "PD":
			day = f.text
		case "VL":
			first(&d.Volume, f.text)
		case "IS":
			first(&d.Issue, f.text)
		case "BP":
			start = f.text
		case "EP":
			end = f.text
		case "AR":
			number = f.text
		case "PU":
			first(&d.Publisher, f.text)
		case "PI":
			first(&d.Place, f.text)
		case "LA":
			first(&d.Language, f.text)
		case "SN", "EI", "BN":
			d.numbers(f.text)
		case "DI", "D2":
			d.doi(f.text)
		case "UT":
			d.identify("wos", f.text)
		case "PM":
			d.identify("pmid", f.text)
		}
	}
	if d.Pages = pageRange(start, end); d.Pages == "" {
		d.Pages = page(strings.TrimPrefix(number, "UNSP "))
	}
	if d.Date != "" && day != "" {
		d.Date += " " + plain(day)
	}
	d.Kind = wosKind(sort, d.Genre, has("CT"))
	return d
}

func wosKind(sort, genre string, meeting bool) evidence.Kind {
	switch genre = strings.ToLower(genre); {
	case strings.Contains(genre, "meeting abstract"), strings.Contains(genre, "proceedings paper") && sort != "J":
		return evidence.Conference
	case strings.Contains(genre, "chapter"):
		return evidence.Chapter
	case sort == "J":
		return evidence.Article
	case meeting:
		return evidence.Conference
	case sort == "B" && genre == "book":
		return evidence.Book
	case sort == "B", sort == "S":
		return evidence.Chapter // a part of a book or of a volume of a series
	}
	return evidence.Other
}
