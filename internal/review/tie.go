package review

import (
	"context"
	"fmt"
	"slices"

	"goodmeasure/evidence"
)

// Tie leads from a key finding of a review's card to a measure, an outcome or a reason of a definition.
func (d *Desk) Tie(ctx context.Context, review, record int64, tie evidence.Tie) (evidence.Tie, error) {
	card, err := d.Card(ctx, review, record)
	if err != nil {
		return tie, err
	}
	r, err := d.need(ctx, review, evidence.Reviewer, "tying a finding")
	if err != nil {
		return tie, err
	}
	if tie.Kind == evidence.ToOutcome && !slices.ContainsFunc(r.Outcomes, func(g evidence.Group) bool { return g.ID == tie.Target }) {
		return tie, fmt.Errorf("the review has no outcome %q: expected one of its terms", tie.Target)
	}
	for _, f := range card.Findings {
		if f.ID == tie.Finding {
			return d.workspace().AddTie(ctx, d.who, tie)
		}
	}
	return tie, fmt.Errorf("the card of record %d has no finding %d: %w", record, tie.Finding, evidence.ErrNotFound)
}

// Untie takes a tie of a review's finding away.
func (d *Desk) Untie(ctx context.Context, review, tie int64) error {
	if _, err := d.need(ctx, review, evidence.Reviewer, "untying a finding"); err != nil {
		return err
	}
	told, err := d.workspace().ToldIn(ctx, review)
	if err != nil {
		return err
	}
	for _, t := range told {
		if t.Tie.ID == tie {
			return d.workspace().RemoveTie(ctx, d.who, tie)
		}
	}
	return fmt.Errorf("the review has no tie %d: %w", tie, evidence.ErrNotFound)
}

// Ties lists what a review's findings are tied to.
func (d *Desk) Ties(ctx context.Context, review int64) ([]evidence.Told, error) {
	if _, err := d.Review(ctx, review); err != nil {
		return nil, err
	}
	return d.workspace().ToldIn(ctx, review)
}
