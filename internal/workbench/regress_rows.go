package workbench

import (
	"fmt"
	"slices"
	"strings"

	"goodmeasure/study"
	"goodmeasure/table"
)

// mostObservations bounds what frequency weights may come to.
const mostObservations = 1_000_000

// variable is one column of the rows used: its cells, and their numbers where every cell is one.
type variable struct {
	name    string
	column  table.Column
	cells   []string
	values  []float64
	numeric bool
}

// completeRows are the rows of a table with a value in every column that a model needs.
type completeRows struct {
	header     *table.Header
	numbers    []int // of the rows, repeated as weights say
	read       int
	left       int            // rows left out for missing values
	missing    map[string]int // of them, by column
	unweighted int            // rows left out because they stand for no observation
	used       int            // rows, each counted once
	asked      map[string]*variable
	outcome    []string // one column, or successes and trials
	groupName  string
}

// gather reads the columns that the request names and leaves out rows in which any of them is missing.
func gather(file *table.File, request RegressionRequest) (*completeRows, error) {
	header, outcome, err := findColumns(file, request)
	if err != nil {
		return nil, err
	}
	rows := &completeRows{header: header, missing: map[string]int{}, asked: map[string]*variable{}, outcome: outcome, groupName: request.Group}
	var variables []*variable
	for _, name := range request.names(outcome) {
		column, err := header.Column(name)
		if err != nil {
			return nil, err
		}
		if slices.ContainsFunc(variables, func(v *variable) bool { return v.column.Index == column.Index }) {
			return nil, &ChoiceError{fmt.Sprintf("column %q is asked for twice; a column is the response, a predictor, the group or the weights, once", column.Name)}
		}
		v := &variable{name: column.Name, column: column}
		rows.asked[name] = v
		variables = append(variables, v)
	}
	for row, err := range header.Rows() {
		if err != nil {
			return nil, err
		}
		rows.read++
		complete := true
		for _, v := range variables {
			if isMissing(v.column.Text(row), request.Missing) {
				complete = false
				rows.missing[v.name]++
			}
		}
		if !complete {
			rows.left++
			continue
		}
		rows.numbers = append(rows.numbers, row.Number)
		for _, v := range variables {
			v.cells = append(v.cells, v.column.Text(row))
		}
	}
	if len(rows.numbers) == 0 {
		return nil, rows.none()
	}
	for _, v := range variables {
		v.measure()
	}
	if request.Weights != "" {
		if err := rows.repeat(rows.asked[request.Weights], variables); err != nil {
			return nil, err
		}
	}
	return rows, rows.dropEmptyTrials(variables)
}

// names lists the columns needed.
func (r RegressionRequest) names(outcome []string) []string {
	return slices.DeleteFunc(slices.Concat(outcome, r.On, []string{r.Group, r.Weights}), func(name string) bool { return name == "" })
}

// isMissing tells the cells that hold no value. Marks such as "-", ":" and "c" mean different things to different
// publishers, a true nought among them, so that only the person who asks can say.
func isMissing(cell string, words []string) bool {
	switch strings.ToLower(cell) {
	case "", "na", "n/a", "nan", "null":
		return true
	}
	return slices.Contains(words, cell)
}

func (rows *completeRows) none() error {
	found := "no rows below the header"
	if rows.read > 0 {
		found = fmt.Sprintf("each of the %d rows lacks a value in some column asked for (%s)", rows.read, rows.missingByColumn())
	}
	return &table.Error{Position: table.Position{File: rows.header.File, Sheet: rows.header.Sheet},
		Doing: "reading the rows of", Found: found, Expected: "rows with a value in every column asked for"}
}

func (rows *completeRows) missingByColumn() string {
	var parts []string
	for _, name := range rows.header.Names {
		if n := rows.missing[name]; n > 0 {
			parts = append(parts, fmt.Sprintf("%s in %d", name, n))
		}
	}
	return strings.Join(parts, ", ")
}

// at names the file and sheet.
func (rows *completeRows) at() string {
	return table.Position{File: rows.header.File, Sheet: rows.header.Sheet}.String()
}

func (rows *completeRows) group() []string {
	if rows.groupName == "" {
		return nil
	}
	return rows.asked[rows.groupName].cells
}

// cellError is a problem with one cell of the rows used.
func (rows *completeRows) cellError(v *variable, i int, expected, hint string) error {
	return &table.Error{
		Position: table.Position{File: rows.header.File, Sheet: rows.header.Sheet, Row: rows.numbers[i], Column: v.name},
		Doing:    "reading", Found: fmt.Sprintf("%q", v.cells[i]), Expected: expected, Hint: hint,
	}
}

// measure reads the cells as numbers, if they all are, and writes each number in one way.
func (v *variable) measure() {
	values := make([]float64, len(v.cells))
	for i, cell := range v.cells {
		value, err := table.Percent(cell)
		if err != nil {
			return
		}
		values[i] = value
	}
	v.values, v.numeric = values, true
	for i, value := range values {
		v.cells[i] = study.Number(value).String()
	}
}

// stray is the first cell that is not a number in a column with some that are, and how many are; -1 when there is none.
func (v *variable) stray() (at, numbers int) {
	at = -1
	for i, cell := range v.cells {
		if _, err := table.Percent(cell); err == nil {
			numbers++
		} else if at < 0 {
			at = i
		}
	}
	if numbers == 0 {
		at = -1
	}
	return at, numbers
}
