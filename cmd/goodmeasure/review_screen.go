package main

import (
	"context"
	"fmt"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/publish"
	"goodmeasure/internal/review"
)

type reviewListCommand struct{ personal }

// Help says more than the one line of the list.
func (reviewListCommand) Help() string {
	return `Lists the reviews of a workspace.

Examples:
  goodmeasure review list --workspace mine.db`
}

func (c *reviewListCommand) Run(ctx context.Context, t terminal) error {
	return c.at(ctx, func(d *review.Desk) error {
		listed, err := d.Reviews(ctx)
		switch {
		case err != nil:
			return err
		case c.JSON:
			return printJSON(t.out, listed)
		case len(listed) == 0:
			_, err = fmt.Fprintln(t.out, "There is no review yet. `goodmeasure review new TITLE` begins one.")
			return err
		}
		table := chart.Table{Caption: chart.Count(len(listed), "review", "reviews"), Columns: []chart.Column{{Name: "review", Numeric: true}, {Name: "title"}, {Name: "records", Numeric: true}}}
		for _, r := range listed {
			table.Rows = append(table.Rows, []chart.Cell{whole(int(r.ID)), words(r.Title), whole(r.Records)})
		}
		return publish.Text(t.out, table)
	})
}

// staged names a stage of screening.
type staged struct {
	Stage string `help:"The stage: ${enum}." enum:"title-abstract,full-text" default:"title-abstract"`
}

type reviewNextCommand struct {
	Review int64 `arg:"" help:"The number of the review."`
	staged
	personal
}

// Help says more than the one line of the list.
func (reviewNextCommand) Help() string {
	return `Shows the record to decide on next, the likeliest to matter first, with the criteria and whether enough have been read to stop.

Examples:
  goodmeasure review next 1
  goodmeasure review next 1 --stage full-text --json`
}

func (c *reviewNextCommand) Run(ctx context.Context, t terminal) error {
	return c.change(ctx, func(d *review.Desk) error {
		sheet, err := d.Next(ctx, c.Review, evidence.Stage(c.Stage))
		switch {
		case err != nil:
			return err
		case c.JSON:
			return printJSON(t.out, sheet)
		}
		var out strings.Builder
		if sheet.Record == nil {
			out.WriteString("Nothing is left for you to decide on.\n")
		} else {
			e := sheet.Record
			fmt.Fprintf(&out, "Record %s: %s\n", e.ID, words(e.Title).Text)
			for _, more := range []string{e.Container, e.Abstract} {
				if more != "" {
					fmt.Fprintln(&out, words(more).Text)
				}
			}
			for _, criterion := range sheet.Review.Criteria {
				fmt.Fprintf(&out, "%s: %s\n", map[bool]string{true: "Out", false: "In"}[criterion.Excludes], words(criterion.Text).Text)
			}
			fmt.Fprintf(&out, "Decide with `goodmeasure review decide %d %s include|exclude|maybe|skip`.\n", c.Review, e.ID)
		}
		p := sheet.Progress
		fmt.Fprintf(&out, "%s: %s let in, %s left out, %s not agreed on, %s unread.\n", chart.Count(p.Records, "record", "records"),
			chart.Grouped(p.Included), chart.Grouped(p.Excluded), chart.Grouped(p.Conflicts), chart.Grouped(p.Unread))
		if sheet.Stopping != nil {
			fmt.Fprintln(&out, sheet.Stopping.Words)
		}
		_, err = fmt.Fprint(t.out, out.String())
		return err
	})
}

type reviewDecideCommand struct {
	Review  int64  `arg:"" help:"The number of the review."`
	Record  int64  `arg:"" help:"The number of the record."`
	Verdict string `arg:"" help:"One of ${enum}." enum:"include,exclude,maybe,skip"`
	Reason  string `help:"Why it is left out: the id of a reason of the review." placeholder:"ID"`
	Note    string `help:"A note."`
	Resolve bool   `help:"Resolve a conflict, over what its screeners decided."`
	staged
	personal
}

// Help says more than the one line of the list.
func (reviewDecideCommand) Help() string {
	return `Takes a decision down, in place of the one you gave before. Leaving out a full text needs a reason.

Examples:
  goodmeasure review decide 1 12 include
  goodmeasure review decide 1 12 exclude --stage full-text --reason design`
}

func (c *reviewDecideCommand) Run(ctx context.Context, t terminal) error {
	return c.change(ctx, func(d *review.Desk) error {
		made, err := d.Decide(ctx, evidence.Decision{Review: c.Review, Record: c.Record, Stage: evidence.Stage(c.Stage), Verdict: evidence.Verdict(c.Verdict), Reason: c.Reason, Note: c.Note, Resolves: c.Resolve})
		switch {
		case err != nil:
			return err
		case c.JSON:
			return printJSON(t.out, made)
		}
		_, err = fmt.Fprintf(t.out, "Record %d: %s.\n", c.Record, made.Verdict)
		return err
	})
}
