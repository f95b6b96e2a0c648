package digest

import (
	"context"
	"fmt"
	"maps"
	"slices"
	"strings"

	"goodmeasure/evidence"
	"goodmeasure/internal/library"
	"goodmeasure/internal/store"
)

// Check says what keeps a search from being a list of its own, if anything does: it cannot be read, or is for what no document
// has. That is a *Wrong of the search.
func (o *Office) Check(ctx context.Context, query string) error {
	q, err := CheckQuery(query)
	if err == nil && q.From != 0 && q.To != 0 && q.From > q.To {
		err = fmt.Errorf("the years of the search go from %d to %d: expected the earlier first", q.From, q.To)
	}
	if err != nil {
		return &Wrong{What: err.Error(), Search: true}
	}
	w, err := o.open(ctx)
	if err != nil {
		return err
	}
	said, err := neverFound(ctx, w, q)
	if err == nil && said != "" {
		err = &Wrong{What: said, Search: true}
	}
	return err
}

// neverFound says which limit of a search no document that is public has, and which there are; "" where each is one.
func neverFound(ctx context.Context, w *store.Workspace, q store.Query) (string, error) {
	names := library.FacetNames()
	for _, name := range slices.Sorted(maps.Keys(q.Facets)) {
		if !slices.Contains(names, name) {
			return fmt.Sprintf("a search takes no “%s”: it takes q, from, to, %s", plain(name, 40), strings.Join(names, ", ")), nil
		}
		for _, value := range q.Facets[name] {
			said, err := library.On(w).For(evidence.Account{}).Unknown(ctx, library.Query{Facets: map[string]string{name: value}})
			if err != nil || said != "" {
				return said, err
			}
		}
	}
	return "", nil
}
