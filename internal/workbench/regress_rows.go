package workbench

import (
	"errors"
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
	header         *table.Header
	numbers        []int // of the rows, repeated as weights say
	read           int
	left           int            // rows left out for missing values
	missing        map[string]int // of them, by column
	unweighted     int            // rows left out because they stand for no observation
	used           int            // rows, each counted once
	asked          map[string]*variable
	outcome        []string // one column, or successes and trials
	groupName      string
	distinctGroups int
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

// names lists the columns needed, each once.
func (r RegressionRequest) names(outcome []string) []string {
	var names []string
	for _, name := range slices.Concat(outcome, r.On, []string{r.Group, r.Weights}) {
		if name != "" && !slices.Contains(names, name) {
			names = append(names, name)
		}
	}
	return names
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

// findColumns finds the sheet and its header row, and says which columns the response is made of.
func findColumns(file *table.File, request RegressionRequest) (*table.Header, []string, error) {
	outcomes := [][]string{{request.Response}}
	if at := strings.LastIndex(request.Response, "/"); at > 0 && at < len(request.Response)-1 {
		outcomes = append(outcomes, []string{strings.TrimSpace(request.Response[:at]), strings.TrimSpace(request.Response[at+1:])})
	}
	sheets := file.Sheets()
	if request.Sheet != "" {
		if !slices.Contains(sheets, request.Sheet) {
			return nil, nil, &ChoiceError{fmt.Sprintf("%s has no sheet %q; its sheets are %q", file.Name, request.Sheet, sheets)}
		}
		sheets = []string{request.Sheet}
	}
	var header *table.Header
	var outcome []string
	for _, sheet := range sheets {
		for _, columns := range outcomes {
			found, err := file.Header(sheet, request.names(columns)...)
			if err != nil {
				continue
			}
			if header != nil {
				return nil, nil, &ChoiceError{fmt.Sprintf("sheets %q and %q of %s both have the columns asked for; choose one with --sheet",
					header.Sheet, sheet, file.Name)}
			}
			header, outcome = found, columns
			break
		}
	}
	if header == nil {
		return nil, nil, unknownColumn(file, sheets[0], request.names(outcomes[len(outcomes)-1]))
	}
	return header, outcome, nil
}

// unknownColumn says which column is not there, and which are nearest to it by name. The header is taken to be the
// widest of the first rows, as titles are narrower.
func unknownColumn(file *table.File, sheet string, wanted []string) error {
	var widest table.Row
	var looked, width int
	for row, err := range file.Rows(sheet) {
		if err != nil && row.Cells == nil {
			return err
		}
		filled := 0
		for _, cell := range row.Cells {
			if strings.TrimSpace(cell) != "" {
				filled++
			}
		}
		if filled > width {
			widest, width = row, filled
		}
		if looked++; looked == 50 {
			break
		}
	}
	key := func(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }
	for _, name := range wanted {
		if slices.ContainsFunc(widest.Cells, func(cell string) bool { return key(cell) == key(name) }) {
			continue
		}
		nearest := slices.DeleteFunc(slices.Clone(widest.Cells), func(cell string) bool { return strings.TrimSpace(cell) == "" })
		slices.SortStableFunc(nearest, func(a, b string) int {
			return study.EditDistance(key(name), key(a)) - study.EditDistance(key(name), key(b))
		})
		if len(nearest) == 0 {
			break
		}
		return &table.Error{
			Position: table.Position{File: file.Name, Sheet: sheet, Row: widest.Number},
			Doing:    "looking for columns in", Found: fmt.Sprintf("no column named %q", name),
			Expected: fmt.Sprintf("one of the %d there are, of which the nearest are %q", len(nearest), nearest[:min(3, len(nearest))]),
		}
	}
	_, err := file.Header(sheet, wanted...)
	if err == nil {
		err = errors.New("the columns stand in different rows")
	}
	return err
}
