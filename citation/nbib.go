package citation

import (
	"bytes"
	"slices"
	"strings"

	"goodmeasure/evidence"
)

var nbibDialect = dialect{tag: nbibTag, opener: "PMID"}

func isNBIB(head []byte) bool {
	for line := range bytes.Lines(bytes.ReplaceAll(head, []byte("\r"), []byte("\n"))) {
		if len(bytes.TrimSpace(line)) > 0 {
			tag, _, ok := nbibTag(string(bytes.TrimRight(line, "\n")))
			return ok && len(tag) > 2 // RIS has tags of two
		}
	}
	return false
}

// nbibTag parts a line of PubMed's text: up to four characters filled with spaces, a hyphen, a space and the text.
func nbibTag(line string) (tag, text string, ok bool) {
	if len(line) < 5 || line[4] != '-' || !isUpper(line[0]) || len(line) > 5 && line[5] != ' ' {
		return "", "", false
	}
	tag = strings.TrimRight(line[:4], " ")
	for i := range len(tag) {
		if !isUpper(tag[i]) && !isDigit(tag[i]) {
			return "", "", false
		}
	}
	return tag, strings.TrimSpace(line[5:]), true
}

func readNBIB(r *reading) error { return r.blocks(nbibDialect, draftOfNBIB) }

func draftOfNBIB(b *block) *draft {
	d := &draft{}
	d.Origin.Database = "PubMed"
	full := slices.ContainsFunc(b.fields, func(f field) bool { return f.tag == "FAU" })
	var types, book []string
	for _, f := range b.fields {
		if f.text == "" {
			continue
		}
		switch f.tag {
		case "PMID":
			d.identify("pmid", f.text)
		case "PMC":
			d.identify("pmcid", f.text)
		case "OID":
			d.identify("eric", f.text)
		case "TI":
			first(&d.Title, f.text)
		case "BTI":
			book = append(book, f.text)
		case "FAU":
			d.author(f.text)
		case "AU":
			if !full {
				d.Authors = append(d.Authors, medlineName(f.text))
			}
		case "CN":
			d.Authors = append(d.Authors, evidence.Person{Family: plain(f.text)})
		case "FED":
			d.editor(f.text)
		case "AB":
			d.Abstract = strings.TrimSpace(d.Abstract + "\n" + f.text)
		case "OAB":
			if d.Abstract == "" {
				d.Abstract = f.text
			}
		case "DP":
			d.date(f.text)
		case "JT":
			first(&d.Container, f.text)
		case "TA":
			first(&d.Short, f.text)
		case "CTI":
			first(&d.Series, f.text)
		case "VI":
			first(&d.Volume, f.text)
		case "IP":
			first(&d.Issue, f.text)
		case "PG":
			first(&d.Pages, page(f.text))
		case "EN":
			first(&d.Edition, f.text)
		case "PB":
			first(&d.Publisher, f.text)
		case "LA":
			first(&d.Language, f.text)
		case "MH", "OT":
			d.keyword(strings.ReplaceAll(f.text, "*", ""))
		case "IS", "ISBN", "ISSN":
			d.numbers(f.text)
		case "LID", "AID":
			if strings.HasSuffix(f.text, "[doi]") {
				d.doi(strings.TrimSuffix(f.text, "[doi]"))
			}
		case "PT":
			types = append(types, f.text)
		case "GN":
			d.note(f.text)
		}
	}
	for _, title := range book {
		if d.Title == "" {
			d.Title = plain(title)
		} else {
			first(&d.Container, title)
		}
	}
	d.Kind, d.Genre = medlineKind(types, len(book) > 0)
	return d
}

// medlineName parts "Family IJ", where the initials come last whatever else the name holds, and at the comma that ERIC has.
func medlineName(text string) evidence.Person {
	text = plain(text)
	if strings.Contains(text, ",") {
		return person(text)
	}
	if at := strings.LastIndexByte(text, ' '); at > 0 && initials(text[at+1:]) {
		return evidence.Person{Family: text[:at], Given: text[at+1:]}
	}
	return evidence.Person{Family: text}
}

// medlineKind reads PubMed's types of publication, and says the most telling one.
func medlineKind(types []string, book bool) (kind evidence.Kind, genre string) {
	kind = evidence.Article
	if book {
		kind = evidence.Book
	}
	for _, one := range types {
		one = plain(one)
		switch one {
		case "Congress", "Congresses", "Meeting Abstract", "Meeting Abstracts":
			kind = evidence.Conference
		case "Academic Dissertation", "Academic Dissertations":
			kind = evidence.Thesis
		case "Technical Report":
			kind = evidence.Report
		}
		if one != "Journal Article" && !strings.HasPrefix(one, "Research Support") {
			first(&genre, one)
		}
	}
	return kind, genre
}
