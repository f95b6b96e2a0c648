package store

import (
	"context"
	"database/sql"
	"embed"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"regexp"
	"slices"
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"
)

// migrations are the files that make the tables, in the order of their numbers. Those in a folder are of one engine.
//
//go:embed migrations
var migrations embed.FS

// engine is what differs between the two databases.
type engine struct {
	dialect goose.Dialect
	own     string // folder of migrations
	match   func(context.Context, *Workspace, words, matching) (lists, error)
	index   func(context.Context, *sql.Tx, []indexed) error
	entries func(ctx context.Context, c *holdings, db rowQuerier, from, to int64) error // takes what match needs into the catalogue; may be nil
	forget  string                                                                      // statement that takes a record out of the index
	lock    string                                                                      // end of a SELECT whose rows the transaction keeps to itself; a SQLite transaction has the whole file
}

// migrate brings the tables up to date.
func (w *Workspace) migrate(ctx context.Context) error {
	provider, current, target, err := w.schema(ctx)
	if err != nil || current == target {
		return err
	}
	_, err = provider.Up(ctx)
	return err
}

// upToDate refuses tables of another version than the program's.
func (w *Workspace) upToDate(ctx context.Context) error {
	_, current, target, err := w.schema(ctx)
	if err == nil && current != target {
		err = errors.New("it was made by an older version of the program; import a file to bring it up to date")
	}
	return err
}

// schema tells which version the workspace's tables have and which one the program knows.
func (w *Workspace) schema(ctx context.Context) (provider *goose.Provider, current, target int64, err error) {
	steps, err := w.steps()
	if err != nil {
		return nil, 0, 0, err
	}
	provider, err = goose.NewProvider(w.dialect, w.db, nil, goose.WithGoMigrations(steps...), goose.WithDisableGlobalRegistry(true))
	if err != nil {
		return nil, 0, 0, err
	}
	current, target, err = provider.GetVersions(ctx)
	if err == nil && current > target {
		err = fmt.Errorf("it was made by a newer version of the program (its tables are version %d, this program knows %d) and was left alone; use that version", current, target)
	}
	return provider, current, target, err
}

// steps are the engine's migrations.
func (e engine) steps() ([]*goose.Migration, error) {
	var files []string
	for _, pattern := range []string{"migrations/*.sql", "migrations/" + e.own + "/*.sql"} {
		found, err := fs.Glob(migrations, pattern)
		if err != nil {
			return nil, err
		}
		files = append(files, found...)
	}
	slices.SortFunc(files, func(a, b string) int { return strings.Compare(path.Base(a), path.Base(b)) })
	var steps []*goose.Migration
	for _, name := range files {
		number, _, _ := strings.Cut(path.Base(name), "_")
		version, err := strconv.ParseInt(number, 10, 64)
		if err != nil {
			return nil, fmt.Errorf("migration %s: %w", name, err)
		}
		text, err := migrations.ReadFile(name)
		if err != nil {
			return nil, err
		}
		statements := e.translate(string(text))
		steps = append(steps, goose.NewGoMigration(version, &goose.GoFunc{RunTx: func(ctx context.Context, tx *sql.Tx) error {
			_, err := tx.ExecContext(ctx, statements)
			return err
		}}, nil))
	}
	return steps, nil
}

var (
	textColumn = regexp.MustCompile(`\bTEXT\b`)
	blobColumn = regexp.MustCompile(`\bBLOB\b`)
)

// translate puts a migration into the engine's words. Text in PostgreSQL sorts by its bytes, as SQLite's does, whatever
// language the server was set up for.
func (e engine) translate(statements string) string {
	if e.dialect != goose.DialectPostgres {
		return statements
	}
	return blobColumn.ReplaceAllString(textColumn.ReplaceAllString(statements, `TEXT COLLATE "C"`), "BYTEA")
}
