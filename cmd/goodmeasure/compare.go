package main

import (
	"context"
	"fmt"
	"strings"

	"goodmeasure/internal/publish"
	"goodmeasure/method"
)

type compareCommand struct {
	source
	format
	A       string `arg:"" help:"File of a definition."`
	B       string `arg:"" help:"File of another."`
	Draws   int    `help:"Draws of every authority's true figures, the same for both definitions." default:"2000"`
	Seed    uint64 `help:"Seed of the draws: the same seed gives the same bytes." default:"1"`
	Workers int    `help:"Processors to use; 0 for all. The result does not depend on it." default:"0"`
	Top     int    `help:"Rows of a table to show; 0 for all. JSON and CSV have them all." default:"20" placeholder:"N"`
	Out     string `help:"Folder to write compare.json and one CSV per table to." default:"" placeholder:"FOLDER" type:"path"`
}

// Help says more than the one line of the list.
func (compareCommand) Help() string {
	return `Shows which authorities stand elsewhere under definition B than under A, by how many places, and whether that is beyond what the sampling error of the figures allows: both definitions are scored on the same draws of the true figures, and an authority moves only when the 95% interval of the change of its rank excludes 0. Then it goes from A to B one part at a time and says which part, and which indicator, moves whom.

Examples:
  goodmeasure compare ours.toml theirs.toml
  goodmeasure compare ours.toml theirs.toml --out comparison
  goodmeasure compare ours.toml theirs.toml --json | jq '.authorities[] | select(.moves == "up") | .name'`
}

func (c *compareCommand) Run(ctx context.Context, t terminal) error {
	if c.Draws < 100 {
		return &usageError{fmt.Errorf("--draws: %d draws are too few to tell a 95%% interval; give at least 100", c.Draws)}
	}
	if c.Top < 0 {
		return &usageError{fmt.Errorf("--top: %d is not a number of rows", c.Top)}
	}
	bench, err := c.open(ctx)
	if err != nil {
		return err
	}
	meter := startProgress(t.err, "scoring both definitions")
	comparison, err := bench.Compare(ctx, c.A, c.B, method.IndexDraws{Draws: c.Draws, Seed: c.Seed, Workers: c.Workers, Progress: meter.at})
	meter.stop()
	if err != nil {
		return err
	}
	var written []string
	if c.Out != "" {
		if written, err = publish.WriteComparison(c.Out, comparison.Comparison); err != nil {
			return err
		}
	}
	switch {
	case c.JSON:
		return printJSON(t.out, comparison)
	case c.CSV:
		return publish.Records(t.out, comparison.Authorities)
	}
	out := &page{out: t.out}
	out.prose(comparison.Opening()...)
	if comparison.Up+comparison.Down > 0 {
		out.table(comparison.Movers(c.Top))
	}
	if comparison.NewQuarter > 0 {
		out.table(comparison.Quarters(c.Top))
	}
	if len(comparison.Steps) > 0 {
		out.table(comparison.StepTable())
	}
	out.prose(comparison.Notes()...)
	if c.Out != "" {
		out.line(fmt.Sprintf("Written to %s: %s", c.Out, strings.Join(written, ", ")))
	}
	return out.err
}
