package review

import (
	"bytes"
	"context"
	"fmt"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/evidence"
)

// Attach puts a PDF beside a record and reads its text page by page. A file whose text cannot be read is kept all the
// same, and the warning says why.
func (d *Desk) Attach(ctx context.Context, review, record int64, name string, content []byte) (a evidence.Attachment, warning string, err error) {
	if _, err := d.needMember(ctx, review, record, evidence.Reviewer, "attaching a full text"); err != nil {
		return a, "", err
	}
	if !bytes.HasPrefix(content, []byte("%PDF-")) {
		return a, "", fmt.Errorf("attaching %q: it is no PDF; expected a file that begins with %%PDF-", name)
	}
	if a, err = d.workspace().Attach(ctx, d.who, record, name, "application/pdf", content); err != nil {
		return a, "", err
	}
	pages, err := d.room.read(ctx, content)
	if err != nil {
		why := strings.TrimPrefix(err.Error(), "reading the PDF: ")
		return a, fmt.Sprintf("The file is attached, but its text could not be read: %s. Quotations from it cannot be checked.", why), nil
	}
	texts, empty, unclear := make([]string, len(pages)), 0, 0
	for n, page := range pages {
		texts[n] = page.Text
		if strings.TrimSpace(page.Text) == "" {
			empty++
		}
		if page.Unknown > 0 {
			unclear++
		}
	}
	if len(pages) > 0 && empty == len(pages) {
		return a, "The file is attached, but its pages hold no text, as with a scan. Quotations from it cannot be checked.", nil
	}
	if empty > 0 {
		warning = chart.Count(empty, "page has", "pages have") + " no text that could be read. Quotations from there cannot be checked."
	}
	if unclear > 0 {
		warning = strings.TrimSpace(warning + " " + chart.Count(unclear, "page has", "pages have") + " signs whose letters the file does not tell. Quotations that hold them are not found.")
	}
	return a, warning, d.workspace().SetPages(ctx, a.SHA256, texts)
}

// Detach takes a full text away from a record.
func (d *Desk) Detach(ctx context.Context, review, record, attachment int64) error {
	if _, err := d.attachment(ctx, review, record, attachment, evidence.Reviewer); err != nil {
		return err
	}
	return d.workspace().Detach(ctx, d.who, attachment)
}

// attachment finds a full text among those of a record.
func (d *Desk) attachment(ctx context.Context, review, record, attachment int64, needed evidence.Role) (evidence.Attachment, error) {
	if _, err := d.needMember(ctx, review, record, needed, "working with full texts"); err != nil {
		return evidence.Attachment{}, err
	}
	all, err := d.workspace().Attachments(ctx, record)
	if err != nil {
		return evidence.Attachment{}, err
	}
	for _, a := range all {
		if a.ID == attachment {
			return a, nil
		}
	}
	return evidence.Attachment{}, fmt.Errorf("record %d has no full text %d: %w", record, attachment, evidence.ErrNotFound)
}

// Document gives an attached file.
func (d *Desk) Document(ctx context.Context, review, record, attachment int64) (evidence.Attachment, []byte, error) {
	if _, err := d.attachment(ctx, review, record, attachment, evidence.Reader); err != nil {
		return evidence.Attachment{}, nil, err
	}
	return d.workspace().Document(ctx, attachment)
}

// Pages gives the text of an attached file, the first page first.
func (d *Desk) Pages(ctx context.Context, review, record, attachment int64) (evidence.Attachment, []string, error) {
	a, err := d.attachment(ctx, review, record, attachment, evidence.Reader)
	if err != nil {
		return a, nil, err
	}
	pages, err := d.workspace().Pages(ctx, a.SHA256)
	return a, pages, err
}
