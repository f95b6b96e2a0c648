package library

import "testing"

// Sentences have commas between thousands in each of their numbers.
func TestWhatAFileHolds(t *testing.T) {
	r := Receipt{Records: 350_000, Abstracts: 349_999, DOIs: 1_200, Years: 350_000, FirstYear: 1990, LastYear: 2026}
	if got, expected := r.Holds(), "350,000 records: 349,999 with an abstract, 1,200 with a DOI, 350,000 with a year, from 1990 to 2026."; got != expected {
		t.Errorf("%q, expected %q", got, expected)
	}
}
