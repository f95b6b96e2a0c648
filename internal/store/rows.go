package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// all reads every row that a query gives.
func all[T any](ctx context.Context, db *sql.DB, read func(*sql.Rows) (T, error), query string, args ...any) ([]T, error) {
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

// insert puts rows into a table. The columns stand between commas; values gives a row's, in their order.
func insert[T any](ctx context.Context, tx *sql.Tx, table, columns string, rows []T, values func(T) ([]any, error)) (err error) {
	var places []string
	for i := range strings.Split(columns, ",") {
		places = append(places, fmt.Sprintf("$%d", i+1))
	}
	statement, err := tx.PrepareContext(ctx, fmt.Sprintf("INSERT INTO %s (%s) VALUES (%s)", table, columns, strings.Join(places, ", ")))
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, statement.Close()) }()
	for _, row := range rows {
		args, err := values(row)
		if err != nil {
			return err
		}
		if _, err := statement.ExecContext(ctx, args...); err != nil {
			return err
		}
	}
	return nil
}
