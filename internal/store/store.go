// Package store keeps a workspace: the figures that were imported, and the evidence with all that was decided about it.
// A workspace is one SQLite file, or a PostgreSQL database that several processes use at once. Both run the same SQL, and
// are searched in one index of words (search_segment.go); what differs stands in sqlite.go and postgresql.go.
//
// There is one file a noun. What belongs together goes in and comes out as a whole, in one transaction, so that a
// workspace never holds half of it, and what was acknowledged has reached the disk.
package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"strings"
)

// Workspace is an open workspace. It may be used from several goroutines.
type Workspace struct {
	db      *sql.DB    // writes, and reads that belong to a write
	readers *sql.DB    // reads, which in SQLite go on beside the one writer
	read    rowQuerier // the readers, or a moment of theirs
	place   string     // as messages name it
	engine
	catalogue catalogue
}

// Open opens a workspace for reading and writing, and makes it where there is none. The place is the path of a file, or
// the address of a PostgreSQL database (postgres://user@host/name). A file or database that is no workspace, or is one of
// a newer program, is an error and stays as it is.
func Open(ctx context.Context, place string) (*Workspace, error) {
	if IsDatabase(place) {
		return openPostgreSQL(ctx, place)
	}
	return openSQLite(ctx, place)
}

// Look opens an existing workspace and promises to write nothing. Where there is none the error is fs.ErrNotExist.
func Look(ctx context.Context, place string) (*Workspace, error) {
	if IsDatabase(place) {
		return lookPostgreSQL(ctx, place)
	}
	return lookSQLite(ctx, place)
}

// IsDatabase tells whether a place is the address of a database rather than a file.
func IsDatabase(place string) bool {
	return strings.HasPrefix(place, "postgres://") || strings.HasPrefix(place, "postgresql://")
}

// Place is where the workspace is, without any password.
func (w *Workspace) Place() string { return w.place }

// Close ends all use of the workspace.
func (w *Workspace) Close() error {
	if w.readers == w.db {
		return w.db.Close()
	}
	return errors.Join(w.readers.Close(), w.db.Close())
}

// inTransaction does work wholly or not at all.
func (w *Workspace) inTransaction(ctx context.Context, work func(*sql.Tx) error) error {
	tx, err := w.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	defer func() { _ = tx.Rollback() }() // does nothing once it is done; after a panic it lets go of the workspace
	if err := work(tx); err != nil {
		if undone := tx.Rollback(); !errors.Is(undone, sql.ErrTxDone) { // it is done when the context ended
			err = errors.Join(err, undone)
		}
		return err
	}
	return tx.Commit()
}

// numbers takes the next count numbers of a kind of thing and gives the first. It makes others that want the same wait
// until the transaction ends. So that two who write never wait for each other, whoever needs several kinds takes "duplicate
// change" before records are held, after all others "attachment", "record", "revision", "duplicate", "removal" and "entry", one after the other,
// and "act" as the last.
func numbers(ctx context.Context, tx *sql.Tx, kind string, count int) (first int64, err error) {
	err = tx.QueryRowContext(ctx, `INSERT INTO counter (name, last) VALUES ($1, $2)
		ON CONFLICT (name) DO UPDATE SET last = counter.last + $2 RETURNING last`, kind, count).Scan(&first)
	if err != nil {
		return 0, fmt.Errorf("numbering a %s: %w", kind, err)
	}
	return first - int64(count) + 1, nil
}
