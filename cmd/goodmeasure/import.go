package main

import (
	"context"
	"errors"
	"fmt"

	"goodmeasure/internal/workbench"
)

type importCommand struct {
	Files []string `arg:"" optional:"" help:"Published files as downloaded, and folders of them." placeholder:"FILE|FOLDER"`
	place
	DryRun  bool   `help:"Say what would be imported and write nothing."`
	JSON    bool   `help:"Print JSON: every figure that is revised, every cell refused."`
	Formats bool   `help:"List the layouts that can be read." xor:"act"`
	List    bool   `help:"List the files in the workspace." xor:"act"`
	Forget  string `help:"Take the file whose hash begins so out of the workspace, with all its figures." placeholder:"HASH" xor:"act"`
}

// Help says more than the one line of the list.
func (importCommand) Help() string {
	return `Reads published files, recognises each by what it holds, and puts its figures and judgements into a workspace, which is made where there is none: one file that other commands take with --workspace, or a PostgreSQL database that they take with --database. A figure that several releases give is taken from the newest release of its publication; between publications a value stands over none, and counts stand over a published value alone. What was left is listed, never lost. A file is kept wholly or not at all.

The exit code is 1 when a file that was named is refused, or one of a folder that was meant to be read: of a known layout, damaged, or protected. What a folder holds beside is passed over: documents, pictures, tables of no known layout. Rows that cannot be read are refused one by one with their place, counted in the last line, and leave the exit code at 0 as long as the rest of their file is taken.

Examples:
  goodmeasure import downloads
  goodmeasure import bds_long.parquet --dry-run
  goodmeasure import --list
  goodmeasure import --forget 3fa2
  goodmeasure study --workspace goodmeasure.db`
}

func (c *importCommand) Run(ctx context.Context, t terminal) error {
	acts := c.Formats || c.List || c.Forget != ""
	switch {
	case len(c.Files) == 0 && !acts:
		return &usageError{errors.New("import: no file was given; name files or folders, or see `goodmeasure import --formats`")}
	case len(c.Files) > 0 && acts:
		return &usageError{errors.New("import: --formats, --list and --forget take no files")}
	case c.Formats:
		return c.formats(t)
	case c.List:
		return c.list(ctx, t)
	case c.Forget != "":
		return c.forget(ctx, t)
	}
	files, err := workbench.Walk(c.Files, c.where())
	if err != nil {
		return fmt.Errorf("import: %w", err)
	}
	importer, err := workbench.NewImporter(ctx, c.where(), c.DryRun)
	if err != nil {
		return err
	}
	receipts, err := c.importAll(ctx, t, importer, files)
	if err = errors.Join(err, importer.Close()); err != nil {
		return err
	}
	tally := workbench.TallyOf(receipts)
	if c.JSON {
		err = printJSON(t.out, imported{c.String(), c.DryRun, receipts})
	} else {
		err = printTally(t.out, tally, c.String(), c.DryRun)
	}
	if err == nil && tally.Refused > 0 {
		err = fmt.Errorf("import: %s refused, and nothing of what was refused is in the workspace", filesWere(tally.Refused))
	}
	return err
}

// imported is what --json prints.
type imported struct {
	Workspace string               `json:"workspace"`
	DryRun    bool                 `json:"dry_run"`
	Files     []*workbench.Receipt `json:"files"`
}

func (c *importCommand) importAll(ctx context.Context, t terminal, importer *workbench.Importer, files []workbench.Met) ([]*workbench.Receipt, error) {
	meter := startProgress(t.err, "importing")
	defer meter.stop()
	receipts := []*workbench.Receipt{}
	for at, file := range files {
		if err := ctx.Err(); err != nil {
			return receipts, fmt.Errorf("import: stopped before %s; the files before it are done: %w", file.Path, err)
		}
		receipt := importer.Import(ctx, file)
		receipts = append(receipts, receipt)
		meter.at(float64(at+1), float64(len(files)))
		if !c.JSON {
			meter.stop()
			if err := printReceipt(t.out, receipt); err != nil {
				return receipts, err
			}
		}
	}
	return receipts, nil
}
