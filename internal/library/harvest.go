package library

import (
	"context"
	"time"

	"goodmeasure/evidence"
	"goodmeasure/internal/store"
)

// Harvest asks for what is or was public, in the order in which it last changed.
type Harvest = store.Harvest

// Harvested is a document as somebody who copies the library meets it.
type Harvested = store.Harvested

// Harvest gives what others may copy of the library.
func (s *Shelf) Harvest(ctx context.Context, h Harvest) ([]Harvested, error) {
	w, _, err := s.For(nobody).mayRead(ctx)
	if err != nil || w == nil {
		return nil, err
	}
	found, err := w.Harvest(ctx, h)
	for n := range found {
		found[n].Entry = visible(found[n].Entry)
	}
	return found, err
}

// Earliest is when the first document that others may copy last changed.
func (s *Shelf) Earliest(ctx context.Context) (time.Time, error) {
	w, _, err := s.For(nobody).mayRead(ctx)
	if err != nil || w == nil {
		return time.Now(), err
	}
	return w.Earliest(ctx)
}

// HarvestOne gives one document that others may copy, or that they could once.
func (s *Shelf) HarvestOne(ctx context.Context, number int64) (Harvested, error) {
	w, _, err := s.For(nobody).mayRead(ctx)
	if err != nil {
		return Harvested{}, err
	}
	if w == nil {
		return Harvested{}, evidence.ErrNotFound
	}
	entry, err := w.FilledRecord(ctx, number, true)
	if err == nil && entry.FirstPublic.IsZero() {
		err = evidence.ErrNotFound
	}
	return Harvested{Entry: visible(entry), Gone: !entry.Public || entry.MergedInto != 0}, err
}
