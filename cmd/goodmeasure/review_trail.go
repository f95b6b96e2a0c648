package main

import (
	"context"
	"fmt"

	"goodmeasure/chart"
	"goodmeasure/internal/publish"
	"goodmeasure/internal/review"
)

type reviewTrailCommand struct {
	Review int64 `arg:"" help:"The number of the review."`
	Record int64 `help:"Only what was done about this record." placeholder:"NUMBER"`
	Before int64 `help:"Only what came before the act of this number." placeholder:"NUMBER"`
	Limit  int   `help:"How many acts, at most 1000." default:"50"`
	personal
}

// Help says more than the one line of the list.
func (reviewTrailCommand) Help() string {
	return `Shows who did what in a review, and when, newest first. What blind screeners decide stands here once all have decided, and your own with --as. --json also says what stood before and after each act.

Examples:
  goodmeasure review trail 1
  goodmeasure review trail 1 --record 12 --json`
}

func (c *reviewTrailCommand) Run(ctx context.Context, t terminal) error {
	if c.Limit < 1 || c.Limit > 1000 {
		return &usageError{fmt.Errorf("--limit is %d: expected 1 to 1000", c.Limit)}
	}
	return c.at(ctx, func(d *review.Desk) error {
		acts, err := d.TrailOf(ctx, c.Review, c.Record, c.Before, c.Limit)
		switch {
		case err != nil:
			return err
		case c.JSON:
			return printJSON(t.out, acts)
		case len(acts) == 0:
			_, err = fmt.Fprintln(t.out, "Nothing was done that you may see.")
			return err
		}
		one, err := d.Review(ctx, c.Review)
		if err != nil {
			return err
		}
		table := chart.Table{Caption: chart.Count(len(acts), "act", "acts") + ", newest first", Columns: []chart.Column{{Name: "act", Numeric: true}, {Name: "when (UTC)"}, {Name: "who"}, {Name: "what"}, {Name: "record", Numeric: true}}}
		for _, a := range acts {
			record := words("")
			if a.Record != 0 {
				record = whole(int(a.Record))
			}
			who := a.Name
			if who == "" {
				who = "the user of this machine"
			}
			table.Rows = append(table.Rows, []chart.Cell{whole(int(a.ID)), words(a.At.UTC().Format("2006-01-02 15:04:05")), words(who), words(review.ActWords(a, one.Terms)), record})
		}
		if err := publish.Text(t.out, table); err != nil || len(acts) < c.Limit {
			return err
		}
		_, err = fmt.Fprintf(t.out, "\nEarlier acts: `goodmeasure review trail %d --before %d`.\n", c.Review, acts[len(acts)-1].ID)
		return err
	})
}
