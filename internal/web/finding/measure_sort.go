package finding

import (
	"cmp"
	"math"
	"slices"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

// What the table can be sorted by; by as many ranks as there are readings.
var measureSorts = []string{"name", "rank", "rank-second", "figure", "region", "grade"}

// Sorts are what the table of this measure can be sorted by.
func (d measureData) Sorts() []choice {
	offered := slices.DeleteFunc(slices.Clone(measureSorts), func(by string) bool { return sortedBy(d.Measure, by) != by })
	return choices(offered, sortedBy(d.Measure, d.Sort), func(by string) string { return sortWords(d.Measure, by) })
}

// SortedBy says what the table is sorted by.
func (d measureData) SortedBy() string {
	words := sortWords(d.Measure, d.Sort)
	reading, ranked := readingSorted(d.Sort)
	switch {
	case !ranked || sortedBy(d.Measure, d.Sort) == d.Sort:
		return words
	case len(d.Readings) == 0:
		return words + ", since no way is better and nobody is ranked"
	case reading >= len(d.Readings):
		return words + ", since there is one way to rank by this measure and no second"
	}
	return words + ", since no place is known with its interval"
}

// sortedBy is what the table is sorted by where something is asked for: by name where that is a rank which nobody has.
func sortedBy(m *workbench.Measure, asked string) string {
	reading, ranked := readingSorted(asked)
	if asked == "" || ranked && !slices.ContainsFunc(m.Figures, func(f workbench.MeasureFigure) bool { return hasPlace(f, reading) }) {
		return measureSorts[0]
	}
	return asked
}

// readingSorted is the reading whose rank the table is sorted by, where it is sorted by a rank.
func readingSorted(by string) (reading int, ranked bool) {
	return strings.Count(by, "-second"), strings.HasPrefix(by, "rank")
}

// hasPlace tells whether an authority has a rank, with its interval, under a reading.
func hasPlace(f workbench.MeasureFigure, reading int) bool {
	return !f.Tiny && reading < len(f.Ranks) && f.Ranks[reading].RankLow.Known()
}

func sortWords(m *workbench.Measure, asked string) string {
	by := sortedBy(m, asked)
	if reading, ranked := readingSorted(by); ranked {
		if len(m.Readings) > 1 {
			return "rank if " + m.Readings[reading].Words + ", best first"
		}
		return "rank, best first"
	}
	return map[string]string{"name": "name", "figure": "figure, highest first", "region": "region", "grade": "latest grade, best first"}[by]
}

// markSorted says of the column that the rows stand by that they do: names, regions and ranks rise, the best grade being 1 and first.
func markSorted(columns []chart.Column, m *workbench.Measure, asked string) {
	by, way := sortedBy(m, asked), chart.Ascending
	name := map[string]string{"name": "Authority", "figure": "Figure", "region": "Region", "grade": gradeColumn}[by]
	if by == "figure" {
		way = chart.Descending
	}
	if reading, ranked := readingSorted(by); ranked {
		name, _ = rankColumns(m, reading)
	}
	for at := range columns {
		if columns[at].Name == name {
			columns[at].Sorted = way
		}
	}
}

// sortedFigures puts those last that have nothing to be sorted by.
func (d measureDrawing) sortedFigures(asked string) []workbench.MeasureFigure {
	by := sortedBy(d.Measure, asked)
	reading, ranked := readingSorted(by)
	order := func(f workbench.MeasureFigure) float64 {
		n := study.Number(0)
		switch {
		case ranked && hasPlace(f, reading):
			n = f.Ranks[reading].Rank
		case ranked:
			n = study.Missing
		case by == "figure":
			n = -f.Value
		case by == "grade" && f.Grade.Given():
			n = study.Number(f.Grade)
		case by == "grade":
			n = study.Missing
		}
		if !n.Known() {
			return math.Inf(1)
		}
		return float64(n)
	}
	rows := slices.Clone(d.Figures)
	slices.SortStableFunc(rows, func(a, b workbench.MeasureFigure) int {
		if by == "region" {
			if regions := strings.Compare(a.Region, b.Region); regions != 0 {
				return regions
			}
		}
		return cmp.Or(cmp.Compare(order(a), order(b)), strings.Compare(a.Name, b.Name))
	})
	return rows
}
