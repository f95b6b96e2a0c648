package main

import (
	"cmp"
	"context"
	"fmt"
	"os"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/publish"
	"goodmeasure/internal/review"
)

type reviewTiesCommand struct {
	Review    int64  `arg:"" help:"The number of the review."`
	Tie       int64  `help:"Tie this finding, by its number as \"review card\" shows it." placeholder:"FINDING" xor:"tie"`
	Indicator string `help:"The indicator that it speaks of." placeholder:"ID" xor:"target"`
	Outcome   string `help:"The outcome of the review that it speaks of." placeholder:"ID" xor:"target"`
	Direction string `help:"How it bears on it: ${enum}." enum:"for,against,mixed" default:"for"`
	Strength  string `help:"How strong it is, in the words of the tool that appraised it."`
	Note      string `help:"A note."`
	Untie     int64  `help:"Take this tie away, by its number." placeholder:"TIE" xor:"tie"`
	personal
}

// Help says more than the one line of the list.
func (reviewTiesCommand) Help() string {
	return `Lists what the findings of a review are tied to, ties one to an indicator or an outcome, or takes a tie away. The page of an indicator shows the findings for and against it.

Examples:
  goodmeasure review ties 1
  goodmeasure review ties 1 --tie 3 --indicator placement_3plus --direction for --strength moderate
  goodmeasure review ties 1 --untie 7`
}

func (c *reviewTiesCommand) Run(ctx context.Context, t terminal) error {
	switch {
	case c.Tie == 0 && (c.Indicator != "" || c.Outcome != ""):
		return &usageError{fmt.Errorf("what is to be tied was not said: give --tie and the number of a finding")}
	case c.Tie != 0 && c.Indicator == "" && c.Outcome == "":
		return &usageError{fmt.Errorf("finding %d is tied to nothing: give --indicator or --outcome and its id", c.Tie)}
	case c.Tie != 0:
		return c.tie(ctx, t)
	case c.Untie != 0:
		return c.change(ctx, func(d *review.Desk) error {
			if err := d.Untie(ctx, c.Review, c.Untie); err != nil {
				return err
			}
			if c.JSON {
				return printJSON(t.out, map[string]int64{"untied": c.Untie})
			}
			_, err := fmt.Fprintf(t.out, "Tie %d was taken away.\n", c.Untie)
			return err
		})
	}
	return c.at(ctx, func(d *review.Desk) error {
		told, err := d.Ties(ctx, c.Review)
		switch {
		case err != nil:
			return err
		case c.JSON:
			return printJSON(t.out, told)
		case len(told) == 0:
			_, err = fmt.Fprintln(t.out, "No finding is tied to anything yet.")
			return err
		}
		table := chart.Table{Caption: chart.Count(len(told), "tie", "ties"), Columns: []chart.Column{{Name: "tie", Numeric: true}, {Name: "finding", Numeric: true}, {Name: "what it says"},
			{Name: "record", Numeric: true}, {Name: "title"}, {Name: "is"}, {Name: "of"}, {Name: "strength"}}}
		for _, x := range told {
			table.Rows = append(table.Rows, []chart.Cell{whole(int(x.Tie.ID)), whole(int(x.Finding.ID)), words(x.Finding.Text), whole(int(x.Record)), words(x.Title),
				words(string(x.Tie.Direction)), words(string(x.Tie.Kind) + " " + x.Tie.Target), words(x.Tie.Strength)})
		}
		return publish.Text(t.out, table)
	})
}

func (c *reviewTiesCommand) tie(ctx context.Context, t terminal) error {
	tie := evidence.Tie{Finding: c.Tie, Kind: evidence.ToIndicator, Target: c.Indicator, Direction: evidence.Direction(c.Direction), Strength: c.Strength, Note: c.Note}
	if c.Outcome != "" {
		tie.Kind, tie.Target = evidence.ToOutcome, c.Outcome
	} else if err := c.known(ctx); err != nil {
		return err
	}
	return c.change(ctx, func(d *review.Desk) error {
		r, err := d.Review(ctx, c.Review)
		if err != nil {
			return err
		}
		if tie.Kind == evidence.ToOutcome && !hasOutcome(r, tie.Target) {
			return fmt.Errorf("the review has no outcome %q", tie.Target)
		}
		cards, err := d.Cards(ctx, c.Review)
		if err != nil {
			return err
		}
		record := int64(0)
		for _, card := range cards {
			for _, f := range card.Findings {
				if f.ID == tie.Finding {
					record = card.Record
				}
			}
		}
		if record == 0 {
			return fmt.Errorf("the review has no finding %d; `goodmeasure review card` shows those of a record", tie.Finding)
		}
		made, err := d.Tie(ctx, c.Review, record, tie)
		switch {
		case err != nil:
			return err
		case c.JSON:
			return printJSON(t.out, made)
		}
		_, err = fmt.Fprintf(t.out, "Tie %d: finding %d of record %d is %s %s %s.\n", made.ID, made.Finding, record, made.Direction, made.Kind, made.Target)
		return err
	})
}

// known refuses an indicator that there is none of, and names those like it.
func (c *reviewTiesCommand) known(ctx context.Context) error {
	figures := source{Database: c.Database}
	if place := cmp.Or(c.Workspace, usualWorkspace); c.Database == "" {
		if _, err := os.Stat(place); err == nil {
			figures.Workspace = place
		}
	}
	bench, err := figures.open(ctx)
	if err == nil {
		_, err = bench.Indicator(c.Indicator)
	}
	return err
}

func hasOutcome(r evidence.Review, id string) bool {
	for _, o := range r.Outcomes {
		if o.ID == id {
			return true
		}
	}
	return false
}
