package store

import (
	"cmp"
	"context"
	"fmt"
	"maps"
	"slices"

	"goodmeasure/evidence"
)

// Query asks for entries of the library.
type Query struct {
	Text    string              // words, "phrases", and either with - before it for what must not be there
	Typing  bool                // the last word may be the beginning of one
	Facets  map[string][]string // by name: an entry has one of the values of each; beside the library's own there are kind and year
	From    int                 // years, 0 for no bound; an entry of no known year is in no bounds
	To      int
	Review  int64 // only records of this review; 0: of any or none
	Members bool  // also what is not shown to all readers
	Hidden  bool  // only what is not shown to all readers
	Order   Order
	Page    int // from 1
	Size    int // entries on a page, 1 to 200; 0: 20
}

// Order is how the entries that were found are put.
type Order string

// The orders. Without words, relevance is newest.
const (
	ByRelevance Order = ""
	ByNewest    Order = "newest" // in the library
	ByYear      Order = "year"   // the latest first
)

// Found is what a search gave.
type Found struct {
	Total   int              `json:"total"`
	Page    int              `json:"page"`
	Size    int              `json:"size"`
	Entries []evidence.Entry `json:"entries"`
	Facets  []FacetCount     `json:"facets"` // in the order of their names
}

// FacetCount counts the values of one facet among what was found; those of a facet that was asked for are counted as
// if it had not been, so that a reader sees what another choice would give.
type FacetCount struct {
	Name   string       `json:"name"`
	Values []ValueCount `json:"values"` // the most frequent first, at most 100
}

// ValueCount is how many entries have a value.
type ValueCount struct {
	Value string `json:"value"`
	Count int    `json:"count"`
}

// The most that is given of each.
const (
	maxPage   = 200
	maxValues = 100
)

// Search looks entries up. Both engines find the same and put it in the same order.
func (w *Workspace) Search(ctx context.Context, q Query) (Found, error) {
	found, err := w.search(ctx, q)
	if err != nil {
		return found, fmt.Errorf("searching %s: %w", w.place, err)
	}
	return found, nil
}

func (w *Workspace) search(ctx context.Context, q Query) (found Found, err error) {
	if q.Size < 1 || q.Size > maxPage {
		q.Size = 20
	}
	found = Found{Page: max(1, q.Page), Size: q.Size}
	ids, ordered, err := w.candidates(ctx, q)
	if err != nil {
		return found, err
	}
	if err := w.refresh(ctx); err != nil {
		return found, err
	}
	ids, found.Facets = w.catalogue.sift(q, ids, ordered)
	found.Total = len(ids)
	if start := (found.Page - 1) * q.Size; start >= 0 && start < len(ids) {
		if found.Entries, err = w.Records(ctx, ids[start:min(start+q.Size, len(ids))]); err == nil {
			found.Entries, err = w.Filled(ctx, found.Entries, !q.Members)
		}
	}
	return found, err
}

// candidates are the records that have the words and are of the review; nil and no error stands for all. They are ordered
// when the most relevant stand first.
func (w *Workspace) candidates(ctx context.Context, q Query) (ids []int64, ordered bool, err error) {
	words := parseWords(q.Text, q.Typing)
	words.members = q.Members
	short := words.begins != "" && len([]rune(words.begins)) < 3
	if short && len(words.all)+len(words.not) > 0 {
		words.begins = "" // two letters tell too little beside a word
		short = false
	}
	var members map[int64]bool
	if q.Review != 0 {
		list, err := w.Members(ctx, q.Review, false)
		if err != nil {
			return nil, false, err
		}
		if words.empty() {
			return append([]int64{}, list...), false, nil
		}
		members = make(map[int64]bool, len(list))
		for _, id := range list {
			members[id] = true
		}
	}
	if words.empty() {
		return nil, false, nil
	}
	if len(words.all) == 0 && words.begins == "" {
		return w.without(ctx, words, members)
	}
	ids, ordered, err = w.matched(ctx, words, !short && q.Order == ByRelevance)
	if members != nil {
		ids = slices.DeleteFunc(ids, func(id int64) bool { return !members[id] })
	}
	return append([]int64{}, ids...), ordered, err
}

// without are the records that have none of the words, for a search that says only what must not be there.
func (w *Workspace) without(ctx context.Context, q words, members map[int64]bool) ([]int64, bool, error) {
	out := map[int64]bool{}
	for _, phrase := range q.not {
		found, err := w.find(ctx, words{all: [][]string{phrase}, members: q.members})
		if err != nil {
			return nil, false, err
		}
		for _, id := range found.ids {
			out[id] = true
		}
	}
	if err := w.refresh(ctx); err != nil {
		return nil, false, err
	}
	w.catalogue.RLock()
	defer w.catalogue.RUnlock()
	left := []int64{}
	for id := range w.catalogue.items {
		if !out[id] && (members == nil || members[id]) {
			left = append(left, id)
		}
	}
	slices.Sort(left)
	return left, false, nil
}

// sift leaves those of the candidates that a query's filters admit, and counts by facet. Candidates that are in order keep
// their order.
func (c *catalogue) sift(q Query, candidates []int64, ordered bool) (ids []int64, facets []FacetCount) {
	c.RLock()
	defer c.RUnlock()
	if candidates == nil {
		candidates = slices.Sorted(maps.Keys(c.items))
	}
	names := slices.Sorted(maps.Keys(q.Facets))
	wanted := make([]map[int]bool, len(names))
	for n, name := range names {
		wanted[n] = map[int]bool{}
		for _, value := range q.Facets[name] {
			if number, known := c.values[filing{name, value}]; known {
				wanted[n][number] = true
			}
		}
	}
	counts := make([]int, len(c.known))
	admitted := make([]held, 0, len(candidates))
	for _, id := range candidates {
		i := c.items[id]
		if i == nil || i.merged || !i.public && !q.Members || i.public && q.Hidden || q.From != 0 && i.year < q.From || q.To != 0 && (i.year > q.To || i.year == 0) {
			continue
		}
		missed, last := 0, 0
		for n := range wanted {
			if len(q.Facets[names[n]]) > 0 && !slices.ContainsFunc(i.values, func(v int) bool { return wanted[n][v] }) {
				missed, last = missed+1, n
			}
		}
		if missed == 0 {
			admitted = append(admitted, held{id, i})
		}
		if missed < 2 {
			for _, v := range i.values {
				if missed == 0 || c.known[v].name == names[last] {
					counts[v]++
				}
			}
		}
	}
	if !ordered {
		return inOrder(admitted, q.Order), c.count(counts)
	}
	ids = make([]int64, len(admitted))
	for n, h := range admitted {
		ids[n] = h.id
	}
	return ids, c.count(counts)
}

// count puts counts by number into facets.
func (c *catalogue) count(counts []int) (facets []FacetCount) {
	by := map[string][]ValueCount{}
	for v, count := range counts {
		if count > 0 {
			by[c.known[v].name] = append(by[c.known[v].name], ValueCount{c.known[v].value, count})
		}
	}
	for _, name := range slices.Sorted(maps.Keys(by)) {
		values := by[name]
		slices.SortFunc(values, func(a, b ValueCount) int { return cmp.Or(b.Count-a.Count, cmp.Compare(a.Value, b.Value)) })
		facets = append(facets, FacetCount{name, values[:min(len(values), maxValues)]})
	}
	return facets
}

// held is a record that the catalogue has.
type held struct {
	id int64
	*item
}

// inOrder are the numbers of what was found and has no order of its own, in an order.
func inOrder(found []held, order Order) []int64 {
	slices.SortFunc(found, func(i, j held) int {
		if order == ByYear && i.year != j.year {
			return j.year - i.year
		}
		return cmp.Or(cmp.Compare(j.since, i.since), cmp.Compare(j.id, i.id))
	})
	ids := make([]int64, len(found))
	for n, h := range found {
		ids[n] = h.id
	}
	return ids
}
