package citation

import (
	"bufio"
	"fmt"
	"iter"
	"strings"

	"goodmeasure/evidence"
)

var risSorts = map[evidence.Kind]string{
	evidence.Article: "JOUR", evidence.Book: "BOOK", evidence.Chapter: "CHAP", evidence.Report: "RPRT", evidence.Thesis: "THES",
	evidence.Conference: "CONF", evidence.Web: "ELEC", evidence.Other: "GEN",
}

func writeRIS(out *bufio.Writer, records iter.Seq[evidence.Record]) error {
	for r := range records {
		sort := risSorts[r.Kind]
		if sort == "" {
			sort = "GEN"
		}
		line := func(tag, text string) {
			if text = plain(text); text != "" || tag == "ER" {
				fmt.Fprintf(out, "%s  - %s\r\n", tag, text)
			}
		}
		line("TY", sort)
		line("TI", r.Title)
		for _, author := range r.Authors {
			line("AU", risName(author))
		}
		for _, editor := range r.Editors {
			line("A2", risName(editor))
		}
		if r.Year != 0 {
			line("PY", fmt.Sprint(r.Year))
		}
		line("DA", r.Date)
		switch r.Kind {
		case evidence.Book, evidence.Report, evidence.Thesis:
			line("JF", r.Container)
			line("T2", r.Series)
		default:
			line("T2", r.Container)
			line("T3", r.Series)
		}
		line("J2", r.Short)
		line("VL", r.Volume)
		line("IS", r.Issue)
		from, to, ranged := strings.Cut(r.Pages, "-")
		if ranged && page(from) == from && page(to) == to && !strings.Contains(to, "-") {
			line("SP", from)
			line("EP", to)
		} else {
			line("SP", r.Pages)
		}
		line("ET", r.Edition)
		line("PB", r.Publisher)
		line("CY", r.Place)
		line("M3", r.Genre)
		line("LA", r.Language)
		line("Y2", r.Accessed)
		line("AB", r.Abstract)
		for _, word := range r.Keywords {
			line("KW", word)
		}
		for _, note := range r.Notes {
			line("N1", note)
		}
		for _, id := range r.Identifiers {
			switch id.Scheme {
			case "doi":
				line("DO", id.Value)
			case "issn", "isbn":
				line("SN", id.Value)
			case "url":
				line("UR", id.Value)
			case "pmid", "pmcid":
				line("N1", strings.ToUpper(id.Scheme)+": "+id.Value)
			case "wos", "accession":
				line("AN", id.Value)
			}
		}
		line("DB", r.Origin.Database)
		line("ER", "")
		if _, err := out.WriteString("\r\n"); err != nil {
			return err
		}
	}
	return nil
}

// risName keeps a semicolon in a name from parting it.
func risName(one evidence.Person) string { return strings.ReplaceAll(one.Name(), ";", ",") }
