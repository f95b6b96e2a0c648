package store

import (
	"context"
	"database/sql"
	"encoding/json"

	"goodmeasure/study"
)

func addIndicators(ctx context.Context, tx *sql.Tx, file int, indicators []study.Indicator) error {
	position := 0
	return insert(ctx, tx, "indicator", "file, position, definition", indicators, func(i study.Indicator) ([]any, error) {
		position++
		definition, err := json.Marshal(i)
		return []any{file, position, string(definition)}, err
	})
}

func indicatorsOf(ctx context.Context, db rowQuerier, file int) ([]study.Indicator, error) {
	return all(ctx, db, func(rows *sql.Rows) (i study.Indicator, err error) {
		var definition []byte
		if err := rows.Scan(&definition); err != nil {
			return i, err
		}
		return i, json.Unmarshal(definition, &i)
	}, "SELECT definition FROM indicator WHERE file = $1 ORDER BY position", file)
}
