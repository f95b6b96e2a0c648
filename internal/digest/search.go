package digest

import (
	"context"
	"fmt"
	"net/url"
	"slices"
	"strconv"
	"strings"
	"time"

	"goodmeasure/evidence"
	"goodmeasure/internal/store"
)

// longestQuery is how long a search may be that a list is made of, in bytes.
const longestQuery = 1000

// settled is longer than NewSince reaches back behind the last issue.
const settled = 2 * time.Hour

// CheckQuery reads a search as the catalogue's address has it: q for words, from and to for years, and the values of a
// facet under its name. What tells only how results are shown is passed over.
func CheckQuery(text string) (store.Query, error) {
	var q store.Query
	if len(text) > longestQuery {
		return q, fmt.Errorf("the search has %d characters: expected at most %d", len(text), longestQuery)
	}
	values, err := url.ParseQuery(strings.TrimPrefix(text, "?"))
	if err != nil {
		return q, fmt.Errorf("%q is no search: expected it as the address of the catalogue has it, such as q=leadership", text)
	}
	for name, given := range values {
		given = slices.DeleteFunc(slices.Clone(given), func(v string) bool { return strings.TrimSpace(v) == "" })
		switch {
		case !searches(name) || len(given) == 0:
		case name == "q":
			q.Text = strings.Join(given, " ")
		case name == "from" || name == "to":
			year, err := strconv.Atoi(given[0])
			if err != nil || year < 0 || year > 9999 {
				return q, fmt.Errorf("%q is no year: expected one such as 2015", given[0])
			}
			if name == "from" {
				q.From = year
			} else {
				q.To = year
			}
		default:
			if q.Facets == nil {
				q.Facets = map[string][]string{}
			}
			q.Facets[name] = given
		}
	}
	if q.Text == "" && q.From == 0 && q.To == 0 && len(q.Facets) == 0 {
		return q, fmt.Errorf("%q searches for nothing: expected words (q=leadership) or the value of a facet (group=services)", text)
	}
	return q, nil
}

// searches tells whether a parameter of the catalogue's address says what is looked for, and not only how that is shown.
func searches(name string) bool {
	return !slices.Contains([]string{"order", "show", "page", "format", "file", "d", "as", "a", "b", "pin"}, name)
}

// SearchWords puts a search into a few words: none where it looks for nothing.
func SearchWords(text string) string {
	values, _ := url.ParseQuery(strings.TrimPrefix(text, "?")) // what is wrong in it comes out where the search is made
	var parts []string
	if q := values.Get("q"); q != "" {
		parts = append(parts, q)
	}
	for _, name := range slices.Sorted(keys(values)) {
		if name != "q" && searches(name) && values.Get(name) != "" {
			parts = append(parts, name+" "+strings.Join(values[name], " or "))
		}
	}
	return plain(strings.Join(parts, ", "), 80)
}

func keys(values url.Values) func(func(string) bool) {
	return func(yield func(string) bool) {
		for name := range values {
			if !yield(name) {
				return
			}
		}
	}
}

// fitting leaves those records that a search finds, in their order, and says where it can find none because no document has
// what it is for. A search for nothing finds all.
func fitting(ctx context.Context, w *store.Workspace, query string, ids []int64, since time.Time) (fit []int64, never string, err error) {
	if query == "" {
		return ids, "", nil
	}
	q, err := CheckQuery(query)
	if err == nil {
		never, err = neverFound(ctx, w, q)
	}
	if err != nil || never != "" || len(ids) == 0 {
		return nil, never, err
	}
	q.Order, q.Size = store.ByNewest, 200
	found := map[int64]bool{}
	for q.Page = 1; ; q.Page++ {
		page, err := w.Search(ctx, q)
		if err != nil {
			return nil, "", err
		}
		for _, e := range page.Entries {
			found[e.Number()] = true
		}
		if len(page.Entries) < q.Size || page.Entries[len(page.Entries)-1].FirstPublic.Before(since.Add(-settled)) {
			break
		}
	}
	return slices.DeleteFunc(ids, func(id int64) bool { return !found[id] }), "", nil
}

// searchFor gives the saved search that a list of a query is made of, and keeps it where there is none yet.
func searchFor(ctx context.Context, w *store.Workspace, query string) (evidence.SavedSearch, error) {
	const nobody = 0 // it belongs to no account
	query = strings.TrimPrefix(query, "?")
	if _, err := CheckQuery(query); err != nil {
		return evidence.SavedSearch{}, err
	}
	kept, err := w.SavedSearches(ctx, nobody)
	if err != nil {
		return evidence.SavedSearch{}, err
	}
	for _, s := range kept {
		if s.Query == query {
			return s, nil
		}
	}
	return w.SaveSearch(ctx, evidence.SavedSearch{Account: nobody, Name: SearchWords(query), Query: query})
}
