package main

import (
	"context"
	"fmt"
	"os"
	"path/filepath"

	"goodmeasure/internal/review"
	"goodmeasure/table"
)

type reviewBundleCommand struct {
	Review int64  `arg:"" help:"The number of the review."`
	File   string `arg:"" help:"The file to write: a zip." type:"path"`
	desked
}

// Help says more than the one line of the list.
func (reviewBundleCommand) Help() string {
	return `Writes all of a review to one file: terms, searches, records as their files had them, duplicates, decisions and whose they are, cards, ties, full texts and the audit trail, with checksums. "review restore" makes a review of it in any workspace.

Examples:
  goodmeasure review bundle 1 what-helps.zip`
}

func (c *reviewBundleCommand) Run(ctx context.Context, t terminal) error {
	return c.at(func(d *review.Desk) error {
		file, err := os.CreateTemp(filepath.Dir(c.File), ".bundle-*")
		if err != nil {
			return fmt.Errorf("writing the bundle: %w", err)
		}
		defer os.Remove(file.Name())
		held, err := d.Bundle(ctx, c.Review, file)
		if closed := file.Close(); err == nil {
			err = closed
		}
		if err == nil {
			err = os.Rename(file.Name(), c.File)
		}
		switch {
		case err != nil:
			return fmt.Errorf("writing the bundle: %w", err)
		case c.JSON:
			return printJSON(t.out, held)
		}
		_, err = fmt.Fprintf(t.out, "Review %d was written to %s. `goodmeasure review restore` makes a review of it.\n", c.Review, c.File)
		return err
	})
}

type reviewRestoreCommand struct {
	File string `arg:"" help:"The bundle." type:"path"`
	personal
}

// Help says more than the one line of the list.
func (reviewRestoreCommand) Help() string {
	return `Makes a new review of a bundle. People are known again by their addresses; others stay as names that nobody can sign in with. All of it goes in, or nothing.

Examples:
  goodmeasure review restore what-helps.zip --workspace other.db`
}

func (c *reviewRestoreCommand) Run(ctx context.Context, t terminal) error {
	if err := table.Regular(c.File); err != nil {
		return fmt.Errorf("restoring a review: %w", err)
	}
	file, err := os.Open(c.File)
	if err != nil {
		return fmt.Errorf("restoring a review: %w; check the path", err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		return fmt.Errorf("restoring a review: %w", err)
	}
	return c.change(ctx, func(d *review.Desk) error {
		made, err := d.Restore(ctx, file, info.Size())
		switch {
		case err != nil:
			return fmt.Errorf("restoring a review from %s: %w", filepath.Base(c.File), err)
		case c.JSON:
			return printJSON(t.out, made)
		}
		_, err = fmt.Fprintf(t.out, "The review is number %d here: %s.\n", made.ID, made.Title)
		return err
	})
}
