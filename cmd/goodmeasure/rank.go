package main

import (
	"context"
	"errors"
	"fmt"

	"goodmeasure/internal/publish"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

type rankCommand struct {
	source
	format
	Indicator string `arg:"" help:"ID of the indicator; \"goodmeasure indicators\" lists them."`
	Period    int    `help:"Year in which the figures' period ends; the newest if left out." placeholder:"YEAR"`
	Reading   string `help:"Take a contested indicator as higher or lower is better." enum:"higher,lower," default:""`
	Draws     int    `help:"Draws of every authority's true figure." default:"10000"`
	Seed      uint64 `help:"Seed of the draws: the same seed gives the same bytes." default:"1"`
	Region    string `help:"Show only this region's authorities, ranked among all of England." placeholder:"REGION"`
	Top       int    `help:"Show only so many, the best." placeholder:"N"`
}

// Help says more than the one line of the list.
func (rankCommand) Help() string {
	return `Ranks the authorities on one indicator. Each rank comes with the interval that the figure's own sampling error leaves, and the chances of standing in the best or worst tenth or quarter.

Examples:
  goodmeasure rank sw_agency
  goodmeasure rank cl_eet --period 2023 --region London
  goodmeasure rank cla_home_planned --reading lower --json`
}

func (c *rankCommand) Run(ctx context.Context, t terminal) error {
	if c.Draws < 100 {
		return &usageError{fmt.Errorf("--draws: %d draws are too few to tell a 95%% interval; give at least 100", c.Draws)}
	}
	if c.Top < 0 {
		return &usageError{fmt.Errorf("--top: %d is not a number of authorities", c.Top)}
	}
	bench, err := c.open(ctx)
	if err != nil {
		return err
	}
	ranking, err := bench.Rank(workbench.RankingRequest{Indicator: c.Indicator, Period: study.Period(c.Period), Reading: study.Direction(c.Reading),
		Draws: c.Draws, Seed: c.Seed, Region: c.Region, Top: c.Top})
	var undecided *workbench.NeedsReading
	switch {
	case errors.As(err, &undecided):
		return &usageError{err}
	case err != nil:
		return err
	case c.JSON:
		return printJSON(t.out, ranking)
	case c.CSV:
		return publish.Records(t.out, ranking.Ranks)
	}
	out := &page{out: t.out}
	out.prose(ranking.Opening()...)
	out.table(ranking.Table())
	out.prose(ranking.Notes()...)
	return out.err
}
