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
	"goodmeasure/internal/workbench"
)

type reviewTiesCommand struct {
	Review     int64  `arg:"" help:"The number of the review."`
	Tie        int64  `help:"Tie this finding, by its number as \"review card\" shows it." placeholder:"FINDING" xor:"tie"`
	Indicator  string `help:"The indicator that it speaks of." placeholder:"ID" xor:"target"`
	Outcome    string `help:"The outcome of the review that it speaks of." placeholder:"ID" xor:"target"`
	Definition string `help:"With --indicator: the link of a definition of good, as Define good has it, whose reason for the measure is meant." placeholder:"LINK"`
	Direction  string `help:"How it bears on it: ${enum}." enum:"for,against,mixed" default:"for"`
	Strength   string `help:"How strong it is, in the words of the tool that appraised it."`
	Note       string `help:"A note."`
	Untie      int64  `help:"Take this tie away, by its number." placeholder:"TIE" xor:"tie"`
	personal
}

// Help says more than the one line of the list.
func (reviewTiesCommand) Help() string {
	return `Lists what the findings of a review are tied to, ties one to an indicator, to an outcome or to the reason that a definition of good gives for an indicator, or takes a tie away. The pages of the indicator and of the definition show the findings for and against it.

Examples:
  goodmeasure review ties 1
  goodmeasure review ties 1 --tie 3 --indicator placement_3plus --direction for --strength moderate
  goodmeasure review ties 1 --untie 7`
}

func (c *reviewTiesCommand) Run(ctx context.Context, t terminal) error {
	switch {
	case c.Definition != "" && c.Indicator == "":
		return &usageError{fmt.Errorf("a definition gives its reasons for indicators: give --indicator too")}
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
	return c.at(ctx, func(d *review.Desk) error { return c.list(ctx, t, d) })
}

func (c *reviewTiesCommand) list(ctx context.Context, t terminal, d *review.Desk) error {
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
	r, err := d.Review(ctx, c.Review)
	if err != nil {
		return err
	}
	bench, err := c.bench(ctx)
	if err != nil {
		return err
	}
	table := chart.Table{Caption: chart.Count(len(told), "tie", "ties"), Columns: []chart.Column{{Name: "tie", Numeric: true}, {Name: "finding", Numeric: true}, {Name: "what it says"},
		{Name: "record", Numeric: true}, {Name: "is"}, {Name: "of"}, {Name: "strength"}, {Name: "counts"}}}
	for _, x := range told {
		to, measure, _ := review.Named(r, x.Tie, bench.Edition.Indicators)
		of := string(x.Tie.Kind) + " " + to
		if measure != "" {
			of += ", its reason for " + measure
		}
		table.Rows = append(table.Rows, []chart.Cell{whole(int(x.Tie.ID)), whole(int(x.Finding.ID)), words(x.Finding.Text), whole(int(x.Record)),
			words(string(x.Tie.Direction)), words(of), words(x.Strength()), words(review.CountsWords(x))})
	}
	return publish.Text(t.out, table)
}

func (c *reviewTiesCommand) tie(ctx context.Context, t terminal) error {
	tie := evidence.Tie{Finding: c.Tie, Kind: evidence.ToIndicator, Target: c.Indicator, Direction: evidence.Direction(c.Direction), Strength: c.Strength, Note: c.Note}
	if c.Outcome != "" {
		tie.Kind, tie.Target = evidence.ToOutcome, c.Outcome
	} else if err := c.lead(ctx, &tie); err != nil {
		return err
	}
	return c.change(ctx, func(d *review.Desk) error {
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
		_, err = fmt.Fprintf(t.out, "Tie %d: finding %d of record %d is %s %s.\n", made.ID, made.Finding, record, made.Direction, c.target())
		return err
	})
}

// target is what was named, in words.
func (c *reviewTiesCommand) target() string {
	switch {
	case c.Outcome != "":
		return "outcome " + c.Outcome
	case c.Definition != "":
		return "a definition's reason for " + c.Indicator
	}
	return "indicator " + c.Indicator
}

// lead has a tie lead to an indicator, or to a definition's reason for it. Of an indicator that there is none of, the error
// names those like it.
func (c *reviewTiesCommand) lead(ctx context.Context, tie *evidence.Tie) error {
	bench, err := c.bench(ctx)
	if err != nil {
		return err
	}
	if _, err := bench.Indicator(c.Indicator); err != nil || c.Definition == "" {
		return err
	}
	ground, err := review.GroundAt(c.Definition, c.Indicator, bench.Edition.Indicators)
	tie.Kind, tie.Target = evidence.ToDefinition, ground.Target()
	return err
}

// bench is the workbench of the review's workspace, with whatever figures were imported there.
func (c *reviewTiesCommand) bench(ctx context.Context) (*workbench.Workbench, error) {
	figures := source{Database: c.Database}
	if place := cmp.Or(c.Workspace, usualWorkspace); c.Database == "" {
		if _, err := os.Stat(place); err == nil {
			figures.Workspace = place
		}
	}
	return figures.open(ctx)
}
