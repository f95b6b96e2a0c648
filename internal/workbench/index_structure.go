package workbench

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"goodmeasure/study"
	"goodmeasure/table"
)

// structure is the sheet that says what the columns of a table of indicators are and how they make an index: the layout
// iMeta of COINr, one row a column or group.
type structure struct {
	name, hash   string
	indicators   []structureRow
	groups       []structureRow // aggregates, in the order of the file
	denominators []structureRow
	levels       map[string]int // of groups: one above the highest member
	notes        []string
}

// structureRow is one row of a structure.
type structureRow struct {
	row                           int
	code, name, unit, parent      string
	level                         int // 0: not stated
	direction                     study.Direction
	weight                        float64
	denominator                   string
	target, lower, upper, scaleTo float64 // NaN: not stated
	factor                        float64 // of a denominator
}

// The columns of a structure. Those that are needed come first.
var structureColumns = []string{"iCode", "Parent", "Type", "Direction", "Weight"}

func readStructure(path string) (s *structure, err error) {
	file, err := table.Open(path, table.Limits{})
	if err != nil {
		return nil, err
	}
	defer func() {
		if shut := file.Close(); err == nil {
			err = shut
		}
	}()
	header, err := file.Header(file.Sheets()[0], structureColumns...)
	if err != nil {
		return nil, fmt.Errorf("%w; a structure has the columns iCode, Level, Type, Direction, Weight and Parent, a row for each indicator and group", err)
	}
	s = &structure{name: file.Name, hash: file.SHA256}
	r := structureReader{header: header, structure: s, seen: map[string]int{}}
	for row, problem := range header.Rows() {
		if problem != nil {
			if row.Cells == nil {
				return nil, problem
			}
			mended, ok := mend(header, row, []string{"iName", "Unit"}, r.plausible)
			if !ok {
				return nil, problem
			}
			row.Cells = mended
			s.notes = append(s.notes, fmt.Sprintf("%s, row %d: a comma within a name was not quoted; it was read as part of the name.", file.Name, row.Number))
		}
		if err := r.take(row); err != nil {
			return nil, err
		}
	}
	return s, s.check()
}

type structureReader struct {
	header    *table.Header
	structure *structure
	seen      map[string]int // rows by code
}

func (r *structureReader) text(row table.Row, column string) string {
	if !r.header.Has(column) {
		return ""
	}
	c, err := r.header.Column(column)
	if err != nil {
		return ""
	}
	if cell := c.Text(row); !isMissing(cell, nil) {
		return cell
	}
	return ""
}

// plausible tells whether the cells of a row fit their columns.
func (r *structureReader) plausible(cells []string) bool {
	row := table.Row{Cells: cells}
	for _, column := range []string{"Level", "Direction", "Weight", "Target"} {
		if cell := r.text(row, column); cell != "" {
			if _, err := table.Number(cell); err != nil {
				return false
			}
		}
	}
	return knownType(r.text(row, "Type")) && !strings.ContainsAny(r.text(row, "Parent")+r.text(row, "Denominator"), " ()")
}

func knownType(word string) bool {
	return slices.Contains([]string{"indicator", "aggregate", "group", "denominator", "other"}, strings.ToLower(word))
}

// mend puts back together a row that has too many cells because a comma in one of the named columns was not quoted. It
// does so only where exactly one way of doing it is plausible.
func mend(header *table.Header, row table.Row, columns []string, plausible func([]string) bool) ([]string, bool) {
	extra := len(row.Cells) - len(header.Names)
	if extra <= 0 {
		return nil, false
	}
	var found [][]string
	for at, name := range header.Names {
		if !slices.ContainsFunc(columns, func(c string) bool { return strings.EqualFold(c, strings.TrimSpace(name)) }) {
			continue
		}
		whole := strings.Join(row.Cells[at:at+extra+1], ",")
		cells := slices.Concat(row.Cells[:at], []string{whole}, row.Cells[at+extra+1:])
		if plausible(cells) {
			found = append(found, cells)
		}
	}
	if len(found) != 1 {
		return nil, false
	}
	return found[0], true
}

func (r *structureReader) refuse(row table.Row, column, found, expected, hint string) error {
	return &table.Error{Position: table.Position{File: r.structure.name, Row: row.Number, Column: column}, Doing: "reading the structure of an index in",
		Found: found, Expected: expected, Hint: hint}
}

func (r *structureReader) take(row table.Row) error {
	one := structureRow{row: row.Number, code: r.text(row, "iCode"), name: r.text(row, "iName"), unit: r.text(row, "Unit"), parent: r.text(row, "Parent"),
		denominator: r.text(row, "Denominator"), factor: 1}
	if one.code == "" {
		return r.refuse(row, "iCode", "nothing", "the code of an indicator or group", "give it one, or take the row out")
	}
	if first, twice := r.seen[one.code]; twice {
		return r.refuse(row, "iCode", fmt.Sprintf("%q a second time", one.code), fmt.Sprintf("each code once: row %d has it already", first), "")
	}
	r.seen[one.code] = row.Number
	if one.name == "" {
		one.name = one.code
	}
	kind := strings.ToLower(r.text(row, "Type"))
	if !knownType(kind) {
		return r.refuse(row, "Type", fmt.Sprintf("%q", r.text(row, "Type")), "Indicator, Aggregate, Group, Denominator or Other", study.Suggestion(kind, []string{"Indicator", "Aggregate", "Group", "Denominator", "Other"}, ""))
	}
	var err error
	number := func(column string, otherwise float64) float64 {
		cell := r.text(row, column)
		if cell == "" || err != nil {
			return otherwise
		}
		value, wrong := table.Number(cell)
		if wrong != nil {
			err = r.refuse(row, column, fmt.Sprintf("%q", cell), "a number", "")
		}
		return value
	}
	one.level = int(number("Level", 0))
	one.factor = number("ScaleFactor", 1)
	one.target = number("Target", math.NaN())
	one.lower, one.upper, one.scaleTo = number("Goalpost_lower", math.NaN()), number("Goalpost_upper", math.NaN()), number("Goalpost_scale", 100)
	one.weight = number("Weight", math.NaN())
	if err != nil {
		return err
	}
	s := r.structure
	switch kind {
	case "indicator", "aggregate":
		if err := r.counts(row, &one); err != nil {
			return err
		}
		if kind == "indicator" {
			s.indicators = append(s.indicators, one)
		} else {
			s.groups = append(s.groups, one)
		}
	case "denominator":
		s.denominators = append(s.denominators, one)
	}
	return nil
}

// counts reads what an indicator or a group needs beside its name.
func (r *structureReader) counts(row table.Row, one *structureRow) error {
	switch cell := r.text(row, "Direction"); cell {
	case "1", "+1", "1.0":
		one.direction = study.HigherIsBetter
	case "-1", "-1.0":
		one.direction = study.LowerIsBetter
	default:
		return r.refuse(row, "Direction", fmt.Sprintf("%q", cell), "1 where more is better, or -1 where less is", "")
	}
	if !(one.weight >= 0) {
		found := "nothing"
		if !math.IsNaN(one.weight) {
			found = strconv.FormatFloat(one.weight, 'g', -1, 64)
		}
		return r.refuse(row, "Weight", found, "a number of 0 or more", "a weight says how much it counts beside the others of its parent: write 1 to count all alike")
	}
	if one.lower >= one.upper {
		return r.refuse(row, "Goalpost_lower", fmt.Sprintf("%v, not below Goalpost_upper, %v", one.lower, one.upper), "the smaller number, whichever way is better",
			"exchange the two: the direction turns the scale, not the posts")
	}
	return nil
}
