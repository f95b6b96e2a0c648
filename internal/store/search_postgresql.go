package store

import (
	"context"
	"database/sql"
	"fmt"
	"slices"
	"strings"
)

// indexPostgreSQL puts records into the full-text table. The vectors are written out here: the server's own parser would
// part words otherwise than SQLite does.
func indexPostgreSQL(ctx context.Context, tx *sql.Tx, records []indexed) error {
	for chunk := range slices.Chunk(records, atOnce/2) {
		var rows []string
		var args []any
		for _, x := range chunk {
			rows = append(rows, fmt.Sprintf("(CAST($%d AS BIGINT), CAST($%d AS TSVECTOR), CAST($%d AS TSVECTOR))", len(args)+1, len(args)+2, len(args)+3))
			args = append(args, x.record, tsvector(x.fields[:]), tsvector(x.fields[:1]))
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO record_search (record, words, title) VALUES "+strings.Join(rows, ", "), args...); err != nil {
			return err
		}
	}
	return nil
}

// lastPosition is the highest place of a word that a vector can hold.
const lastPosition = 16383

// tsvector is fields as a vector: each word with its places, and the field's weight as a letter. Fields stand apart so
// that no phrase runs from one into the next.
func tsvector(fields [][]string) string {
	var text strings.Builder
	position := 0
	for n, field := range fields {
		for _, word := range field {
			position = min(position+1, lastPosition)
			fmt.Fprintf(&text, "'%s':%d%c ", word, position, 'A'+rune(n))
		}
		position++
	}
	return text.String()
}

// matchPostgreSQL gives the records that match. One row of all numbers comes much quicker than a row for each.
func matchPostgreSQL(ctx context.Context, w *Workspace, q words, how matching) ([]int64, error) {
	switch how {
	case ranked:
		return values[int64](ctx, w.read, `SELECT record FROM record_search WHERE words @@ CAST($1 AS TSQUERY)
			ORDER BY ts_rank('{0.1, 0.35, 0.35, 1.0}', words, CAST($1 AS TSQUERY), 1) DESC, record DESC`, q.tsquery())
	case inTitle:
		return listed(ctx, w.read, "SELECT COALESCE(string_agg(CAST(record AS TEXT), ','), '') FROM record_search WHERE title @@ CAST($1 AS TSQUERY)", q.tsquery())
	}
	return listed(ctx, w.read, "SELECT COALESCE(string_agg(CAST(record AS TEXT), ','), '') FROM record_search WHERE words @@ CAST($1 AS TSQUERY)", q.tsquery())
}

// tsquery is the search in the words of PostgreSQL. Only letters and digits stand between its quotes.
func (w words) tsquery() string {
	var parts []string
	joined := func(phrase []string) string { return "('" + strings.Join(phrase, "' <-> '") + "')" }
	for _, phrase := range w.all {
		parts = append(parts, joined(phrase))
	}
	if w.begins != "" {
		parts = append(parts, fmt.Sprintf("('%s' | '%s':*)", singular(w.begins), w.begins))
	}
	for _, phrase := range w.not {
		parts = append(parts, "!"+joined(phrase))
	}
	return strings.Join(parts, " & ")
}
