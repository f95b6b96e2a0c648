package store

import (
	"context"
	"database/sql"
	"errors"

	"goodmeasure/study"
)

const inspectionColumns = "authority, framework, published, kind, started, ended, overall, leaders, help_protection, care, " +
	"care_leavers, adoption, lscb, source, checked, status"

func addInspections(ctx context.Context, tx *sql.Tx, file int, inspections []study.Inspection) error {
	return insert(ctx, tx, "inspection", "file, "+inspectionColumns, inspections, func(i study.Inspection) ([]any, error) {
		return []any{file, i.Authority, i.Framework, i.Published.String(), i.Kind, i.Start.String(), i.End.String(),
			int(i.Overall), int(i.Leaders), int(i.HelpProtection), int(i.Care), int(i.CareLeavers), int(i.Adoption), int(i.LSCB),
			i.Source, i.Check, i.Status}, nil
	})
}

func inspectionsOf(ctx context.Context, db rowQuerier, file int) ([]study.Inspection, error) {
	return all(ctx, db, func(rows *sql.Rows) (i study.Inspection, err error) {
		var published, started, ended string
		if err := rows.Scan(&i.Authority, &i.Framework, &published, &i.Kind, &started, &ended, &i.Overall, &i.Leaders,
			&i.HelpProtection, &i.Care, &i.CareLeavers, &i.Adoption, &i.LSCB, &i.Source, &i.Check, &i.Status); err != nil {
			return i, err
		}
		return i, errors.Join(i.Published.UnmarshalText([]byte(published)), i.Start.UnmarshalText([]byte(started)),
			i.End.UnmarshalText([]byte(ended)))
	}, "SELECT "+inspectionColumns+" FROM inspection WHERE file = $1 ORDER BY authority, published, framework, kind", file)
}
