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
	if records != 1 || notes != "it is a @string without a value\nits field title has the abbreviation \"undefd\", which nothing defines; it stands as it is\n" {
		t.Errorf("%d records, with notes %q", records, notes)
	}
}

// What was refused for its size stands for nothing: a work is not known by its name.
func TestAbbreviationsThatAreTooLarge(t *testing.T) {
	text := "@string{a0 = \"" + strings.Repeat("x", 1000) + "\"}\n" + bibBomb(12) + "@article{a, title = a12}\n@article{b, title = {Next}, note = a12}\n"
	file, err := citation.Read(strings.NewReader(text), int64(len(text)), "made.bib", citation.Options{})
	if err != nil {
		t.Fatal(err)
	}
	records, failed, notes := readAll(t, file)
	if len(records) != 1 || records[0].Title != "Next" || len(records[0].Notes) != 0 || len(failed) != 1 {
		t.Errorf("%+v, failed %v", records, failed)
	}
	for _, note := range notes {
		if strings.Contains(note.Reason, "does not define") {
			t.Error(note)
		}
	}
}

// Why JSON cannot be read is said in the words of who writes it, with the line.
func TestBrokenJSONSaysWhatWasExpected(t *testing.T) {
	for text, says := range map[string]string{
		`[{"title":"x",}]`:                `in line 1: after a comma another name in quotation marks was expected, and not "}"`,
		"[{\"title\":\"x\",\n\n}]":        "in line 3: after a comma another name",
		`[{title:"x"}]`:                   `a name in quotation marks was expected, and not "t"`,
		`[{"title" "x"}]`:                 "after the name a colon was expected, and not",
		`[{"title":"x" "year":1}]`:        "a comma or a closing brace was expected, and not",
		`[{"author":["x" "y"]}]`:          "a comma or a closing bracket was expected, and not",
		`[{"title":é}]`:                   `a value was expected, and not "é"`,
		`[{"title":"a\q"}]`:               "after a backslash one of the signs",
		"[{\"title\":\"a\nb\"}]":          "such as the end of a line",
		`[{"title":"x","author":"Hart"}]`: "its author is a string, which it cannot be",
	} {
		file, err := citation.Read(strings.NewReader(text), int64(len(text)), "made.json", citation.Options{Format: citation.CSLJSON})
		if err != nil {
			t.Fatal(text, err)
		}
		if _, failed, _ := readAll(t, file); len(failed) != 1 || !strings.Contains(failed[0].Reason, says) {
			t.Errorf("%s: %v, expected %q", text, failed, says)
		}
	}
}
