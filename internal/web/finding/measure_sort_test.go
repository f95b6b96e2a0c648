package finding

import (
	"strings"
	"testing"

	"goodmeasure/internal/workbench"
	"goodmeasure/method"
	"goodmeasure/study"
)

// contested is a measure with two readings, and three authorities of which the last has no interval.
func contested() *workbench.Measure {
	figure := func(name string, first, second study.Number, low study.Number) workbench.MeasureFigure {
		return workbench.MeasureFigure{Name: name, Value: first, Low: study.Missing, Ranks: []method.Rank{{Rank: first, RankLow: low, RankHigh: low}, {Rank: second, RankLow: low, RankHigh: low}}}
	}
	return &workbench.Measure{Readings: []workbench.Reading{{Words: "higher is better"}, {Words: "lower is better"}},
		Figures: []workbench.MeasureFigure{figure("Ambridge", 2, 1, 1), figure("Borchester", 1, 2, 1), figure("Casterbridge", 1, 1, study.Missing)}}
}

func TestATableSortedByRankSaysByWhichReading(t *testing.T) {
	for _, c := range []struct{ sort, words, names string }{
		{"rank", "rank if higher is better, best first", "Borchester, Ambridge, Casterbridge"},
		{"rank-second", "rank if lower is better, best first", "Ambridge, Borchester, Casterbridge"},
		{"", "name", "Ambridge, Borchester, Casterbridge"},
	} {
		m := contested()
		table := measureDrawing{Measure: m}.ranksTable(c.sort)
		var names []string
		for _, row := range table.Rows {
			names = append(names, row[0].Text)
		}
		if got := strings.Join(names, ", "); got != c.names || !strings.HasSuffix(table.Caption, "sorted by "+c.words) {
			t.Errorf("%q: %s, %q", c.sort, got, table.Caption)
		}
		if sorts := (measureData{Measure: m, Sort: c.sort}).Sorts(); len(sorts) != len(measureSorts) {
			t.Errorf("%q offers %v", c.sort, sorts)
		}
	}
}

func TestNoTableIsSortedByRanksThatNobodyHas(t *testing.T) {
	m := contested()
	m.Figures = m.Figures[2:]
	data := measureData{Measure: m, Sort: "rank"}
	if got := data.SortedBy(); got != "name, since no place is known with its interval" {
		t.Error(got)
	}
	one := *m
	one.Readings = m.Readings[:1]
	if got := (measureData{Measure: &one, Sort: "rank-second"}).SortedBy(); got != "name, since there is one way to rank by this measure and no second" {
		t.Error(got)
	}
	one.Readings = nil
	if got := (measureData{Measure: &one, Sort: "rank"}).SortedBy(); got != "name, since no way is better and nobody is ranked" {
		t.Error(got)
	}
	for _, offered := range data.Sorts() {
		if strings.HasPrefix(offered.Value, "rank") {
			t.Errorf("%v is offered", offered)
		}
	}
	table := measureDrawing{Measure: m}.ranksTable("rank")
	if !strings.HasSuffix(table.Caption, ": figures, sorted by name") {
		t.Error(table.Caption)
	}
	for _, column := range table.Columns {
		if strings.HasPrefix(column.Name, "Rank") {
			t.Errorf("there is a column %q, and nobody has a rank", column.Name)
		}
	}
}

// The one column that the rows stand by is marked, for eyes and for screen readers.
func TestTheSortedColumnIsMarked(t *testing.T) {
	m := contested()
	for sort, want := range map[string]string{"": "Authority ascending", "region": "Region ascending", "figure": "Figure descending", "grade": "Latest overall grade ascending",
		"rank": "Rank if " + m.Readings[0].Words + " ascending", "rank-second": "Rank if " + m.Readings[1].Words + " ascending"} {
		var marked []string
		for _, column := range (measureDrawing{Measure: m}).ranksTable(sort).Columns {
			if column.Sorted != "" {
				marked = append(marked, column.Name+" "+column.Sorted)
			}
		}
		if len(marked) != 1 || marked[0] != want {
			t.Errorf("sorted by %q, the columns %q are marked, expected %q", sort, marked, want)
		}
	}
}

func TestARankIsDownloadedWithItsInterval(t *testing.T) {
	m := contested()
	m.Readings = m.Readings[:1]
	m.Figures[0].Ranks[0].RankHigh = 2.5
	table := measureDrawing{Measure: m}.ranksTable("rank")
	if table.Columns[4].Name != "Rank" || table.Columns[5].Name != "Its 95% interval" {
		t.Fatalf("%v", table.Columns)
	}
	for at, want := range [][2]string{{"1", "1 to 1"}, {"2", "1 to 3"}, {"sampling error not known", "not known"}} {
		if row := table.Rows[at]; row[4].Text != want[0] || row[5].Text != want[1] || row[5].Value.Known() {
			t.Errorf("%v, expected %v", row, want)
		}
	}
}
