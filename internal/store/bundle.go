package store

import (
	"archive/zip"
	"context"
	"fmt"
	"io"
)

// A bundle is one review as an archive like a backup's: its tables' rows that belong to the review.
const bundleFormat = "goodmeasure-review"

// bundled are the tables of a bundle in the order in which they are read, with what of them belongs to review $1. Of
// accounts it has names and addresses, and nothing that lets anybody in.
var bundled = []struct {
	table
	columns, where string
}{
	{table{"account", "id"}, "id, email, name, created", `id IN (SELECT account FROM decision WHERE review = $1 UNION SELECT account FROM card WHERE review = $1
		UNION SELECT account FROM role WHERE review = $1 UNION SELECT account FROM act WHERE review = $1 UNION SELECT account FROM attachment WHERE record IN ` + members + `
		UNION SELECT account FROM duplicate WHERE kept IN ` + members + ` AND other IN ` + members + ` UNION SELECT t.account FROM tie t JOIN finding f ON f.id = t.finding JOIN card c ON c.id = f.card WHERE c.review = $1)`},
	{table{"review", "id"}, "*", "id = $1"},
	{table{"source", "id"}, "*", "id IN (SELECT x.source FROM record_source x WHERE x.record IN " + members + ") OR review = $1"},
	{table{"record", "id"}, "*", "id IN " + members},
	{table{"review_record", "record"}, "*", "review = $1"},
	{table{"record_identifier", "record, scheme, value"}, "*", "record IN " + members},
	{table{"record_source", "record, source"}, "*", "record IN " + members},
	{table{"card", "id"}, "*", "review = $1"},
	{table{"finding", "id"}, "*", "card IN (SELECT id FROM card WHERE review = $1)"},
	{table{"record_facet", "record, name, value, card"}, "*", "record IN " + members + " AND (card = 0 OR card IN (SELECT id FROM card WHERE review = $1))"},
	{table{"decision", "id"}, "*", "review = $1"},
	{table{"duplicate", "id"}, "*", "kept IN " + members + " AND other IN " + members},
	{table{"document", "sha256"}, "*", "sha256 IN (SELECT document FROM attachment WHERE record IN " + members + ")"},
	{table{"page", "document, number"}, "*", "document IN (SELECT document FROM attachment WHERE record IN " + members + ")"},
	{table{"attachment", "id"}, "*", "record IN " + members},
	{table{"tie", "id"}, "*", "finding IN (SELECT f.id FROM finding f JOIN card c ON c.id = f.card WHERE c.review = $1)"},
	{table{"act", "id"}, "*", "review = $1 OR review = 0 AND subject IN ('duplicate', 'attachment') AND record IN " + members},
	{table{"role", "account"}, "*", "review = $1"},
}

const members = "(SELECT m.record FROM review_record m WHERE m.review = $1)"

// Bundle writes all of a review at one moment: terms, searches, records as their files had them, duplicates, decisions and
// whose they are, cards, ties, full texts with their pages, and the trail. Whether it may is asked of the workspace as it
// is at that moment, which can only be read: what is decided meanwhile is neither asked about nor written.
func (w *Workspace) Bundle(ctx context.Context, review int64, to io.Writer, program string, may func(*Workspace) error) (s Summary, err error) {
	s = Summary{Format: bundleFormat, Version: backupVersion, Program: program, Made: now()}
	if _, s.Tables, _, err = w.schema(ctx); err != nil {
		return s, err
	}
	tx, err := w.moment(ctx)
	if err != nil {
		return s, err
	}
	defer tx.Rollback()
	then := &Workspace{readers: w.readers, read: tx, place: w.place, engine: w.engine}
	if _, err := then.Review(ctx, review); err != nil {
		return s, err
	}
	if err := may(then); err != nil {
		return s, err
	}
	archive := zip.NewWriter(to)
	for _, t := range bundled {
		held, err := writeTable(ctx, tx, archive, t.table, "SELECT "+t.columns+" FROM "+t.name+" WHERE "+t.where+" ORDER BY "+t.key, review)
		if err != nil {
			return s, fmt.Errorf("bundling %s: %w", t.name, err)
		}
		s.Held = append(s.Held, held)
	}
	return s, finish(archive, s)
}
