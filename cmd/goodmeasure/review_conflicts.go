package main

import (
	"context"
	"fmt"
	"io"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/publish"
	"goodmeasure/internal/review"
)

type reviewConflictsCommand struct {
	Review   int64  `arg:"" help:"The number of the review."`
	Include  int64  `help:"Resolve the conflict on this record: let it in." placeholder:"RECORD" xor:"resolve"`
	Exclude  int64  `help:"Resolve the conflict on this record: leave it out." placeholder:"RECORD" xor:"resolve"`
	Reason   string `help:"Why it is left out: the id of a reason of the review." placeholder:"ID"`
	Note     string `help:"A note."`
	Resolved bool   `help:"List what you resolved, newest first, in place of what waits." xor:"resolve"`
	staged
	personal
}

// Help says more than the one line of the list.
func (reviewConflictsCommand) Help() string {
	return `Lists the records on which those who screened them do not agree, with what each decided, or resolves one. That takes the role of owner of the review. "review take-back" opens a conflict again.

Examples:
  goodmeasure review conflicts 1
  goodmeasure review conflicts 1 --include 12 --as olive@example.org
  goodmeasure review conflicts 1 --stage full-text --exclude 12 --reason design --as olive@example.org`
}

// mostConflicts is how many conflicts are listed.
const mostConflicts = 1000

func (c *reviewConflictsCommand) Run(ctx context.Context, t terminal) error {
	d := evidence.Decision{Review: c.Review, Record: c.Include, Stage: evidence.Stage(c.Stage), Verdict: evidence.Include, Reason: c.Reason, Note: c.Note, Resolves: true}
	if c.Exclude != 0 {
		d.Record, d.Verdict = c.Exclude, evidence.Exclude
	}
	if d.Record == 0 {
		if c.Reason != "" || c.Note != "" {
			return &usageError{fmt.Errorf("--reason and --note belong to a conflict that is resolved: give --include or --exclude and the record too")}
		}
		return c.at(ctx, func(desk *review.Desk) error { return c.list(ctx, t, desk) })
	}
	return c.change(ctx, func(desk *review.Desk) error {
		made, err := desk.Decide(ctx, d)
		switch {
		case err != nil:
			return err
		case c.JSON:
			return printJSON(t.out, made)
		}
		_, err = fmt.Fprintf(t.out, "Resolved: %s on record %d, at %s.\n", made.Verdict, made.Record, stageWords(c.Stage))
		return err
	})
}

func (c *reviewConflictsCommand) list(ctx context.Context, t terminal, desk *review.Desk) error {
	stage := evidence.Stage(c.Stage)
	if c.Resolved {
		resolved, err := desk.Resolved(ctx, c.Review, stage, mostConflicts)
		if err != nil {
			return err
		}
		return printConflicts(t.out, resolved, chart.Count(len(resolved), "conflict", "conflicts")+" that you resolved, at "+stageWords(c.Stage), c.JSON)
	}
	waiting, total, err := desk.Conflicts(ctx, c.Review, stage, 1, mostConflicts)
	if err != nil {
		return err
	}
	return printConflicts(t.out, waiting, chart.Count(total, "conflict", "conflicts")+" at "+stageWords(c.Stage), c.JSON)
}

func printConflicts(w io.Writer, conflicts []review.Conflict, caption string, asJSON bool) error {
	table := chart.Table{Caption: caption, Columns: []chart.Column{{Name: "record", Numeric: true}, {Name: "title"}, {Name: "what was decided"}}}
	switch {
	case asJSON:
		return printJSON(w, conflicts)
	case len(conflicts) == 0:
		_, err := fmt.Fprintf(w, "There are %s.\n", caption)
		return err
	}
	for _, conflict := range conflicts {
		var decided []string
		for _, x := range conflict.Decisions {
			decided = append(decided, decidedWords(x))
		}
		table.Rows = append(table.Rows, []chart.Cell{whole(int(conflict.Record.Number())), words(conflict.Record.Title), words(strings.Join(decided, "; "))})
	}
	return publish.Text(w, table)
}
