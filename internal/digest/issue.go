package digest

import (
	"context"
	"errors"
	"fmt"

	"goodmeasure/chart"
	"goodmeasure/evidence"
)

// Edition is an issue that was made, with those before and after it.
type Edition struct {
	List   List           `json:"list"`
	Issue  evidence.Issue `json:"issue"`
	Before int64          `json:"before,omitempty"` // the issue before it; 0: none
	After  int64          `json:"after,omitempty"`
}

func counted(n int, one, many string) string { return chart.Count(n, one, many) }

// Path is where the page of an issue stands.
func Path(issue int64) string { return fmt.Sprintf("/library/new/issue/%d", issue) }

// Title is the issue's as a reader sees it.
func (e Edition) Title() string { return titleOf(e.List, e.Issue) }

func titleOf(l List, i evidence.Issue) string {
	return fmt.Sprintf("%s, %s", l.Name, day(i.Until))
}

// Issue gives an issue by number; 0 stands for the latest of the list of everything. Where there is none the error is
// evidence.ErrNotFound.
func (o *Office) Issue(ctx context.Context, number int64) (Edition, error) {
	w, err := o.open(ctx)
	if err != nil {
		return Edition{}, errors.Join(evidence.ErrNotFound, ignoreMissing(err))
	}
	if number == 0 {
		last, err := w.LastIssue(ctx, 0)
		if err != nil {
			return Edition{}, err
		}
		number = last.ID
	}
	i, err := w.Issue(ctx, number)
	if err != nil {
		return Edition{}, err
	}
	of, err := list(ctx, w, i.Search)
	if errors.Is(err, evidence.ErrNotFound) { // the search was forgotten since
		of, err = List{Search: i.Search, Name: Name}, nil
	}
	if err != nil {
		return Edition{}, err
	}
	all, err := w.Issues(ctx, i.Search)
	found := Edition{List: of, Issue: i}
	for n, other := range all {
		if other.ID == i.ID {
			if n > 0 {
				found.After = all[n-1].ID
			}
			if n+1 < len(all) {
				found.Before = all[n+1].ID
			}
		}
	}
	return found, err
}

// Issues lists the issues of everything that were made, the latest first, at most so many, each with its items.
func (o *Office) Issues(ctx context.Context, most int) ([]Edition, error) {
	w, err := o.open(ctx)
	if err != nil {
		return nil, ignoreMissing(err)
	}
	all, err := w.Issues(ctx, 0)
	if err != nil {
		return nil, err
	}
	var found []Edition
	for _, i := range all[:min(most, len(all))] {
		if i, err = w.Issue(ctx, i.ID); err != nil {
			return nil, err
		}
		found = append(found, Edition{List: List{Name: Name}, Issue: i})
	}
	return found, nil
}
