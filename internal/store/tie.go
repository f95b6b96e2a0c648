package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"fmt"
	"strings"

	"goodmeasure/evidence"
)

const tieColumns = "t.id, t.finding, t.kind, t.target, t.direction, t.strength, t.note, t.account, t.made"

// AddTie leads from a finding to a measure, an outcome or a reason of a definition. A finding is tied to the same thing
// once: saying it again changes the tie.
func (w *Workspace) AddTie(ctx context.Context, by evidence.Account, t evidence.Tie) (evidence.Tie, error) {
	err := t.Check()
	if err == nil {
		err = w.inTransaction(ctx, func(tx *sql.Tx) error {
			var review, record int64
			if err := tx.QueryRowContext(ctx, "SELECT c.review, c.record FROM finding f JOIN card c ON c.id = f.card WHERE f.id = $1", t.Finding).Scan(&review, &record); err != nil {
				return fmt.Errorf("finding %d: %w", t.Finding, evidence.ErrNotFound)
			}
			if _, err := reviewOf(ctx, tx, review, w.stay); err != nil {
				return err
			}
			if err := somebodys(ctx, tx, by); err != nil {
				return err
			}
			id, err := numbers(ctx, tx, "tie", 1)
			if err != nil {
				return err
			}
			t.ID, t.Account, t.Made, t.Target, t.Strength, t.Note = id, by.ID, now(), clean(t.Target), clean(t.Strength), clean(t.Note)
			if err := tx.QueryRowContext(ctx, `INSERT INTO tie (id, finding, kind, target, direction, strength, note, account, made) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)
				ON CONFLICT (finding, kind, target) DO UPDATE SET direction = $5, strength = $6, note = $7, account = $8, made = $9 RETURNING id`,
				t.ID, t.Finding, t.Kind, t.Target, t.Direction, t.Strength, t.Note, t.Account, stamp(t.Made)).Scan(&t.ID); err != nil {
				return err
			}
			return note(ctx, tx, by, evidence.Act{Verb: "added", Subject: "tie", Number: t.ID, Review: review, Record: record}, nil, t)
		})
	}
	if err != nil {
		return t, fmt.Errorf("tying finding %d to %s %s: %w", t.Finding, t.Kind, t.Target, err)
	}
	return t, nil
}

// RemoveTie unties a finding.
func (w *Workspace) RemoveTie(ctx context.Context, by evidence.Account, id int64) error {
	err := w.inTransaction(ctx, func(tx *sql.Tx) error {
		told, err := one(ctx, tx, readTold, toldQuery+" WHERE t.id = $1", id)
		return firstOf(err,
			func() error { return change(ctx, tx, "DELETE FROM tie WHERE id = $1", id) },
			func() error {
				return note(ctx, tx, by, evidence.Act{Verb: "removed", Subject: "tie", Number: id, Review: told.Review, Record: told.Record}, told.Tie, nil)
			})
	})
	if err != nil {
		return fmt.Errorf("removing tie %d: %w", id, err)
	}
	return nil
}

var toldQuery = "SELECT " + tieColumns + `, f.text, f.quotation, f.document, f.page, f.checked, c.id, c.review, c.record, c.description, r.title, r.year, ` + counts + `
	FROM tie t JOIN finding f ON f.id = t.finding JOIN card c ON c.id = f.card JOIN record r ON r.id = c.record JOIN review v ON v.id = c.review`

// counts is that a finding's work is one that its review rests on.
var counts = "(r.merged_into = 0 AND " + letIn("c", evidence.TitleAbstract, "v.screeners") + " AND " + letIn("c", evidence.FullText, "v.screeners") + ")"

func readTold(row scanner) (t evidence.Told, err error) {
	var description []byte
	if err := row.Scan(&t.Tie.ID, &t.Tie.Finding, &t.Tie.Kind, &t.Tie.Target, &t.Tie.Direction, &t.Tie.Strength, &t.Tie.Note, &t.Tie.Account, when{&t.Tie.Made},
		&t.Finding.Text, &t.Finding.Quotation, &t.Finding.Document, &t.Finding.Page, &t.Finding.Checked, &t.Card, &t.Review, &t.Record, &description, &t.Title, &t.Year, &t.Counts); err != nil {
		return t, err
	}
	t.Finding.ID = t.Tie.Finding
	var card evidence.CardText
	err = json.Unmarshal(description, &card)
	t.Appraisals = card.Appraisals
	return t, err
}

func (w *Workspace) told(ctx context.Context, condition string, args ...any) ([]evidence.Told, error) {
	found, err := all(ctx, w.read, func(rows *sql.Rows) (evidence.Told, error) { return readTold(rows) }, toldQuery+" WHERE "+condition+" ORDER BY r.year DESC, r.id, f.position, t.id", args...)
	if err != nil {
		return nil, fmt.Errorf("reading what findings are tied to in %s: %w", w.place, err)
	}
	return found, nil
}

// ToldOf gives what findings say of some indicators, outcomes or reasons of definitions, the newest works first: those
// findings that count as evidence.
func (w *Workspace) ToldOf(ctx context.Context, kind evidence.TieKind, targets ...string) ([]evidence.Told, error) {
	return w.toldOfAny(ctx, kind, "t.target = $%d", targets)
}

// ToldOfReasons gives what findings that count as evidence say of the reasons that any definitions give for some indicators,
// the newest works first.
func (w *Workspace) ToldOfReasons(ctx context.Context, indicators ...string) ([]evidence.Told, error) {
	var ends []string
	for _, id := range indicators {
		ends = append(ends, "%"+likely.Replace(evidence.Ground{Indicator: id}.Target()))
	}
	return w.toldOfAny(ctx, evidence.ToDefinition, `t.target LIKE $%d ESCAPE '\'`, ends)
}

// likely has LIKE take text for itself.
var likely = strings.NewReplacer(`\`, `\\`, `%`, `\%`, `_`, `\_`)

func (w *Workspace) toldOfAny(ctx context.Context, kind evidence.TieKind, condition string, wanted []string) ([]evidence.Told, error) {
	if len(wanted) == 0 {
		return nil, nil
	}
	args, conditions := []any{kind}, []string{}
	for _, one := range wanted {
		args = append(args, one)
		conditions = append(conditions, fmt.Sprintf(condition, len(args)))
	}
	return w.told(ctx, "t.kind = $1 AND "+counts+" AND ("+strings.Join(conditions, " OR ")+")", args...)
}

// ToldIn gives all that the findings of a review are tied to, whether they count as evidence or not.
func (w *Workspace) ToldIn(ctx context.Context, review int64) ([]evidence.Told, error) {
	return w.told(ctx, "c.review = $1", review)
}
