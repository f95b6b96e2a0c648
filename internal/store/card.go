package store

import (
	"context"
	"database/sql"
	"encoding/json"
	"errors"
	"fmt"
	"slices"

	"goodmeasure/evidence"
)

const (
	cardColumns    = "id, review, record, version, description, account, changed"
	findingColumns = "id, card, position, text, quotation, document, page, checked"
)

// ErrStale is that somebody else has changed a thing since it was read.
var ErrStale = errors.New("somebody has changed it since you opened it; look at what it says now, then make your change again")

func readCard(row scanner) (c evidence.Card, err error) {
	var description []byte
	if err := row.Scan(&c.ID, &c.Review, &c.Record, &c.Version, &description, &c.Account, when{&c.Changed}); err != nil {
		return c, err
	}
	return c, json.Unmarshal(description, &c.CardText)
}

// SaveCard writes a card, new (version 0) or over the version that it was made on. Findings keep the numbers they come
// with; those without one get one, and those no longer there go, with their ties.
func (w *Workspace) SaveCard(ctx context.Context, by evidence.Account, c evidence.Card) (evidence.Card, error) {
	err := w.inTransaction(ctx, func(tx *sql.Tx) error {
		review, err := reviewOf(ctx, tx, c.Review, w.stay)
		if err != nil {
			return err
		}
		if err := firstOf(somebodys(ctx, tx, by), func() error { return c.Check(review.Terms) }); err != nil {
			return err
		}
		if err := w.holdMember(ctx, tx, c.Review, c.Record); err != nil {
			return err
		}
		before, err := cardOf(ctx, tx, c.Review, c.Record)
		known := err == nil
		if err != nil && !errors.Is(err, evidence.ErrNotFound) {
			return err
		}
		if before.Version != c.Version {
			return ErrStale
		}
		return w.writeCard(ctx, tx, by, before, known, &c)
	})
	if err != nil {
		return c, fmt.Errorf("keeping the card of record %d in review %d: %w", c.Record, c.Review, err)
	}
	return c, nil
}

func (w *Workspace) writeCard(ctx context.Context, tx *sql.Tx, by evidence.Account, before evidence.Card, known bool, c *evidence.Card) (err error) {
	var stood any
	if c.ID = before.ID; known {
		stood = before
	} else if c.ID, err = numbers(ctx, tx, "card", 1); err != nil {
		return err
	}
	c.Version, c.Account, c.Changed = c.Version+1, by.ID, now()
	description, err := described(c.CardText)
	return firstOf(err,
		func() error {
			_, err := tx.ExecContext(ctx, "INSERT INTO card ("+cardColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7)
				ON CONFLICT (id) DO UPDATE SET version = $4, description = $5, account = $6, changed = $7`,
				c.ID, c.Review, c.Record, c.Version, description, c.Account, stamp(c.Changed))
			return err
		},
		func() error { return writeFindings(ctx, tx, before, c) },
		func() error { return fileCard(ctx, tx, *c) },
		func() error {
			return note(ctx, tx, by, evidence.Act{Verb: map[bool]string{true: "changed", false: "added"}[known], Subject: "card", Number: c.ID, Review: c.Review, Record: c.Record}, stood, *c)
		})
}

// writeFindings changes, adds and removes rows so that a card has the findings it says.
func writeFindings(ctx context.Context, tx *sql.Tx, before evidence.Card, c *evidence.Card) error {
	had := map[int64]bool{}
	for _, f := range before.Findings {
		had[f.ID] = true
	}
	c.Findings = append([]evidence.KeyFinding{}, c.Findings...)
	for n := range c.Findings {
		f := &c.Findings[n]
		f.Text, f.Quotation = clean(f.Text), clean(f.Quotation)
		if f.ID != 0 && !had[f.ID] {
			return fmt.Errorf("finding %d is none of this card's", f.ID)
		}
		delete(had, f.ID)
		if f.ID == 0 {
			id, err := numbers(ctx, tx, "finding", 1)
			if err != nil {
				return err
			}
			f.ID = id
		}
		if _, err := tx.ExecContext(ctx, "INSERT INTO finding ("+findingColumns+`) VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
			ON CONFLICT (id) DO UPDATE SET position = $3, text = $4, quotation = $5, document = $6, page = $7, checked = $8`,
			f.ID, c.ID, n+1, f.Text, f.Quotation, f.Document, f.Page, f.Checked); err != nil {
			return err
		}
	}
	for _, f := range before.Findings {
		if had[f.ID] {
			if err := change(ctx, tx, "DELETE FROM finding WHERE id = $1", f.ID); err != nil {
				return err
			}
		}
	}
	return nil
}

// fileCard files the record under what its card says, where that is something else than before.
func fileCard(ctx context.Context, tx *sql.Tx, c evidence.Card) error {
	facets := map[string][]string{"group": c.Groups, "outcome": c.Outcomes}
	if c.Place != "" {
		facets["place"] = []string{c.Place}
	}
	for name, values := range c.Facets {
		facets[name] = append(facets[name], values...)
	}
	rows := facetRows(c.Record, c.ID, facets)
	before, err := all(ctx, tx, func(rows *sql.Rows) (f filing, err error) { return f, rows.Scan(&f.name, &f.value) },
		"SELECT name, value FROM record_facet WHERE record = $1 AND card = $2", c.Record, c.ID)
	if err != nil {
		return err
	}
	after := map[filing]bool{}
	for _, row := range rows {
		after[filing{row[2].(string), row[3].(string)}] = true
	}
	if len(before) == len(after) && !slices.ContainsFunc(before, func(f filing) bool { return !after[f] }) {
		return nil // nobody who corrects the record meanwhile has to look at it anew, nor who copies it to fetch it
	}
	if _, err := tx.ExecContext(ctx, "DELETE FROM record_facet WHERE record = $1 AND card = $2", c.Record, c.ID); err != nil {
		return err
	}
	revision, err := numbers(ctx, tx, "revision", 1)
	return firstOf(err,
		func() error {
			return insertOrKeep(ctx, tx, "record_facet", "record, card, name, value", rows, func(row []any) ([]any, error) { return row, nil })
		},
		func() error {
			return change(ctx, tx, "UPDATE record SET revision = $2, changed = $3 WHERE id = $1", c.Record, revision, stamp(c.Changed))
		})
}

// Card gives the card of a record in a review.
func (w *Workspace) Card(ctx context.Context, review, record int64) (evidence.Card, error) {
	c, err := cardOf(ctx, w.read, review, record)
	if err != nil {
		return c, fmt.Errorf("looking up the card of record %d in review %d: %w", record, review, err)
	}
	return c, nil
}

func cardOf(ctx context.Context, db rowQuerier, review, record int64) (evidence.Card, error) {
	c, err := one(ctx, db, readCard, "SELECT "+cardColumns+" FROM card WHERE review = $1 AND record = $2", review, record)
	if err != nil {
		return c, err
	}
	cards, err := withFindings(ctx, db, []evidence.Card{c}, "card = $1", c.ID)
	return cards[0], err
}

// Cards lists the cards of a review in the order of their records.
func (w *Workspace) Cards(ctx context.Context, review int64) ([]evidence.Card, error) {
	return w.cards(ctx, "review", review)
}

// CardsOf lists the cards that reviews have of a record.
func (w *Workspace) CardsOf(ctx context.Context, record int64) ([]evidence.Card, error) {
	return w.cards(ctx, "record", record)
}

func (w *Workspace) cards(ctx context.Context, column string, number int64) ([]evidence.Card, error) {
	cards, err := all(ctx, w.read, func(rows *sql.Rows) (evidence.Card, error) { return readCard(rows) },
		"SELECT "+cardColumns+" FROM card WHERE "+column+" = $1 ORDER BY review, record", number)
	if err == nil {
		cards, err = withFindings(ctx, w.read, cards, "card IN (SELECT id FROM card WHERE "+column+" = $1)", number)
	}
	if err != nil {
		return nil, fmt.Errorf("listing the cards of %s %d: %w", column, number, err)
	}
	return cards, nil
}

func withFindings(ctx context.Context, db rowQuerier, cards []evidence.Card, condition string, number int64) ([]evidence.Card, error) {
	at := map[int64]int{}
	for n, c := range cards {
		at[c.ID] = n
	}
	_, err := all(ctx, db, func(rows *sql.Rows) (struct{}, error) {
		var f evidence.KeyFinding
		var card int64
		err := rows.Scan(&f.ID, &card, new(int), &f.Text, &f.Quotation, &f.Document, &f.Page, &f.Checked)
		if n, ok := at[card]; ok {
			cards[n].Findings = append(cards[n].Findings, f)
		}
		return struct{}{}, err
	}, "SELECT "+findingColumns+" FROM finding WHERE "+condition+" ORDER BY card, position", number)
	return cards, err
}
