package main

import (
	"context"
	"fmt"

	"goodmeasure/internal/publish"
	"goodmeasure/study"
)

type journeysCommand struct {
	source
	format
	Authority string `arg:"" optional:"" help:"Show this authority's inspections: its name, part of one, initials or code."`
	Shape     string `help:"List only journeys that are steady, improving, declining, \"back and forth\" or \"one grade only\"." placeholder:"SHAPE"`
	AsAt      string `help:"Leave out what was published after this day." placeholder:"YYYY-MM-DD"`
}

// Help says more than the one line of the list.
func (journeysCommand) Help() string {
	return `Examples:
  goodmeasure journeys --shape improving
  goodmeasure journeys hull
  goodmeasure journeys --as-at 2020-12-31 --csv`
}

func (c *journeysCommand) Run(ctx context.Context, t terminal) error {
	asAt, err := study.ParseDate(c.AsAt)
	if err != nil {
		return &usageError{fmt.Errorf("--as-at: %w", err)}
	}
	if c.Authority != "" && c.Shape != "" {
		return &usageError{fmt.Errorf("--shape narrows the list of all: leave it out to see %s", c.Authority)}
	}
	if c.Authority != "" {
		return c.one(ctx, t, asAt)
	}
	bench, err := c.open(ctx)
	if err != nil {
		return err
	}
	list, err := bench.Journeys(c.Shape, asAt)
	switch {
	case err != nil:
		return err
	case c.JSON:
		return printJSON(t.out, list)
	case c.CSV:
		return publish.Records(t.out, list.Stops())
	}
	out := &page{out: t.out}
	out.prose(list.Opening()...)
	out.table(list.Table())
	out.table(list.TransitionTable())
	out.prose(list.Notes()...)
	return out.err
}

func (c *journeysCommand) one(ctx context.Context, t terminal, asAt study.Date) error {
	bench, err := c.open(ctx)
	if err != nil {
		return err
	}
	timeline, err := bench.Timeline(c.Authority, asAt)
	switch {
	case err != nil:
		return err
	case c.JSON:
		return printJSON(t.out, timeline)
	case c.CSV:
		return publish.Records(t.out, timeline.Inspections)
	}
	out := &page{out: t.out}
	out.prose(timeline.Opening()...)
	out.table(timeline.Table())
	out.prose(timeline.Footnotes()...)
	return out.err
}
