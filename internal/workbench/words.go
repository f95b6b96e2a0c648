package workbench

import (
	"fmt"
	"math"
	"strconv"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/method"
	"goodmeasure/study"
)

// decimal writes a figure for people to read.
func decimal(value study.Number, places int) string {
	return value.Decimal(places)
}

// chance writes a probability that was counted over draws, which are never so many that none or all is certain.
func chance(p study.Number) string {
	switch {
	case !p.Known():
		return "not known"
	case p <= 0.005:
		return "<1%"
	case p >= 0.995:
		return ">99%"
	}
	return decimal(100*p, 0) + "%"
}

// place writes a rank; ties share the mean of their places.
func place(rank study.Number) string {
	return study.Minus(strconv.FormatFloat(float64(rank), 'f', -1, 64))
}

// placeWords names a place; one that is shared may lie between two.
func placeWords(rank study.Number) string {
	low := study.Number(math.Floor(float64(rank)))
	if low == rank {
		return "place " + place(rank)
	}
	return fmt.Sprintf("shared, between places %s and %s", place(low), place(low+1))
}

// rankRange writes an interval of ranks in whole places, never narrower than it is.
func rankRange(low, high study.Number) string {
	if !low.Known() || !high.Known() {
		return "not known"
	}
	return rankLow(low) + " to " + rankHigh(high)
}

// rankLow and rankHigh are the ends of an interval of ranks in whole places, rounded outward.
func rankLow(low study.Number) string { return rankedFrom(low).Text }

func rankHigh(high study.Number) string { return rankedTo(high).Text }

// rankedFrom and rankedTo are those ends in a table, whose files say what the page does.
func rankedFrom(low study.Number) chart.Cell {
	return ranked(study.Number(math.Floor(float64(low))))
}

func rankedTo(high study.Number) chart.Cell { return ranked(study.Number(math.Ceil(float64(high)))) }

// sourceWords names the file that a figure came from, as the edition records it.
func sourceWords(source string) string {
	publication, file, _ := strings.Cut(source, ":")
	switch {
	case publication == "EES":
		return "explore education statistics, file " + file
	case strings.HasPrefix(publication, "EES-"):
		return "explore education statistics, " + strings.TrimPrefix(publication, "EES-") + " release, file " + file
	case publication == "LAIT":
		return "local authority interactive tool, version of " + monthWords(file)
	case publication == "SFR":
		return "statistical first release, file " + file
	}
	return source
}

// sourceLine says where an indicator's figures were published and which files they were read from.
func sourceLine(indicator study.Indicator, sources []string) string {
	line := fmt.Sprintf("Source: %s, %s", indicator.Publisher, indicator.Publication)
	if len(sources) == 0 {
		return line + "."
	}
	var files []string
	for _, source := range sources {
		files = append(files, sourceWords(source))
	}
	return line + " (" + strings.Join(files, "; ") + ")."
}

// editionLine names the figures that a result rests on.
func editionLine(used method.EditionUsed) string { return used.Words() + "." }

func (w *Workbench) editionUsed() method.EditionUsed {
	return method.EditionUsed{Name: w.Edition.Name, Hash: w.Edition.Hash}
}

// joined is a list in words: "A", "A and B", "A, B and C".
func joined(names []string) string {
	if len(names) < 2 {
		return strings.Join(names, "")
	}
	last := len(names) - 1
	return strings.Join(names[:last], ", ") + " and " + names[last]
}

func said(words string) chart.Cell { return chart.Cell{Text: words, Value: study.Missing} }

func named(code, name string) chart.Cell {
	return chart.Cell{Text: name, Value: study.Missing, Authority: code}
}

func whole(n int) chart.Cell {
	return chart.Cell{Text: decimal(study.Number(n), 0), Value: study.Number(n)}
}

// folded breaks words into lines so that a column keeps its width.
func folded(words string, width int) string {
	var lines []string
	line := ""
	for _, word := range strings.Fields(words) {
		if line != "" && len([]rune(line))+1+len([]rune(word)) > width {
			lines, line = append(lines, line), ""
		}
		if line != "" {
			line += " "
		}
		line += word
	}
	return strings.Join(append(lines, line), "\n")
}

// Whole writes a figure without decimal places, with commas between thousands.
func Whole(value study.Number) string { return decimal(value, 0) }

// RankRange writes an interval of ranks in whole places, rounded outward.
func RankRange(low, high study.Number) string { return rankRange(low, high) }

// after is what somebody said with what goes before and behind it, and nothing where nothing was said.
func after(before, said, behind string) string {
	if said == "" {
		return ""
	}
	return before + said + behind
}

// DefinitionNamed is a definition's name, and whose it is where that is said.
func DefinitionNamed(d *study.Definition) string {
	return "“" + d.Name + "”" + after(" (", d.Whose, ")")
}
