package store

import (
	"archive/zip"
	"bufio"
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"encoding/json"
	"errors"
	"fmt"
	"hash"
	"io"
	"time"
)

// A backup is a zip file: a manifest, and for each table a file of JSON lines, the first with the names of the columns and
// every other a row. What is in a BLOB stands as base64. It holds what the tables hold and not how an engine keeps it, so
// that what was saved from one engine can be restored into the other. The index of words is made anew.
const (
	backupFormat   = "goodmeasure-backup"
	backupVersion  = 1
	backupManifest = "manifest.json"
)

// Summary says what a backup holds.
type Summary struct {
	Format  string    `json:"format"`
	Version int       `json:"version"`
	Tables  int64     `json:"tables_version"` // of the tables, as migrations count
	Program string    `json:"program"`
	Made    time.Time `json:"made"`
	Held    []Held    `json:"tables"`
}

// Held is what a backup holds of one table.
type Held struct {
	Table  string `json:"table"`
	Rows   int    `json:"rows"`
	Bytes  int64  `json:"bytes"`
	SHA256 string `json:"sha256"`
}

// table is one of the tables of a backup, with the columns that tell its rows apart.
type table struct{ name, key string }

func (t table) file() string { return t.name + ".ndjson" }

// tables are all tables but those of sessions and of what a signing-in left, which nobody wants back, in an order in
// which each comes after those it refers to.
var tables = []table{
	{"counter", "name"}, {"file", "id"}, {"indicator", "file, position"}, {"observation", "file, indicator, period, source"},
	{"inspection", "file, authority, framework, published, kind"}, {"neighbour", "file, authority, model, rank"},
	{"source", "id"}, {"record", "id"}, {"record_identifier", "record, scheme, value"}, {"record_facet", "record, name, value, card"},
	{"record_source", "record, source"}, {"review", "id"}, {"review_record", "review, record"}, {"decision", "id"}, {"duplicate", "id"},
	{"document", "sha256"}, {"page", "document, number"}, {"attachment", "id"}, {"card", "id"}, {"finding", "id"}, {"tie", "id"}, {"act", "id"},
	{"account", "id"}, {"role", "account, review"}, {"saved_search", "id"}, {"subscriber", "id"}, {"issue", "id"},
	{"issue_item", "issue, position"}, {"delivery", "issue, subscriber"},
}

// passing are the tables that a backup leaves out.
var passing = []string{"claim", "session", "refusal", "search_segment", "search_part"}

// Backup writes all that the workspace holds at one moment, while others go on using it.
func (w *Workspace) Backup(ctx context.Context, to io.Writer, program string) (s Summary, err error) {
	s = Summary{Format: backupFormat, Version: backupVersion, Program: program, Made: now()}
	if _, s.Tables, _, err = w.schema(ctx); err != nil {
		return s, err
	}
	tx, err := w.moment(ctx)
	if err != nil {
		return s, err
	}
	defer tx.Rollback()
	archive := zip.NewWriter(to)
	for _, t := range tables {
		held, err := writeTable(ctx, tx, archive, t, "SELECT * FROM "+t.name+" ORDER BY "+t.key)
		if err != nil {
			return s, fmt.Errorf("saving the table %s: %w", t.name, err)
		}
		s.Held = append(s.Held, held)
	}
	return s, finish(archive, s)
}

// moment begins a transaction that sees the workspace as it is at one moment, while others go on.
func (w *Workspace) moment(ctx context.Context) (*sql.Tx, error) {
	isolation := &sql.TxOptions{ReadOnly: w.lock != ""}
	if w.lock != "" {
		isolation.Isolation = sql.LevelRepeatableRead
	}
	return w.readers.BeginTx(ctx, isolation) // in SQLite its first read sees one moment to its end
}

// finish writes the manifest, and with it the end of the archive.
func finish(archive *zip.Writer, s Summary) error {
	manifest, err := archive.Create(backupManifest)
	if err != nil {
		return err
	}
	out := json.NewEncoder(manifest)
	out.SetIndent("", "  ")
	return errors.Join(out.Encode(s), archive.Close())
}

func writeTable(ctx context.Context, tx *sql.Tx, archive *zip.Writer, t table, query string, args ...any) (held Held, err error) {
	file, err := archive.Create(t.file())
	if err != nil {
		return held, err
	}
	lines := newLines(file)
	rows, err := tx.QueryContext(ctx, query, args...)
	if err != nil {
		return held, err
	}
	defer rows.Close()
	types, err := rows.ColumnTypes()
	if err != nil {
		return held, err
	}
	row, to := make([]any, len(types)), make([]any, len(types))
	for n := range row {
		row[n], to[n] = types[n].Name(), &row[n]
	}
	if err := lines.write(row); err != nil {
		return held, err
	}
	for rows.Next() {
		if err := rows.Scan(to...); err != nil {
			return held, err
		}
		for n, v := range row {
			if number, ok := v.(int64); ok && types[n].DatabaseTypeName() == "BOOLEAN" { // as SQLite keeps it
				row[n] = number != 0
			}
		}
		if err := lines.write(row); err != nil {
			return held, err
		}
		held.Rows++
	}
	err = errors.Join(rows.Err(), lines.out.Flush())
	held.Table, held.Bytes, held.SHA256 = t.name, lines.bytes, hex.EncodeToString(lines.sum.Sum(nil))
	return held, err
}

// lines writes JSON lines, and sums up what it wrote.
type lines struct {
	out   *bufio.Writer
	sum   hash.Hash
	bytes int64
}

func newLines(to io.Writer) *lines {
	l := &lines{sum: sha256.New()}
	l.out = bufio.NewWriterSize(io.MultiWriter(to, l.sum), 1<<16)
	return l
}

func (l *lines) write(row any) error {
	text, err := json.Marshal(row)
	if err != nil {
		return err
	}
	l.bytes += int64(len(text)) + 1
	_, err = l.out.Write(append(text, '\n'))
	return err
}
