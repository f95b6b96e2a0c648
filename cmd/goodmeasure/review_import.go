package main

import (
	"context"
	"errors"
	"fmt"
	"io"

	"goodmeasure/chart"
	"goodmeasure/citation"
	"goodmeasure/evidence"
	"goodmeasure/internal/publish"
	"goodmeasure/internal/review"
)

type reviewImportCommand struct {
	Review   int64             `arg:"" help:"The number of the review."`
	File     string            `arg:"" help:"The file of records." type:"path"`
	Name     string            `help:"The database or catalogue that was searched, as the report will name it."`
	Searched string            `help:"The day of the search, which a report has to give; not stated unless given." placeholder:"YYYY-MM-DD"`
	Strategy string            `help:"The search as it was made."`
	Map      map[string]string `help:"The column of a table under which a field stands; may be given again." placeholder:"FIELD=HEADING"`
	personal
}

// Help says more than the one line of the list.
func (reviewImportCommand) Help() string {
	return `Reads RIS, PubMed, Web of Science, EndNote, BibTeX, CSL-JSON, MARC and tables, and names each record that cannot be read. Records that are surely one work are merged, which can be undone; unsure pairs wait for a person. A work that the library surely has already, and no other review uses, becomes a record of the review as it stands there, and no second copy of it.

Examples:
  goodmeasure review import 1 export.ris --name "Social Care Online" --searched 2026-05-04`
}

func (c *reviewImportCommand) Run(ctx context.Context, t terminal) error {
	file, err := citation.Open(c.File, citation.Options{Map: c.Map})
	if err != nil {
		return advised(err)
	}
	defer file.Close()
	return c.change(ctx, func(d *review.Desk) error {
		done, err := d.Import(ctx, c.Review, file, evidence.Search{Name: c.Name, Searched: c.Searched, Strategy: c.Strategy})
		switch {
		case err != nil:
			return err
		case c.JSON:
			return printJSON(t.out, done)
		}
		for _, f := range done.Failed {
			fmt.Fprintln(t.err, f)
		}
		for _, f := range done.Notes {
			if f.Record == 0 { // of the whole file
				fmt.Fprintf(t.err, "%s\n", f.Reason)
			}
		}
		unread := "all could be read"
		if len(done.Failed) > 0 {
			unread = chart.Count(len(done.Failed), "record", "records") + " could not be read"
		}
		had := ""
		if len(done.Known) > 0 {
			had = chart.Count(len(done.Known), "of them is", "of them are") + " in the library already; "
		}
		_, err = fmt.Fprintf(t.out, "%s added from %s (%s); %s%s, %s for a person; %s.\n",
			chart.Count(done.Records, "record was", "records were"), done.File, done.Format.Title(), had, chart.Count(done.Duplicates.Merged, "record was merged as a duplicate", "records were merged as duplicates"),
			chart.Count(done.Duplicates.Unsure, "pair waits", "pairs wait"), unread)
		return err
	})
}

type reviewResultsCommand struct {
	Review int64  `arg:"" help:"The number of the review."`
	By     string `help:"The facet whose values are the rows of the evidence map, by its id; the groups unless given." placeholder:"FACET"`
	desked
}

// Help says more than the one line of the list.
func (reviewResultsCommand) Help() string {
	return `Shows what became of every record, as PRISMA 2020 asks, and how many works stand in each cell of the evidence map.

Examples:
  goodmeasure review results 1
  goodmeasure review results 1 --by setting
  goodmeasure review results 1 --json`
}

func (c *reviewResultsCommand) Run(ctx context.Context, t terminal) error {
	return c.at(func(d *review.Desk) error {
		flow, err := d.Flow(ctx, c.Review)
		if err != nil {
			return err
		}
		m, err := d.Map(ctx, c.Review, c.By)
		switch {
		case err != nil:
			return err
		case c.JSON:
			return printJSON(t.out, struct {
				Flow review.Flow `json:"flow"`
				Map  review.Map  `json:"map"`
			}{flow, m})
		}
		if err := publish.Text(t.out, flow.Table()); err != nil {
			return err
		}
		fmt.Fprintln(t.out)
		return publish.Text(t.out, m.Table())
	})
}

type reviewExportCommand struct {
	Review int64  `arg:"" help:"The number of the review."`
	Part   string `help:"Which records: ${enum}." enum:"all,screened,included,excluded,undecided" default:"included"`
	To     string `help:"The format: ${enum}." enum:"ris,bibtex,csl-json,csv,xlsx,harvard,apa,vancouver" default:"ris"`
	Out    string `help:"File to write; it is printed when none is given." placeholder:"FILE" type:"path"`
	desked
}

// Help says more than the one line of the list.
func (reviewExportCommand) Help() string {
	return `Writes the records of a review as references for other programs, as a list of references to be read, or as a table that says what was decided of each.

Examples:
  goodmeasure review export 1 > included.ris
  goodmeasure review export 1 --to harvard
  goodmeasure review export 1 --part all --to xlsx --out records.xlsx`
}

func (c *reviewExportCommand) Run(ctx context.Context, t terminal) error {
	return c.at(func(d *review.Desk) error {
		list, err := d.Handed(ctx, c.Review, review.Part(c.Part))
		switch {
		case err != nil:
			return err
		case c.JSON:
			return printJSON(t.out, list)
		case c.Out == "" && c.To == "xlsx":
			return &usageError{errors.New("review export: an xlsx file is not for a terminal; name one with --out")}
		}
		err = handOn(t, c.Out, func(w io.Writer) error { return publish.ReviewRecords(w, list, c.To) })
		if err != nil {
			return fmt.Errorf("writing the records: %w", err)
		}
		if c.Out == "" || c.Out == "-" {
			return nil
		}
		_, err = fmt.Fprintf(t.out, "%s written to %s.\n", chart.Count(len(list.Rows), "record was", "records were"), c.Out)
		return err
	})
}
