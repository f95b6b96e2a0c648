package source

import (
	"regexp"
	"slices"
	"strings"

	"goodmeasure/study"
)

// ofstedField is what a column of a table of inspections holds. Headings are long and change from release to release,
// so that a column is known by the words in its heading.
type ofstedField int

const (
	ofstedOther ofstedField = iota
	ofstedCode
	ofstedName
	ofstedStart
	ofstedPublished
	ofstedType
	ofstedTheme
	ofstedLSCB
	ofstedAdoption
	ofstedCareLeavers
	ofstedCare
	ofstedHelp
	ofstedLeaders
	ofstedOverall
)

// ofstedWords are tried in order: the first whose words are all in the heading says what the column holds.
var ofstedWords = []struct {
	words []string
	field ofstedField
}{
	{[]string{"area code"}, ofstedCode},
	{[]string{"local authority name"}, ofstedName},
	{[]string{"publication date"}, ofstedPublished},
	{[]string{"inspection date"}, ofstedStart},
	{[]string{"inspection type"}, ofstedType},
	{[]string{"visit theme"}, ofstedTheme},
	{[]string{"lscb"}, ofstedLSCB},
	{[]string{"adoption"}, ofstedAdoption},
	{[]string{"children in care"}, ofstedCare}, // before care leavers: until 2022 one judgement was for both
	{[]string{"care leavers"}, ofstedCareLeavers},
	{[]string{"children looked after"}, ofstedCare},
	{[]string{"looked after children", "overall"}, ofstedCare},
	{[]string{"tlac", "overall"}, ofstedCare},
	{[]string{"need help and protection"}, ofstedHelp},
	{[]string{"slac", "safeguarding"}, ofstedHelp},
	{[]string{"cpi", "overall"}, ofstedHelp},
	{[]string{"cpri", "overall"}, ofstedHelp},
	{[]string{"leaders"}, ofstedLeaders},
	{[]string{"overall"}, ofstedOverall},
}

// ofstedSeries are the inspections that have columns of their own in a wide table, one row for each authority.
var ofstedSeries = []struct {
	heading   *regexp.Regexp
	framework string
	kind      string // empty where a column gives it
}{
	{regexp.MustCompile(`slac re-?inspection.*safeguarding`), "SLAC", "reinspection_safeguarding"},
	{regexp.MustCompile(`slac re-?inspection.*looked after`), "SLAC", "reinspection_looked_after"},
	{regexp.MustCompile(`\bslac\b`), "SLAC", "first"},
	{regexp.MustCompile(`\bcpri\b`), "CP", "reinspection"},
	{regexp.MustCompile(`\bcpi\b`), "CP", "first"},
	{regexp.MustCompile(`\btlac\b`), "TLAC", "first"},
	{regexp.MustCompile(`sif re-?inspection`), study.SIF, "reinspection"},
	{regexp.MustCompile(`\bsif\b`), study.SIF, "first"},
	{regexp.MustCompile(`^(?:\w+ )?ilacs\b`), study.ILACS, ""},
}

// ofstedGroup is the columns of one inspection of a row.
type ofstedGroup struct {
	framework, kind string
	prefix          string // the words that mark the group's headings: "first ilacs"
	columns         map[ofstedField]int
}

// ofstedTable is the columns of a table of inspections.
type ofstedTable struct {
	headings   []string
	code, name int // -1 where there is none
	theme      bool
	groups     []ofstedGroup
}

func ofstedFieldOf(heading string) ofstedField {
	for _, known := range ofstedWords {
		if !slices.ContainsFunc(known.words, func(word string) bool { return !strings.Contains(heading, word) }) {
			return known.field
		}
	}
	return ofstedOther
}

// ofstedTableOf reads a row as the headings of a table of inspections, if it is one.
func ofstedTableOf(cells []string) (*ofstedTable, bool) {
	table := &ofstedTable{headings: cells, code: -1, name: -1}
	for i, cell := range cells {
		heading := fold(cell)
		switch field := ofstedFieldOf(heading); field {
		case ofstedOther:
		case ofstedCode:
			table.code = i
		case ofstedName:
			table.name = i
		case ofstedTheme:
			table.theme = true
		default:
			group := table.group(heading, field)
			if _, taken := group.columns[field]; taken {
				return nil, false
			}
			group.columns[field] = i
		}
	}
	return table, table.name >= 0 && len(table.groups) > 0
}

// group finds or begins the inspection that a heading belongs to. A heading without a mark goes with the column before.
func (t *ofstedTable) group(heading string, field ofstedField) *ofstedGroup {
	for _, series := range ofstedSeries {
		prefix := series.heading.FindString(heading)
		if prefix == "" {
			continue
		}
		if series.kind != "" {
			prefix = series.framework + " " + series.kind
		}
		for i := range t.groups {
			if t.groups[i].prefix == prefix {
				return &t.groups[i]
			}
		}
		t.groups = append(t.groups, ofstedGroup{series.framework, series.kind, prefix, map[ofstedField]int{}})
		return &t.groups[len(t.groups)-1]
	}
	if len(t.groups) == 0 {
		t.groups = append(t.groups, ofstedGroup{columns: map[ofstedField]int{}})
	}
	return &t.groups[len(t.groups)-1]
}

// history tells whether every inspection in the table has a publication date and, from 2018 on, a type: the table gives
// inspections one by one, and not only where each authority stands or who was visited.
func (t *ofstedTable) history() bool {
	for _, group := range t.groups {
		_, published := group.columns[ofstedPublished]
		_, typed := group.columns[ofstedType]
		if !published || !typed && group.kind == "" {
			return false
		}
	}
	return !t.theme
}

// latest tells whether the table gives where each authority stands, with the day on which its last inspection began.
func (t *ofstedTable) latest() bool {
	_, begun := t.groups[0].columns[ofstedStart]
	_, leaders := t.groups[0].columns[ofstedLeaders]
	return len(t.groups) == 1 && begun && leaders && !t.theme
}
