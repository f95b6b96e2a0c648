package store

import (
	"context"
	"database/sql"
	"errors"
	"fmt"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/pressly/goose/v3"
	driver "modernc.org/sqlite" // registers itself as "sqlite"
	codes "modernc.org/sqlite/lib"
)

// applicationID stands in the header of every workspace, so that another program's database is never taken for one.
const applicationID = 0x676d7731 // "gmw1"

// readers is how many reads of a file go on at once.
const readers = 4

// usualWait is how long who writes to a file, or has to read what is being replaced, waits for another process that does.
const usualWait = 10 * time.Second

// roomToWrite keeps the pages of a long transaction in memory, up to 16 MB, where the usual 2 MB would write them twice.
const roomToWrite = "cache_size(-16000)"

var sqlite = engine{dialect: goose.DialectSQLite3}

func openSQLite(ctx context.Context, path string) (*Workspace, error) {
	made, err := recognise(ctx, path)
	if err != nil {
		return nil, err
	}
	db, err := connectSQLite(path, 1, "immediate", roomToWrite)
	if err != nil {
		return nil, err
	}
	read, err := connectSQLite(path, readers, "deferred", "query_only(1)")
	if err != nil {
		return nil, errors.Join(err, db.Close())
	}
	w := &Workspace{db: db, readers: read, read: read, place: path, engine: sqlite}
	if err := whenFree(ctx, path, func() error { return w.prepareSQLite(ctx, made) }); err != nil {
		return nil, errors.Join(fmt.Errorf("opening the workspace %s: %w", path, err), w.Close())
	}
	return w, nil
}

func lookSQLite(ctx context.Context, path string) (*Workspace, error) {
	made, err := recognise(ctx, path)
	if err == nil && !made {
		err = fmt.Errorf("opening the workspace %s: %w", path, fs.ErrNotExist)
	}
	if err != nil {
		return nil, err
	}
	db, err := connectSQLite(path, readers, "deferred", "query_only(1)") // mode=ro would leave the files of the write-ahead log behind
	if err != nil {
		return nil, err
	}
	w := &Workspace{db: db, readers: db, read: db, place: path, engine: sqlite}
	if err := w.upToDate(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("opening the workspace %s: %w", path, err), w.Close())
	}
	return w, nil
}

// recognise tells whether a file is a workspace already; a missing or empty file may become one. It reads no more than the
// file's header, and changes nothing: a file that is not ours may be in anybody's use. The engine reads it and not we, for where
// this process has the workspace open already, any other descriptor of the file that it closed would take the engine's locks with
// it, and another process would take the write-ahead log for one that nobody uses.
func recognise(ctx context.Context, path string) (made bool, err error) {
	switch info, err := os.Stat(path); {
	case errors.Is(err, fs.ErrNotExist):
		return false, nil
	case err != nil:
		return false, fmt.Errorf("opening the workspace: %w", err)
	case info.IsDir():
		return false, fmt.Errorf("opening the workspace: %s is a folder; give the name of a file", path)
	case info.Size() == 0:
		return false, nil
	}
	location, err := locate(path, url.Values{"mode": {"ro"}, "immutable": {"1"}})
	if err != nil {
		return false, err
	}
	file, err := sql.Open("sqlite", location)
	if err != nil {
		return false, fmt.Errorf("opening the workspace %s: %w", path, err)
	}
	defer file.Close()
	var id int64
	err = file.QueryRowContext(ctx, "PRAGMA application_id").Scan(&id)
	var said *driver.Error
	switch {
	case errors.As(err, &said) && (said.Code()&0xff == codes.SQLITE_NOTADB || said.Code()&0xff == codes.SQLITE_CORRUPT):
		return false, fmt.Errorf("%s is not a workspace and was left alone: expected one that `goodmeasure import` made; give --workspace another name", path)
	case err != nil:
		return false, fmt.Errorf("opening the workspace %s: %w", path, err)
	case id != applicationID:
		return false, fmt.Errorf("%s is another program's database and was left alone: expected a workspace that `goodmeasure import` made; give --workspace another name", path)
	}
	return true, nil
}

// locate is the address by which the engine opens a file.
func locate(path string, how url.Values) (string, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return "", fmt.Errorf("opening the workspace: %w", err)
	}
	return (&url.URL{Scheme: "file", Path: filepath.ToSlash(absolute), RawQuery: how.Encode()}).String(), nil
}

func connectSQLite(path string, connections int, lock string, pragmas ...string) (*sql.DB, error) {
	location, err := locate(path, url.Values{"_txlock": {lock}, "_pragma": append(pragmas, fmt.Sprintf("busy_timeout(%d)", usualWait.Milliseconds()), "foreign_keys(1)", "synchronous(full)")})
	if err != nil {
		return nil, err
	}
	db, err := sql.Open("sqlite", location)
	if err != nil {
		return nil, fmt.Errorf("opening the workspace %s: %w", path, err)
	}
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	return db, nil
}

// prepareSQLite brings the workspace's tables up to date. Where another process writes it says so at once, for whenFree to wait.
func (w *Workspace) prepareSQLite(ctx context.Context, made bool) (err error) {
	if err := w.waitAtMost(ctx, between); err != nil {
		return err
	}
	defer func() { err = firstOf(err, func() error { return w.waitAtMost(ctx, usualWait) }) }()
	if !made {
		// Marked before the log is switched to write-ahead, so that the mark is in the file itself.
		if _, err := w.db.ExecContext(ctx, fmt.Sprintf("PRAGMA application_id = %d", applicationID)); err != nil {
			return err
		}
	}
	if _, err := w.db.ExecContext(ctx, "PRAGMA journal_mode = WAL"); err != nil {
		return err
	}
	return w.migrate(ctx)
}

// waitAtMost sets how long the one connection that writes waits for another process.
func (w *Workspace) waitAtMost(ctx context.Context, long time.Duration) error {
	_, err := w.db.ExecContext(ctx, fmt.Sprintf("PRAGMA busy_timeout = %d", long.Milliseconds()))
	return err
}
