package main

import (
	"context"
	"errors"
	"fmt"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/library"
)

type libraryReindexCommand struct {
	JSON bool `help:"Print JSON: how many documents there are."`
	signed
}

// Help says more than the one line of the list.
func (libraryReindexCommand) Help() string {
	return `Searches read an index of words, which is kept as documents come and change. If one says that the index is damaged, this makes it anew from the documents; all else stays as it is, and the library can be used meanwhile. It takes a few seconds for 50,000 documents.

Example:
  goodmeasure library reindex`
}

func (c *libraryReindexCommand) Run(ctx context.Context, t terminal) error {
	return c.change(ctx, func(desk *library.Desk) error {
		documents, err := desk.Reindex(ctx)
		if errors.Is(err, evidence.ErrNotFound) {
			err = errors.New("there is no library here yet, and so no index; `goodmeasure library import` makes one")
		}
		if err != nil {
			return fmt.Errorf("library reindex: %w", err)
		}
		if c.JSON {
			return printJSON(t.out, map[string]int{"documents": documents})
		}
		_, err = fmt.Fprintf(t.out, "The index of words was made anew, of %s.\n", chart.Count(documents, "document", "documents"))
		return err
	})
}
