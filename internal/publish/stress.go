package publish

import (
	"encoding/csv"
	"encoding/json"
	"fmt"
	"io"
	"strings"

	"github.com/jedib0t/go-pretty/v6/text"

	"goodmeasure/chart"
	"goodmeasure/method"
	"goodmeasure/study"
)

// StressJSON writes stress.json.
func StressJSON(w io.Writer, r *method.StressTest) error {
	out := json.NewEncoder(w)
	out.SetEscapeHTML(false)
	out.SetIndent("", " ")
	return out.Encode(r)
}

// WriteStress writes the folder of a stress test: report.html, stress.json, one CSV per table and one SVG per picture.
func WriteStress(folder string, r *method.StressTest) ([]string, error) {
	figures, err := StressFigures(r)
	if err != nil {
		return nil, err
	}
	files := []namedFile{
		{"report.html", func(w io.Writer) error { return StressReport(w, r) }},
		{"stress.json", func(w io.Writer) error { return StressJSON(w, r) }},
	}
	files = append(files, records([]namedRecords{{"authorities", r.Authorities}, {"varied", r.Varied}, {"sobol", r.Sobol}, {"certificates", r.AnyWeights.Certificates},
		{"agreement_by_option", r.Curve.ByOption}, {"specifications", r.Curve.Sample}, {"not_ranked", r.NotRanked}})...)
	files = append(files, namedFile{"pairs.csv", func(w io.Writer) error { return pairs(w, r) }})
	return writeFolder(folder, append(files, pictures(figures)...))
}

// pairs writes the share of definitions in which the authority of the row is ahead of that of the column.
func pairs(w io.Writer, r *method.StressTest) error {
	out := csv.NewWriter(w)
	header := []string{"authority", "name"}
	for _, a := range r.Authorities {
		header = append(header, a.Authority)
	}
	if err := out.Write(header); err != nil {
		return err
	}
	for at, a := range r.Authorities {
		row := []string{a.Authority, inert(a.Name)}
		for _, share := range r.Ahead[at] {
			row = append(row, study.Number(share).String())
		}
		if err := out.Write(row); err != nil {
			return err
		}
	}
	out.Flush()
	return out.Error()
}

// drawnWords say how many definitions were drawn, and from what.
func drawnWords(r *method.StressTest, from string) string {
	if !r.Varies() {
		return "Nothing was varied, so that there are no other definitions to draw"
	}
	return fmt.Sprintf("%s drawn%s, seed %d", chart.Count(r.Draws, "definition", "definitions"), from, r.Seed)
}

// StressSummary writes for a terminal what a stress test found: the conclusions in words, then the tables behind them.
func StressSummary(w io.Writer, r *method.StressTest) error {
	var out strings.Builder
	fmt.Fprintf(&out, "Stress test of %q (%.12s) on edition %q (%.12s).\n%s.\n\nWHAT WAS FOUND\n\n", r.Definition.Name, r.Definition.Hash,
		r.Edition.Name, r.Edition.Hash, drawnWords(r, ""))
	wrapped := func(start string, words string) {
		lines := trimmed(strings.Split(text.WrapSoft(words, terminalWidth-4), "\n"))
		out.WriteString(start + strings.Join(lines, "\n    ") + "\n")
	}
	for at, c := range r.Conclusions {
		wrapped(fmt.Sprintf("%2d. ", at+1), c)
	}
	out.WriteString("\nTHE NUMBERS\n\n")
	if _, err := io.WriteString(w, out.String()); err != nil {
		return err
	}
	for _, table := range []chart.Table{VariedTable(r), SureTable(r, 0.5), SobolTable(r), OptionTable(r)} {
		if err := Text(w, table); err != nil {
			return err
		}
		if _, err := io.WriteString(w, "\n"); err != nil {
			return err
		}
	}
	out.Reset()
	for _, l := range r.NotRanked {
		wrapped("Listed, not ranked: ", l.Name+": "+l.Why+".")
	}
	if len(r.Warnings) > 0 {
		out.WriteString("\nBeware:\n")
	}
	for _, warning := range r.Warnings {
		wrapped("  - ", warning)
	}
	_, err := io.WriteString(w, out.String())
	return err
}
