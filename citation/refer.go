package citation

import (
	"bytes"
	"strings"

	"goodmeasure/evidence"
)

var referDialect = dialect{tag: referTag, opener: "0", listed: []string{"K"}}

func isRefer(head []byte) bool {
	seen := 0
	for line := range bytes.Lines(bytes.ReplaceAll(head, []byte("\r"), []byte("\n"))) {
		if len(bytes.TrimSpace(line)) == 0 {
			continue
		}
		tag, _, ok := referTag(string(bytes.TrimRight(line, "\n")))
		if !ok && seen == 0 {
			return false
		}
		if ok && (tag == "0" || tag == "T") {
			return true
		}
		seen++
	}
	return false
}

// referTag parts a line of refer: a percent sign, one character, a space and the text.
func referTag(line string) (tag, text string, ok bool) {
	if len(line) < 2 || line[0] != '%' || line[1] <= ' ' || line[1] >= 0x7f || len(line) > 2 && line[2] != ' ' && line[2] != '\t' {
		return "", "", false
	}
	return line[1:2], strings.TrimSpace(line[2:]), true
}

func readRefer(r *reading) error { return r.blocks(referDialect, draftOfRefer) }

func draftOfRefer(b *block) *draft {
	d := &draft{}
	var within, pages string
	for _, f := range b.fields {
		if f.text == "" {
			continue
		}
		switch f.tag {
		case "0":
			d.Kind = kindIn(f.text)
		case "9":
			first(&d.Genre, f.text)
		case "T":
			first(&d.Title, f.text)
		case "A":
			d.author(f.text)
		case "E", "Y":
			d.editor(f.text)
		case "J":
			first(&d.Container, f.text)
		case "B":
			first(&within, f.text)
		case "S":
			first(&d.Series, f.text)
		case "D", "8":
			d.date(f.text)
		case "V":
			first(&d.Volume, f.text)
		case "N":
			first(&d.Issue, f.text)
		case "P":
			first(&pages, f.text)
		case "7":
			first(&d.Edition, f.text)
		case "I":
			first(&d.Publisher, f.text)
		case "C":
			first(&d.Place, f.text)
		case "G":
			first(&d.Language, f.text)
		case "X":
			d.Abstract = f.text
		case "K":
			d.keyword(f.text)
		case "Z", "O":
			d.note(f.text)
		case "R":
			d.doi(f.text)
		case "U":
			d.url(f.text)
		case "@":
			d.numbers(f.text)
		case "M":
			d.identify("accession", f.text)
		case "~", "W":
			first(&d.Origin.Database, f.text)
		}
	}
	switch d.Kind {
	case evidence.Book, evidence.Report, evidence.Thesis:
		first(&d.Series, within)
		if strings.ContainsAny(pages, "-–") && !strings.Contains(pages, ",") {
			d.Pages = page(pages) // a number of pages is no range
		}
	default:
		first(&d.Container, within)
		d.Pages = page(pages)
	}
	if d.Kind == "" && d.Container != "" {
		d.Kind = evidence.Article
	}
	return d
}
