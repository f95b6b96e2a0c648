package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"goodmeasure/evidence"
)

const actColumns = "id, at, account, name, verb, subject, number, review, record, stage, before, after"

// note puts an act into the trail, as part of the transaction that carries it out.
func note(ctx context.Context, tx *sql.Tx, by evidence.Account, a evidence.Act, before, after any) error {
	a, err := noted(by, a, before, after)
	if err != nil {
		return err
	}
	return keepActs(ctx, tx, []evidence.Act{a})
}

// noted is an act as the trail is to have it, without its number.
func noted(by evidence.Account, a evidence.Act, before, after any) (_ evidence.Act, err error) {
	a.At, a.Account, a.Name = now(), by.ID, by.Name
	if a.Before, err = described(before); err != nil {
		return a, err
	}
	a.After, err = described(after)
	return a, err
}

func keepActs(ctx context.Context, tx *sql.Tx, acts []evidence.Act) error {
	first, err := numbers(ctx, tx, "act", len(acts))
	if err != nil {
		return err
	}
	for n := range acts {
		acts[n].ID = first + int64(n)
	}
	return insert(ctx, tx, "act", actColumns, acts, func(a evidence.Act) ([]any, error) {
		return []any{a.ID, stamp(a.At), a.Account, clean(a.Name), a.Verb, a.Subject, a.Number, a.Review, a.Record, a.Stage, a.Before, a.After}, nil
	})
}

// described is a thing as JSON; nothing is "".
func described(thing any) (string, error) {
	if thing == nil {
		return "", nil
	}
	text, err := json.Marshal(thing)
	if err != nil {
		return "", fmt.Errorf("describing for the record what changed: %w", err)
	}
	return withoutNUL.Replace(string(text)), nil
}

// withoutNUL takes NUL out of a text of JSON, and passes over a backslash that is one.
var withoutNUL = strings.NewReplacer(`\\`, `\\`, `\u0000`, "")

// Trail asks for part of the audit trail.
type Trail struct {
	Review int64 // 0: all, and what belongs to no review
	Record int64 // 0: all
	Before int64 // acts numbered below this; 0: from the newest
	Limit  int   // at most 1000; 0: 100
	Viewer int64 // what is still hidden from this account is left out
}

// Acts gives the acts asked for, newest first. What a blind reviewer decided is told to nobody but them until the record
// has all its decisions.
func (w *Workspace) Acts(ctx context.Context, t Trail) ([]evidence.Act, error) {
	if t.Limit <= 0 {
		t.Limit = 100
	}
	acts, err := all(ctx, w.read, readActs, "SELECT "+actColumns+` FROM act
		WHERE (CAST($1 AS BIGINT) = 0 OR review = $1 OR review = 0 AND subject IN ('duplicate', 'attachment') AND EXISTS (SELECT 1 FROM review_record m WHERE m.review = $1 AND m.record = act.record)) AND (CAST($2 AS BIGINT) = 0 OR record = $2) AND (CAST($3 AS BIGINT) = 0 OR id < $3)
		AND (subject <> 'decision' OR account = $4 OR `+unveiled("act")+`)
		ORDER BY id DESC LIMIT $5`, t.Review, t.Record, t.Before, t.Viewer, min(t.Limit, 1000))
	if err != nil {
		return nil, fmt.Errorf("reading who did what in %s: %w", w.place, err)
	}
	return acts, nil
}

func readActs(rows *sql.Rows) (a evidence.Act, err error) {
	return a, rows.Scan(&a.ID, when{&a.At}, &a.Account, &a.Name, &a.Verb, &a.Subject, &a.Number, &a.Review, &a.Record, &a.Stage, &a.Before, &a.After)
}
