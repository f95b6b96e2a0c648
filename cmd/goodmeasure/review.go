package main

import (
	"context"
	"fmt"
	"io"
	"strconv"
	"strings"
	"unicode"

	"goodmeasure/chart"
	"goodmeasure/internal/publish"
	"goodmeasure/internal/review"
	"goodmeasure/study"
)

type reviewCommand struct {
	New        reviewNewCommand        `cmd:"" help:"Begin a review of evidence."`
	List       reviewListCommand       `cmd:"" help:"List the reviews of a workspace."`
	Import     reviewImportCommand     `cmd:"" help:"Read a file of records into a review."`
	Duplicates reviewDuplicatesCommand `cmd:"" help:"List pairs that may be one work, and settle them."`
	Next       reviewNextCommand       `cmd:"" help:"Show the record to decide on next."`
	Decide     reviewDecideCommand     `cmd:"" help:"Take down a decision on a record."`
	TakeBack   reviewTakeBackCommand   `cmd:"" help:"Take a decision of yours back."`
	Show       reviewShowCommand       `cmd:"" help:"Show a record with all that the review has on it."`
	Conflicts  reviewConflictsCommand  `cmd:"" help:"List the records that screeners disagree on, and resolve them."`
	Attach     reviewAttachCommand     `cmd:"" help:"Put a PDF beside a record."`
	Card       reviewCardCommand       `cmd:"" help:"Show or write the summary card of a record."`
	Ties       reviewTiesCommand       `cmd:"" help:"List what findings are tied to, tie one, or take a tie away."`
	Trail      reviewTrailCommand      `cmd:"" help:"Show who did what, and when."`
	Results    reviewResultsCommand    `cmd:"" help:"Show what became of every record, and the evidence map."`
	Export     reviewExportCommand     `cmd:"" help:"Write the records of a review as references or as a table."`
	Bundle     reviewBundleCommand     `cmd:"" help:"Write all of a review to one file."`
	Restore    reviewRestoreCommand    `cmd:"" help:"Make a review of a bundle."`
	Simulate   reviewSimulateCommand   `cmd:"" help:"Read a finished review again in the order that the program would have given."`
	Dedupe     reviewDedupeCommand     `cmd:"" help:"Find the records of a table that are one work."`
	Agreement  reviewAgreementCommand  `cmd:"" help:"Say how far people who screened the same records agree."`
	Text       reviewTextCommand       `cmd:"" help:"Print the text of a PDF page by page, or find a quotation in it."`
}

type reviewDedupeCommand struct {
	File string `arg:"" help:"The table: CSV, XLSX, ODS or parquet, one record a row." type:"path"`
	format
}

// Help says more than the one line of the list.
func (reviewDedupeCommand) Help() string {
	return `Compares identifiers, titles, authors, years, journals, volumes, pages and abstracts. Records are put together only where several of these agree and none speaks against it. An abstract at a conference and the article that followed stay two works; corrections, replies, parts, editions, translations and preprints are left to a person, as is whatever is not sure. The table needs a column for the title; record_id, author, year, journal, volume, number, pages, doi, isbn and abstract are used where they are there.

Examples:
  goodmeasure review dedupe records.csv
  goodmeasure review dedupe records.csv --csv > duplicates.csv
  goodmeasure review dedupe records.csv --json`
}

func (c *reviewDedupeCommand) Run(_ context.Context, t terminal) error {
	found, err := review.Dedupe(c.File)
	switch {
	case err != nil:
		return err
	case c.JSON:
		return printJSON(t.out, found)
	case c.CSV:
		return publish.CSV(t.out, matched(found, found.Merges, found.Unsure))
	}
	if len(found.Unsure) > 0 {
		if err := publish.Text(t.out, matched(found, nil, found.Unsure)); err != nil {
			return err
		}
		fmt.Fprintln(t.out)
	}
	_, err = fmt.Fprintf(t.out, "%s\n`--csv` lists every pair with its reasons, `--json` the groups.\n", found.Sentence)
	return err
}

// matched is the table of pairs.
func matched(found *review.Duplicates, merged, unsure []review.Match) chart.Table {
	t := chart.Table{Caption: "For a person to decide: " + chart.Count(len(unsure), "pair", "pairs") + " of " + found.File,
		Columns: []chart.Column{{Name: "record"}, {Name: "other record"}, {Name: "outcome"}, {Name: "score", Numeric: true}, {Name: "why"}, {Name: "title"}, {Name: "other title"}}}
	if merged != nil {
		t.Caption = "Records that are or may be one work, of " + found.File
	}
	add := func(outcome string, pairs []review.Match) {
		for _, m := range pairs {
			t.Rows = append(t.Rows, []chart.Cell{words(m.A), words(m.B), words(outcome), share(&m.Score, 2), words(m.Why), words(m.TitleA), words(m.TitleB)})
		}
	}
	add("same work", merged)
	add("unsure", unsure)
	return t
}

type reviewAgreementCommand struct {
	File string `arg:"" help:"The table: CSV, XLSX, ODS or parquet, one row for each screener's decision on a record." type:"path"`
	format
}

// Help says more than the one line of the list.
func (reviewAgreementCommand) Help() string {
	return `Needs columns for the record (item_id or record_id), the screener (reviewer) and the decision: include, maybe or 1; exclude or anything that begins so, or 0. Shows raw agreement, Cohen's kappa, PABAK and Krippendorff's alpha together, and each pair of screeners, because none of them alone says how well people agree.

Examples:
  goodmeasure review agreement decisions.csv
  goodmeasure review agreement decisions.csv --json`
}

func (c *reviewAgreementCommand) Run(_ context.Context, t terminal) error {
	a, err := review.Agree(c.File)
	switch {
	case err != nil:
		return err
	case c.JSON:
		return printJSON(t.out, a)
	case c.CSV:
		return publish.CSV(t.out, pairsOf(a))
	}
	return printAgreement(t.out, a)
}

func printAgreement(w io.Writer, a *review.Agreement) error {
	if len(a.Pairs) > 0 {
		if err := publish.Text(w, measuresOf(a)); err != nil {
			return err
		}
		fmt.Fprintln(w)
		if err := publish.Text(w, pairsOf(a)); err != nil {
			return err
		}
		fmt.Fprintln(w)
	}
	left := ""
	if a.LeftOut > 0 {
		left = "; " + chart.Count(a.LeftOut, "row has", "rows have") + " no decision"
	}
	_, err := fmt.Fprintf(w, "%s by %s on %s%s.\n%s\n", chart.Count(a.Decisions, "decision", "decisions"), chart.Count(a.Reviewers, "screener", "screeners"),
		chart.Count(a.Items, "record", "records"), left, strings.Join(a.Sentences, "\n"))
	return err
}

// measuresOf is the table of figures over all records.
func measuresOf(a *review.Agreement) chart.Table {
	t := chart.Table{Caption: "Agreement on " + chart.Count(a.TwoReviewerItems, "record", "records") + " with two screeners", Columns: []chart.Column{{Name: "measure"}, {Name: "value", Numeric: true}, {Name: "what it says"}}}
	add := func(name string, value *float64, says string) {
		t.Rows = append(t.Rows, []chart.Cell{words(name), share(value, 3), words(says)})
	}
	add("raw agreement", a.Agreement, "share of records decided alike")
	add("expected by chance", a.ExpectedAgreement, "of screeners who include as often, at random")
	add("Cohen's kappa", a.Kappa, "agreement beyond chance, of what could be beyond it")
	add("kappa, 95% low", a.KappaLow, "")
	add("kappa, 95% high", a.KappaHigh, "")
	add("kappa of all codes", a.KappaCodes, "kinds of exclusion kept apart")
	add("PABAK", a.PABAK, "kappa if inclusions were as frequent as exclusions")
	add("agreement on inclusion", a.PositiveAgreement, "how often an inclusion is shared")
	add("agreement on exclusion", a.NegativeAgreement, "how often an exclusion is shared")
	add("Krippendorff's alpha", a.Alpha, "over all records with two screeners or more")
	return t
}

// pairsOf is the table of pairs of screeners.
func pairsOf(a *review.Agreement) chart.Table {
	t := chart.Table{Caption: "Agreement by pair of screeners, most records first", Columns: []chart.Column{{Name: "first"}, {Name: "second"}}}
	for _, name := range []string{"records", "both include", "first alone", "second alone", "both exclude", "agreement", "kappa", "low", "high", "PABAK"} {
		t.Columns = append(t.Columns, chart.Column{Name: name, Numeric: true})
	}
	for _, p := range a.Pairs {
		t.Rows = append(t.Rows, []chart.Cell{words(p.First), words(p.Second), whole(p.N), whole(p.BothInclude), whole(p.IncludeExclude), whole(p.ExcludeInclude), whole(p.BothExclude),
			share(&p.Agreement, 3), share(p.Kappa, 2), share(p.KappaLow, 2), share(p.KappaHigh, 2), share(&p.PABAK, 2)})
	}
	return t
}

// words is a cell of text. Titles come from anywhere: what would steer a terminal becomes a space.
func words(text string) chart.Cell {
	text = strings.Map(func(r rune) rune {
		if unicode.IsControl(r) {
			return ' '
		}
		return r
	}, text)
	return chart.Cell{Text: text, Value: study.Missing}
}

func whole(n int) chart.Cell { return chart.Cell{Text: strconv.Itoa(n), Value: study.Number(n)} }

// share is a figure with so many decimals, or that it is not known.
func share(value *float64, decimals int) chart.Cell {
	if value == nil {
		return chart.Cell{Text: "not known", Value: study.Missing}
	}
	return chart.Cell{Text: study.Number(*value).Decimal(decimals), Value: study.Number(*value)}
}
