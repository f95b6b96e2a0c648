package library

import (
	"slices"

	"goodmeasure/evidence"
)

// visible leaves of an entry what everybody may read. Notes that came with a record, the name of the file that it was read
// from, and what a review sorts by of its own, are for those who have a role in the library.
func visible(e evidence.Entry) evidence.Entry {
	e.Notes, e.Origin = nil, evidence.Origin{}
	var coded map[string][]string
	for name, values := range e.Coded { // into a map: the order does not matter
		if slices.Contains(FacetNames(), name) {
			if coded == nil {
				coded = map[string][]string{}
			}
			coded[name] = values
		}
	}
	e.Coded = coded
	return e
}

// Filed are the values that an entry is filed under by a name: the library's own, and those that reviews gave it.
func Filed(e evidence.Entry, name string) []string {
	values := slices.Concat(e.Facets[name], e.Coded[name])
	slices.Sort(values)
	return slices.Compact(values)
}
