package main

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/citation"
	"goodmeasure/internal/library"
)

type libraryImportCommand struct {
	Files   []string          `arg:"" optional:"" help:"Files of records, as exported or downloaded; - reads what is piped or pasted." placeholder:"FILE"`
	DryRun  bool              `help:"Say what would be imported and write nothing."`
	JSON    bool              `help:"Print JSON: format, records, and for each that failed its number, line and reason."`
	Map     map[string]string `help:"In a table, take this heading for that field: --map title=Heading. May be given several times." placeholder:"FIELD=HEADING" mapsep:"none"`
	Format  string            `help:"Read the files as this format instead of recognising it." placeholder:"FORMAT"`
	List    bool              `help:"With --json, print the records too, as they were read."`
	Formats bool              `help:"List the formats that can be read, and the fields that a column of a table can be."`

	Public   bool   `help:"Make what is added public at once."`
	Source   string `help:"Catalogue or database that was searched; the file's name stands for it otherwise." placeholder:"NAME"`
	Searched string `help:"Day of the search, as 2026-05-04; today otherwise." placeholder:"DAY"`
	signed
}

// Help says more than the one line of the list.
func (libraryImportCommand) Help() string {
	return `Reads what databases, reference managers and library catalogues export, whatever the file is called: each format is recognised by its content. Encodings and line ends are recognised too. A record that cannot be read is named with its number, its line and the reason; all others are taken, with the text that they were read from. What the library has already, by its DOI or another number and its title or because nothing speaks against it, is named and left out. What may be a double is added, for a person to decide.

Records go into goodmeasure.db in the current folder unless --workspace or --database says otherwise. An import that is broken off can be given again: it goes on where it stopped.

The exit code is 1 when a file is refused or none of its records can be read, and 0 when only some of them cannot.

Examples:
  goodmeasure library import search.ris --dry-run
  goodmeasure library import search.ris --source Embase --searched 2026-05-04
  goodmeasure library import export.nbib records.bib --dry-run --json
  goodmeasure library import list.xlsx --dry-run --map title=Name --map year=Published
  goodmeasure library import - --dry-run --json --list < doi.json
  goodmeasure library import --formats`
}

func (c *libraryImportCommand) Run(ctx context.Context, t terminal) error {
	switch {
	case c.Formats:
		return printFormats(t.out)
	case len(c.Files) == 0:
		return &usageError{errors.New("library import: no file was given; name files, or see `goodmeasure library import --formats`")}
	case c.List && !c.JSON:
		return &usageError{errors.New("library import: --list goes with --json")}
	}
	for field := range c.Map {
		if !isField(field) {
			return &usageError{unknownField("library import", field)}
		}
	}
	if !c.DryRun {
		return c.keep(ctx, t)
	}
	receipts, err := c.check(ctx, t)
	if c.JSON {
		var printed any = map[string]any{"files": receipts}
		if len(receipts) == 1 {
			printed = receipts[0]
		}
		return errors.Join(printJSON(t.out, printed), err)
	}
	return errors.Join(printTaken(t.out, receipts), err)
}

// advised adds to an error what to do about it on the command line.
func advised(err error) error {
	if errors.Is(err, citation.ErrColumns) {
		return fmt.Errorf("%w; say which is, as in --map title=Heading", err)
	}
	return err
}

func isField(name string) bool {
	for _, field := range citation.Fields() {
		if field == name {
			return true
		}
	}
	return false
}

// check reads each file. The error says how many were refused.
func (c *libraryImportCommand) check(ctx context.Context, t terminal) ([]library.Receipt, error) {
	options := library.Options{Options: citation.Options{Format: citation.Format(c.Format), Map: c.Map}, List: c.List}
	receipts := make([]library.Receipt, 0, len(c.Files))
	refused := 0
	for _, path := range c.Files {
		var receipt library.Receipt
		var err error
		if path == "-" {
			receipt, err = checkPiped(ctx, t.in, options)
		} else {
			receipt, err = library.Check(ctx, path, options)
		}
		if ctx.Err() != nil {
			return receipts, fmt.Errorf("library import: stopped at %s: %w", path, ctx.Err())
		}
		if err != nil {
			receipt.Error = advised(err).Error()
			refused++
		}
		receipts = append(receipts, receipt)
		if !c.JSON {
			if err := printLibraryReceipt(t.out, &receipt); err != nil {
				return receipts, err
			}
		}
	}
	if refused > 0 {
		return receipts, fmt.Errorf("library import: %s refused", filesWere(refused))
	}
	return receipts, nil
}

// maxPiped bounds what is read from a pipe, which is held in memory.
const maxPiped = 64 << 20

func readPiped(in io.Reader) ([]byte, error) {
	text, err := io.ReadAll(io.LimitReader(in, maxPiped+1))
	if err == nil && len(text) > maxPiped {
		err = errors.New("what is piped is larger than 64 MiB; name a file instead")
	}
	return text, err
}

func checkPiped(ctx context.Context, in io.Reader, options library.Options) (library.Receipt, error) {
	text, err := readPiped(in)
	if err != nil {
		return library.Receipt{File: "-", Failed: []citation.Fault{}, Notes: []citation.Fault{}, Error: err.Error()}, err
	}
	return library.CheckContent(ctx, bytes.NewReader(text), int64(len(text)), "-", options)
}

func printLibraryReceipt(w io.Writer, r *library.Receipt) error {
	var out strings.Builder
	if r.Format == "" {
		fmt.Fprintf(&out, "%s: refused\n  %s\n", r.File, r.Error)
		_, err := io.WriteString(w, out.String())
		return err
	}
	fmt.Fprintf(&out, "%s: %s\n", r.File, r.Format.Title())
	if r.Records > 0 || r.Error == "" {
		fmt.Fprintf(&out, "  %s\n", r.Holds())
	}
	if r.Error != "" {
		fmt.Fprintf(&out, "  %s\n", r.Error)
	}
	var unknown []string
	for _, column := range r.Columns {
		if column.Field == "" && column.Heading != "" {
			unknown = append(unknown, column.Heading)
		}
	}
	if len(unknown) > 0 {
		fmt.Fprintf(&out, "  columns kept in the raw text alone: %s\n", strings.Join(unknown, ", "))
	}
	some(&out, len(r.Failed), "not readable", func(i int) string { return r.Failed[i].String() })
	some(&out, len(r.Notes), "read with a doubt", func(i int) string { return r.Notes[i].String() })
	_, err := io.WriteString(w, out.String())
	return err
}

func printTaken(w io.Writer, receipts []library.Receipt) error {
	records, failed := 0, 0
	for _, r := range receipts {
		records += r.Records
		failed += len(r.Failed) + r.FailedMore
	}
	read := "All could be read."
	if failed > 0 {
		read = chart.Count(failed, "record", "records") + " could not be read."
	} else if records == 0 {
		read = ""
	}
	taken := strings.Replace(chart.Count(records, "record", "records"), "no ", "No ", 1)
	_, err := fmt.Fprintf(w, "\n%s\n", strings.TrimSpace(taken+" could be imported; nothing was written. "+read))
	return err
}

func printFormats(w io.Writer) error {
	for _, format := range citation.Formats() {
		if _, err := fmt.Fprintf(w, "%-12s %s\n", format, format.Title()); err != nil {
			return err
		}
	}
	_, err := fmt.Fprintf(w, "\nFields that a column of a table can be:\n%s\n", strings.Join(citation.Fields(), ", "))
	return err
}
