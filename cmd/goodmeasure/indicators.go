package main

import (
	"context"
	"fmt"

	"goodmeasure/internal/publish"
	"goodmeasure/study"
)

type indicatorsCommand struct {
	source
	format
	ID     string `arg:"" optional:"" help:"Say all about this indicator."`
	Domain string `help:"List only outcome, workforce or context." enum:"outcome,workforce,context," default:""`
	Core   bool   `help:"List only the core 14 that the study uses unless told otherwise."`
}

// Help says more than the one line of the list.
func (indicatorsCommand) Help() string {
	return `Examples:
  goodmeasure indicators --core
  goodmeasure indicators cla_home_planned
  goodmeasure indicators --csv > indicators.csv`
}

func (c *indicatorsCommand) Run(ctx context.Context, t terminal) error {
	if c.ID != "" && (c.Domain != "" || c.Core) {
		return &usageError{fmt.Errorf("--domain and --core narrow the list: leave them out to read about %s", c.ID)}
	}
	bench, err := c.open(ctx)
	if err != nil {
		return err
	}
	out := &page{out: t.out}
	if c.ID != "" {
		record, err := bench.Indicator(c.ID)
		switch {
		case err != nil:
			return err
		case c.JSON:
			return printJSON(t.out, record)
		case c.CSV:
			return publish.CSV(t.out, record.Table())
		}
		out.prose(record.Paragraphs()...)
		out.table(record.Table())
		return out.err
	}
	list := bench.Indicators(study.Domain(c.Domain), c.Core)
	switch {
	case c.JSON:
		return printJSON(t.out, list)
	case c.CSV:
		return publish.Records(t.out, list.Indicators)
	}
	for _, table := range list.Tables() {
		out.table(table)
	}
	out.prose(list.Notes()...)
	return out.err
}
