package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"iter"
	"os"
	"path/filepath"
	"slices"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/citation"
	"goodmeasure/evidence"
	"goodmeasure/internal/library"
	"goodmeasure/internal/publish"
)

type libraryConvertCommand struct {
	Files []string          `arg:"" help:"Files of records, of any format that import reads." placeholder:"FILE"`
	To    string            `required:"" help:"What to write: ris, bibtex, csl-json, csv, xlsx or ods; or a list of references: harvard, apa or vancouver." placeholder:"FORMAT"`
	Out   string            `help:"File to write; it is printed when none is given, or -." placeholder:"FILE" type:"path"`
	Map   map[string]string `help:"In a table, take this heading for that field: --map title=Heading." placeholder:"FIELD=HEADING" mapsep:"none"`
}

// Help says more than the one line of the list.
func (libraryConvertCommand) Help() string {
	return `Reads files of records and writes them as one file of another format, or as a list of references. Records that cannot be read are counted and left out; "goodmeasure library import --dry-run" names them. Harvard and APA lists go by author and year, a Vancouver list keeps the order of the files.

Examples:
  goodmeasure library convert search.nbib export.ris --to bibtex --out all.bib
  goodmeasure library convert included.ris --to harvard
  goodmeasure library convert included.ris --to csv --out included.csv`
}

// tables are the formats that are written from a table.
var tables = map[string]func(io.Writer, chart.Table) error{"csv": publish.CSV, "xlsx": publish.XLSX, "ods": publish.ODS}

func (c *libraryConvertCommand) Run(ctx context.Context, t terminal) error {
	written := slices.Contains(citation.Written(), citation.Format(c.To))
	styled := slices.Contains(citation.Styles(), citation.Style(c.To))
	switch {
	case !written && !styled && tables[c.To] == nil:
		return &usageError{fmt.Errorf("library convert: --to %s: expected ris, bibtex, csl-json, csv, xlsx, ods, harvard, apa or vancouver", c.To)}
	case c.Out == "" && (c.To == "xlsx" || c.To == "ods"):
		return &usageError{fmt.Errorf("library convert: a %s file is not for a terminal; name one with --out", c.To)}
	}
	for field := range c.Map {
		if !isField(field) {
			return &usageError{unknownField("library convert", field)}
		}
	}
	failed, taken := 0, 0
	var broken error
	records := func(yield func(evidence.Record) bool) {
		options := library.Options{Options: citation.Options{Map: c.Map}}
		for record, err := range library.Records(ctx, c.Files, options, &failed) {
			if err != nil {
				broken = err
				return
			}
			taken++
			if !yield(record) {
				return
			}
		}
	}
	err := handOn(t, c.Out, func(w io.Writer) error {
		if err := c.convert(w, records, written, styled); err != nil {
			return err
		}
		if broken == nil && taken == 0 {
			broken = errors.New("no record could be read")
		}
		return broken
	})
	if err != nil {
		return fmt.Errorf("library convert: %w", advised(err))
	}
	if failed > 0 {
		fmt.Fprintf(t.err, "%s could not be read and %s left out; `goodmeasure library import --dry-run` says which\n",
			chart.Count(failed, "record", "records"), wasWere(failed))
	}
	return nil
}

func wasWere(n int) string {
	if n == 1 {
		return "was"
	}
	return "were"
}

func unknownField(command, field string) error {
	return fmt.Errorf("%s: --map %s: there is no field of that name; expected one of %s", command, field, strings.Join(citation.Fields(), ", "))
}

func (c *libraryConvertCommand) convert(w io.Writer, records iter.Seq[evidence.Record], written, styled bool) error {
	if written {
		return citation.Write(w, citation.Format(c.To), records)
	}
	var all []evidence.Record
	for record := range records {
		record.Origin.Raw = ""
		all = append(all, record)
	}
	if !styled {
		return tables[c.To](w, library.Table(all))
	}
	return publish.References(w, citation.Style(c.To), all)
}

// handOn hands on the terminal, or a file that is there only once it is whole. A file that is replaced keeps who may read
// it, and a pipe or a device stays what it is.
func handOn(t terminal, out string, fill func(io.Writer) error) (err error) {
	if out == "" || out == "-" {
		return fill(t.out)
	}
	mode := os.FileMode(0o644)
	if there, err := os.Stat(out); err == nil && there.Mode().IsRegular() {
		mode = there.Mode().Perm()
	} else if err == nil && !there.IsDir() {
		to, err := os.OpenFile(out, os.O_WRONLY, 0)
		if err != nil {
			return err
		}
		return errors.Join(fill(to), to.Close())
	}
	part, err := os.CreateTemp(filepath.Dir(out), ".part-*")
	if err != nil {
		return err
	}
	defer func() {
		if err != nil {
			os.Remove(part.Name())
		}
	}()
	if err := errors.Join(fill(part), part.Close()); err != nil {
		return err
	}
	if err := os.Chmod(part.Name(), mode); err != nil {
		return err
	}
	return os.Rename(part.Name(), out)
}
