package store

import (
	"context"
	"database/sql"

	"goodmeasure/study"
)

const neighbourColumns = "authority, model, rank, neighbour, closeness"

func addNeighbours(ctx context.Context, tx *sql.Tx, file int, neighbours []study.Neighbour) error {
	return insert(ctx, tx, "neighbour", "file, "+neighbourColumns, neighbours, func(n study.Neighbour) ([]any, error) {
		return []any{file, n.Authority, n.Model, n.Rank, n.Neighbour, n.Closeness}, nil
	})
}

func neighboursOf(ctx context.Context, db rowQuerier, file int) ([]study.Neighbour, error) {
	return all(ctx, db, func(rows *sql.Rows) (n study.Neighbour, err error) {
		return n, rows.Scan(&n.Authority, &n.Model, &n.Rank, &n.Neighbour, &n.Closeness)
	}, "SELECT "+neighbourColumns+" FROM neighbour WHERE file = $1 ORDER BY authority, model, rank", file)
}
