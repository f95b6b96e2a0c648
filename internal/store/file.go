package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"time"

	"goodmeasure/study"
)

// File says where figures came from.
type File struct {
	ID          int       `json:"id"`     // its place in the order of import
	SHA256      string    `json:"sha256"` // in lower-case hexadecimal
	Name        string    `json:"name"`   // without its folder
	Bytes       int64     `json:"bytes"`
	Format      string    `json:"format"`
	Publisher   string    `json:"publisher"`
	Publication string    `json:"publication"`
	Release     string    `json:"release"`
	Order       int       `json:"release_order"` // of the release in time
	Detail      int       `json:"detail"`        // of the release: 2 with counts, 1 published values only, 0 as each figure has it
	Imported    time.Time `json:"imported"`
	Program     string    `json:"program"` // version that read it
}

// Content is all that was taken from a file.
type Content struct {
	Indicators   []study.Indicator
	Observations []study.Observation
	Inspections  []study.Inspection
	Neighbours   []study.Neighbour
}

const fileColumns = "id, sha256, name, bytes, format, publisher, publication, release, release_order, detail, imported, program"

// Files lists the files in the order in which they were imported.
func (w *Workspace) Files(ctx context.Context) ([]File, error) {
	files, err := all(ctx, w.read, func(rows *sql.Rows) (f File, err error) {
		var imported string
		err = rows.Scan(&f.ID, &f.SHA256, &f.Name, &f.Bytes, &f.Format, &f.Publisher, &f.Publication, &f.Release, &f.Order, &f.Detail, &imported, &f.Program)
		if err == nil {
			f.Imported, err = time.Parse(time.RFC3339, imported)
		}
		return f, err
	}, "SELECT "+fileColumns+" FROM file ORDER BY id")
	if err != nil {
		return nil, fmt.Errorf("listing the files of the workspace %s: %w", w.place, err)
	}
	return files, nil
}

// Add puts a file and its content into the workspace, and gives the file with its ID. What was taken before from a file
// of the same hash is replaced, and the file keeps its place.
func (w *Workspace) Add(ctx context.Context, f File, c Content) (File, error) {
	err := w.inTransaction(ctx, func(tx *sql.Tx) error {
		err := tx.QueryRowContext(ctx, "DELETE FROM file WHERE sha256 = $1 RETURNING id", f.SHA256).Scan(&f.ID)
		if errors.Is(err, sql.ErrNoRows) {
			var id int64
			id, err = numbers(ctx, tx, "file", 1)
			f.ID = int(id)
		}
		if err != nil {
			return err
		}
		_, err = tx.ExecContext(ctx, "INSERT INTO file ("+fileColumns+") VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12)",
			f.ID, f.SHA256, f.Name, f.Bytes, f.Format, f.Publisher, f.Publication, f.Release, f.Order, f.Detail,
			f.Imported.UTC().Format(time.RFC3339), f.Program)
		return firstOf(err,
			func() error { return addIndicators(ctx, tx, f.ID, c.Indicators) },
			func() error { return addObservations(ctx, tx, f.ID, c.Observations) },
			func() error { return addInspections(ctx, tx, f.ID, c.Inspections) },
			func() error { return addNeighbours(ctx, tx, f.ID, c.Neighbours) })
	})
	if err != nil {
		return f, fmt.Errorf("putting %s into the workspace %s: %w; nothing of the file was kept", f.Name, w.place, err)
	}
	return f, nil
}

// Content gives back what was taken from a file.
func (w *Workspace) Content(ctx context.Context, file int) (c Content, err error) {
	err = firstOf(nil,
		func() (err error) { c.Indicators, err = indicatorsOf(ctx, w.read, file); return err },
		func() (err error) { c.Observations, err = observationsOf(ctx, w.read, file); return err },
		func() (err error) { c.Inspections, err = inspectionsOf(ctx, w.read, file); return err },
		func() (err error) { c.Neighbours, err = neighboursOf(ctx, w.read, file); return err })
	if err != nil {
		return c, fmt.Errorf("reading the workspace %s: %w", w.place, err)
	}
	return c, nil
}

// Forget takes a file out, with all that was taken from it.
func (w *Workspace) Forget(ctx context.Context, file int) error {
	err := w.inTransaction(ctx, func(tx *sql.Tx) error {
		var id int
		return tx.QueryRowContext(ctx, "DELETE FROM file WHERE id = $1 RETURNING id", file).Scan(&id)
	})
	if err != nil {
		return fmt.Errorf("taking a file out of the workspace %s: %w", w.place, err)
	}
	return nil
}

// firstOf does one step after another until one fails.
func firstOf(err error, steps ...func() error) error {
	for _, step := range steps {
		if err != nil {
			return err
		}
		err = step()
	}
	return err
}
