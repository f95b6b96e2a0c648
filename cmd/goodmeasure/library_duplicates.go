package main

import (
	"context"
	"fmt"

	"goodmeasure/internal/library"
)

type libraryDuplicatesCommand struct {
	judging
	JSON bool `help:"Print JSON."`
	signed
}

// Help says more than the one line of the list.
func (libraryDuplicatesCommand) Help() string {
	return `Lists the pairs of documents that an import left to a person, or takes down what you say of a pair. A document that was merged is no longer found, and leads to the one that stands for both; --part makes them two again. Pairs of one review's records are settled with "review duplicates".

Examples:
  goodmeasure library duplicates
  goodmeasure library duplicates --merge 4,19
  goodmeasure library duplicates --apart 5,23
  goodmeasure library duplicates --part 4,19`
}

func (c *libraryDuplicatesCommand) Run(ctx context.Context, t terminal) error {
	kept, other, said, err := c.said()
	if err != nil {
		return err
	}
	work := c.at
	if said != "" {
		work = c.change
	}
	return work(ctx, func(desk *library.Desk) error {
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
