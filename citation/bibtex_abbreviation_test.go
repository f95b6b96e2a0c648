package citation_test

import (
	"strings"
	"testing"

	"goodmeasure/citation"
)

// What no @string defines is told of its record; a @string that is broken is no record that failed.
func TestAbbreviationsThatNothingDefines(t *testing.T) {
	text := "@string{broken}\n@article{a, title = undefd, year = 2019, month = mar}\n"
	file, err := citation.Read(strings.NewReader(text), int64(len(text)), "made.bib", citation.Options{})
	if err != nil {
		t.Fatal(err)
	}
	records, notes := 0, ""
	for entry, err := range file.Entries() {
		if err != nil || entry.Failed != nil {
			t.Fatal(err, entry.Failed)
		}
		records++
		for _, note := range entry.Notes {
			notes += note.Reason + "\n"
		}
	}
	if records != 1 || notes != "it is a @string without a value\nits field title has the abbreviation \"undefd\", which the file does not define; it stands as it is\n" {
		t.Errorf("%d records, with notes %q", records, notes)
	}
}
