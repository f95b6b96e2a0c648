package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io"
	"slices"

	"goodmeasure/citation"
	"goodmeasure/evidence"
	"goodmeasure/internal/library"
)

type libraryExportCommand struct {
	Words []string `arg:"" optional:"" help:"Words to search for; without any, all of the library." placeholder:"WORD"`
	To    string   `required:"" help:"What to write: ris, bibtex, csl-json, csv, xlsx or ods; or a list of references: harvard, apa or vancouver." placeholder:"FORMAT"`
	Out   string   `help:"File to write; it is printed when none is given." placeholder:"FILE" type:"path"`
	narrowing
	place
}

// Help says more than the one line of the list.
func (libraryExportCommand) Help() string {
	return `Writes all that a search finds, public or not unless --show says which. A file is there only once it is whole.

Examples:
  goodmeasure library export --to ris --out library.ris
  goodmeasure library export leadership --group organisation --to harvard
  goodmeasure library export --show public --to csv --out public.csv`
}

func (c *libraryExportCommand) Run(ctx context.Context, t terminal) error {
	convert := libraryConvertCommand{To: c.To, Out: c.Out}
	written := slices.Contains(citation.Written(), citation.Format(c.To))
	styled := slices.Contains(citation.Styles(), citation.Style(c.To))
	switch {
	case !written && !styled && tables[c.To] == nil:
		return &usageError{fmt.Errorf("library export: --to %s: expected ris, bibtex, csl-json, csv, xlsx, ods, harvard, apa or vancouver", c.To)}
	case c.Out == "" && (c.To == "xlsx" || c.To == "ods"):
		return &usageError{fmt.Errorf("library export: a %s file is not for a terminal; name one with --out", c.To)}
	}
	q, err := c.query(c.Words)
	if err != nil {
		return &usageError{fmt.Errorf("library export: %w", err)}
	}
	return atShelf(c.place, func(desk *library.Desk) error {
		var broken error
		taken := 0
		err := handOn(t, c.Out, func(w io.Writer) error {
			err := convert.convert(w, func(yield func(evidence.Record) bool) {
				for e, err := range desk.Found(ctx, q) {
					if broken = err; err != nil {
						return
					}
					if taken++; !yield(e.Record) {
						return
					}
				}
			}, written, styled)
			if err == nil && broken == nil && taken == 0 {
				var unknown string
				if unknown, broken = desk.Unknown(ctx, q); broken == nil {
					broken = errors.New(cmp.Or(unknown, "nothing was found to export"))
				}
			}
			return errors.Join(err, broken)
		})
		if err != nil {
			return fmt.Errorf("library export: %w", err)
		}
		return nil
	})
}
