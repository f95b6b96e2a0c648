package duplicate

import (
	"slices"
	"strings"
	"testing"

	"goodmeasure/evidence"
)

// A file that is read again brings the same records, however little they say and whatever the file is called by then. Two that
// are alike within a file, or stand in other places of two, are one work only where they say enough.
func TestAlikeInEverything(t *testing.T) {
	bare := evidence.Record{Kind: evidence.Article, Title: "Editorial", Year: 2010}
	book := evidence.Record{Kind: evidence.Book, Title: "The child in care and its family", Authors: []evidence.Person{{Family: "Winter", Given: "A."}}}
	untitled := evidence.Record{Kind: evidence.Other, Identifiers: []evidence.Identifier{{Scheme: "url", Value: "https://example.org/a"}}}
	at := func(r evidence.Record, file string, number int) evidence.Record {
		r.Origin = evidence.Origin{File: file, Format: "csv", Number: number, Line: number + 1}
		return r
	}
	longer := at(bare, "b.csv", 7)
	longer.Year = 2011
	for name, c := range map[string]struct {
		one, other    evidence.Record
		works, unsure int
	}{
		"a file read again":              {at(bare, "a.csv", 7), at(bare, "b.csv", 7), 1, 0},
		"a file read again, no title":    {at(untitled, "a.csv", 7), at(untitled, "b.csv", 7), 1, 0},
		"two that are alike in a file":   {at(bare, "a.csv", 7), at(bare, "a.csv", 8), 2, 1},
		"no file":                        {bare, bare, 2, 1},
		"another record at that place":   {at(bare, "a.csv", 7), longer, 2, 1},
		"two that say more":              {at(book, "a.csv", 7), at(book, "a.csv", 8), 1, 0},
		"a table without their places":   {book, book, 1, 0},
		"one of them names its language": {book, func() evidence.Record { r := book; r.Language = "eng"; return r }(), 2, 1},
	} {
		found := Find([]evidence.Record{c.one, c.other})
		if works := 2 - len(found.Merges); works != c.works || len(found.Unsure) != c.unsure {
			t.Errorf("%s: %d works, and %d pairs for a person: %+v", name, works, len(found.Unsure), found)
		}
	}
}

// Whether a file was read again is told by most of its records: another file whose rows 1 and 2 are as little telling is another
// file, whatever it is called, and a later state with a few rows more is the same.
func TestFilesThatWereReadAgain(t *testing.T) {
	file := func(name string, titles ...string) (records []evidence.Record) {
		for n, title := range titles {
			records = append(records, evidence.Record{Kind: evidence.Article, Title: title, Year: 2010, Origin: evidence.Origin{File: name, Format: "csv", Number: n + 1, Line: n + 2}})
		}
		return records
	}
	first := []string{"Editorial", "Introduction", "Foster homes", "Care leavers", "Kinship", "Adoption"}
	more := append(slices.Clone(first), "Residential care", "Respite")
	for name, c := range map[string]struct {
		one, other []evidence.Record
		merged     int
	}{
		"another file":                   {file("a.csv", first...), file("b.csv", "Editorial", "Introduction", "Neglect", "Schools", "Courts", "Budgets"), 0},
		"another file of that name":      {file("a.csv", first...), file("a.csv", "Editorial", "Introduction", "Neglect", "Schools", "Courts", "Budgets"), 0},
		"another file of two rows":       {file("a.csv", first...), file("b.csv", "Editorial", "Introduction"), 0},
		"another one of two, that name":  {file("a.csv", "Editorial", "Courts"), file("a.csv", first...), 0},
		"the file":                       {file("a.csv", first...), file("b.csv", first...), 6},
		"the file, of that name":         {file("a.csv", first...), file("a.csv", first...), 6},
		"the file, with more":            {file("a.csv", first...), file("b.csv", more...), 6},
		"the file, with more, that name": {file("a.csv", more...), file("a.csv", first...), 6},
		"what was not merged of it":      {slices.Delete(file("a.csv", first...), 1, 4), file("b.csv", first...), 3},
	} {
		found := Find(append(c.one, c.other...))
		if len(found.Merges) != c.merged {
			t.Errorf("%s: %d merged: %+v", name, len(found.Merges), found.Merges)
		}
		for _, unsure := range found.Unsure {
			if strings.Contains(unsure.Why, "read again") {
				t.Errorf("%s: %+v", name, unsure)
			}
		}
	}
}
