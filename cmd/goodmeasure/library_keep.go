package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"

	"goodmeasure/chart"
	"goodmeasure/citation"
	"goodmeasure/internal/library"
)

// keep takes each file into the library. A file that is refused does not stop the others.
func (c *libraryImportCommand) keep(ctx context.Context, t terminal) error {
	in := library.Intake{Options: library.Options{Options: citation.Options{Format: citation.Format(c.Format), Map: c.Map}, List: c.List},
		Public: c.Public, Source: c.Source, Searched: c.Searched}
	return c.change(ctx, func(desk *library.Desk) error {
		all := make([]library.Imported, 0, len(c.Files))
		refused := 0
		for _, path := range c.Files {
			done, err := importOne(ctx, desk, path, t.in, in)
			if ctx.Err() != nil {
				return fmt.Errorf("library import: stopped at %s: %w", path, err)
			}
			if err != nil {
				if done.Error == "" || errors.Is(err, citation.ErrColumns) {
					done.Error = advised(err).Error()
				}
				refused++
			}
			if all = append(all, done); c.JSON {
				continue
			}
			if err := printImported(t.out, &done); err != nil {
				return err
			}
		}
		var err error
		if c.JSON {
			var printed any = map[string]any{"files": all}
			if len(all) == 1 {
				printed = all[0]
			}
			err = printJSON(t.out, printed)
		}
		if refused > 0 {
			err = errors.Join(err, fmt.Errorf("library import: %s refused", filesWere(refused)))
		}
		return err
	})
}

func importOne(ctx context.Context, desk *library.Desk, path string, piped io.Reader, in library.Intake) (library.Imported, error) {
	if path != "-" {
		return desk.Import(ctx, path, in)
	}
	text, err := readPiped(piped)
	if err != nil {
		return library.Imported{Receipt: library.Receipt{File: "-"}}, err
	}
	return desk.ImportContent(ctx, bytes.NewReader(text), int64(len(text)), "-", in)
}

func printImported(w io.Writer, done *library.Imported) error {
	if err := printLibraryReceipt(w, &done.Receipt); err != nil || done.Error != "" {
		return err
	}
	fmt.Fprintf(w, "  %s\n", done.Became())
	for _, list := range []struct {
		name    string
		doubles []library.Double
		more    int
	}{{"in the library already", done.Doubles, done.DoublesMore}, {"perhaps doubles", done.Unsure, done.UnsureMore}} {
		for n, d := range list.doubles {
			if n == 0 {
				fmt.Fprintf(w, "  %s:\n", list.name)
			}
			if n == 20 {
				fmt.Fprintf(w, "    and %s\n", chart.Count(len(list.doubles)-n+list.more, "more", "more"))
				break
			}
			fmt.Fprintf(w, "    record %d, %s: document %d (%s)\n", d.Record, oneLine(d.Title), d.Of, d.Why)
		}
	}
	return nil
}
