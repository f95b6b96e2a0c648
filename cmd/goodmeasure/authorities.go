package main

import (
	"context"

	"goodmeasure/internal/publish"
	"goodmeasure/internal/workbench"
)

type authoritiesCommand struct {
	source
	format
	Text   string `arg:"" optional:"" help:"List only those with this in their name, or with this code."`
	Region string `help:"List only this region: its name or the beginning of it." placeholder:"REGION"`
	Type   string `help:"List only this type: London borough, metropolitan, unitary or county." placeholder:"TYPE"`
	All    bool   `help:"List those that have ended, too."`
}

// Help says more than the one line of the list.
func (authoritiesCommand) Help() string {
	return `Examples:
  goodmeasure authorities york
  goodmeasure authorities --region "north west" --all
  goodmeasure authorities --csv > authorities.csv`
}

func (c *authoritiesCommand) Run(ctx context.Context, t terminal) error {
	bench, err := c.open(ctx)
	if err != nil {
		return err
	}
	list, err := bench.Authorities(workbench.AuthorityFilter{Text: c.Text, Region: c.Region, Type: c.Type, Ended: c.All})
	switch {
	case err != nil:
		return err
	case c.JSON:
		return printJSON(t.out, list)
	case c.CSV:
		return publish.Records(t.out, list.Authorities)
	}
	out := &page{out: t.out}
	if len(list.Authorities) == 0 {
		out.prose("No authority is all of that. `goodmeasure authorities` lists them with their regions; --csv gives their types, too.")
		return out.err
	}
	out.table(list.Table())
	var notes []string
	for _, succession := range list.Successions() {
		notes = append(notes, "- "+succession)
	}
	out.prose(append(notes, list.Notes()...)...)
	return out.err
}
