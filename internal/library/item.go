package library

import (
	"context"
	"errors"
	"fmt"
	"slices"

	"goodmeasure/citation"
	"goodmeasure/evidence"
)

// Item is all that the library tells of one document.
type Item struct {
	evidence.Entry
	References []Cited           `json:"references"`
	Found      []evidence.Search `json:"found,omitempty"` // for members: the searches and files that it came from, the library's own and those of reviews that the person may read
	Writes     bool              `json:"-"`
}

// Cited is a reference in a style.
type Cited struct {
	Style citation.Style `json:"style"`
	Text  string         `json:"text"`
	Runs  []citation.Run `json:"-"`
}

// Item gives a document by its number. For one that was found to be a double, Item.MergedInto says which stands for both.
// Who may not see it gets evidence.ErrNotFound.
func (d *Desk) Item(ctx context.Context, number int64) (Item, error) {
	missing := fmt.Errorf("there is no document %d in the library, or none that is public: %w", number, evidence.ErrNotFound)
	w, member, err := d.mayRead(ctx)
	if err != nil {
		return Item{}, err
	}
	if w == nil {
		return Item{}, missing
	}
	entry, err := w.FilledRecord(ctx, number, !member)
	if errors.Is(err, evidence.ErrNotFound) || err == nil && !entry.Public && !member {
		return Item{}, missing
	}
	if err != nil {
		return Item{}, err
	}
	if !member {
		entry = visible(entry)
	}
	item := Item{Entry: entry}
	for _, style := range citation.Styles() {
		item.References = append(item.References, Cited{style, citation.Reference(style, entry.Record), citation.Runs(style, entry.Record)})
	}
	if !member {
		return item, nil
	}
	role, err := d.Role(ctx)
	if err != nil {
		return item, err
	}
	item.Writes = role.Allows(evidence.Reviewer)
	if item.Found, err = w.SearchesOf(ctx, number); err != nil || role == evidence.Owner { // who owns the library may read all reviews
		return item, err
	}
	reviews := map[int64]bool{evidence.Library: true}
	for _, s := range item.Found {
		if _, asked := reviews[s.Review]; !asked {
			there, err := w.Role(ctx, d.who.ID, s.Review)
			if err != nil {
				return item, err
			}
			reviews[s.Review] = there.Allows(evidence.Reader)
		}
	}
	item.Found = slices.DeleteFunc(item.Found, func(s evidence.Search) bool { return !reviews[s.Review] })
	return item, nil
}
