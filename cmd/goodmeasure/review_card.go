package main

import (
	"context"
	"fmt"
	"maps"
	"os"
	"slices"
	"strings"

	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/table"
)

type reviewCardCommand struct {
	Review int64  `arg:"" help:"The number of the review."`
	Record int64  `arg:"" help:"The number of the record."`
	From   string `help:"Write the card: TOML as --toml prints it, or JSON as --json does; - is the standard input." placeholder:"FILE" type:"path" xor:"card"`
	TOML   bool   `name:"toml" help:"Print the card as a file to be filled in." xor:"card"`
	personal
}

// Help says more than the one line of the list.
func (reviewCardCommand) Help() string {
	return `Shows the summary card of a record, or writes it from a file. Each quotation is looked for in the full texts attached to the record. A card that somebody else changed meanwhile is not written over: the file names the version that it was made on.

Examples:
  goodmeasure review card 1 12
  goodmeasure review card 1 12 --toml > card.toml
  goodmeasure review card 1 12 --from card.toml`
}

func (c *reviewCardCommand) Run(ctx context.Context, t terminal) error {
	if c.From != "" {
		return c.write(ctx, t)
	}
	return c.at(ctx, func(d *review.Desk) error {
		card, err := d.Card(ctx, c.Review, c.Record)
		if err != nil {
			return err
		}
		switch {
		case c.JSON:
			return printJSON(t.out, card)
		case c.TOML:
			f, err := d.Dossier(ctx, c.Review, c.Record)
			if err != nil {
				return err
			}
			r, err := d.Review(ctx, c.Review)
			if err != nil {
				return err
			}
			return review.WriteCard(t.out, r, f.Record, card)
		case card.Version == 0:
			_, err := fmt.Fprintf(t.out, "Record %d has no card yet. `goodmeasure review card %d %d --toml` prints one to be filled in.\n", c.Record, c.Review, c.Record)
			return err
		}
		not, err := d.NotEvidence(ctx, c.Review, c.Record)
		if err != nil {
			return err
		}
		_, err = fmt.Fprint(t.out, cardWords(card))
		if not != "" && err == nil {
			_, err = fmt.Fprintln(t.out, not)
		}
		return err
	})
}

func (c *reviewCardCommand) write(ctx context.Context, t terminal) error {
	from := t.in
	if c.From != "-" {
		if err := table.Regular(c.From); err != nil {
			return fmt.Errorf("reading the card: %w", err)
		}
		file, err := os.Open(c.From)
		if err != nil {
			return fmt.Errorf("reading the card: %w; check the path", err)
		}
		defer file.Close()
		from = file
	}
	card, err := review.ReadCard(from)
	if err != nil {
		return err
	}
	if card.Review != 0 && card.Review != c.Review || card.Record != 0 && card.Record != c.Record {
		return fmt.Errorf("reading the card: it is that of record %d in review %d: expected that of record %d in review %d", card.Record, card.Review, c.Record, c.Review)
	}
	card.Review, card.Record = c.Review, c.Record
	return c.change(ctx, func(d *review.Desk) error {
		kept, err := d.Summarise(ctx, card)
		switch {
		case err != nil:
			return err
		case c.JSON:
			return printJSON(t.out, kept)
		}
		_, err = fmt.Fprintf(t.out, "The card is kept, as version %d.\n%s", kept.Version, quotedWords(kept))
		return err
	})
}

// cardWords put a card into lines.
func cardWords(card evidence.Card) string {
	var out strings.Builder
	say := func(name, text string) {
		if text != "" {
			fmt.Fprintln(&out, words(name+": "+text).Text)
		}
	}
	say("Summary", card.Summary)
	say("Population", card.Population)
	say("Place", card.Place)
	say("Design", card.Design)
	say("Groups", strings.Join(card.Groups, ", "))
	say("Outcomes", strings.Join(card.Outcomes, ", "))
	for _, facet := range slices.Sorted(maps.Keys(card.Facets)) {
		say(facet, strings.Join(card.Facets[facet], ", "))
	}
	for _, f := range card.Findings {
		say(fmt.Sprintf("Finding %d", f.ID), f.Text)
		if f.Quotation != "" {
			say("  "+quotedFrom(f), "“"+f.Quotation+"”")
			if f.Checked != evidence.OnPage {
				say("  Note", review.QuotationStands(f))
			}
		}
	}
	for _, a := range card.Appraisals {
		say("Appraisal by "+a.Tool, strings.TrimSpace(a.Rating+" "+a.Note))
	}
	if !card.Done {
		say("State", "not done yet")
	}
	return out.String()
}

var checkedWords = map[evidence.Checked]string{evidence.Unchecked: "not checked", evidence.OnPage: "found there", evidence.Elsewhere: "not there", evidence.NotFound: "not found in the full text"}

// quotedFrom says from which page a finding quotes, where it names one, and whether it is there.
func quotedFrom(f evidence.KeyFinding) string {
	if f.Page == 0 {
		return "no page named, " + checkedWords[f.Checked]
	}
	return fmt.Sprintf("page %d, %s", f.Page, checkedWords[f.Checked])
}

// quotedWords say what became of the quotations of a card, where it has any.
func quotedWords(card evidence.Card) string {
	if stand := review.QuotationsStand(card); stand != "" {
		return stand + "\n"
	}
	return ""
}
