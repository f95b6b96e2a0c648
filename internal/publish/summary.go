package publish

import (
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"goodmeasure/chart"
	"goodmeasure/method"
)

const terminalWidth = 100

// StudySummary writes for a terminal what a study found: the conclusions in words, then the tables they come from.
func StudySummary(w io.Writer, r *method.Result) error {
	var out strings.Builder
	fmt.Fprintf(&out, "Study %q on edition %q (%.12s): %s ranked, %s.\nJudgements: %s published by %s. %d draws, seed %d.\n\nWHAT WAS FOUND\n\n",
		r.Setup, r.Edition.Name, r.Edition.Hash, chart.Count(r.AuthoritiesRanked, "authority", "authorities"), gradedWords(r),
		r.Choices.Framework, r.Choices.AsAt.Long(), r.Choices.Draws, r.Seed)
	for at, c := range r.Conclusions {
		lines := strings.Split(text.WrapSoft(c.Text, terminalWidth-4), "\n")
		fmt.Fprintf(&out, "%2d. %s\n", at+1, strings.Join(trimmed(lines), "\n    "))
	}
	out.WriteString("\nTHE NUMBERS\n\n")
	if _, err := io.WriteString(w, out.String()); err != nil {
		return err
	}
	associations := associationTable("Each measure and the overall grade: odds ratio for one standard deviation better", r.Associations)
	for _, table := range []chart.Table{without(associations, "Better is", "p", "beside deprivation"), concordanceTable(r), agreementTable(r), tenthTable(r), sampleTable(r)} {
		if err := Text(w, table); err != nil {
			return err
		}
		if _, err := io.WriteString(w, "\n"); err != nil {
			return err
		}
	}
	_, err := io.WriteString(w, text.WrapSoft("None of this says why. "+r.Sample.Stated, terminalWidth)+"\n")
	return err
}

func trimmed(lines []string) []string {
	for at := range lines {
		lines[at] = strings.TrimRight(lines[at], " ")
	}
	return lines
}

// without leaves columns out, for a narrow place.
func without(t chart.Table, names ...string) chart.Table {
	drop := map[string]bool{}
	for _, name := range names {
		drop[name] = true
	}
	slim := chart.Table{Caption: t.Caption}
	for _, c := range t.Columns {
		if !drop[c.Name] {
			slim.Columns = append(slim.Columns, c)
		}
	}
	for _, cells := range t.Rows {
		var row []chart.Cell
		for at, cell := range cells {
			if !drop[t.Columns[at].Name] {
				row = append(row, cell)
			}
		}
		slim.Rows = append(slim.Rows, row)
	}
	return slim
}
