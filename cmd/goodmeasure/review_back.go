package main

import (
	"context"
	"errors"
	"fmt"

	"goodmeasure/evidence"
	"goodmeasure/internal/review"
)

type reviewTakeBackCommand struct {
	Review   int64 `arg:"" help:"The number of the review."`
	Record   int64 `help:"The record whose decision is taken back; your last one unless given." placeholder:"NUMBER" xor:"which"`
	Decision int64 `help:"The decision that is taken back, by its number." placeholder:"NUMBER" xor:"which"`
	staged
	personal
}

// Help says more than the one line of the list.
func (reviewTakeBackCommand) Help() string {
	return `Takes back one of your own decisions: the last one, that on a record, or one by its number, as "review show" tells it. A resolution of a conflict is taken back before the verdict below it. What was decided stays in the trail.

Examples:
  goodmeasure review take-back 1
  goodmeasure review take-back 1 --record 12
  goodmeasure review take-back 1 --record 12 --stage full-text --as ann@example.org`
}

func (c *reviewTakeBackCommand) Run(ctx context.Context, t terminal) error {
	return c.change(ctx, func(d *review.Desk) error {
		decision := c.Decision
		if decision == 0 {
			own, err := d.Own(ctx, c.Review, evidence.Stage(c.Stage))
			if err != nil {
				return err
			}
			for _, x := range own {
				if c.Record == 0 || x.Record == c.Record {
					decision = x.ID
				}
			}
		}
		if decision == 0 {
			return fmt.Errorf("there is no decision of yours to take back at %s; `goodmeasure review show` tells what stands on a record", stageWords(c.Stage))
		}
		taken, err := d.TakeBack(ctx, c.Review, decision)
		switch {
		case errors.Is(err, evidence.ErrNotFound):
			return fmt.Errorf("%w: none of yours that stands has this number", err)
		case err != nil:
			return err
		case c.JSON:
			return printJSON(t.out, taken)
		}
		_, err = fmt.Fprintf(t.out, "Taken back: %s on record %d, at %s.\n", taken.Verdict, taken.Record, stageWords(string(taken.Stage)))
		return err
	})
}

// stageWords name a stage of screening.
func stageWords(stage string) string {
	if evidence.Stage(stage) == evidence.FullText {
		return "full text"
	}
	return "title and abstract"
}
