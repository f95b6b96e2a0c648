package citation_test

import (
	"slices"
	"strings"
	"testing"

	"goodmeasure/citation"
)

func TestColumnsOfOtherPrograms(t *testing.T) {
	for _, c := range []struct{ name, text, container, pubMed string }{
		{"Zotero", "Key,Item Type,Publication Year,Author,Title,Publication Title,PMID\nA,journalArticle,2014,\"Wu, D\",A title,Journal of Care,0\n", "Journal of Care", ""},
		{"Scopus", "Authors,Title,Year,Source title,Source,PubMed ID\nWu D.,A title,2014,Journal of Care,Scopus,123\n", "Journal of Care", "123"},
		{"Scopus without a journal", "Authors,Title,Year,Source title,Source,PubMed ID\nWu D.,A title,2014,,Scopus,NA\n", "", ""},
		{"another", "Authors,Title,Year,Source,PMID\nWu D.,A title,2014,Journal of Care,none\n", "Journal of Care", ""},
		{"BibTeX", "@article{a, title={A title}, author={Wu, D}, journal={Journal of Care}, year=2014, pmid={NA}}\n", "Journal of Care", ""},
	} {
		file, err := citation.Read(strings.NewReader(c.text), int64(len(c.text)), c.name, citation.Options{})
		if err != nil {
			t.Errorf("%s: %v", c.name, err)
			continue
		}
		for entry, err := range file.Entries() {
			if r := entry.Record; err != nil || r.Title != "A title" || r.Container != c.container || r.Identifier("pmid") != c.pubMed {
				t.Errorf("%s: %q in %q, PubMed %q, %v; expected the container %q and PubMed %q", c.name, r.Title, r.Container, r.Identifier("pmid"), err, c.container, c.pubMed)
			}
		}
	}
}

// Exports pasted one below the other keep the header of each.
func TestHeadersOfJoinedTables(t *testing.T) {
	for name, c := range map[string]struct {
		text  string
		notes int
	}{
		"the same":        {"Title,Year,DOI\nOne,2014,\nTITLE,Year,doi\nTwo,2015,10.1000/b\n", 1},
		"others":          {"Title,Year\nOne,2014\nAuthors,Article Title,DOI,Key\n\"Wu, D\",Two,10.1000/b,K\n", 1},
		"words like them": {"Title,Year,DOI\nOne,2014,\nTwo,Year,10.1000/b\n", 0},
	} {
		file, err := citation.Read(strings.NewReader(c.text), int64(len(c.text)), "joined.csv", citation.Options{})
		if err != nil {
			t.Fatal(err)
		}
		var titles []string
		notes := 0
		doi := ""
		for entry, err := range file.Entries() {
			if err != nil || entry.Failed != nil {
				t.Fatalf("%s: %v, %+v", name, err, entry.Failed)
			}
			notes += len(entry.Notes)
			titles, doi = append(titles, entry.Record.Title), entry.Record.Identifier("doi")
		}
		if !slices.Equal(titles, []string{"One", "Two"}) || doi != "10.1000/b" || notes != c.notes {
			t.Errorf("%s: titles %q, last DOI %q, %d notes, want %d", name, titles, doi, notes, c.notes)
		}
	}
}

// Tables of Web of Science have its tags for headings, and quotation marks as titles have them.
func TestTableOfWebOfScience(t *testing.T) {
	text := "\ufeffPT\tAU\tAF\tTI\tSO\tDE\tID\tCY\tSP\tSN\tPI\tPD\tPY\tVL\tIS\tBP\tEP\tDI\tPG\tUT\tDA\n" +
		"J\tWu, D; Li, R\tWu, Dan; Li, Rong\t\"Care as it is\tJournal of Care\tkinship\tPLACEMENT\tMAY 03-05, 2013\tA Trust\t1234-567X\tLONDON\tJUN\t2014\t3\t2\t101\t112\t10.1000/a\t12\tWOS:1\t2026-11-26\n" +
		"J\tWu, D\tWu, Dan\tTwo\tJournal of Care\t\t\t\t\t\t\t\t\t\t\t7\t\t\t9\tWOS:2\t2026-11-26\n"
	file, err := citation.Read(strings.NewReader(text), int64(len(text)), "savedrecs.txt", citation.Options{})
	if err != nil {
		t.Fatal(err)
	}
	records, failed, notes := readAll(t, file)
	if len(records) != 2 || len(failed)+len(notes) != 0 {
		t.Fatalf("%+v, %v, %v", records, failed, notes)
	}
	one, two := records[0], records[1]
	if one.Title != `"Care as it is` || one.Authors[0].Name() != "Wu, Dan" || one.Year != 2014 || one.Date != "2014 JUN" || one.Pages != "101-112" || one.Place != "LONDON" ||
		!slices.Equal(one.Keywords, []string{"kinship", "PLACEMENT"}) || one.Identifier("accession") != "WOS:1" {
		t.Errorf("the first is read as %+v", one)
	}
	if two.Title != "Two" || two.Year != 0 || two.Date != "" || two.Pages != "7" || two.Place != "" {
		t.Errorf("the second is read as %+v", two)
	}
}

// Zotero's own kind of a work tells more than what a work calls itself.
func TestKindsOfZotero(t *testing.T) {
	for kind, want := range map[string]string{"bookSection\",\"Text": "chapter", "webpage\",\"Text": "web", "report\",\"Monograph": "report", "conferencePaper\",\"": "conference",
		"journalArticle\",\"": "article", "thesis\",\"Book": "thesis", "book\",\"": "book"} {
		text := "Key,Item Type,Type,Title\nA,\"" + kind + "\",One\n"
		file, err := citation.Read(strings.NewReader(text), int64(len(text)), "zotero.csv", citation.Options{})
		if err != nil {
			t.Fatal(err)
		}
		if records, _, _ := readAll(t, file); len(records) != 1 || string(records[0].Kind) != want {
			t.Errorf("%s is read as %+v", kind, records)
		}
	}
}

// ERIC writes PubMed's tags with names parted by a comma.
func TestRecordOfERIC(t *testing.T) {
	text := "PMID- \nOWN - ERIC\nOID - EJ1234567\nTI  - One\nAU  - Barnes, Tiffany\nISSN- ISSN-1234-567X\n\n"
	file, err := citation.Read(strings.NewReader(text), int64(len(text)), "eric.nbib", citation.Options{Format: citation.NBIB})
	if err != nil {
		t.Fatal(err)
	}
	records, _, _ := readAll(t, file)
	if len(records) != 1 || records[0].Authors[0].Family != "Barnes" || records[0].Authors[0].Given != "Tiffany" || records[0].Identifier("issn") != "1234-567X" ||
		records[0].Identifier("eric") != "EJ1234567" {
		t.Errorf("read as %+v", records)
	}
}
