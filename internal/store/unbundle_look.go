package store

import (
	"context"
	"database/sql"
	"fmt"

	"goodmeasure/evidence"
)

// look reads what else was restored as pages will read it: a time or a text that could not be read there is found here.
func (u *unbundling) look(ctx context.Context, review int64) error {
	_, err := all(ctx, u.tx, readSearches, "SELECT "+sourceColumns+" FROM source WHERE review = $1 OR id IN (SELECT x.source FROM record_source x WHERE x.record IN "+members+")", review)
	if err != nil {
		return fmt.Errorf("a search: %w", err)
	}
	if _, err := all(ctx, u.tx, readActs, "SELECT "+actColumns+" FROM act WHERE review = $1 OR record IN "+members, review); err != nil {
		return fmt.Errorf("an act: %w", err)
	}
	if _, err := withFindings(ctx, u.tx, nil, "card IN (SELECT id FROM card WHERE review = $1)", review); err != nil {
		return fmt.Errorf("a finding: %w", err)
	}
	told, err := all(ctx, u.tx, func(rows *sql.Rows) (evidence.Told, error) { return readTold(rows) }, toldQuery+" WHERE c.review = $1", review)
	if err != nil {
		return fmt.Errorf("a tie: %w", err)
	}
	for _, t := range told {
		if err := t.Tie.Check(); err != nil {
			return fmt.Errorf("a tie: %w", err)
		}
	}
	if _, err := all(ctx, u.tx, func(rows *sql.Rows) (evidence.Duplicate, error) { return readDuplicate(rows) }, "SELECT "+duplicateColumns+" FROM duplicate WHERE kept IN "+members, review); err != nil {
		return fmt.Errorf("a pair of records: %w", err)
	}
	if _, err := all(ctx, u.tx, func(rows *sql.Rows) (evidence.Attachment, error) { return readAttachment(rows) },
		"SELECT "+attachmentColumns+" FROM attachment a JOIN document d ON d.sha256 = a.document WHERE a.record IN "+members, review); err != nil {
		return fmt.Errorf("a full text: %w", err)
	}
	return nil
}
