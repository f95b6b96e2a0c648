package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"

	"goodmeasure/evidence"
)

// rowQuerier is a database or a transaction.
type rowQuerier interface {
	QueryContext(ctx context.Context, query string, args ...any) (*sql.Rows, error)
	QueryRowContext(ctx context.Context, query string, args ...any) *sql.Row
}

// scanner is a row that can be read.
type scanner interface{ Scan(to ...any) error }

// all reads every row that a query gives.
func all[T any](ctx context.Context, db rowQuerier, read func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
	rows, err := db.QueryContext(ctx, query, args...)
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	var found []T
	for rows.Next() {
		row, err := read(rows)
		if err != nil {
			return nil, err
		}
		found = append(found, row)
	}
	return found, rows.Err()
}

// one reads the row that a query gives; where it gives none the error is evidence.ErrNotFound.
func one[T any](ctx context.Context, db rowQuerier, read func(scanner) (T, error), query string, args ...any) (T, error) {
	row, err := read(db.QueryRowContext(ctx, query, args...))
	if errors.Is(err, sql.ErrNoRows) {
		err = evidence.ErrNotFound
	}
	return row, err
}

// value reads a row of one column.
func value[T any](row scanner) (v T, err error) { return v, row.Scan(&v) }

// values reads rows of one column.
func values[T any](ctx context.Context, db rowQuerier, query string, args ...any) ([]T, error) {
	return all(ctx, db, func(rows *sql.Rows) (T, error) { return value[T](rows) }, query, args...)
}

// atOnce is how many values go to the engine in one statement.
const atOnce = 2000

// insert puts rows into a table. The columns stand between commas; values gives a row's, in their order. Many rows go in
// one statement, since each takes a journey to a server.
func insert[T any](ctx context.Context, tx *sql.Tx, table, columns string, rows []T, values func(T) ([]any, error)) error {
	return insertMany(ctx, tx, table, columns, "", rows, values)
}

// insertOrKeep is insert that leaves rows which are there already as they are.
func insertOrKeep[T any](ctx context.Context, tx *sql.Tx, table, columns string, rows []T, values func(T) ([]any, error)) error {
	return insertMany(ctx, tx, table, columns, " ON CONFLICT DO NOTHING", rows, values)
}

// written is how many values one statement puts in: SQLite looks each up among all of the statement, so that the time
// grows with their square, and a server wants few journeys.
const written = 128

func insertMany[T any](ctx context.Context, tx *sql.Tx, table, columns, end string, rows []T, values func(T) ([]any, error)) (err error) {
	width := strings.Count(columns, ",") + 1
	size := max(1, written/width)
	var whole *sql.Stmt // for chunks of the full size
	for chunk := range slices.Chunk(rows, size) {
		var args []any
		for _, row := range chunk {
			of, err := values(row)
			if err != nil {
				return err
			}
			args = append(args, of...)
		}
		text := fmt.Sprintf("INSERT INTO %s (%s) VALUES %s%s", table, columns, places(len(chunk), width), end)
		switch {
		case len(chunk) < size:
			_, err = tx.ExecContext(ctx, text, args...)
		case whole == nil:
			if whole, err = tx.PrepareContext(ctx, text); err != nil {
				return err
			}
			defer func() { err = errors.Join(err, whole.Close()) }()
			fallthrough
		default:
			_, err = whole.ExecContext(ctx, args...)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

// places are numbered places for the values of rows: ($1, $2), ($3, $4).
func places(rows, width int) string {
	var text strings.Builder
	for n := range rows * width {
		switch {
		case n%width > 0:
			text.WriteString(", ")
		case n > 0:
			text.WriteString("), (")
		default:
			text.WriteByte('(')
		}
		fmt.Fprintf(&text, "$%d", n+1)
	}
	return text.String() + ")"
}

// change carries out a statement that must change exactly one row; where it changes none the error is
// evidence.ErrNotFound.
func change(ctx context.Context, tx *sql.Tx, statement string, args ...any) error {
	result, err := tx.ExecContext(ctx, statement, args...)
	if err != nil {
		return err
	}
	switch changed, err := result.RowsAffected(); {
	case err != nil:
		return err
	case changed == 0:
		return evidence.ErrNotFound
	case changed > 1:
		return fmt.Errorf("%d rows would change: expected one", changed)
	}
	return nil
}

// width of every time in the database, so that times sort as text.
const timeLayout = "2006-01-02T15:04:05.000000Z"

// stamp writes a time for the database; no time is "".
func stamp(t time.Time) string {
	if t.IsZero() {
		return ""
	}
	return t.UTC().Format(timeLayout)
}

// when reads a time of the database.
type when struct{ time *time.Time }

// Scan is for database/sql.
func (w when) Scan(from any) error {
	text, ok := from.(string)
	if bytes, isBytes := from.([]byte); isBytes {
		text, ok = string(bytes), true
	}
	if !ok {
		return fmt.Errorf("found %T, expected a time as text", from)
	}
	*w.time = time.Time{}
	if text == "" {
		return nil
	}
	var err error
	*w.time, err = time.Parse(timeLayout, text)
	return err
}

// now is the time as the database keeps it: to the microsecond.
func now() time.Time { return time.Now().UTC().Truncate(time.Microsecond) }

// clean takes out of a text what one of the engines cannot hold: bytes that are no UTF-8, and NUL.
func clean(text string) string {
	return strings.ReplaceAll(strings.ToValidUTF8(text, "\uFFFD"), "\x00", "")
}
