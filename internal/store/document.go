package store

import (
	"context"
	"crypto/sha256"
	"database/sql"
	"encoding/hex"
	"errors"
	"fmt"
	"path"
	"strings"

	"github.com/dustin/go-humanize"

	"goodmeasure/evidence"
)

const attachmentColumns = "a.id, a.record, a.document, a.name, d.type, d.bytes, a.account, a.added"

func readAttachment(row scanner) (a evidence.Attachment, err error) {
	return a, row.Scan(&a.ID, &a.Record, &a.SHA256, &a.Name, &a.Type, &a.Bytes, &a.Account, when{&a.Added})
}

// Attach puts a full text beside a record. The same text attached twice, to this record or another, is kept once.
func (w *Workspace) Attach(ctx context.Context, by evidence.Account, record int64, name, mediaType string, content []byte) (a evidence.Attachment, err error) {
	sum := sha256.Sum256(content)
	name = path.Base(strings.ReplaceAll(clean(name), `\`, "/"))
	a = evidence.Attachment{Record: record, SHA256: hex.EncodeToString(sum[:]), Name: cut(name, 255), Type: clean(mediaType), Bytes: int64(len(content)), Account: by.ID, Added: now()}
	switch {
	case len(content) == 0:
		err = errors.New("it is empty")
	case len(content) > evidence.MaxDocument:
		err = fmt.Errorf("it has %s bytes: expected at most %s", humanize.Comma(int64(len(content))), humanize.Comma(evidence.MaxDocument))
	default:
		err = w.inTransaction(ctx, func(tx *sql.Tx) error { return w.attach(ctx, tx, by, &a, content) })
	}
	if err != nil {
		return a, fmt.Errorf("attaching %s to record %d: %w", a.Name, record, err)
	}
	return a, nil
}

func (w *Workspace) attach(ctx context.Context, tx *sql.Tx, by evidence.Account, a *evidence.Attachment, content []byte) error {
	if _, err := one(ctx, tx, value[int64], "SELECT id FROM record WHERE id = $1"+w.lock, a.Record); err != nil {
		return err
	}
	held, err := one(ctx, tx, readAttachment, "SELECT "+attachmentColumns+" FROM attachment a JOIN document d ON d.sha256 = a.document WHERE a.record = $1 AND a.document = $2", a.Record, a.SHA256)
	if err == nil {
		*a = held
		return nil
	}
	if !errors.Is(err, evidence.ErrNotFound) {
		return err
	}
	if a.ID, err = numbers(ctx, tx, "attachment", 1); err != nil {
		return err
	}
	return firstOf(nil,
		func() error {
			_, err := tx.ExecContext(ctx, "INSERT INTO document (sha256, type, bytes, content) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING", a.SHA256, a.Type, a.Bytes, content)
			return err
		},
		func() error {
			_, err := tx.ExecContext(ctx, "INSERT INTO attachment (id, record, document, name, account, added) VALUES ($1, $2, $3, $4, $5, $6)",
				a.ID, a.Record, a.SHA256, a.Name, a.Account, stamp(a.Added))
			return err
		},
		func() error {
			return note(ctx, tx, by, evidence.Act{Verb: "added", Subject: "attachment", Number: a.ID, Record: a.Record}, nil, *a)
		})
}

// Attachments lists the full texts of a record, and of those merged into it.
func (w *Workspace) Attachments(ctx context.Context, record int64) ([]evidence.Attachment, error) {
	found, err := all(ctx, w.read, func(rows *sql.Rows) (evidence.Attachment, error) { return readAttachment(rows) },
		"SELECT "+attachmentColumns+` FROM attachment a JOIN document d ON d.sha256 = a.document JOIN record r ON r.id = a.record
		WHERE r.id = $1 OR r.merged_into = $1 ORDER BY a.id`, record)
	if err != nil {
		return nil, fmt.Errorf("listing the full texts of record %d: %w", record, err)
	}
	return found, nil
}

// Document gives a full text by the number of its attachment.
func (w *Workspace) Document(ctx context.Context, attachment int64) (a evidence.Attachment, content []byte, err error) {
	a, err = one(ctx, w.read, func(row scanner) (a evidence.Attachment, err error) {
		return a, row.Scan(&a.ID, &a.Record, &a.SHA256, &a.Name, &a.Type, &a.Bytes, &a.Account, when{&a.Added}, &content)
	}, "SELECT "+attachmentColumns+", d.content FROM attachment a JOIN document d ON d.sha256 = a.document WHERE a.id = $1", attachment)
	if err != nil {
		return a, nil, fmt.Errorf("reading full text %d: %w", attachment, err)
	}
	return a, content, nil
}

// Detach takes a full text away from its record, and out of the workspace where no other record has it.
func (w *Workspace) Detach(ctx context.Context, by evidence.Account, attachment int64) error {
	err := w.inTransaction(ctx, func(tx *sql.Tx) error {
		if _, err := numbers(ctx, tx, "attachment", 0); err != nil { // nobody else attaches the document until it is gone
			return err
		}
		before, err := one(ctx, tx, readAttachment, "SELECT "+attachmentColumns+" FROM attachment a JOIN document d ON d.sha256 = a.document WHERE a.id = $1", attachment)
		return firstOf(err,
			func() error { return change(ctx, tx, "DELETE FROM attachment WHERE id = $1", attachment) },
			func() error {
				_, err := tx.ExecContext(ctx, "DELETE FROM document WHERE sha256 = $1 AND NOT EXISTS (SELECT 1 FROM attachment WHERE document = $1)", before.SHA256)
				return err
			},
			func() error {
				return note(ctx, tx, by, evidence.Act{Verb: "removed", Subject: "attachment", Number: attachment, Record: before.Record}, before, nil)
			})
	})
	if err != nil {
		return fmt.Errorf("taking full text %d away: %w", attachment, err)
	}
	return nil
}

// SetPages keeps the text of a document's pages, the first first, in place of what was kept before.
func (w *Workspace) SetPages(ctx context.Context, sha256 string, pages []string) error {
	err := w.inTransaction(ctx, func(tx *sql.Tx) error {
		if _, err := one(ctx, tx, value[string], "SELECT sha256 FROM document WHERE sha256 = $1"+w.lock, sha256); err != nil {
			return err
		}
		if _, err := tx.ExecContext(ctx, "DELETE FROM page WHERE document = $1", sha256); err != nil {
			return err
		}
		number := 0
		return insert(ctx, tx, "page", "document, number, text", pages, func(text string) ([]any, error) {
			number++
			return []any{sha256, number, clean(text)}, nil
		})
	})
	if err != nil {
		return fmt.Errorf("keeping the pages of document %.12s: %w", sha256, err)
	}
	return nil
}

// Pages gives the text of a document's pages, the first first; none where they have not been read.
func (w *Workspace) Pages(ctx context.Context, sha256 string) ([]string, error) {
	pages, err := values[string](ctx, w.read, "SELECT text FROM page WHERE document = $1 ORDER BY number", sha256)
	if err != nil {
		return nil, fmt.Errorf("reading the pages of document %.12s: %w", sha256, err)
	}
	return pages, nil
}
