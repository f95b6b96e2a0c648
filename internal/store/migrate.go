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
	"strconv"
	"strings"

	"github.com/pressly/goose/v3"
)

// migrations are the files that make the tables, in the order of their numbers.
//
//go:embed migrations
var migrations embed.FS

// engine is what differs between the two databases.
type engine struct {
	dialect goose.Dialect
	lock    string // end of a SELECT whose rows the transaction keeps to itself; a SQLite transaction has the whole file
	stay    string // end of one whose rows nobody may change before the transaction ends
}

// migrate brings the tables up to date, and with them the index of words.
func (w *Workspace) migrate(ctx context.Context) error {
	provider, current, target, err := w.schema(ctx)
	if err == nil && current != target {
		_, err = provider.Up(ctx)
	}
	if err != nil {
		return err
	}
	if missing, err := unindexed(ctx, w.db); err != nil || !missing {
		return err
	}
	return w.inTransaction(ctx, func(tx *sql.Tx) error {
		if missing, err := unindexed(ctx, tx); err != nil || !missing {
			return err
		}
		return reindex(ctx, tx, readWhatIsReadable)
	})
}

// unindexed tells whether there are records, and no entry of the index was ever made. It is filled once the tables are what
// this program knows, and not by the migration that makes it, whose records may lack what later ones add.
func unindexed(ctx context.Context, db rowQuerier) (bool, error) {
	return one(ctx, db, value[bool], "SELECT EXISTS (SELECT 1 FROM record) AND NOT EXISTS (SELECT 1 FROM counter WHERE name = 'entry')")
}

// ErrOlder is that a workspace has the tables of an older program, and was opened only to be read.
var ErrOlder = errors.New("it was made by an older version of the program; `goodmeasure serve`, or an import into it, brings it up to date")

// upToDate refuses tables of another version than the program's.
func (w *Workspace) upToDate(ctx context.Context) error {
	_, current, target, err := w.schema(ctx)
	older := current != target
	if err == nil && !older {
		older, err = unindexed(ctx, w.db)
	}
	if err == nil && older {
		err = ErrOlder
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
	files, err := fs.Glob(migrations, "migrations/*.sql")
	if err != nil {
		return nil, err
	}
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
