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
