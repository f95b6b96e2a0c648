package review

import (
	"context"
	"errors"
	"slices"

	"goodmeasure/evidence"
)

// Card gives the summary card of a record: an empty one where none has been written. Quotations that are not on the page
// named say on which they are.
func (d *Desk) Card(ctx context.Context, review, record int64) (evidence.Card, error) {
	if _, err := d.needMember(ctx, review, record, evidence.Reader, "reading the review"); err != nil {
		return evidence.Card{}, err
	}
	card, err := d.workspace().Card(ctx, review, record)
	if errors.Is(err, evidence.ErrNotFound) {
		return evidence.Card{Review: review, Record: record}, nil
	}
	if err != nil {
		return card, err
	}
	return d.located(ctx, card)
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

// Cards lists the summary cards of a review.
func (d *Desk) Cards(ctx context.Context, review int64) ([]evidence.Card, error) {
	if _, err := d.Review(ctx, review); err != nil {
		return nil, err
	}
	return d.workspace().Cards(ctx, review)
}

// CardsIncluded lists the cards of the works that a review rests on.
func (d *Desk) CardsIncluded(ctx context.Context, review int64) ([]evidence.Card, error) {
	cards, err := d.Cards(ctx, review)
	if err != nil {
		return nil, err
	}
	included, err := d.included(ctx, review)
	return slices.DeleteFunc(cards, func(c evidence.Card) bool { return !included[c.Record] }), err
}

// NotEvidence says why the findings of a record's card do not count as evidence; "" where they do.
func (d *Desk) NotEvidence(ctx context.Context, review, record int64) (string, error) {
	if _, err := d.needMember(ctx, review, record, evidence.Reader, "reading the review"); err != nil {
		return "", err
	}
	for _, stage := range evidence.Stages() {
		standings, err := d.workspace().Standings(ctx, review, stage)
		if err != nil {
			return "", err
		}
		switch at, _ := standingOf(standings, record); at.Outcome {
		case evidence.Included:
		case evidence.Excluded:
			return "This work is left out of the review: its findings do not count as evidence.", nil
		default:
			return "This work is not in the review yet: its findings count as evidence once it is let in by title and abstract and by its full text.", nil
		}
	}
	return "", nil
}
