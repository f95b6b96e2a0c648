package main

import (
	"context"
	"fmt"
	"io"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/publish"
	"goodmeasure/internal/review"
)

// judging is what somebody says of a pair of records.
type judging struct {
	Merge []int64 `help:"Two records that are one work: the first stands for both." type:"pair" placeholder:"KEPT,OTHER" xor:"judge"`
	Apart []int64 `help:"Two records that are two works." type:"pair" placeholder:"ONE,OTHER" xor:"judge"`
	Part  []int64 `help:"Two records that were merged, to be two again." type:"pair" placeholder:"KEPT,OTHER" xor:"judge"`

	Merged bool `help:"List what was merged, in place of what waits."`
}

// listed is the state of the pairs that are listed where nothing is said.
func (j judging) listed() evidence.DuplicateState {
	if j.Merged {
		return evidence.Merged
	}
	return evidence.Unsure
}

// said is the pair and what is said of it; no state where nothing is.
func (j judging) said() (kept, other int64, state evidence.DuplicateState, err error) {
	for _, s := range []struct {
		pair  []int64
		state evidence.DuplicateState
	}{{j.Merge, evidence.Merged}, {j.Apart, evidence.Different}, {j.Part, evidence.Unmerged}} {
		switch len(s.pair) {
		case 0:
		case 2:
			return s.pair[0], s.pair[1], s.state, nil
		default:
			return 0, 0, "", &usageError{fmt.Errorf("%s given: expected two records with a comma between, as 4,19", chart.Count(len(s.pair), "record was", "records were"))}
		}
	}
	return 0, 0, "", nil
}

type reviewDuplicatesCommand struct {
	Review int64 `arg:"" help:"The number of the review."`
	judging
	Look bool `help:"Look for duplicates again." xor:"judge"`
	personal
}

// Help says more than the one line of the list.
func (reviewDuplicatesCommand) Help() string {
	return `Lists the pairs of records that may be one work, or takes down what you say of a pair. Where only the second of two records was decided on or has a card, that one stands for both. Where both were decided on alike, the decisions on one are set aside until the two are parted; where they were not, take back what was decided on one of them first, or have an owner resolve both alike. A record that is parted stands again for what it stood for before.

Examples:
  goodmeasure review duplicates 1
  goodmeasure review duplicates 1 --merge 4,19
  goodmeasure review duplicates 1 --part 4,19
  goodmeasure review duplicates 1 --look`
}

// mostPairs is how many pairs are listed.
const mostPairs = 1000

func (c *reviewDuplicatesCommand) Run(ctx context.Context, t terminal) error {
	kept, other, said, err := c.said()
	if err != nil {
		return err
	}
	work := c.at
	if said != "" || c.Look {
		work = c.change
	}
	return work(ctx, func(d *review.Desk) error {
		switch {
		case said != "":
			made, err := d.Judge(ctx, c.Review, kept, other, said)
			if err != nil {
				return err
			}
			if c.JSON {
				return printJSON(t.out, made)
			}
			_, err = fmt.Fprintln(t.out, made.Said(kept))
			return err
		case c.Look:
			settled, err := d.SettleDuplicates(ctx, c.Review)
			if err != nil {
				return err
			}
			return printSettled(t, settled, "record", "records", c.JSON)
		}
		pairs, total, err := d.Twins(ctx, c.Review, c.listed(), 1, mostPairs)
		if err != nil {
			return err
		}
		return printTwins(t.out, pairs, total, c.listed(), c.JSON)
	})
}

// printSettled says what came of a search for duplicates.
func printSettled(t terminal, settled review.Settled, one, many string, asJSON bool) error {
	if asJSON {
		return printJSON(t.out, settled)
	}
	_, err := fmt.Fprintln(t.out, "Duplicates were looked for: "+settled.Said(one, many))
	return err
}

// printTwins prints pairs of records that wait, or were merged.
func printTwins(w io.Writer, pairs []review.Twin, total int, state evidence.DuplicateState, asJSON bool) error {
	table := chart.Table{Caption: chart.Count(total, "pair waits", "pairs wait") + " for a person", Columns: []chart.Column{{Name: "record", Numeric: true}, {Name: "title"}, {Name: "other", Numeric: true}, {Name: "title"}, {Name: "why"}}}
	if state == evidence.Merged {
		table.Caption = chart.Count(total, "record was", "records were") + " merged into another"
	}
	switch {
	case asJSON:
		return printJSON(w, pairs)
	case total == 0 && state == evidence.Merged:
		_, err := fmt.Fprintln(w, "No record was merged into another.")
		return err
	case total == 0:
		_, err := fmt.Fprintln(w, "No pair waits for a person.")
		return err
	}
	for _, p := range pairs {
		table.Rows = append(table.Rows, []chart.Cell{whole(int(p.Kept)), words(p.KeptRecord.Title), whole(int(p.Other)), words(p.OtherRecord.Title), words(p.Because)})
	}
	return publish.Text(w, table)
}
