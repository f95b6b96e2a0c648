package main

import (
	"cmp"
	"context"
	"fmt"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/citation"
	"goodmeasure/evidence"
	"goodmeasure/internal/review"
)

type reviewShowCommand struct {
	Review int64 `arg:"" help:"The number of the review."`
	Record int64 `arg:"" help:"The number of the record."`
	personal
}

// Help says more than the one line of the list.
func (reviewShowCommand) Help() string {
	return `Shows a record with all that the review has on it: where it was found, what was decided by whom, full texts, and its card. What blind screeners decided is shown once all have decided, and your own with --as.

Examples:
  goodmeasure review show 1 12
  goodmeasure review show 1 12 --as ann@example.org --json`
}

func (c *reviewShowCommand) Run(ctx context.Context, t terminal) error {
	return c.at(ctx, func(d *review.Desk) error {
		f, err := d.Dossier(ctx, c.Review, c.Record)
		switch {
		case err != nil:
			return err
		case c.JSON:
			return printJSON(t.out, f)
		}
		_, err = fmt.Fprint(t.out, toldOf(f))
		return err
	})
}

// toldOf puts what a review has on a record into lines.
func toldOf(f review.Dossier) string {
	var out strings.Builder
	say := func(format string, args ...any) {
		fmt.Fprintln(&out, words(fmt.Sprintf(format, args...)).Text)
	}
	say("Record %s: %s", f.Record.ID, f.Record.Title)
	say("%s", citation.Reference(citation.Harvard, f.Record.Record))
	if f.Record.Abstract != "" {
		say("%s", f.Record.Abstract)
	}
	for _, s := range f.Found {
		say("Found in %s, %s.", s.Name, cmp.Or(s.Searched, "on a day that is not stated"))
	}
	if f.Record.MergedInto != 0 {
		say("It was merged: record %d stands for both.", f.Record.MergedInto)
	}
	for _, s := range f.Stages {
		reason := ""
		if s.Reason != "" {
			reason = ": " + s.Reason
		}
		say("At %s: %s%s.", stageWords(string(s.Stage)), outcomeWords[s.Outcome], reason)
		for _, x := range s.Decisions {
			say("  %s", decidedWords(x))
		}
	}
	for _, a := range f.Texts {
		say("Full text: %s.", a.Name)
	}
	if f.Card != nil {
		say("Card: %s %s", f.Card.Summary, chart.Count(len(f.Card.Findings), "finding", "findings"))
	}
	return out.String()
}

var outcomeWords = map[evidence.Outcome]string{evidence.Unread: "not read yet", evidence.PartlyRead: "waits for another reader", evidence.Included: "let in",
	evidence.Excluded: "left out", evidence.Conflicted: "readers disagree"}

// decidedWords say what somebody decided.
func decidedWords(x review.Decided) string {
	verdict := string(x.Verdict)
	if x.Resolves {
		verdict += ", over the conflict"
	}
	for _, more := range []string{x.Reason, x.Note} {
		if more != "" {
			verdict += ", " + more
		}
	}
	return fmt.Sprintf("%s: %s (decision %d, %s)", x.By, verdict, x.ID, x.Decided.Format("2 January 2006"))
}
