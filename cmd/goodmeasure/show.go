package main

import (
	"context"

	"goodmeasure/internal/publish"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

type showCommand struct {
	source
	format
	Authority  string   `arg:"" help:"Name, part of one, initials, or code: \"hull\", \"bcp\", 810, E06000010."`
	Indicators []string `help:"Indicators to show: IDs, core or all." placeholder:"ID" default:"core"`
	Period     int      `help:"Year in which the figures' period ends; for each indicator the newest if left out." placeholder:"YEAR"`
	Neighbours bool     `help:"Compare with the median of its statistical neighbours (Department for Education's 2025 model)." xor:"beside"`
	Group      []string `help:"Compare with the median of authorities of your own choice, 2 to 30 of them. A name that has a comma in it: give --group more than once." placeholder:"NAME,..." sep:"none" xor:"beside"`
	Caveats    bool     `help:"Say what to beware of in each figure."`
}

// Help says more than the one line of the list.
func (showCommand) Help() string {
	return `Shows each figure with its 95% interval, the median of England's authorities, and its rank with the interval that sampling error leaves; then the inspections.

Examples:
  goodmeasure show hull --neighbours
  goodmeasure show hull --group leeds,sheffield,bradford
  goodmeasure show "st helens" --indicators cl_eet,sw_agency --caveats
  goodmeasure show 839 --indicators all --period 2024 --json`
}

func (c *showCommand) Run(ctx context.Context, t terminal) error {
	bench, err := c.open(ctx)
	if err != nil {
		return err
	}
	profile, err := bench.Profile(workbench.ProfileRequest{Authority: c.Authority, Indicators: c.Indicators, Period: study.Period(c.Period), Neighbours: c.Neighbours, Group: c.Group})
	switch {
	case err != nil:
		return err
	case c.JSON:
		return printJSON(t.out, profile)
	case c.CSV:
		return publish.RecordsHeaded(t.out, profile.Figures, profile.Heading)
	}
	out := &page{out: t.out}
	out.prose(profile.Opening()...)
	out.table(profile.Table())
	out.prose(profile.Footnotes()...)
	if c.Caveats {
		out.prose(profile.Caveats()...)
	}
	out.table(profile.Timeline.Table())
	out.prose(profile.Timeline.Footnotes()...)
	return out.err
}
