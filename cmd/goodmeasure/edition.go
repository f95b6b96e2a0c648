package main

import (
	"context"

	"goodmeasure/internal/publish"
	"goodmeasure/internal/workbench"
)

type editionCommand struct {
	Show  editionShowCommand  `cmd:"" default:"withargs" help:"Say what the embedded edition holds."`
	Build editionBuildCommand `cmd:"" help:"Make the files of the embedded edition from tidy tables."`
}

type editionShowCommand struct {
	source
	format
}

func (c *editionShowCommand) Run(ctx context.Context, t terminal) error {
	bench, err := c.open(ctx)
	if err != nil {
		return err
	}
	holdings := bench.Holdings()
	switch {
	case c.JSON:
		return printJSON(t.out, holdings)
	case c.CSV:
		return publish.Records(t.out, holdings.Observations)
	}
	out := &page{out: t.out}
	out.prose(holdings.Opening()...)
	for _, table := range holdings.Tables() {
		out.table(table)
	}
	return out.err
}

type editionBuildCommand struct {
	From string `help:"Folder of the tidy tables." type:"path" default:"../shared/data/facts"`
	To   string `help:"Folder of the edition to replace." type:"path" default:"catalogue/edition"`
	JSON bool   `help:"Print what has changed as JSON."`
}

func (c *editionBuildCommand) Run(t terminal) error {
	changes, err := workbench.BuildEdition(c.From, c.To)
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(t.out, changes)
	}
	out := &page{out: t.out}
	out.prose(changes.Paragraphs()...)
	return out.err
}
