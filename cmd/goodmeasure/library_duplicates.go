package main

import (
	"context"
	"fmt"

	"goodmeasure/internal/library"
)

type libraryDuplicatesCommand struct {
	judging
	Look bool `help:"Compare all documents of the library anew." xor:"judge"`
	JSON bool `help:"Print JSON."`
	signed
}

// Help says more than the one line of the list.
func (libraryDuplicatesCommand) Help() string {
	return `Lists the pairs of documents that an import left to a person, or takes down what you say of a pair. A document that was merged is no longer found, and leads to the one that stands for both; --part makes them two again. --look compares all documents anew, also those that an import could not pair: what is surely one work is merged, and unsure pairs wait for a person. Pairs of one review's records are settled with "review duplicates".

Examples:
  goodmeasure library duplicates
  goodmeasure library duplicates --merge 4,19
  goodmeasure library duplicates --apart 5,23
  goodmeasure library duplicates --part 4,19
  goodmeasure library duplicates --look`
}

func (c *libraryDuplicatesCommand) Run(ctx context.Context, t terminal) error {
	kept, other, said, err := c.said()
	if err != nil {
		return err
	}
	work := c.at
	if said != "" || c.Look {
		work = c.change
	}
	return work(ctx, func(desk *library.Desk) error {
		if c.Look {
			return c.look(ctx, t, desk)
		}
		if said == "" {
			pairs, total, err := desk.Twins(ctx, c.listed(), 1, mostPairs)
			if err != nil {
				return err
			}
			return printTwins(t.out, pairs, total, c.listed(), c.JSON)
		}
		made, err := desk.Judge(ctx, kept, other, said)
		switch {
		case err != nil:
			return err
		case c.JSON:
			return printJSON(t.out, made)
		}
		_, err = fmt.Fprintln(t.out, made.Said(kept))
		return err
	})
}

func (c *libraryDuplicatesCommand) look(ctx context.Context, t terminal, desk *library.Desk) error {
	shown := startProgress(t.err, "Comparing documents")
	settled, err := desk.LookAgain(ctx, func(done float64) { shown.at(done, 1) })
	shown.stop()
	if err != nil {
		return err
	}
	return printSettled(t, settled, "document", "documents", c.JSON)
}
