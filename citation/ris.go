package citation

import (
	"bytes"
	"strconv"
	"strings"

	"goodmeasure/evidence"
)

var risDialect = dialect{tag: risTag, opener: "TY", closer: "ER", kept: []string{"N1"}}

func isRIS(head []byte) bool {
	for line := range bytes.Lines(bytes.ReplaceAll(head, []byte("\r"), []byte("\n"))) {
		line := string(bytes.TrimRight(line, "\n"))
		if tag, _, ok := risTag(line); ok {
			return tag == "TY" || tag == "T1" || tag == "TI" || tag == "ID"
		}
		if isSmallOpener(line) {
			return true
		}
	}
	return false
}

// isSmallOpener says whether a line begins a record whose tags are not in capitals: "ty  - JOUR".
func isSmallOpener(line string) bool {
	kind, ok := smallOpener(line)
	return ok && 2 < len(kind) && len(kind) < 8 && !strings.ContainsAny(kind, " \t")
}

// smallOpener parts a line at a first tag that is not in capitals.
func smallOpener(line string) (kind string, ok bool) {
	line = strings.TrimLeft(line, " \t")
	if len(line) < 2 || line[:2] == "TY" || !strings.EqualFold(line[:2], "TY") {
		return "", false
	}
	_, kind, ok = risTag("TY" + line[2:])
	return kind, ok
}

// unlikeWords are tags which, in small letters too, are no word that a line of text would begin with.
const unlikeWords = " A1 A2 A3 A4 AB AU BT CY EP JA JF JO KW L1 L2 L3 L4 M1 M2 M3 N1 N2 PB PY SN T1 T2 T3 TI U1 U2 U3 U4 U5 UR VL Y1 Y2 "

// isSmallTag says whether a line within a record whose tags so far are capitals begins with one that is not. Right after the first
// line, which no text goes on from, any does.
func isSmallTag(line string, loose, afterFirst bool) bool {
	tag, text, ok := spacedTag(capitals(line), loose)
	switch {
	case !ok || strings.HasPrefix(strings.TrimLeft(line, " \t"), tag):
		return false
	case tag == "ER":
		return text == ""
	case tag == "TY":
		kind, ok := smallOpener(line)
		return ok && risKind(kind) != evidence.Other
	}
	return afterFirst || strings.Contains(unlikeWords, " "+tag+" ")
}

// risTag parts a line of RIS: two characters, two spaces, a hyphen, a space and the text. The first and last lines of
// a record are also known with one space, and indented, as hand-edited files have them.
func risTag(line string) (tag, text string, ok bool) {
	if trimmed := strings.TrimLeft(line, " \t"); trimmed != line {
		if tag, text, ok = risTag(trimmed); ok && (tag == "TY" || tag == "ER" || len(line)-len(trimmed) == 1) {
			return tag, text, true
		}
		return "", "", false
	}
	if !isTag(line) {
		return "", "", false
	}
	tag, rest := line[:2], line[2:]
	after, ok := strings.CutPrefix(rest, "  -")
	if !ok && (tag == "TY" || tag == "ER") {
		after, ok = strings.CutPrefix(strings.TrimLeft(rest, " \t"), "-")
		ok = ok && (rest[0] == ' ' || rest[0] == '\t')
	}
	if !ok || after != "" && after[0] != ' ' && tag != "TY" && tag != "ER" {
		return "", "", false
	}
	return tag, strings.TrimSpace(after), true
}

// isTag says whether a line may begin with a tag.
func isTag(line string) bool {
	return len(line) >= 4 && isUpper(line[0]) && (isUpper(line[1]) || isDigit(line[1]))
}

// capitals is a line with its tag, if it begins with one, in capitals.
func capitals(line string) string {
	start := len(line) - len(strings.TrimLeft(line, " \t"))
	end := start + len("TY")
	if end >= len(line) || line[end] != ' ' && line[end] != '\t' || !strings.HasPrefix(strings.TrimLeft(line[end:], " \t"), "-") {
		return line
	}
	return line[:start] + strings.ToUpper(line[start:end]) + line[end:]
}

// looseTags parts lines of RIS as each record does itself: where its first line has other spaces around its hyphen than it
// should, a tag counts with any, and once one of its tags is not in capitals, none need be. Elsewhere "T1 - weighted" and
// "is  - weighted" at the start of a line are text, and so is "ty  - thing" within a record that has capitals.
func looseTags() func(line string) (tag, text string, ok bool) {
	loose, small, open, first := false, false, false, false // open: a record whose tags are capitals has not ended; first: at its first line
	return func(line string) (tag, text string, ok bool) {
		afterFirst := first
		first = false
		switch tag, _, ok := risTag(line); {
		case ok && (tag == "TY" || tag == "ER"):
			open, first = tag == "TY", tag == "TY"
			small = small && !open
		case !open && isSmallOpener(line), open && isSmallTag(line, loose, afterFirst):
			small, open = true, false
		}
		if small {
			line = capitals(line)
		}
		if tag, text, ok = spacedTag(line, loose); ok && tag == "TY" {
			loose = !strings.HasPrefix(strings.TrimSpace(line)+" ", "TY  - ")
		}
		return tag, text, ok
	}
}

// spacedTag is risTag, or a tag with any spaces around its hyphen.
func spacedTag(line string, loose bool) (tag, text string, ok bool) {
	if tag, text, ok = risTag(line); ok || !loose || !isTag(line) {
		return tag, text, ok
	}
	spaced := strings.TrimLeft(line[2:], " \t")
	text, ok = strings.CutPrefix(spaced, "-")
	if !ok || len(spaced) == len(line)-2 {
		return "", "", false
	}
	return line[:2], strings.TrimSpace(text), true
}

func readRIS(r *reading) error {
	d := risDialect
	d.tag = looseTags()
	return r.blocks(d, draftOfRIS)
}

// draftOfRIS reads the fields as Ovid, Embase, ProQuest, Scopus, Web of Science, PubMed, EndNote, Zotero, Mendeley and
// EPPI-Reviewer write them. What a tag means depends on the sort of work and on who wrote it.
func draftOfRIS(b *block) *draft {
	d := &draft{}
	var start, end, undated string
	titles := map[string]string{}
	values := map[string]string{}
	for _, f := range b.fields {
		if f.text == "" {
			continue
		}
		if values[f.tag] == "" {
			values[f.tag] = f.text
		}
		switch f.tag {
		case "TY":
			d.Kind = risKind(f.text)
		case "TI", "T1", "CT", "BT", "T2", "JF", "JO", "JA", "J1", "J2", "T3":
			if titles[f.tag] == "" {
				titles[f.tag] = plain(f.text)
			}
		case "AU", "A1":
			d.author(f.text)
		case "A2", "ED":
			if strings.Count(f.text, ",") > 2 && !strings.Contains(f.text, ";") {
				d.doubt("what it gives as an editor is a list of names, which was left out: " + excerpt(f.text))
			} else {
				d.editor(f.text)
			}
		case "AB", "N2":
			if len(f.text) > len(d.Abstract) {
				d.Abstract = f.text
			}
		case "PY", "Y1", "DA":
			if f.tag == "DA" && yearIn(f.text) == 0 {
				undated = tidyDate(f.text)
			}
			d.date(f.text)
		case "Y2":
			first(&d.Accessed, tidyDate(f.text))
		case "VL":
			first(&d.Volume, f.text)
		case "IS":
			first(&d.Issue, f.text)
		case "SP":
			start = f.text
		case "EP":
			end = f.text
		case "ET":
			first(&d.Edition, f.text)
		case "PB":
			first(&d.Publisher, f.text)
		case "PU":
			first(&d.Publisher, f.text)
		case "CY", "PP", "PI":
			first(&d.Place, f.text)
		case "LA":
			first(&d.Language, f.text)
		case "KW":
			d.keywords(f.text, "\n")
		case "DO", "DI":
			d.doi(f.text)
		case "SN":
			d.numbers(f.text)
		case "UR", "L1", "L2", "LK":
			d.url(f.text)
		case "M3":
			risM3(d, f.text)
		case "N1":
			d.extra(f.text)
		case "DB", "DP":
			first(&d.Origin.Database, f.text)
		}
	}
	if year := strconv.Itoa(d.Year); d.Date == year || d.Date == undated && d.Year != 0 { // MAR 15, of the year that is given apart
		if _, sure := wordedDay(year + " " + undated); sure && undated != "" {
			d.Date = year + " " + undated
		}
	}
	risTitles(d, titles)
	risAccession(d, values)
	d.Pages = pageRange(start, end)
	if pages, ok := strings.CutPrefix(d.Issue, "pp "); ok && d.Pages == "" {
		d.Pages, d.Issue = page(pages), ""
	}
	return d
}

// risTitles gives each title its place. T2 is a journal's, a book's or, of a book, a series'.
func risTitles(d *draft, t map[string]string) {
	for _, tag := range []string{"TI", "T1", "CT"} {
		first(&d.Title, t[tag])
	}
	within := []string{"JF", "T2", "JO", "BT", "JA", "J1", "J2"}
	switch d.Kind {
	case evidence.Chapter, evidence.Conference:
		within = []string{"T2", "BT", "JF", "JO", "JA", "J1", "J2"}
	case evidence.Book, evidence.Report, evidence.Thesis:
		first(&d.Title, t["BT"])
		first(&d.Series, t["T2"])
		within = []string{"JF", "JO"}
	default:
		if d.Title == "" {
			first(&d.Title, t["BT"])
			delete(t, "BT")
		}
	}
	for _, tag := range within {
		first(&d.Container, t[tag])
	}
	for _, tag := range []string{"JA", "J2", "J1", "JO"} {
		first(&d.Short, t[tag])
	}
	first(&d.Series, t["T3"])
	if d.Kind == evidence.Web && t["JF"] != "" && d.Volume != "" {
		d.Kind = evidence.Article // an article read on the web, as Ovid writes it
	}
	if strings.Contains(d.Container, "Conference:") {
		d.Kind = evidence.Conference // as Ovid writes the meeting into the journal's title
	}
}

// risM3 is the sort of work, or of all things a DOI.
func risM3(d *draft, text string) {
	if doi := doiIn(text); doi != "" {
		d.identify("doi", doi)
		return
	}
	first(&d.Genre, text)
}

// risAccession takes the numbers by which databases know the work.
func risAccession(d *draft, v map[string]string) {
	database := strings.ToLower(v["DB"] + " " + v["DP"] + " " + v["UR"])
	number := v["AN"]
	switch {
	case number == "":
	case strings.HasPrefix(number, "WOS:"):
		d.identify("wos", number)
	case strings.HasPrefix(number, "rayyan-"):
		d.identify("rayyan", number)
	case digits(number) && (strings.Contains(database, "medline") || strings.Contains(database, "pubmed") || strings.Contains(database, "nlm")):
		d.identify("pmid", number)
	default:
		d.identify("accession", number)
	}
	if strings.Contains(database, "embase") {
		if strings.HasPrefix(v["U2"], "L") && digits(v["U2"][1:]) {
			d.identify("embase", v["U2"])
		}
		if digits(v["C5"]) {
			d.identify("pmid", v["C5"])
		}
	}
	if digits(v["U1"]) && (strings.Contains(v["KW"], "eppi-reviewer") || v["U2"] != "") {
		d.identify("eppi", v["U1"])
	}
	if pmc := strings.ToUpper(v["C2"]); strings.HasPrefix(pmc, "PMC") && digits(pmc[3:]) {
		d.identify("pmcid", pmc)
	}
}

func risKind(word string) evidence.Kind {
	switch strings.ToUpper(strings.TrimSpace(word)) {
	case "JOUR", "EJOUR", "EJOU", "JFULL", "MGZN", "NEWS", "INPR", "ABST":
		return evidence.Article
	case "BOOK", "EBOOK", "EDBOOK", "WHOLE":
		return evidence.Book
	case "CHAP", "ECHAP":
		return evidence.Chapter
	case "RPRT", "GOVDOC", "STAND":
		return evidence.Report
	case "THES":
		return evidence.Thesis
	case "CONF", "CPAPER":
		return evidence.Conference
	case "ELEC", "WEB", "BLOG", "ICOMM":
		return evidence.Web
	}
	return evidence.Other
}
