package store

import (
	"context"
	"database/sql"
	"fmt"

	"goodmeasure/evidence"
)

const sourceColumns = "id, review, name, file, searched, strategy, limits, found, added"

// AddSearch takes down a search of somebody else's catalogue, of which records are about to be added.
func (w *Workspace) AddSearch(ctx context.Context, by evidence.Account, s evidence.Search) (evidence.Search, error) {
	err := w.inTransaction(ctx, func(tx *sql.Tx) error {
		return firstOf(nil,
			func() error { return insertSearch(ctx, tx, &s) },
			func() error { return noteSearch(ctx, tx, by, s) })
	})
	if err != nil {
		return s, fmt.Errorf("taking down the search of %s: %w", s.Name, err)
	}
	return s, nil
}

// insertSearch gives a search its number and writes it.
func insertSearch(ctx context.Context, tx *sql.Tx, s *evidence.Search) (err error) {
	s.Added = now()
	if s.ID, err = numbers(ctx, tx, "source", 1); err != nil {
		return err
	}
	return insert(ctx, tx, "source", sourceColumns, []evidence.Search{*s}, func(s evidence.Search) ([]any, error) {
		return []any{s.ID, s.Review, clean(s.Name), clean(s.File), clean(s.Searched), clean(s.Strategy), clean(s.Limits), s.Found, stamp(s.Added)}, nil
	})
}

func noteSearch(ctx context.Context, tx *sql.Tx, by evidence.Account, s evidence.Search) error {
	return note(ctx, tx, by, evidence.Act{Verb: "added", Subject: "search", Number: s.ID, Review: s.Review}, nil, s)
}

// SearchCount is a search, and how many records of the library came of it.
type SearchCount struct {
	evidence.Search
	Records int `json:"records"`
	Merged  int `json:"merged"` // of them, those that another record now stands for
}

// Searches lists the searches of a review, or of the library (0), in their order.
func (w *Workspace) Searches(ctx context.Context, review int64) ([]SearchCount, error) {
	searches, err := all(ctx, w.read, func(rows *sql.Rows) (s SearchCount, err error) {
		return s, rows.Scan(&s.ID, &s.Review, &s.Name, &s.File, &s.Searched, &s.Strategy, &s.Limits, &s.Found, when{&s.Added}, &s.Records, &s.Merged)
	}, "SELECT "+sourceColumns+`,
			(SELECT count(*) FROM record_source x WHERE x.source = source.id),
			(SELECT count(*) FROM record_source x JOIN record r ON r.id = x.record WHERE x.source = source.id AND r.merged_into <> 0)
		FROM source WHERE review = $1 ORDER BY id`, review)
	if err != nil {
		return nil, fmt.Errorf("listing the searches of %s: %w", w.place, err)
	}
	return searches, nil
}

// SearchesOf gives the searches that found a record, or one that was merged into it.
func (w *Workspace) SearchesOf(ctx context.Context, record int64) ([]evidence.Search, error) {
	searches, err := all(ctx, w.read, readSearches, "SELECT "+sourceColumns+` FROM source WHERE id IN
		(SELECT x.source FROM record_source x JOIN record r ON r.id = x.record WHERE r.id = $1 OR r.merged_into = $1) ORDER BY id`, record)
	if err != nil {
		return nil, fmt.Errorf("listing the searches that found record %d: %w", record, err)
	}
	return searches, nil
}

func readSearches(rows *sql.Rows) (s evidence.Search, err error) {
	return s, rows.Scan(&s.ID, &s.Review, &s.Name, &s.File, &s.Searched, &s.Strategy, &s.Limits, &s.Found, when{&s.Added})
}
