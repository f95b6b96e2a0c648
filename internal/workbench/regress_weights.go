package workbench

import (
	"fmt"
	"math"
	"slices"

	"goodmeasure/table"
)

// repeat writes each row as often as its weight says, which makes every model's likelihood, standard errors and
// constants those of the single observations.
func (rows *completeRows) repeat(weight *variable, variables []*variable) error {
	total := 0
	times := make([]int, len(rows.numbers))
	for i, cell := range weight.cells {
		w, err := table.Number(cell)
		if err != nil || w < 0 || w != math.Trunc(w) {
			return rows.cellError(weight, i, "a whole number of observations",
				"weights here are frequencies; weights that are shares or probabilities need another analysis")
		}
		if w > mostObservations || total+int(w) > mostObservations {
			return rows.cellError(weight, i, fmt.Sprintf("weights that come to %d observations at most", mostObservations), "")
		}
		times[i] = int(w)
		total += int(w)
		if w == 0 {
			rows.unweighted++
		}
	}
	if total == 0 {
		return fmt.Errorf("weighting the rows of %s: every weight in column %q is 0", rows.at(), weight.name)
	}
	rows.keep(variables, times)
	return nil
}

// dropEmptyTrials leaves out rows of successes and trials in which there was no trial.
func (rows *completeRows) dropEmptyTrials(variables []*variable) error {
	rows.used = distinct(rows.numbers)
	if len(rows.outcome) != 2 {
		return nil
	}
	trials := rows.asked[rows.outcome[1]]
	times := make([]int, len(rows.numbers))
	for i, cell := range trials.cells {
		if cell != "0" {
			times[i] = 1
		}
	}
	rows.keep(variables, times)
	rows.unweighted += rows.used - distinct(rows.numbers)
	rows.used = distinct(rows.numbers)
	if rows.used == 0 {
		return fmt.Errorf("reading the trials of %s: column %q is 0 in every row", rows.at(), trials.name)
	}
	return nil
}

// keep writes row i of every variable as often as times[i] says.
func (rows *completeRows) keep(variables []*variable, times []int) {
	rows.numbers = repeated(rows.numbers, times)
	for _, v := range variables {
		v.cells = repeated(v.cells, times)
		if v.numeric {
			v.values = repeated(v.values, times)
		}
	}
}

func repeated[T any](values []T, times []int) []T {
	var out []T
	for i, v := range values {
		out = append(out, slices.Repeat([]T{v}, times[i])...)
	}
	return out
}

// distinct counts the different numbers in a list in order.
func distinct(numbers []int) int { return len(slices.Compact(slices.Clone(numbers))) }
