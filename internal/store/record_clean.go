package store

import (
	"maps"
	"slices"
	"strings"

	"goodmeasure/evidence"
)

// longestValue is how much of a facet's value is kept, in bytes.
const longestValue = 500

// cleaned is an entry whose words are those that will be read again once it is kept: what is taken out of the index later is what
// was put there.
func cleaned(e evidence.Entry) evidence.Entry {
	for _, text := range []*string{&e.Title, &e.Abstract, &e.Container, &e.Publisher, &e.Place, &e.Summary} {
		*text = clean(*text)
	}
	e.Authors, e.Editors = cleanPeople(e.Authors), cleanPeople(e.Editors)
	e.Keywords = slices.Clone(e.Keywords)
	for n, word := range e.Keywords {
		e.Keywords[n] = clean(word)
	}
	e.Facets = cleanFacets(e.Facets)
	return e
}

func cleanPeople(people []evidence.Person) []evidence.Person {
	people = slices.Clone(people)
	for n, p := range people {
		people[n] = evidence.Person{Family: clean(p.Family), Given: clean(p.Given)}
	}
	return people
}

// cleanFacets are facets as they are read again: each value once and cut, in the order of their bytes.
func cleanFacets(facets map[string][]string) map[string][]string {
	if facets == nil {
		return nil
	}
	kept := map[string][]string{}
	for _, name := range slices.Sorted(maps.Keys(facets)) {
		for _, value := range facets[name] {
			if value = strings.TrimSpace(cut(strings.TrimSpace(clean(value)), longestValue)); value != "" {
				kept[clean(name)] = append(kept[clean(name)], value)
			}
		}
	}
	for name, values := range kept {
		slices.Sort(values)
		kept[name] = slices.Compact(values)
	}
	return kept
}
