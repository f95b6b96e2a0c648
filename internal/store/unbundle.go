package store

import (
	"archive/zip"
	"context"
	"crypto/rand"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"io"
	"slices"
	"strings"

	"goodmeasure/evidence"
)

// Unbundle makes a new review of a bundle, with records of its own. People are known again by their addresses; those who
// have no account here, and those whose account was removed before the bundle was made, get one that nobody can sign in
// with. All of it goes in, or nothing.
func (w *Workspace) Unbundle(ctx context.Context, by evidence.Account, bundle io.ReaderAt, size int64) (r evidence.Review, err error) {
	archive, s, err := openArchive(bundle, size, bundleFormat)
	if err != nil {
		return r, err
	}
	_, version, _, err := w.schema(ctx)
	if err != nil {
		return r, err
	}
	if s.Tables > version {
		return r, fmt.Errorf("it was made by a newer version of the program (%s); use that version", s.Program)
	}
	err = w.inTransaction(ctx, func(tx *sql.Tx) error {
		u := &unbundling{w: w, tx: tx, next: map[string]int64{}, numbers: map[string]map[int64]int64{"account": {0: 0}, "review": {}, "record": {}}, merged: map[int64]int64{}, removed: map[int64]string{}}
		if err := u.reserve(ctx, s); err != nil {
			return err
		}
		for _, t := range bundled {
			if err := u.take(ctx, archive, t.table, s.held(t.name)); err != nil {
				return fmt.Errorf("table %s: %w", t.name, err)
			}
		}
		if len(u.numbers["review"]) != 1 {
			return fmt.Errorf("it holds %d reviews: expected one", len(u.numbers["review"]))
		}
		for _, id := range u.numbers["review"] {
			r.ID = id
		}
		return firstOf(u.end(ctx, r.ID),
			func() (err error) { r, err = reviewOf(ctx, tx, r.ID, ""); return err },
			func() error { return r.Check() },
			func() error {
				if by.ID == 0 {
					return nil
				}
				return setRole(ctx, tx, by.ID, r.ID, evidence.Owner)
			},
			func() error {
				return note(ctx, tx, by, evidence.Act{Verb: "restored", Subject: "review", Number: r.ID, Review: r.ID}, nil, r)
			})
	})
	if err != nil {
		return r, fmt.Errorf("restoring a review: %w; nothing was kept", err)
	}
	return r, nil
}

// unbundling gives what a bundle holds new numbers.
type unbundling struct {
	w        *Workspace
	tx       *sql.Tx
	next     map[string]int64           // number that the next row of a kind gets
	numbers  map[string]map[int64]int64 // by kind, then by the number in the bundle
	merged   map[int64]int64            // records by the one that stands for them, in new numbers
	removed  map[int64]string           // names of people whose account the bundle does not hold, in new numbers
	revision int64
}

// leads says what the columns of a bundle's tables lead to.
var leads = map[string]string{"review": "review", "record": "record", "kept": "record", "other": "record", "source": "source", "card": "card", "finding": "finding", "account": "account"}

// reserve takes numbers for all rows, in an order in which nobody waits for whom others wait for: see numbers.
func (u *unbundling) reserve(ctx context.Context, s Summary) (err error) {
	kinds := []string{}
	for _, t := range bundled {
		if t.key == "id" && t.name != "record" && t.name != "duplicate" && t.name != "act" {
			kinds = append(kinds, t.name)
		}
	}
	if _, err := numbers(ctx, u.tx, "account", 0); err != nil { // for those whose account the bundle does not hold
		return err
	}
	for _, kind := range append(kinds, "record") {
		if err := u.number(ctx, kind, s.held(kind)); err != nil {
			return err
		}
	}
	if records := s.held("record").Rows; records > 0 {
		if u.revision, err = numbers(ctx, u.tx, "revision", records); err != nil {
			return err
		}
	}
	if err := u.number(ctx, "duplicate", s.held("duplicate")); err != nil {
		return err
	}
	_, err = numbers(ctx, u.tx, "entry", 0)
	return err
}

// number takes numbers for a table's rows.
func (u *unbundling) number(ctx context.Context, kind string, held *Held) (err error) {
	if held == nil {
		return fmt.Errorf("table %s: the bundle does not have it", kind)
	}
	if held.Rows == 0 {
		return nil
	}
	if u.numbers[kind] == nil {
		u.numbers[kind] = map[int64]int64{}
	}
	u.next[kind], err = numbers(ctx, u.tx, kind, held.Rows)
	return err
}

func (u *unbundling) take(ctx context.Context, archive *zip.Reader, t table, held *Held) error {
	if held == nil {
		return errors.New("the bundle does not have it")
	}
	if t.name == "act" { // the last, so that others can note what they do until then
		if err := u.number(ctx, t.name, held); err != nil {
			return err
		}
	}
	return u.w.readTable(ctx, u.tx, archive, t, held, func(of columns, row []any) ([]any, error) {
		fields := map[string]any{}
		for n, c := range of {
			fields[c.name] = row[n]
		}
		old, _ := fields["id"].(int64)
		if t.key == "id" {
			if _, twice := u.numbers[t.name][old]; twice || old < 1 {
				return nil, fmt.Errorf("the number %v is no number, or there twice", fields["id"])
			}
			u.numbers[t.name][old] = u.next[t.name]
			fields["id"] = u.next[t.name]
			u.next[t.name]++
		}
		if err := u.stranger(ctx, fields); err != nil {
			return nil, err
		}
		if err := u.renumber(t.name, fields); err != nil {
			return nil, err
		}
		if keep, err := u.special(ctx, t.name, old, fields); err != nil || !keep {
			return nil, err
		}
		for n, c := range of {
			row[n] = fields[c.name]
		}
		return row, nil
	})
}

// renumber has the columns that lead somewhere lead there by the new numbers.
func (u *unbundling) renumber(table string, fields map[string]any) error {
	for column, kind := range leads {
		old, is := fields[column].(int64)
		if !is {
			continue
		}
		now, known := u.numbers[kind][old]
		switch {
		case known:
			fields[column] = now
		case old == 0 && (table == "act" || table == "record_facet"), table == "act" && kind == "record":
			fields[column] = int64(0)
		case table == "source" && kind == "review": // a search for the library, or for another review that has the record too
			fields[column] = int64(0)
		default:
			return fmt.Errorf("it leads to %s %d, which the bundle does not hold", kind, old)
		}
	}
	return nil
}

// special looks after what is particular to a table, and tells whether the row goes in. The number is that in the bundle.
func (u *unbundling) special(ctx context.Context, table string, id int64, fields map[string]any) (keep bool, err error) {
	switch table {
	case "account":
		return false, u.account(ctx, id, fields)
	case "record":
		if old, _ := fields["merged_into"].(int64); old != 0 {
			u.merged[fields["id"].(int64)] = old
		}
		fields["merged_into"], fields["revision"], fields["public"], fields["first_public"] = int64(0), u.revision, false, ""
		u.revision++
	case "document":
		content, _ := fields["content"].([]byte)
		sum := sha256.Sum256(content)
		if fields["sha256"] != hex.EncodeToString(sum[:]) || fields["bytes"] != int64(len(content)) || len(content) > evidence.MaxDocument {
			return false, errors.New("a full text is not what its hash says")
		}
	case "act":
		if by, _ := fields["account"].(int64); u.removed[by] != "" {
			if name, _ := fields["name"].(string); name != "" {
				u.removed[by] = cut(name, 300)
			}
		}
		subject, _ := fields["subject"].(string)
		old, _ := fields["number"].(int64)
		if now, known := u.numbers[subject][old]; known {
			fields["number"] = now
		}
		if fields["review"] == int64(0) && subject != "duplicate" && subject != "attachment" {
			return false, errors.New("an act is of another review")
		}
	case "role":
		role, _ := fields["role"].(string)
		return evidence.Role(role).Valid(), nil
	}
	return true, nil
}

// account knows somebody again, or takes the name down as one that nobody signs in with.
func (u *unbundling) account(ctx context.Context, number int64, fields map[string]any) error {
	email, _ := fields["email"].(string)
	name, _ := fields["name"].(string)
	email = strings.ToLower(cut(email, 320))
	id, err := one(ctx, u.tx, value[int64], "SELECT id FROM account WHERE email = $1", email)
	if errors.Is(err, evidence.ErrNotFound) {
		id = fields["id"].(int64)
		err = u.keepOut(ctx, id, email, cut(name, 300))
	}
	u.numbers["account"][number] = id
	return err
}

// keepOut makes an account that nobody can sign in with.
func (u *unbundling) keepOut(ctx context.Context, id int64, email, name string) error {
	_, err := u.tx.ExecContext(ctx, "INSERT INTO account (id, email, name, password, subject, created, disabled) VALUES ($1, $2, $3, '', '', $4, $5)", id, email, name, stamp(now()), true)
	return err
}

// stranger gives an account to whoever did what a row says and whose account the bundle does not hold, because it was
// removed: under an address that is nobody's, and until the trail says a name without one.
func (u *unbundling) stranger(ctx context.Context, fields map[string]any) error {
	old, is := fields["account"].(int64)
	if _, known := u.numbers["account"][old]; !is || known {
		return nil
	}
	id, err := numbers(ctx, u.tx, "account", 1)
	if err != nil {
		return err
	}
	u.numbers["account"][old], u.removed[id] = id, "somebody removed"
	return u.keepOut(ctx, id, "removed-"+strings.ToLower(rand.Text())+"@removed.invalid", u.removed[id])
}

// end names whose account was removed, joins records that were merged, files what was added, and looks at it once more, so that nothing stays that could
// not be read later.
func (u *unbundling) end(ctx context.Context, review int64) error {
	for account, name := range u.removed {
		if err := change(ctx, u.tx, "UPDATE account SET name = $2 WHERE id = $1", account, name); err != nil {
			return err
		}
	}
	for record, old := range u.merged {
		if kept, known := u.numbers["record"][old]; known && kept != record {
			if err := change(ctx, u.tx, "UPDATE record SET merged_into = $2 WHERE id = $1", record, kept); err != nil {
				return err
			}
		}
	}
	r, err := reviewOf(ctx, u.tx, review, "")
	if err != nil {
		return err
	}
	decisions, err := all(ctx, u.tx, readDecisions, "SELECT "+decisionColumns+" FROM decision WHERE review = $1", review)
	if err != nil {
		return err
	}
	for _, d := range decisions {
		if err := d.Check(r.Terms); err != nil {
			return fmt.Errorf("a decision on record %d: %w", d.Record, err)
		}
	}
	if _, err := all(ctx, u.tx, func(rows *sql.Rows) (evidence.Card, error) { return readCard(rows) }, "SELECT "+cardColumns+" FROM card WHERE review = $1", review); err != nil {
		return err
	}
	entries, err := all(ctx, u.tx, func(rows *sql.Rows) (evidence.Entry, error) { return readEntry(rows) },
		"SELECT "+entryColumns+" FROM record WHERE id IN "+members+" ORDER BY id", review)
	if err != nil {
		return err
	}
	for chunk := range slices.Chunk(entries, atOnce) {
		with, err := withFacets(ctx, u.tx, chunk)
		if err == nil {
			err = index(ctx, u.tx, segmentsOf(wordsOf(with)))
		}
		if err != nil {
			return err
		}
	}
	return u.look(ctx, review)
}
