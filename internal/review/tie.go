package review

import (
	"context"
	"fmt"

	"goodmeasure/evidence"
)

// Tie leads from a key finding of a review's card to a measure, an outcome or a reason of a definition.
func (d *Desk) Tie(ctx context.Context, review, record int64, tie evidence.Tie) (evidence.Tie, error) {
	card, err := d.Card(ctx, review, record)
	if err != nil {
		return tie, err
	}
	if _, err := d.need(ctx, review, evidence.Reviewer, "tying a finding to a measure"); err != nil {
		return tie, err
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

// Says is what the evidence says of one thing, findings for it first.
type Says struct {
	For     []evidence.Told `json:"for"`
	Against []evidence.Told `json:"against"`
	Mixed   []evidence.Told `json:"mixed"`
}

// Count is how many findings speak of it.
func (s Says) Count() int { return len(s.For) + len(s.Against) + len(s.Mixed) }

// Evidence gathers the findings tied to a measure, an outcome or a reason of a definition, from the reviews that the
// person may read.
func (d *Desk) Evidence(ctx context.Context, kind evidence.TieKind, target string) (Says, error) {
	says := Says{For: []evidence.Told{}, Against: []evidence.Told{}, Mixed: []evidence.Told{}}
	if there, err := d.room.look(ctx); err != nil || !there {
		return says, err
	}
	told, err := d.workspace().ToldOf(ctx, kind, target)
	if err != nil {
		return says, err
	}
	for _, t := range told {
		role, err := d.Role(ctx, t.Review)
		if err != nil {
			return says, err
		}
		if !role.Allows(evidence.Reader) {
			continue
		}
		switch t.Tie.Direction {
		case evidence.For:
			says.For = append(says.For, t)
		case evidence.Against:
			says.Against = append(says.Against, t)
		default:
			says.Mixed = append(says.Mixed, t)
		}
	}
	return says, nil
}
