package goodmeasure_test

import (
	"bytes"
	"flag"
	"fmt"
	"os"
	"strings"
	"testing"

	"goodmeasure/catalogue"
	"goodmeasure/study"
)

var update = flag.Bool("update", false, "write docs/indicators.md anew")

// The page of indicators is made from the catalogue, so that no caveat on it can go stale.
func TestPageOfIndicators(t *testing.T) {
	edition, err := catalogue.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	const path = "docs/indicators.md"
	page := indicatorsPage(edition)
	if *update {
		if err := os.WriteFile(path, page, 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(kept, page) {
		t.Errorf("%s is not what the catalogue says; write it anew with: go test . -run TestPageOfIndicators -update", path)
	}
}

func indicatorsPage(e *study.Edition) []byte {
	var out bytes.Buffer
	line := func(format string, args ...any) { fmt.Fprintf(&out, format+"\n", args...) }
	line("# Indicators\n")
	line("The %d indicators of the catalogue, with all that is to be beware of in each. Made from `catalogue/indicators` by a test;", len(e.Indicators))
	line("correct a sentence there. `goodmeasure indicators ID` says the same, and how many authorities have a figure in each period.")
	line("What a year means and why figures are missing: [data.md](data.md).\n")
	line("| id | name | domain | of the 14 | better | years |")
	line("|---|---|---|---|---|---|")
	for _, i := range e.Indicators {
		core := ""
		if i.Core {
			core = "yes"
		}
		line("| [%s](#%s) | %s | %s | %s | %s | %s |", i.ID, i.ID, i.Name, i.Domain, core, i.Direction, years(e.Periods(i.ID)))
	}
	for _, i := range e.Indicators {
		line("\n## %s", i.ID)
		line("**%s.** %s\n", i.Name, i.Plain)
		line("- %s; %s; %s; years: %s, each %s.", kindWords(i), i.Direction.Words(), countsWords(i), years(e.Periods(i.ID)), yearWords(i.PeriodType))
		line("- Counted among: %s.", i.Denominator)
		line("- Source: %s, %s.", i.Publisher, i.Publication)
		for _, r := range i.Readings {
			line("- If %s: %s", r.Direction.Words(), r.Because)
		}
		for _, b := range i.Breaks {
			line("- Break in %d: %s", b.Period, b.What)
		}
		for _, caveat := range i.Caveats {
			line("- Beware: %s", caveat)
		}
		if len(i.Complements) > 0 {
			line("- Counts the other side of, or overlaps with: %s.", links(i.Complements))
		}
		if len(i.NestedIn) > 0 {
			line("- Part of what is counted in: %s.", links(i.NestedIn))
		}
		if i.Replaces != "" {
			line("- Follows, and must not be chained with: %s.", links([]string{i.Replaces}))
		}
	}
	return out.Bytes()
}

func kindWords(i study.Indicator) string {
	words := strings.ToUpper(string(i.Kind[:1])) + string(i.Kind[1:])
	if i.Kind == study.Proportion && i.Unit == "percent" {
		return words + ", in percent"
	}
	return words + ", " + i.Unit
}

func countsWords(i study.Indicator) string {
	if i.CountsFrom == 0 {
		return "no counts"
	}
	return fmt.Sprintf("counts from %d", i.CountsFrom)
}

func yearWords(t study.PeriodType) string {
	return map[study.PeriodType]string{
		study.FinancialYear: "the year to, or position on, 31 March", study.AcademicYear: "the academic year that ends in it",
		study.September: "the year to, or position on, 30 September", study.CalendarYear: "a calendar year",
		study.MidYear: "an estimate for 30 June",
	}[t]
}

func links(ids []string) string {
	var all []string
	for _, id := range ids {
		all = append(all, fmt.Sprintf("[%s](#%s)", id, id))
	}
	return strings.Join(all, ", ")
}

// years writes periods as ranges: 2013 to 2019, 2021.
func years(periods []study.Period) string {
	var parts []string
	for at := 0; at < len(periods); at++ {
		first := periods[at]
		for at+1 < len(periods) && periods[at+1] == periods[at]+1 {
			at++
		}
		part := fmt.Sprint(first)
		if periods[at] > first {
			part = fmt.Sprintf("%d to %d", first, periods[at])
		}
		parts = append(parts, part)
	}
	return strings.Join(parts, ", ")
}
