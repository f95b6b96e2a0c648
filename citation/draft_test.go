package citation_test

import (
	"strings"
	"testing"

	"goodmeasure/citation"
)

// Words that stand for an abstract that is not there are none.
func TestWordsForNoAbstract(t *testing.T) {
	for words, want := range map[string]string{
		"[No abstract available]": "", "No abstract available": "", "no abstract available.": "", "ABSTRACT NOT AVAILABLE": "", "[Abstract not available.]": "",
		"(No abstract available)": "", "No abstract available in English: a study of care.": "No abstract available in English: a study of care.",
	} {
		for name, text := range map[string]string{
			"RIS": "TY  - JOUR\nTI  - One\nAB  - " + words + "\nER  - \n",
			"CSV": "Title,Year,Abstract\nOne,2014,\"" + words + "\"\n",
		} {
			file, err := citation.Read(strings.NewReader(text), int64(len(text)), name, citation.Options{})
			if err != nil {
				t.Fatal(err)
			}
			if records, _, _ := readAll(t, file); len(records) != 1 || records[0].Abstract != want {
				t.Errorf("%s: %q is read as %+v", name, words, records)
			}
		}
	}
}
