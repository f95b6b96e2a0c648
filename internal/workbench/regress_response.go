package workbench

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"goodmeasure/stats/regress"
	"goodmeasure/study"
	"goodmeasure/table"
)

// response is the outcome of a model, in the form its family takes.
type response struct {
	family   Family
	why      string // the family was chosen, when it was
	folded   string // says which spellings of a grade became one level
	values   []float64
	levels   []string
	codes    []int // of levels, from 0
	binomial regress.Binomial
	modelled string // the success, in words
}

// The most levels at which whole numbers are taken for levels rather than measurements.
const mostLevels = 10

// An ordinal model has a threshold between any two neighbouring levels, and one with more than this says nothing more.
const mostOrdered = 50

// response reads the outcome and chooses the family where none is asked for.
func (rows *completeRows) response(request RegressionRequest) (*response, error) {
	if len(rows.outcome) == 2 {
		return rows.proportion(request)
	}
	v := rows.asked[rows.outcome[0]]
	folded := v.fold()
	if at, numbers := v.stray(); at >= 0 && len(request.Levels)+len(request.Success) == 0 {
		return nil, rows.cellError(v, at, fmt.Sprintf("a number, as %d other cells of the response hold", numbers),
			"correct the cell, name words for missing values with --missing, or give the order of all levels with --levels")
	}
	occurring := slices.Compact(slices.Sorted(slices.Values(v.cells)))
	if len(occurring) == 1 {
		return nil, &table.Error{Position: table.Position{File: rows.header.File, Sheet: rows.header.Sheet, Column: v.name},
			Doing: "reading the response in", Found: fmt.Sprintf("%q in every one of the %d rows used", occurring[0], rows.used),
			Expected: "a response that varies"}
	}
	y := &response{family: request.Family, folded: folded}
	if y.family == "" {
		y.choose(v, len(occurring), request)
	}
	if y.family == Linear {
		if !v.numeric {
			return nil, rows.cellError(v, 0, "a number, because a linear model needs a response in numbers",
				"choose --family ordinal or logistic for a response in words")
		}
		y.values = v.values
		return y, nil
	}
	if len(request.Success) > 0 {
		return y, rows.divide(y, v, occurring, request.Success)
	}
	if err := rows.order(y, v, occurring, request.Levels); err != nil {
		return nil, err
	}
	if y.family == Ordinal && len(y.levels) > mostOrdered {
		return nil, &ChoiceError{fmt.Sprintf("column %q has %d levels and an ordinal model takes %d; choose --family linear, or merge levels", v.name, len(y.levels), mostOrdered)}
	}
	if y.family == Logistic {
		if len(y.levels) != 2 {
			return nil, &ChoiceError{fmt.Sprintf("a logistic model needs two outcomes and column %q has %d (%s); say which count as success, as in --success %s, or choose --family ordinal",
				v.name, len(y.levels), shown(y.levels), strings.Join(y.levels[len(y.levels)/2:], ","))}
		}
		y.modelled = fmt.Sprintf("%s = %s", v.name, y.levels[1])
		success := make([]bool, len(y.codes))
		for i, code := range y.codes {
			success[i] = code == 1
		}
		y.binomial = regress.Binary(success)
	}
	return y, nil
}

func (y *response) choose(v *variable, occurring int, request RegressionRequest) {
	whole := v.numeric && !slices.ContainsFunc(v.values, func(value float64) bool { return value != math.Trunc(value) })
	switch {
	case len(request.Success) > 0 || occurring == 2:
		y.family, y.why = Logistic, fmt.Sprintf("%s has two outcomes", v.name)
	case len(request.Levels) > 0 || !v.numeric:
		y.family, y.why = Ordinal, fmt.Sprintf("%s has %d levels in words", v.name, occurring)
	case whole && occurring <= mostLevels:
		y.family, y.why = Ordinal, fmt.Sprintf("%s has %d levels in whole numbers", v.name, occurring)
	default:
		y.family, y.why = Linear, fmt.Sprintf("%s has %d different numbers", v.name, occurring)
	}
}

// order puts the levels that occur, or all that are given, in order and numbers the rows by them.
func (rows *completeRows) order(y *response, v *variable, occurring, given []string) error {
	place := map[string]int{}
	switch {
	case len(given) > 0:
		y.levels = given
		for i, cell := range v.cells {
			at := slices.IndexFunc(given, func(level string) bool { return sameLevel(level, cell) })
			if at < 0 {
				return rows.cellError(v, i, fmt.Sprintf("one of the levels given, %s", shown(given)), "add it to --levels, or to --missing if it stands for no value")
			}
			place[cell] = at
		}
	case v.numeric:
		y.levels = sortedLevels(v)
		for at, level := range y.levels {
			place[level] = at
		}
	default:
		if grades, ok := gradesOf(occurring); ok {
			y.levels = []string{}
			for g := study.Inadequate; g >= study.Outstanding; g-- {
				if slices.Contains(grades, g) {
					y.levels = append(y.levels, g.Words())
				}
			}
			for i, cell := range occurring {
				place[cell] = slices.Index(y.levels, grades[i].Words())
			}
			break
		}
		if y.family == Ordinal {
			return &ChoiceError{fmt.Sprintf("the order of the levels of %q is not known (%s); give it with --levels, lowest first, separated by commas", v.name, shown(occurring))}
		}
		y.levels = sortedLevels(v)
		for at, level := range y.levels {
			place[level] = at
		}
	}
	for _, cell := range v.cells {
		y.codes = append(y.codes, place[cell])
	}
	return nil
}

// divide counts the given values of the response as success and all others as failure.
func (rows *completeRows) divide(y *response, v *variable, occurring, given []string) error {
	for _, level := range given {
		if !slices.ContainsFunc(occurring, func(cell string) bool { return sameLevel(level, cell) }) {
			return &ChoiceError{fmt.Sprintf("--success names %q, which column %q never holds; it holds %s", level, v.name, shown(occurring))}
		}
	}
	success := make([]bool, len(v.cells))
	for i, cell := range v.cells {
		success[i] = slices.ContainsFunc(given, func(level string) bool { return sameLevel(level, cell) })
	}
	if !slices.Contains(success, false) {
		return &ChoiceError{fmt.Sprintf("--success names every value that column %q holds; leave some out", v.name)}
	}
	y.binomial, y.modelled = regress.Binary(success), fmt.Sprintf("%s = %s", v.name, strings.Join(given, " or "))
	return nil
}

// proportion reads a response of successes and trials.
func (rows *completeRows) proportion(request RegressionRequest) (*response, error) {
	y := &response{family: Logistic, modelled: "success in a trial of " + request.Response}
	if request.Family == "" {
		y.why = "the response counts successes in trials"
	} else if request.Family != Logistic {
		return nil, &ChoiceError{fmt.Sprintf("a response of successes and trials, %s, takes --family logistic", request.Response)}
	}
	if len(request.Levels)+len(request.Success) > 0 {
		return nil, &ChoiceError{"a response of successes and trials has no levels; leave out --levels and --success"}
	}
	successes, trials := rows.asked[rows.outcome[0]], rows.asked[rows.outcome[1]]
	for _, v := range []*variable{successes, trials} {
		for i, cell := range v.cells {
			if n, err := table.Number(cell); err != nil || n < 0 || n != math.Trunc(n) || n > 1e9 {
				return nil, rows.cellError(v, i, "a whole number, because the response counts successes in trials", "")
			}
		}
	}
	for i := range successes.values {
		k, n := int(successes.values[i]), int(trials.values[i])
		if k > n {
			return nil, rows.cellError(successes, i, fmt.Sprintf("no more successes than the %d trials", n), "")
		}
		y.binomial.Successes = append(y.binomial.Successes, k)
		y.binomial.Trials = append(y.binomial.Trials, n)
	}
	return y, nil
}

// sortedLevels lists the different cells of a column, numbers by size and words as a dictionary would.
func sortedLevels(v *variable) []string {
	order := make([]int, len(v.cells))
	for i := range order {
		order[i] = i
	}
	slices.SortFunc(order, func(a, b int) int {
		if v.numeric {
			return cmp.Compare(v.values[a], v.values[b])
		}
		return cmp.Or(cmp.Compare(strings.ToLower(v.cells[a]), strings.ToLower(v.cells[b])), cmp.Compare(v.cells[a], v.cells[b]))
	})
	levels := make([]string, len(order))
	for k, i := range order {
		levels[k] = v.cells[i]
	}
	return slices.Compact(levels)
}

// gradesOf reads words as inspection grades, if each gives one.
func gradesOf(words []string) ([]study.Grade, bool) {
	var grades []study.Grade
	for _, word := range words {
		grade, err := study.ParseGrade(word)
		if err != nil || !grade.Given() {
			return nil, false
		}
		grades = append(grades, grade)
	}
	return grades, true
}

// sameLevel compares a level as a person writes it with a cell; grades have several spellings.
func sameLevel(level, cell string) bool {
	if value, err := table.Percent(level); err == nil {
		return study.Number(value).String() == cell
	}
	if grades, ok := gradesOf([]string{level, cell}); ok && grades[0] == grades[1] {
		return true
	}
	return strings.EqualFold(strings.TrimSpace(level), cell)
}

// shown lists the first of some words.
func shown(words []string) string {
	const most = 8
	if len(words) > most {
		return strings.Join(words[:most], ", ") + fmt.Sprintf(" and %d more", len(words)-most)
	}
	return strings.Join(words, ", ")
}
