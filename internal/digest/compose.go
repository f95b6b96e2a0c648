package digest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"strconv"
	"strings"
	"time"
	"unicode"

	"goodmeasure/evidence"
	"goodmeasure/internal/store"
)

// firstReach is how far back the first issue of a list goes: what was in the library before is not new.
const firstReach = 7 * 24 * time.Hour

// List is everything that is new, or what is new of a saved search.
type List struct {
	Search int64  `json:"search,omitempty"` // 0: everything
	Name   string `json:"name"`
	Query  string `json:"query,omitempty"` // of the catalogue
	began  time.Time
}

func listOf(s evidence.SavedSearch) List {
	return List{Search: s.ID, Name: Name + ": " + plain(s.Name, 100), Query: s.Query, began: s.Created}
}

// list looks a list up by the number of its search.
func list(ctx context.Context, w *store.Workspace, search int64) (List, error) {
	if search == 0 {
		return List{Name: Name}, nil
	}
	s, err := w.SavedSearch(ctx, search)
	return listOf(s), err
}

// Draft is an issue that is not made yet.
type Draft struct {
	List  List           `json:"list"`
	Issue evidence.Issue `json:"issue"`
	Never string         `json:"never,omitempty"` // why nothing can be found: no document has what the search is for
}

// Compose gives the issue of a list that would go out now; it may have no items. The next one begins where the last that
// was made ended.
func (o *Office) Compose(ctx context.Context, search int64) (Draft, error) {
	return o.compose(ctx, search, o.Now())
}

// compose gives the issue of what became public until a time.
func (o *Office) compose(ctx context.Context, search int64, until time.Time) (Draft, error) {
	w, err := o.open(ctx)
	if err != nil {
		return Draft{List: List{Name: Name}}, err
	}
	of, err := list(ctx, w, search)
	if err != nil {
		return Draft{List: of}, err
	}
	made := evidence.Issue{Search: search, Until: until.UTC()}
	if made.Since, err = since(ctx, w, of, made.Until); err != nil {
		return Draft{List: of}, err
	}
	d := Draft{List: of, Issue: made}
	if made.Until.Before(made.Since) {
		return d, nil
	}
	ids, err := w.NewSince(ctx, search, made.Since, made.Until)
	if err == nil {
		ids, d.Never, err = fitting(ctx, w, of.Query, ids, made.Since)
	}
	if err != nil {
		return d, err
	}
	entries, err := w.Records(ctx, ids)
	if err == nil {
		entries, err = w.Filled(ctx, entries, true)
	}
	if err != nil {
		return d, err
	}
	for _, e := range entries {
		made.Items = append(made.Items, itemOf(e))
	}
	slices.SortStableFunc(made.Items, func(a, b evidence.IssueItem) int {
		return cmp.Or(cmp.Compare(place(a.Group), place(b.Group)), cmp.Compare(a.Group, b.Group), cmp.Compare(strings.ToLower(a.Title), strings.ToLower(b.Title)))
	})
	d.Issue = made
	return d, nil
}

// since is when an issue begins: where the last one ended, but for a search that nobody got since no earlier than it would for
// its first reader.
func since(ctx context.Context, w *store.Workspace, of List, until time.Time) (time.Time, error) {
	last, err := w.LastIssue(ctx, of.Search)
	if errors.Is(err, evidence.ErrNotFound) {
		return latest(until.Add(-firstReach), of.began), nil
	}
	if err != nil || of.Search == 0 {
		return last.Until, err
	}
	readers, err := w.Subscribers(ctx, of.Search)
	if err != nil || len(readers) == 0 {
		return last.Until, err
	}
	first := slices.MinFunc(readers, func(a, b evidence.Subscriber) int { return a.Confirmed.Compare(b.Confirmed) })
	return latest(last.Until, first.Confirmed.Add(-firstReach)), nil
}

func latest(a, b time.Time) time.Time {
	if a.After(b) {
		return a
	}
	return b
}

// place is where a group stands: the study's own in its order, then others, then none.
func place(group string) int {
	groups := evidence.DefaultGroups()
	if group == "" {
		return len(groups) + 1
	}
	if at := slices.IndexFunc(groups, func(g evidence.Group) bool { return g.Title == group }); at >= 0 {
		return at
	}
	return len(groups)
}

func itemOf(e evidence.Entry) evidence.IssueItem {
	item := evidence.IssueItem{Record: e.Number(), Title: cmp.Or(plain(e.Title, 500), "(no title)"), Summary: plain(e.Summary, 1500),
		Source: plain(sourceOf(e.Record), 300), Date: plain(e.Date, 40), Link: "/library/" + e.ID}
	if item.Date == "" && e.Year != 0 {
		item.Date = strconv.Itoa(e.Year)
	}
	for _, filed := range [][]string{e.Facets["group"], e.Coded["group"]} {
		if item.Group == "" && len(filed) > 0 {
			item.Group = groupTitle(plain(filed[0], 100))
		}
	}
	return item
}

// groupTitle is what a group is called that may be filed by its id.
func groupTitle(filed string) string {
	for _, g := range evidence.DefaultGroups() {
		if g.ID == filed {
			return g.Title
		}
	}
	return filed
}

// sourceOf says who wrote a work and where it stands.
func sourceOf(r evidence.Record) string {
	var parts []string
	switch people := r.Authors; {
	case len(people) > 3:
		parts = append(parts, people[0].Name()+" and others")
	case len(people) > 0:
		var names []string
		for _, p := range people {
			names = append(names, p.Name())
		}
		parts = append(parts, strings.Join(names, "; "))
	}
	if where := cmp.Or(r.Container, r.Publisher, r.Series); where != "" {
		parts = append(parts, where)
	}
	if len(parts) > 1 {
		parts[0] = strings.TrimSuffix(parts[0], ".") // of initials
	}
	return strings.Join(parts, ". ")
}

// plain makes a text fit for one line: no control or direction marks, one space between words, and no longer than most.
func plain(text string, most int) string {
	text = strings.Map(func(r rune) rune {
		switch {
		case unicode.IsSpace(r), unicode.IsControl(r):
			return ' '
		case unicode.Is(unicode.Cf, r) && r != '\u200c' && r != '\u200d', r == unicode.ReplacementChar:
			return -1
		}
		return r
	}, strings.ToValidUTF8(text, ""))
	words := []rune(strings.Join(strings.Fields(text), " "))
	if len(words) > most {
		return strings.TrimSpace(string(words[:most-1])) + "…"
	}
	return string(words)
}

// Group is the items of an issue under one head.
type Group struct {
	Name  string               `json:"name"`
	Items []evidence.IssueItem `json:"items"`
}

// Grouped puts items, which are in the order of their groups, under heads. One group alone that is no group has no name.
func Grouped(items []evidence.IssueItem) []Group {
	var groups []Group
	for n, item := range items {
		if n == 0 || item.Group != items[n-1].Group {
			groups = append(groups, Group{Name: item.Group})
		}
		last := &groups[len(groups)-1]
		last.Items = append(last.Items, item)
	}
	if len(groups) > 1 && groups[len(groups)-1].Name == "" {
		groups[len(groups)-1].Name = "Other works"
	}
	return groups
}

// day is a date by the machine's clock, as the schedule is.
func day(t time.Time) string { return t.Local().Format("2 January 2006") }

// Words says in a sentence what an issue has.
func Words(i evidence.Issue) string {
	since, until := i.Since.Local(), day(i.Until)
	if len(i.Items) == 0 {
		return fmt.Sprintf("Nothing has become public since %s.", day(since))
	}
	if day(since) == until {
		return fmt.Sprintf("%s first public on %s.", counted(len(i.Items), "work", "works"), until)
	}
	return fmt.Sprintf("%s first public between %s and %s.", counted(len(i.Items), "work", "works"), since.Format("2 January"), until)
}

// Words says in a sentence what the draft has.
func (d Draft) Words() string {
	if d.Never != "" {
		return strings.ToUpper(d.Never[:1]) + d.Never[1:] + "."
	}
	return Words(d.Issue)
}

// Drafts are the issues that would go out now: that of everything first, then those of the searches that readers chose.
func (o *Office) Drafts(ctx context.Context) ([]Draft, error) {
	w, err := o.open(ctx)
	if err != nil {
		return nil, err
	}
	lists, err := w.Lists(ctx)
	if err != nil {
		return nil, err
	}
	var drafts []Draft
	for _, search := range append([]int64{0}, lists...) {
		d, err := o.Compose(ctx, search)
		if err != nil {
			return nil, err
		}
		drafts = append(drafts, d)
	}
	return drafts, nil
}
