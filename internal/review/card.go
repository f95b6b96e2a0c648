package review

import (
	"context"
	"errors"
	"slices"
	"strings"

	"goodmeasure/evidence"
	"goodmeasure/fulltext"
)

// Card gives the summary card of a record: an empty one where none has been written.
func (d *Desk) Card(ctx context.Context, review, record int64) (evidence.Card, error) {
	if _, err := d.needMember(ctx, review, record, evidence.Reader, "reading the review"); err != nil {
		return evidence.Card{}, err
	}
	card, err := d.workspace().Card(ctx, review, record)
	if errors.Is(err, evidence.ErrNotFound) {
		return evidence.Card{Review: review, Record: record}, nil
	}
	return card, err
}

// Summarise writes a record's card. Each quotation is looked for in the full texts attached to the record, and the card
// says where it was found: on the page named, on another, or nowhere.
func (d *Desk) Summarise(ctx context.Context, card evidence.Card) (evidence.Card, error) {
	if _, err := d.needMember(ctx, card.Review, card.Record, evidence.Reviewer, "writing a summary"); err != nil {
		return card, err
	}
	if err := evidence.CheckAppraisals(card.Appraisals); err != nil {
		return card, err
	}
	texts, err := d.workspace().Attachments(ctx, card.Record)
	if err != nil {
		return card, err
	}
	for n := range card.Findings {
		if card.Findings[n], err = d.checked(ctx, card.Findings[n], texts); err != nil {
			return card, err
		}
	}
	return d.workspace().SaveCard(ctx, d.who, card)
}

// checked says where the quotation of a finding stands. A page that was not named is filled in where it is found.
func (d *Desk) checked(ctx context.Context, f evidence.KeyFinding, texts []evidence.Attachment) (evidence.KeyFinding, error) {
	f.Checked, f.Document = evidence.Unchecked, ""
	if strings.TrimSpace(f.Quotation) == "" {
		return f, nil
	}
	for _, a := range texts {
		pages, err := d.workspace().Pages(ctx, a.SHA256)
		if err != nil {
			return f, err
		}
		if len(pages) == 0 {
			continue
		}
		if f.Checked == evidence.Unchecked {
			f.Checked = evidence.NotFound
		}
		found := fulltext.Find(f.Quotation, numbered(pages))
		switch {
		case !found.Exact:
			continue
		case f.Page == 0:
			f.Page = found.Page
			fallthrough
		case slices.Contains(found.Pages, f.Page):
			f.Checked, f.Document = evidence.OnPage, a.SHA256
			return f, nil
		case f.Checked != evidence.Elsewhere:
			f.Checked, f.Document = evidence.Elsewhere, a.SHA256
		}
	}
	return f, nil
}

// numbered are the pages of a text with their places in its file.
func numbered(texts []string) []fulltext.Page {
	pages := make([]fulltext.Page, len(texts))
	for n, text := range texts {
		pages[n] = fulltext.Page{Number: n + 1, Text: text}
	}
	return pages
}

// Cards lists the summary cards of a review.
func (d *Desk) Cards(ctx context.Context, review int64) ([]evidence.Card, error) {
	if _, err := d.Review(ctx, review); err != nil {
		return nil, err
	}
	return d.workspace().Cards(ctx, review)
}
