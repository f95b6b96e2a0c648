package main

import (
	"fmt"
	"io"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/internal/workbench"
)

// shownFirst is how many of a long list are printed; --json has them all.
const shownFirst = 5

// printReceipt says what became of a file.
func printReceipt(w io.Writer, r *workbench.Receipt) error {
	var out strings.Builder
	line := func(format string, args ...any) { fmt.Fprintf(&out, "  "+format+"\n", args...) }
	fmt.Fprintf(&out, "%s: %s\n", r.Path, r.Outcome)
	if r.Error != "" {
		line("%s", r.Error)
	}
	if r.Title != "" {
		line("%s", r.Title)
	}
	if r.Publication != "" && r.Release != r.Publication {
		line("%s, release %s", r.Publication, r.Release)
	}
	if figures := r.FiguresWords(); figures != "" {
		line("%s", figures)
	}
	if r.Inspections > 0 {
		line("%s", counted(r.Inspections, "inspection", "inspections"))
	}
	if r.Neighbours > 0 {
		line("%s of authorities", counted(r.Neighbours, "neighbour", "neighbours"))
	}
	for _, s := range r.Skipped {
		line("left out: %s (%d)", s.Reason, s.N)
	}
	if r.Outcome != workbench.AlreadyHeld && r.Figures > 0 {
		line("%s; %s; %s", counted(r.New, "figure is new", "figures are new"), counted(len(r.Revises), "figure is revised", "figures are revised"),
			counted(r.Outranked, "differs from a figure that stands", "differ from figures that stand"))
	}
	some(&out, len(r.Revises), "revised", func(i int) string {
		d := r.Revises[i]
		return fmt.Sprintf("%s of %s in %d: %s (%s) instead of %s (%s), %s", d.Indicator, d.Authority, d.Period, orNone(d.Taken.String()), d.From,
			orNone(d.Left.String()), d.LeftFrom, d.Rule)
	})
	some(&out, len(r.Refusals), "not readable", func(i int) string { return r.Refusals[i].Words() })
	for _, b := range r.Beside {
		unless := ""
		if b.CountsFirst {
			unless = ", unless only the other has counts"
		}
		line("of this release %s is held too; both are kept, and where both give a figure that of %s is used%s", b.Name, b.Used, unless)
	}
	for _, note := range r.Notes {
		line("%s", note)
	}
	_, err := io.WriteString(w, out.String())
	return err
}

// some writes the first few lines of a list under its heading, and how many there are.
func some(out *strings.Builder, n int, heading string, line func(int) string) {
	if n == 0 {
		return
	}
	fmt.Fprintf(out, "  %s:\n", heading)
	for i := range min(n, shownFirst) {
		fmt.Fprintf(out, "    %s\n", line(i))
	}
	if n > shownFirst {
		fmt.Fprintf(out, "    and %s more; --json lists all\n", chart.Grouped(n-shownFirst))
	}
}

func orNone(figure string) string {
	if figure == "" {
		return "no figure"
	}
	return figure
}

func counted(n int, one, many string) string {
	if n == 1 {
		return "1 " + one
	}
	return chart.Grouped(n) + " " + many
}

func filesWere(n int) string { return counted(n, "file was", "files were") }

func printTally(w io.Writer, tally workbench.Tally, workspace string, dryRun bool) error {
	verb := "imported into " + workspace
	if dryRun {
		verb = "would be imported; nothing was written"
	}
	rows := ""
	if tally.RowsRefused > 0 {
		rows = fmt.Sprintf(" %s in %s could not be read in full.", counted(tally.RowsRefused, "row", "rows"), counted(tally.FilesWithRefusals, "file", "files"))
	}
	_, err := fmt.Fprintf(w, "\n%s %s. %s already held, %s with nothing to take, %s not tables, %s of no known layout, %s refused.%s\n",
		counted(tally.Imported, "file", "files"), verb, chart.Grouped(tally.Held), chart.Grouped(tally.Nothing), chart.Grouped(tally.NotTables), chart.Grouped(tally.Unknown), chart.Grouped(tally.Refused), rows)
	return err
}
