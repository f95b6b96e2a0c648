package review

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"goodmeasure/evidence"
)

// Map is where evidence is and where it is missing: works by group, or by the values of a facet, and by the outcome that
// they speak of.
type Map struct {
	By       string           `json:"by,omitempty"` // the facet; empty: the groups
	Rows     string           `json:"rows"`         // what the rows are called
	Groups   []evidence.Group `json:"groups"`       // of a facet: its values
	Outcomes []evidence.Group `json:"outcomes"`
	Cells    [][]MapCell      `json:"cells"`   // by group, then by outcome
	Uncoded  []Work           `json:"uncoded"` // let in, and not summarised
}

// Work is a record that was let in, as a list names it.
type Work struct {
	Record int64  `json:"record"`
	Title  string `json:"title"`
	Year   int    `json:"year,omitempty"`
}

// MapCell is the works of one group that speak of one outcome.
type MapCell struct {
	Works []Work `json:"works"`
}

// none stands for works that are in no group, or speak of no outcome of the review's list.
const none = ""

// Map sorts the summarised works of a review into groups, or by the values of the facet that by names, and outcomes. A work
// may stand in several cells.
func (d *Desk) Map(ctx context.Context, review int64, by string) (Map, error) {
	r, err := d.Review(ctx, review)
	if err != nil {
		return Map{}, err
	}
	cards, err := d.workspace().Cards(ctx, review)
	if err != nil {
		return Map{}, err
	}
	works, err := d.works(ctx, review)
	if err != nil {
		return Map{}, err
	}
	m := Map{By: by, Rows: "Group", Groups: withNone(r.Groups, "In no group"), Outcomes: withNone(r.Outcomes, "No outcome named"), Uncoded: []Work{}}
	if by != "" {
		at := slices.IndexFunc(r.Facets, func(f evidence.Facet) bool { return f.ID == by })
		if at < 0 {
			return m, fmt.Errorf("the review has no facet %q to map by%s: %w", by, facetsThere(r.Facets), evidence.ErrNotFound)
		}
		m.Rows, m.Groups = r.Facets[at].Title, withNone(valuesOf(r.Facets[at], cards), "Not said")
	}
	for range m.Groups {
		row := make([]MapCell, len(m.Outcomes))
		for n := range row {
			row[n].Works = []Work{}
		}
		m.Cells = append(m.Cells, row)
	}
	cardOf := map[int64]evidence.Card{}
	for _, c := range cards {
		cardOf[c.Record] = c
	}
	for _, work := range works {
		card, summarised := cardOf[work.Record]
		if !summarised {
			m.Uncoded = append(m.Uncoded, work)
			continue
		}
		m.put(work, card)
	}
	return m, nil
}

// valuesOf are the values of a facet: those of its list, or all that cards give where it has none.
func valuesOf(f evidence.Facet, cards []evidence.Card) (groups []evidence.Group) {
	values := f.Values
	if len(values) == 0 {
		for _, c := range cards {
			values = append(values, c.Facets[f.ID]...)
		}
		slices.Sort(values)
		values = slices.Compact(values)
	}
	for _, value := range values {
		groups = append(groups, evidence.Group{ID: value, Title: value})
	}
	return groups
}

// rowsOf are the rows that a card's work stands in.
func (m *Map) rowsOf(card evidence.Card) []string {
	if m.By != "" {
		return orNone(card.Facets[m.By])
	}
	return orNone(card.Groups)
}

// put enters a work wherever its card says that it belongs, once in each cell.
func (m *Map) put(work Work, card evidence.Card) {
	entered := map[[2]int]bool{}
	for _, group := range m.rowsOf(card) {
		for _, outcome := range orNone(card.Outcomes) {
			at, over := place(m.Groups, group), place(m.Outcomes, outcome)
			if !entered[[2]int{at, over}] {
				entered[[2]int{at, over}] = true
				m.Cells[at][over].Works = append(m.Cells[at][over].Works, work)
			}
		}
	}
}

// works are the records that a review rests on, in the order in which they were added.
func (d *Desk) works(ctx context.Context, review int64) ([]Work, error) {
	included, err := d.included(ctx, review)
	if err != nil {
		return nil, err
	}
	entries, err := d.workspace().FilledRecords(ctx, slices.Sorted(maps.Keys(included)))
	var works []Work
	for _, e := range entries {
		works = append(works, Work{e.Number(), e.Title, e.Year})
	}
	return works, err
}

func withNone(groups []evidence.Group, title string) []evidence.Group {
	return append(slices.Clone(groups), evidence.Group{ID: none, Title: title})
}

func orNone(ids []string) []string {
	if len(ids) == 0 {
		return []string{none}
	}
	return ids
}

// place finds an id in a list that ends with none, which takes what has left the list since.
func place(groups []evidence.Group, id string) int {
	if at := slices.IndexFunc(groups, func(g evidence.Group) bool { return g.ID == id }); at >= 0 {
		return at
	}
	return len(groups) - 1
}

func facetsThere(facets []evidence.Facet) string {
	if len(facets) == 0 {
		return ", and no other: leave it out to map by group, or give the review a facet first"
	}
	var ids []string
	for _, f := range facets {
		ids = append(ids, f.ID)
	}
	return "; it has " + strings.Join(ids, ", ")
}
