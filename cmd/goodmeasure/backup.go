package main

import (
	"context"
	"fmt"

	"goodmeasure/chart"
	"goodmeasure/internal/publish"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

type backupCommand struct {
	File string `arg:"" help:"File to write; one that is there already is left as it is." placeholder:"FILE" type:"path"`
	place
	JSON bool `help:"Print JSON: what was saved of each table, with its hash."`
}

// Help says more than the one line of the list.
func (backupCommand) Help() string {
	return `Writes all that a workspace holds into one file: imported figures, records, decisions and who made them, full texts, cards, accounts, subscribers. The workspace may be in use: the file holds it as it was at one moment. The file is a zip of one text file for each table, JSON lines, with a manifest of hashes, and can be restored into a file or a PostgreSQL database, whichever it came from.

It holds the addresses of people and hashes of their passwords: keep it where the workspace itself may be kept.

Examples:
  goodmeasure backup 2026-05-04.zip
  goodmeasure backup 2026-05-04.zip --database postgres://gm@localhost/goodmeasure`
}

func (c *backupCommand) Run(ctx context.Context, t terminal) error {
	summary, err := workbench.Backup(ctx, c.where(), c.File)
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(t.out, summary)
	}
	return printSaved(t, summary, "saved in "+c.File)
}

type restoreCommand struct {
	File string `arg:"" help:"Backup to restore." placeholder:"FILE" type:"existingfile"`
	place
	JSON bool `help:"Print JSON: what was restored of each table."`
}

// Help says more than the one line of the list.
func (restoreCommand) Help() string {
	return `Makes a workspace of a backup: in a file that is not there yet, or in an empty PostgreSQL database. All of it is restored, or nothing. Nobody stays signed in.

To move a workspace from a file to PostgreSQL, or back, back it up and restore it there.

Examples:
  goodmeasure restore 2026-05-04.zip --workspace again.db
  goodmeasure restore 2026-05-04.zip --database postgres://gm@localhost/goodmeasure`
}

func (c *restoreCommand) Run(ctx context.Context, t terminal) error {
	summary, err := workbench.Restore(ctx, c.File, c.where())
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(t.out, summary)
	}
	return printSaved(t, summary, "restored from "+c.File)
}

// printSaved lists the tables of a backup that have rows.
func printSaved(t terminal, s workbench.Saved, what string) error {
	rows := 0
	table := chart.Table{Columns: []chart.Column{{Name: "Table"}, {Name: "Rows", Numeric: true}}}
	for _, held := range s.Held {
		if rows += held.Rows; held.Rows > 0 {
			table.Rows = append(table.Rows, []chart.Cell{{Text: held.Table, Value: study.Missing}, {Text: fmt.Sprint(held.Rows), Value: study.Number(held.Rows)}})
		}
	}
	table.Caption = counted(rows, "row", "rows") + " " + what
	return publish.Text(t.out, table)
}
