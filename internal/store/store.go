// Package store keeps what was imported in a workspace: one SQLite file, one SQL file a noun. What one published file
// holds goes in and comes out as a whole, in one transaction, so that a workspace never holds half a file.
package store

import (
	"bytes"
	"context"
	"database/sql"
	"embed"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the database/sql driver "sqlite"
)

//go:embed migrations/*.sql
var migrations embed.FS

// applicationID stands in the header of every workspace, so that another program's database is never taken for one.
const applicationID = 0x676d7731 // "gmw1"

// Workspace is an open workspace.
type Workspace struct {
	db   *sql.DB
	path string
}

// Open opens a workspace for reading and writing, and makes it where there is none. A file that is no workspace, or is
// one of a newer program, is an error and stays as it is.
func Open(ctx context.Context, path string) (*Workspace, error) {
	made, err := recognise(path)
	if err != nil {
		return nil, err
	}
	w, err := connect(path)
	if err != nil {
		return nil, err
	}
	if err := w.prepare(ctx, made); err != nil {
		return nil, errors.Join(fmt.Errorf("opening the workspace %s: %w", path, err), w.Close())
	}
	return w, nil
}

// Look opens an existing workspace and promises to write nothing. Where there is none the error is fs.ErrNotExist.
func Look(ctx context.Context, path string) (*Workspace, error) {
	made, err := recognise(path)
	if err == nil && !made {
		err = fmt.Errorf("opening the workspace %s: %w", path, fs.ErrNotExist)
	}
	if err != nil {
		return nil, err
	}
	w, err := connect(path, "query_only(1)") // mode=ro would leave the files of the write-ahead log behind
	if err != nil {
		return nil, err
	}
	if _, current, target, err := w.schema(ctx); err != nil || current != target {
		if err == nil {
			err = fmt.Errorf("it was made by an older version of the program; import a file to bring it up to date")
		}
		return nil, errors.Join(fmt.Errorf("opening the workspace %s: %w", path, err), w.Close())
	}
	return w, nil
}

// Close ends all use of the workspace.
func (w *Workspace) Close() error { return w.db.Close() }

// recognise reads the file's first bytes and tells whether it is a workspace already; a missing or empty file may become
// one. The database engine is kept away from files that are not ours, because only opening one may change it.
func recognise(path string) (made bool, err error) {
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return false, nil
	}
	if err != nil {
		return false, fmt.Errorf("opening the workspace: %w", err)
	}
	defer file.Close()
	header := make([]byte, 100)
	switch read, err := io.ReadFull(file, header); {
	case err == io.EOF && read == 0:
		return false, nil
	case err != nil && !errors.Is(err, io.ErrUnexpectedEOF):
		return false, fmt.Errorf("opening the workspace: %w", err)
	case !bytes.HasPrefix(header, []byte("SQLite format 3\x00")):
		return false, fmt.Errorf("%s is not a workspace and was left alone: expected one that `goodmeasure import` made; give --workspace another name", path)
	case binary.BigEndian.Uint32(header[68:]) != applicationID:
		return false, fmt.Errorf("%s is another program's database and was left alone: expected a workspace that `goodmeasure import` made; give --workspace another name", path)
	}
	return true, nil
}

func connect(path string, pragmas ...string) (*Workspace, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("opening the workspace: %w", err)
	}
	query := url.Values{"_txlock": {"immediate"}, "_pragma": append(pragmas, "busy_timeout(10000)", "foreign_keys(1)", "synchronous(full)")}
	location := url.URL{Scheme: "file", Path: filepath.ToSlash(absolute), RawQuery: query.Encode()}
	db, err := sql.Open("sqlite", location.String())
	if err != nil {
		return nil, fmt.Errorf("opening the workspace %s: %w", path, err)
	}
	db.SetMaxOpenConns(1)
	return &Workspace{db, path}, nil
}

// prepare brings the workspace's tables up to date.
func (w *Workspace) prepare(ctx context.Context, made bool) error {
	if !made {
		// Marked before the log is switched to write-ahead, so that the mark is in the file itself.
		if _, err := w.db.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", applicationID)); err != nil {
			return err
		}
	}
	if _, err := w.db.ExecContext(ctx, "PRAGMA journal_mode = WAL"); err != nil {
		return err
	}
	provider, current, target, err := w.schema(ctx)
	if err != nil || current == target {
		return err
	}
	_, err = provider.Up(ctx)
	return err
}

// schema tells which version the workspace's tables have and which one the program knows.
func (w *Workspace) schema(ctx context.Context) (provider *goose.Provider, current, target int64, err error) {
	files, err := fs.Sub(migrations, "migrations")
	if err != nil {
		return nil, 0, 0, err
	}
	if provider, err = goose.NewProvider(goose.DialectSQLite3, w.db, files); err != nil {
		return nil, 0, 0, err
	}
	current, target, err = provider.GetVersions(ctx)
	if err == nil && current > target {
		err = fmt.Errorf("it was made by a newer version of the program (its tables are version %d, this program knows %d) and was left alone; use that version", current, target)
	}
	return provider, current, target, err
}

// inTransaction does work wholly or not at all.
func (w *Workspace) inTransaction(ctx context.Context, work func(*sql.Tx) error) error {
	tx, err := w.db.BeginTx(ctx, nil)
	if err != nil {
		return err
	}
	if err := work(tx); err != nil {
		return errors.Join(err, tx.Rollback())
	}
	return tx.Commit()
}
