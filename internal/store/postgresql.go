package store

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"net/url"

	"github.com/jackc/pgx/v5"
	"github.com/jackc/pgx/v5/stdlib"
	"github.com/pressly/goose/v3"
)

// migrating is the advisory lock that keeps two processes from making the tables at once.
const migrating = 0x676d7731

// connections is how many a process holds of a server's, which by default has 100 for all.
const connections = 16

var postgreSQL = engine{dialect: goose.DialectPostgres, lock: " FOR NO KEY UPDATE", stay: " FOR SHARE"} // rows that refer to a locked one may still be added

func openPostgreSQL(ctx context.Context, address string) (*Workspace, error) {
	w, err := connectPostgreSQL(address, false)
	if err != nil {
		return nil, err
	}
	if err := w.alone(ctx, func() error {
		if _, err := w.recognise(ctx); err != nil {
			return err
		}
		return w.migrate(ctx)
	}); err != nil {
		return nil, errors.Join(fmt.Errorf("opening the workspace %s: %w", w.place, err), w.Close())
	}
	return w, nil
}

func lookPostgreSQL(ctx context.Context, address string) (*Workspace, error) {
	w, err := connectPostgreSQL(address, true)
	if err != nil {
		return nil, err
	}
	made, err := w.recognise(ctx)
	if err == nil && !made {
		err = fmt.Errorf("it is empty: %w", fs.ErrNotExist)
	}
	if err == nil {
		err = w.upToDate(ctx)
	}
	if err != nil {
		return nil, errors.Join(fmt.Errorf("opening the workspace %s: %w", w.place, err), w.Close())
	}
	return w, nil
}

func connectPostgreSQL(address string, looking bool) (*Workspace, error) {
	parsed, err := url.Parse(address)
	if err != nil {
		return nil, errors.New("opening the workspace: the address of the database cannot be read; expected postgres://user@host:port/name")
	}
	config, err := pgx.ParseConfig(address)
	if err != nil {
		return nil, fmt.Errorf("opening the workspace %s: %w; expected postgres://user@host:port/name", parsed.Redacted(), err)
	}
	if looking {
		config.RuntimeParams["default_transaction_read_only"] = "on"
	}
	config.RuntimeParams["synchronous_commit"] = "on"
	db := stdlib.OpenDB(*config)
	db.SetMaxOpenConns(connections)
	db.SetMaxIdleConns(connections)
	parsed.RawQuery = "" // may hold a password too
	return &Workspace{db: db, readers: db, read: db, place: parsed.Redacted(), engine: postgreSQL}, nil
}

// alone does work while no other process does such work in the same database.
func (w *Workspace) alone(ctx context.Context, work func() error) error {
	connection, err := w.db.Conn(ctx)
	if err != nil {
		return err
	}
	defer connection.Close()
	if err := whenFree(ctx, w.place, func() error {
		free, err := one(ctx, connection, value[bool], "SELECT pg_try_advisory_lock($1)", migrating)
		if err == nil && !free {
			err = errTaken
		}
		return err
	}); err != nil {
		return err
	}
	defer func() {
		connection.ExecContext(context.WithoutCancel(ctx), "SELECT pg_advisory_unlock($1)", migrating)
	}()
	return work()
}

// recognise tells whether the database is a workspace already; an empty one may become one, and any other is left alone.
func (w *Workspace) recognise(ctx context.Context) (made bool, err error) {
	var ours, tables int
	err = w.db.QueryRowContext(ctx, `SELECT count(*) FILTER (WHERE tablename IN ('goose_db_version', 'observation', 'neighbour')), count(*)
		FROM pg_tables WHERE schemaname = current_schema()`).Scan(&ours, &tables)
	switch {
	case err != nil:
		return false, err
	case ours == 3:
		return true, nil
	case tables > 0:
		return false, errors.New("it is another program's database and was left alone: expected an empty one, or one that goodmeasure made; create a database of its own for the workspace")
	}
	return false, nil
}

// skipLocked ends a SELECT that takes one of many waiting rows of a table: those in other transactions' hands are passed
// over. A SQLite transaction has the whole file to itself.
func (w *Workspace) skipLocked(table string) string {
	if w.lock == "" {
		return ""
	}
	return " FOR UPDATE OF " + table + " SKIP LOCKED"
}

// ofEach ends a query that looks up, for each row so far, those of a table that meet a condition. What is "CROSS JOIN" in SQLite, which
// takes tables in the order they are named in, is a subquery in PostgreSQL that nothing is taken out of: so neither reads the whole table.
func (e engine) ofEach(table, condition string) string {
	if e.lock == "" {
		return table + " WHERE " + condition
	}
	return "LATERAL (SELECT * FROM " + table + " WHERE " + condition + " OFFSET 0) p"
}
