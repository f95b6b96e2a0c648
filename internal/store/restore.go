package store

import (
	"archive/zip"
	"bufio"
	"bytes"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/base64"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"goodmeasure/evidence"
	archives "goodmeasure/table"
)

// Limits on a backup that is read. Text compresses some ten times; a file that grows more than this is made to do harm.
const (
	maxGrowth  = 200
	maxSmall   = 64 << 20
	maxLine    = evidence.MaxDocument/3*4 + 1<<20 // the largest full text as base64, and the rest of its row
	batchBytes = 4 << 20
)

// Restore puts a backup into a workspace that is new or has nothing in it. All of it goes in, or nothing: a backup that
// is damaged leaves the workspace empty.
func Restore(ctx context.Context, backup io.ReaderAt, size int64, place string) (s Summary, err error) {
	archive, s, err := openArchive(backup, size, backupFormat)
	if err != nil {
		return s, err
	}
	w, err := Open(ctx, place)
	if err != nil {
		return s, err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	_, version, _, err := w.schema(ctx)
	if err != nil {
		return s, err
	}
	if s.Tables > version {
		return s, fmt.Errorf("it was made by a newer version of the program (%s); use that version", s.Program)
	}
	return s, w.inTransaction(ctx, func(tx *sql.Tx) error {
		for _, t := range tables {
			if t.name == "counter" {
				continue
			}
			if _, err := one(ctx, tx, value[int], "SELECT 1 FROM "+t.name+" LIMIT 1"); !errors.Is(err, evidence.ErrNotFound) {
				return errors.Join(err, fmt.Errorf("the workspace %s is in use and was left as it is; expected an empty one", w.place))
			}
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM counter"); err != nil {
			return err
		}
		for _, t := range tables {
			if err := w.readTable(ctx, tx, archive, t, s.held(t.name), nil); err != nil {
				return fmt.Errorf("table %s: %w", t.name, err)
			}
		}
		return firstOf(w.check(ctx, tx), func() error { return reindex(ctx, tx, readEntry) })
	})
}

// openArchive opens a backup, or another archive of tables, after a look at what it says of itself.
func openArchive(backup io.ReaderAt, size int64, format string) (archive *zip.Reader, s Summary, err error) {
	name, maker := "backup", "goodmeasure backup"
	if format == bundleFormat {
		name, maker = "bundle of a review", "goodmeasure review bundle"
	}
	if archive, err = archives.OpenZip(backup, size); err != nil {
		return nil, s, fmt.Errorf("it is no %s, or is damaged: %w; expected a file that `%s` made", name, err, maker)
	}
	manifest, err := archive.Open(backupManifest)
	if err != nil {
		return nil, s, fmt.Errorf("it is a zip file and no %s: %w; expected a file that `%s` made", name, err, maker)
	}
	defer manifest.Close()
	text, err := io.ReadAll(io.LimitReader(manifest, 1<<20))
	if err == nil {
		err = json.Unmarshal(text, &s)
	}
	switch {
	case err != nil:
		return nil, s, fmt.Errorf("reading %s: %w", backupManifest, err)
	case s.Format == bundleFormat && format == backupFormat:
		return nil, s, errors.New("it is the bundle of one review, and no backup: `goodmeasure review restore` makes a review of it")
	case s.Format == backupFormat && format == bundleFormat:
		return nil, s, errors.New("it is the backup of a workspace, and no bundle of a review: `goodmeasure restore` makes a workspace of it")
	case s.Format != format:
		return nil, s, fmt.Errorf("found a file of the format %q, expected %s", s.Format, format)
	case s.Version != backupVersion:
		return nil, s, fmt.Errorf("it is a backup of version %d, and this program reads version %d", s.Version, backupVersion)
	}
	var total int64
	for _, held := range s.Held {
		if held.Bytes < 0 || held.Rows < 0 || held.Bytes > 1<<50 {
			return nil, s, fmt.Errorf("the table %s is said to have %d bytes", held.Table, held.Bytes)
		}
		if total += held.Bytes; total > maxSmall+maxGrowth*size {
			return nil, s, fmt.Errorf("it would grow from %d to more than %d bytes: no backup does", size, maxSmall+maxGrowth*size)
		}
		if !slices.ContainsFunc(tables, func(t table) bool { return t.name == held.Table }) {
			return nil, s, fmt.Errorf("it holds a table %q that this program does not know", held.Table)
		}
	}
	return archive, s, nil
}

// held is what the manifest says of a table; nil where it says nothing.
func (s Summary) held(table string) *Held {
	if n := slices.IndexFunc(s.Held, func(h Held) bool { return h.Table == table }); n >= 0 {
		return &s.Held[n]
	}
	return nil
}

// taking changes a row before it goes into its table; nil leaves it out.
type taking func(columns, []any) ([]any, error)

// readTable puts the rows of one file into its table, and checks them against what the manifest says. With take, rows
// that are there already stay.
func (w *Workspace) readTable(ctx context.Context, tx *sql.Tx, archive *zip.Reader, t table, held *Held, take taking) error {
	if held == nil { // younger than the backup
		return nil
	}
	file, err := archive.Open(t.file())
	if err != nil {
		return err
	}
	defer file.Close()
	sum := sha256.New()
	scan := bufio.NewScanner(io.TeeReader(io.LimitReader(file, held.Bytes+1), sum))
	scan.Buffer(make([]byte, 1<<16), maxLine)
	if !scan.Scan() {
		return errors.Join(scan.Err(), errors.New("it is empty"))
	}
	columns, err := w.columnsOf(ctx, tx, t.name, scan.Bytes())
	if err != nil {
		return err
	}
	var batch [][]any
	rows, size := 0, 0
	flush := func() error {
		put := insert[[]any]
		if take != nil {
			put = insertOrKeep[[]any]
		}
		err := put(ctx, tx, t.name, columns.names(), batch, func(row []any) ([]any, error) { return row, nil })
		batch, size = batch[:0], 0
		return err
	}
	for scan.Scan() {
		rows++
		row, err := columns.read(scan.Bytes())
		if err != nil {
			return fmt.Errorf("row %d: %w", rows, err)
		}
		if take != nil {
			if row, err = take(columns, row); err != nil {
				return fmt.Errorf("row %d: %w", rows, err)
			}
			if row == nil {
				continue
			}
		}
		batch, size = append(batch, row), size+len(scan.Bytes())
		if size > batchBytes || len(batch) >= atOnce {
			if err := flush(); err != nil {
				return fmt.Errorf("row %d: %w", rows, err)
			}
		}
	}
	if err := errors.Join(scan.Err(), flush()); err != nil {
		return err
	}
	if found := hex.EncodeToString(sum.Sum(nil)); found != held.SHA256 || rows != held.Rows {
		return fmt.Errorf("it is damaged: found %d rows with the hash %.12s, expected %d with %.12s", rows, found, held.Rows, held.SHA256)
	}
	return nil
}

// column is a column of a backup, as the table has it.
type column struct{ name, kind string }

type columns []column

func (c columns) names() string {
	var names []string
	for _, column := range c {
		names = append(names, column.name)
	}
	return strings.Join(names, ", ")
}

// columnsOf reads the first line of a file: columns that the table has, each once.
func (w *Workspace) columnsOf(ctx context.Context, tx *sql.Tx, table string, line []byte) (of columns, err error) {
	var names []string
	if err := json.Unmarshal(line, &names); err != nil {
		return nil, fmt.Errorf("the names of the columns: %w", err)
	}
	rows, err := tx.QueryContext(ctx, "SELECT * FROM "+table+" WHERE 1 = 0")
	if err != nil {
		return nil, err
	}
	defer rows.Close()
	types, err := rows.ColumnTypes()
	if err != nil {
		return nil, err
	}
	known := map[string]string{}
	for _, t := range types {
		known[t.Name()] = t.DatabaseTypeName()
	}
	for _, name := range names {
		kind, ok := known[name]
		if !ok {
			return nil, fmt.Errorf("there is no column %q, or it is there twice", name)
		}
		delete(known, name)
		of = append(of, column{name, kind})
	}
	return of, rows.Err()
}

// read turns a line into values as the table's columns take them.
func (c columns) read(line []byte) ([]any, error) {
	var row []any
	in := json.NewDecoder(bytes.NewReader(line))
	in.UseNumber()
	if err := in.Decode(&row); err != nil {
		return nil, err
	}
	if len(row) != len(c) {
		return nil, fmt.Errorf("found %d values, expected %d", len(row), len(c))
	}
	for n, v := range row {
		var err error
		if row[n], err = c[n].value(v); err != nil {
			return nil, fmt.Errorf("column %s: %w", c[n].name, err)
		}
	}
	return row, nil
}

func (c column) value(v any) (any, error) {
	switch v := v.(type) {
	case string:
		switch c.kind {
		case "BLOB", "BYTEA":
			return base64.StdEncoding.DecodeString(v)
		case "TEXT":
			return clean(v), nil
		}
	case bool:
		if strings.HasPrefix(c.kind, "BOOL") {
			return v, nil
		}
	case json.Number:
		switch {
		case strings.HasPrefix(c.kind, "FLOAT"), strings.HasPrefix(c.kind, "DOUBLE"):
			return v.Float64()
		case strings.Contains(c.kind, "INT"):
			return v.Int64()
		}
	}
	return nil, fmt.Errorf("found %.40v, expected %s", v, c.kind)
}

// check reads all that is kept as JSON, so that nothing is restored that could not be read later.
func (w *Workspace) check(ctx context.Context, tx *sql.Tx) error {
	if _, err := all(ctx, tx, func(rows *sql.Rows) (evidence.Review, error) { return readReview(rows) }, "SELECT "+reviewColumns+" FROM review"); err != nil {
		return fmt.Errorf("reviews: %w", err)
	}
	if _, err := all(ctx, tx, func(rows *sql.Rows) (evidence.Card, error) { return readCard(rows) }, "SELECT "+cardColumns+" FROM card"); err != nil {
		return fmt.Errorf("cards: %w", err)
	}
	return nil
}
