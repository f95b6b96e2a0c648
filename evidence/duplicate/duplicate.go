// Package duplicate finds records that describe one work. A false merge loses a study for good, so what is not sure is
// left to a person: Find merges only where several fields agree and none speaks against it, or where a record of a file was
// read again, and lists the rest as unsure with what agrees and what does not.
//
// An abstract given at a conference and the article that followed are different works, whatever their titles. Errata,
// replies, parts, editions, translations and preprints are never merged with what they belong to.
package duplicate

import (
	"iter"
	"slices"

	"goodmeasure/evidence"
)

// Result is what Find found. Records are named by their place in the list that it was given.
type Result struct {
	Clusters [][]int // works with more than one record; records and clusters in the order of the list
	Merges   []Pair  // why: one for each record that joined another, n-1 for a cluster of n
	Unsure   []Pair  // for a person to decide, likeliest first; one for each pair of works
	Left     int     // less likely pairs that were left out of Unsure, because nobody could judge so many
}

// mostUnsure is how many pairs are kept for a person. Tens of thousands of records that share a title and say little else
// make millions.
const mostUnsure = 100_000

// Pair is two records, A before B in the list, and what speaks for and against their being one work.
type Pair struct {
	A, B   int
	Score  float64 // share of the weight of comparable fields that agree, 0 to 1
	Agree  []Field
	Differ []Field
	Why    string
}

// Field is something of a record that is compared.
type Field string

// The fields, in the order in which reasons name them.
const (
	DOI      Field = "DOI"
	PubMed   Field = "PubMed number"
	Title    Field = "title"
	Authors  Field = "authors"
	Year     Field = "year"
	Journal  Field = "journal"
	Volume   Field = "volume"
	Pages    Field = "pages"
	Abstract Field = "abstract"
	Sort     Field = "sort of work"
)

// Find compares records that share a key (see keys) and puts those that are surely one work together. The same records
// in the same order give the same result. Time and memory grow with the number of records, as no record is compared
// with more than a bounded number of others.
func Find(records []evidence.Record) Result { return FindEach(slices.Values(records)) }

// FindEach is Find for records that come one after another. What it keeps of each is about a kilobyte, however long its
// abstract.
func FindEach(records iter.Seq[evidence.Record]) Result {
	var prints []print
	for r := range records {
		prints = append(prints, printOf(r))
	}
	read := filesOf(prints)
	var sure, unsure []Pair
	left := 0
	for pair := range candidates(prints) {
		switch p, verdict := compare(&prints[pair.a], &prints[pair.b], read); verdict {
		case same:
			p.A, p.B = pair.a, pair.b
			sure = append(sure, p)
		case doubtful:
			p.A, p.B = pair.a, pair.b
			if unsure = append(unsure, p); len(unsure) == 2*mostUnsure {
				slices.SortFunc(unsure, byScore)
				unsure, left = unsure[:mostUnsure], left+mostUnsure
			}
		}
	}
	result := gather(prints, sure, unsure)
	if more := len(result.Unsure) - mostUnsure; more > 0 {
		result.Unsure, left = result.Unsure[:mostUnsure], left+more
	}
	result.Left = left
	return result
}
