package evidence

import (
	"fmt"
	"strconv"
	"time"
)

// Entry is a record as a library keeps it.
type Entry struct {
	Record
	Summary     string              `json:"summary,omitempty"` // in plain words
	Facets      map[string][]string `json:"facets,omitempty"`  // by name: subject, group, outcome, place, and a review's own
	Coded       map[string][]string `json:"coded,omitempty"`   // by name: what cards say of it
	Added       time.Time           `json:"added"`
	Changed     time.Time           `json:"changed"`
	Public      bool                `json:"public"`
	FirstPublic time.Time           `json:"first_public,omitzero"` // the first time it was; never changes after
	MergedInto  int64               `json:"merged_into,omitempty"` // the record that stands for both; 0 for one that stands alone
}

// Number is the number in a library of a record's ID; 0 where it has none.
func (r Record) Number() int64 { return NumberOf(r.ID) }

// NumberOf reads the ID of a kept record; 0 where it is none.
func NumberOf(id string) int64 {
	number, err := strconv.ParseInt(id, 10, 64)
	if err != nil || number < 1 || strconv.FormatInt(number, 10) != id {
		return 0
	}
	return number
}

// Search is a search of somebody else's catalogue, of which records were the result. A report of a review gives them all.
type Search struct {
	ID       int64     `json:"id"`
	Review   int64     `json:"review,omitempty"` // 0: for the library
	Name     string    `json:"name"`             // of the catalogue that was searched
	File     string    `json:"file,omitempty"`   // that its records came in
	Searched string    `json:"searched"`         // the day, as 2026-05-04
	Strategy string    `json:"strategy,omitempty"`
	Limits   string    `json:"limits,omitempty"`
	Found    int       `json:"found"` // how many it gave, before any were left out
	Added    time.Time `json:"added"`
}

// CheckDay says what is wrong with the day of the search, if anything is. A search need not say one.
func (s Search) CheckDay() error {
	if _, err := time.Parse(time.DateOnly, s.Searched); err != nil && s.Searched != "" {
		return fmt.Errorf("the day of the search is %q: expected one such as 2026-05-04", s.Searched)
	}
	return nil
}

// DuplicateState is what was decided about two records that look like one work.
type DuplicateState string

// The states.
const (
	Unsure    DuplicateState = "unsure" // waits for a person
	Merged    DuplicateState = "merged"
	Different DuplicateState = "different" // a person says that they are two works
	Unmerged  DuplicateState = "undone"    // were merged, and are two again
)

// Duplicate is two records that are, or may be, one work.
type Duplicate struct {
	ID      int64          `json:"id"`
	Kept    int64          `json:"kept"`
	Other   int64          `json:"other"`
	State   DuplicateState `json:"state"`
	Score   float64        `json:"score"`
	Because string         `json:"because"`
	Account int64          `json:"account"`
	Changed time.Time      `json:"changed"`
}

// Said is what is said of the pair, in a sentence; asked is the record that was to stand for both.
func (d Duplicate) Said(asked int64) string {
	switch {
	case d.State == Merged && d.Other == asked && d.Kept != asked:
		return fmt.Sprintf("They are one work now. Record %d stands for both, because only that is public, part of the review, decided on or summarised.", d.Kept)
	case d.State == Merged:
		return fmt.Sprintf("They are one work now, and record %d stands for both. They can be made two again.", d.Kept)
	case d.State == Different:
		return fmt.Sprintf("Records %d and %d stay two works.", d.Kept, d.Other)
	case d.State == Unmerged:
		return fmt.Sprintf("Records %d and %d are two again.", d.Kept, d.Other)
	}
	return fmt.Sprintf("Records %d and %d wait for a person.", d.Kept, d.Other)
}
