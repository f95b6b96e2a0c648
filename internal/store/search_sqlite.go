package store

import (
	"context"
	"database/sql"
	"errors"
	"strings"
)

// Where many records come at once, SQLite is given room to sort their words in memory: it would otherwise write and merge
// them a megabyte at a time.
const (
	many        = 500
	roomForMany = 32 << 20 // bytes
)

// indexSQLite puts records into the full-text table.
func indexSQLite(ctx context.Context, tx *sql.Tx, records []indexed) error {
	if len(records) >= many {
		if _, err := tx.ExecContext(ctx, "INSERT INTO record_search (record_search, rank) VALUES ('hashsize', $1)", roomForMany); err != nil {
			return err
		}
	}
	// One row a statement: before a statement of many rows the index writes out all it has gathered.
	one, err := tx.PrepareContext(ctx, "INSERT INTO record_search (rowid, title, people, subject, abstract) VALUES ($1, $2, $3, $4, $5)")
	if err != nil {
		return err
	}
	for _, x := range records {
		row := []any{x.record}
		for _, field := range x.fields {
			row = append(row, strings.Join(field, " "))
		}
		if _, err := one.ExecContext(ctx, row...); err != nil {
			return errors.Join(err, one.Close())
		}
	}
	return one.Close()
}

// matchSQLite gives the records that match. One row of all numbers comes much quicker than a row for each.
func matchSQLite(ctx context.Context, w *Workspace, q words, how matching) ([]int64, error) {
	switch how {
	case ranked:
		return values[int64](ctx, w.read, "SELECT rowid FROM record_search WHERE record_search MATCH $1 ORDER BY bm25(record_search, 8.0, 3.0, 3.0, 1.0), rowid DESC", q.fts5())
	case inTitle:
		return listed(ctx, w.read, "SELECT COALESCE(group_concat(rowid), '') FROM record_search WHERE record_search MATCH $1", "title : ("+q.fts5()+")")
	}
	return listed(ctx, w.read, "SELECT COALESCE(group_concat(rowid), '') FROM record_search WHERE record_search MATCH $1", q.fts5())
}

// fts5 is the search in the words of SQLite. Only letters and digits stand between its quotes.
func (w words) fts5() string {
	var all, not []string
	quoted := func(phrase []string) string { return `"` + strings.Join(phrase, " ") + `"` }
	for _, phrase := range w.all {
		all = append(all, quoted(phrase))
	}
	if w.begins != "" {
		all = append(all, "("+quoted([]string{singular(w.begins)})+" OR "+quoted([]string{w.begins})+"*)")
	}
	for _, phrase := range w.not {
		not = append(not, quoted(phrase))
	}
	text := strings.Join(all, " AND ")
	if len(not) > 0 {
		text = "(" + text + ") NOT (" + strings.Join(not, " OR ") + ")"
	}
	return text
}
