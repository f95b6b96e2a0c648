package citation_test

import (
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
