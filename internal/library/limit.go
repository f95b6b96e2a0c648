package library

import (
	"context"
	"slices"
	"strings"

	"goodmeasure/evidence"
	"goodmeasure/internal/store"
)

// mostNamed is how many values of a limit are named to somebody who asked for another.
const mostNamed = 8

// Unknown says which limit of a query is none, as no document has it, and which there are; "" where each is one.
func (d *Desk) Unknown(ctx context.Context, q Query) (string, error) {
	w, member, err := d.mayRead(ctx)
	if w == nil || len(q.Facets) == 0 {
		return "", err
	}
	for _, name := range FacetNames() {
		value := q.Facets[name]
		if value == "" {
			continue
		}
		found, err := w.Search(ctx, store.Query{Members: member, Size: 1, Facets: map[string][]string{name: {value}}})
		if err != nil {
			return "", err
		}
		if values := valuesOf(name, found.Facets); found.Total == 0 && !slices.Contains(values, value) {
			return "there is no " + name + " “" + value + "” here: " + named(name, values), nil
		}
	}
	return "", nil
}

// valuesOf are the values that documents can be narrowed by: those that all know of, and those that documents have.
func valuesOf(name string, facets []store.FacetCount) (values []string) {
	switch name {
	case "kind":
		for _, kind := range Kinds() {
			values = append(values, string(kind))
		}
	case "group":
		for _, group := range evidence.DefaultGroups() {
			values = append(values, group.ID)
		}
	}
	for _, facet := range facets {
		if facet.Name != name {
			continue
		}
		for _, used := range facet.Values {
			if !slices.Contains(values, used.Value) {
				values = append(values, used.Value)
			}
		}
	}
	return values
}

func named(name string, values []string) string {
	if len(values) == 0 {
		return "no document has a " + name
	}
	if len(values) > mostNamed+1 {
		values = append(slices.Clone(values[:mostNamed]), "others")
	}
	last := len(values) - 1
	if last == 0 {
		return "there is " + values[0]
	}
	return "there are " + strings.Join(values[:last], ", ") + " and " + values[last]
}
