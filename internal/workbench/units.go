package workbench

import (
	"strings"

	"goodmeasure/chart"
	"goodmeasure/study"
)

// amount writes a figure of a unit. A percentage and pounds carry their sign; other units are named beside the figure.
func amount(value study.Number, unit string) string {
	switch {
	case strings.HasPrefix(unit, "percent"):
		return decimal(value, 1) + "%"
	case strings.HasPrefix(unit, "pounds"):
		return "£" + decimal(value, 0)
	case unit == "children":
		return decimal(value, 0)
	}
	return decimal(value, 1)
}

// Amount writes a figure of a unit as tables do.
func Amount(value study.Number, unit string) string { return amount(value, unit) }

// unitWords follow a figure in a sentence where it does not name its unit itself: "16.8 points", "£776 per child",
// "15.0 on a scale from 0 to 40".
func unitWords(unit string) string {
	switch {
	case unit == "percent":
		return ""
	case unit == "percent FTE":
		return "of full-time equivalents"
	case strings.HasPrefix(unit, "pounds "):
		return strings.TrimPrefix(unit, "pounds ")
	}
	if scale, is := scaleWords(unit); is {
		return "on a " + scale
	}
	return spelledOut(unit)
}

// ChartUnit names a unit in the head of a column, on an axis and wherever it stands without a figure.
func ChartUnit(unit string) string {
	switch {
	case unit == "percent":
		return "%"
	case unit == "percent FTE":
		return "% of full-time equivalents"
	case strings.HasPrefix(unit, "pounds "):
		return "£ " + strings.TrimPrefix(unit, "pounds ")
	}
	if scale, is := scaleWords(unit); is {
		return scale
	}
	return spelledOut(unit)
}

// scaleWords are those of a unit like "score 0-40".
func scaleWords(unit string) (words string, is bool) {
	ends, is := strings.CutPrefix(unit, "score ")
	low, high, two := strings.Cut(ends, "-")
	return "scale from " + low + " to " + high, is && two
}

func spelledOut(unit string) string { return strings.ReplaceAll(unit, "FTE", "full-time equivalent") }

// measured is a figure of a unit as a sentence has it.
func measured(value study.Number, unit string) string {
	if words := unitWords(unit); words != "" {
		return amount(value, unit) + " " + words
	}
	return amount(value, unit)
}

// Axis is a measure as figures take it, which write its figures as sentences and tables do.
func Axis(name, unit string, direction study.Direction) chart.Measure {
	return chart.Measure{Name: name, Unit: ChartUnit(unit), Direction: direction, Amount: func(v study.Number) string { return amount(v, unit) }}
}
