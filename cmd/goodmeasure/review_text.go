package main

import (
	"context"
	"fmt"
	"path/filepath"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/fulltext"
)

type reviewTextCommand struct {
	File string `arg:"" help:"The PDF." type:"path"`
	Find string `placeholder:"QUOTATION" help:"Say on which page these words stand, instead of printing the text."`
	JSON bool   `help:"Print JSON."`
	Here bool   `hidden:"" help:"Read it in this process, which a hostile file may end."`
}

// Help says more than the one line of the list.
func (reviewTextCommand) Help() string {
	return `Prints the text of a PDF page by page, or checks a quotation against it. Spaces, hyphens at line ends, ligatures, kinds of quotation marks and letter case do not matter; words, figures and signs such as < do, and none is cut at either end. "..." in a quotation stands for anything left out. A scanned page has no text.

Examples:
  goodmeasure review text report.pdf
  goodmeasure review text report.pdf --find "social workers know children well"`
}

func (c *reviewTextCommand) Run(ctx context.Context, t terminal) error {
	read := readApart
	if c.Here {
		read = func(ctx context.Context, path string) ([]fulltext.Page, error) { return readHere(ctx, t, path) }
	}
	pages, err := read(ctx, c.File)
	if err != nil {
		return err
	}
	contents := fulltext.Contents{File: filepath.Base(c.File), Pages: pages}
	if c.Find != "" {
		found := fulltext.Find(c.Find, pages)
		contents.Quote = &found
	}
	switch {
	case c.JSON:
		return printJSON(t.out, contents)
	case c.Find != "":
		_, err = fmt.Fprintln(t.out, whereFound(*contents.Quote))
		return err
	}
	unclear := 0
	for _, page := range pages {
		unclear += page.Unknown
		text := page.Text
		if page.Failed != "" {
			text = "(" + page.Failed + ")"
		}
		if _, err := fmt.Fprintf(t.out, "— page %d —\n%s\n", page.Number, strings.TrimSpace(text)); err != nil {
			return err
		}
	}
	if unclear > 0 {
		fmt.Fprintf(t.err, "goodmeasure: %s shown as � here, because the file does not tell the letter\n", chart.Count(unclear, "sign is", "signs are"))
	}
	return nil
}

// whereFound is where a quotation was found, in words.
func whereFound(f fulltext.Found) string {
	switch {
	case f.Exact && len(f.Pages) > 1:
		return fmt.Sprintf("The quotation stands on pages %s.", strings.Trim(strings.ReplaceAll(fmt.Sprint(f.Pages), " ", ", "), "[]"))
	case f.Exact:
		return fmt.Sprintf("The quotation stands on page %d.", f.Page)
	case f.Page == 0:
		return "The quotation stands on no page, and nothing like it does."
	}
	return fmt.Sprintf("The quotation stands on no page. Page %d comes nearest, with %.0f%% of its words in order.", f.Page, 100*f.Likeness)
}
