package workbench

import (
	"fmt"
	"slices"
	"strings"

	"goodmeasure/study"
	"goodmeasure/table"
)

// findColumns finds the sheet and its header row, and says which columns the response is made of.
func findColumns(file *table.File, request RegressionRequest) (*table.Header, []string, error) {
	outcomes := [][]string{{request.Response}}
	if at := strings.LastIndex(request.Response, "/"); at > 0 && at < len(request.Response)-1 {
		outcomes = append(outcomes, []string{strings.TrimSpace(request.Response[:at]), strings.TrimSpace(request.Response[at+1:])})
	}
	sheets := file.Sheets()
	if request.Sheet != "" {
		if !slices.Contains(sheets, request.Sheet) {
			return nil, nil, &ChoiceError{fmt.Sprintf("%s has no sheet %q; it has %q", file.Name, request.Sheet, sheets)}
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
		return nil, nil, unknownColumn(file, sheets, request.names(outcomes[len(outcomes)-1]))
	}
	return header, outcome, nil
}

// unknownColumn says which column is not there, and which are nearest to it by name. The header is taken to be the
// widest of the sheets' first rows, as titles and notes are narrower.
func unknownColumn(file *table.File, sheets []string, wanted []string) error {
	var widest table.Row
	var sheet string
	width := 0
	for _, candidate := range sheets {
		looked := 0
		for row, err := range file.Rows(candidate) {
			if err != nil && row.Cells == nil {
				return err
			}
			if filled := len(filledCells(row)); filled > width {
				widest, sheet, width = row, candidate, filled
			}
			if looked++; looked == 50 {
				break
			}
		}
	}
	if width == 0 {
		_, err := file.Header(sheets[0])
		return err
	}
	key := func(name string) string { return strings.ToLower(strings.Join(strings.Fields(name), " ")) }
	for _, name := range wanted {
		if slices.ContainsFunc(widest.Cells, func(cell string) bool { return key(cell) == key(name) }) {
			continue
		}
		nearest := filledCells(widest)
		slices.SortStableFunc(nearest, func(a, b string) int {
			return study.EditDistance(key(name), key(a)) - study.EditDistance(key(name), key(b))
		})
		return &table.Error{
			Position: table.Position{File: file.Name, Sheet: sheet, Row: widest.Number},
			Doing:    "looking for columns in", Found: fmt.Sprintf("no column named %q", name),
			Expected: fmt.Sprintf("one of the %d there are, of which %s", len(nearest), study.NearestWords(nearest[:min(3, len(nearest))])),
		}
	}
	_, err := file.Header(sheet, wanted...) // they are there, in different rows
	return err
}

func filledCells(row table.Row) []string {
	return slices.DeleteFunc(slices.Clone(row.Cells), func(cell string) bool { return strings.TrimSpace(cell) == "" })
}
