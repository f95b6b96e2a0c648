package store

import (
	"bytes"
	"context"
	"database/sql"
	"encoding/binary"
	"errors"
	"fmt"
	"io"
	"io/fs"
	"net/url"
	"os"
	"path/filepath"
	"time"

	"github.com/pressly/goose/v3"
	_ "modernc.org/sqlite" // the database/sql driver "sqlite"
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
	made, err := recognise(path)
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
	w := &Workspace{db: db, read: read, place: path, engine: sqlite}
	if err := whenFree(ctx, path, func() error { return w.prepareSQLite(ctx, made) }); err != nil {
		return nil, errors.Join(fmt.Errorf("opening the workspace %s: %w", path, err), w.Close())
	}
	return w, nil
}

func lookSQLite(ctx context.Context, path string) (*Workspace, error) {
	made, err := recognise(path)
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
	w := &Workspace{db: db, read: db, place: path, engine: sqlite}
	if err := w.upToDate(ctx); err != nil {
		return nil, errors.Join(fmt.Errorf("opening the workspace %s: %w", path, err), w.Close())
	}
	return w, nil
}

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

func connectSQLite(path string, connections int, lock string, pragmas ...string) (*sql.DB, error) {
	absolute, err := filepath.Abs(path)
	if err != nil {
		return nil, fmt.Errorf("opening the workspace: %w", err)
	}
	query := url.Values{"_txlock": {lock}, "_pragma": append(pragmas, fmt.Sprintf("busy_timeout(%d)", usualWait.Milliseconds()), "foreign_keys(1)", "synchronous(full)")}
	location := url.URL{Scheme: "file", Path: filepath.ToSlash(absolute), RawQuery: query.Encode()}
	db, err := sql.Open("sqlite", location.String())
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
