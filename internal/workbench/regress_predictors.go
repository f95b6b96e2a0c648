package workbench

import (
	"fmt"
	"maps"
	"math"
	"slices"

	"goodmeasure/stats/regress"
	"goodmeasure/study"
)

// Predictor is how a column entered a model.
type Predictor struct {
	Column string       `json:"column"`
	Kind   string       `json:"kind"` // numeric or categorical
	Base   string       `json:"base"` // of a categorical predictor: the level the others are compared with
	Levels []string     `json:"levels"`
	Mean   study.Number `json:"mean"` // of a numeric predictor, over the observations used
	SD     study.Number `json:"sd"`
}

// predictors is a design and how it was made.
type predictors struct {
	design *regress.Design
	made   []Predictor
	folded []string // which spellings of a grade became one category
}

func (rows *completeRows) predictors(request RegressionRequest) (*predictors, error) {
	for _, name := range slices.Concat(request.Categorical, slices.Sorted(maps.Keys(request.Base))) {
		if !slices.Contains(request.On, name) {
			return nil, &ChoiceError{fmt.Sprintf("--categorical or --base names %q, which is not among the predictors of --on (%s)", name, shown(request.On))}
		}
	}
	x := &predictors{made: []Predictor{}}
	var columns []regress.Column
	for _, name := range request.On {
		v := rows.asked[name]
		base, hasBase := request.Base[name]
		if hasBase || !v.numeric || slices.Contains(request.Categorical, name) {
			if at, numbers := v.stray(); at >= 0 && !v.numeric && !slices.Contains(request.Categorical, name) {
				return nil, rows.cellError(v, at, fmt.Sprintf("a number, as %d other cells of the column hold", numbers),
					fmt.Sprintf("correct the cell, say --missing %q if it stands for a missing value, or --categorical %s if the column holds categories", v.cells[at], name))
			}
			if folded := v.fold(); folded != "" {
				x.folded = append(x.folded, folded)
			}
			dummies, made, err := rows.categories(v, base, hasBase)
			if err != nil {
				return nil, err
			}
			columns = append(columns, dummies...)
			x.made = append(x.made, made)
			continue
		}
		column, made := measurement(v, request.Standardise)
		columns = append(columns, column)
		x.made = append(x.made, made)
	}
	design, err := regress.NewDesign(columns...)
	if err != nil {
		return nil, fmt.Errorf("preparing the predictors of %s, %d rows used: %w", rows.at(), rows.used, err)
	}
	x.design = design
	return x, nil
}

// categories codes a column as treatment contrasts with its base.
func (rows *completeRows) categories(v *variable, base string, hasBase bool) ([]regress.Column, Predictor, error) {
	levels := sortedLevels(v)
	switch {
	case len(levels) == 1:
		return nil, Predictor{}, fmt.Errorf("preparing the predictors of %s: column %q holds %q in every one of the %d rows used; leave it out",
			rows.at(), v.name, levels[0], rows.used)
	case len(levels) > 10 && len(levels) > rows.used/2:
		return nil, Predictor{}, rows.cellError(v, 0, fmt.Sprintf("categories that rows share, but the %d rows used hold %d different ones", rows.used, len(levels)),
			"leave out a column of names, or write its figures as plain numbers")
	}
	if hasBase {
		at := slices.IndexFunc(levels, func(level string) bool { return sameLevel(base, level) })
		if at < 0 {
			return nil, Predictor{}, &ChoiceError{fmt.Sprintf("--base names %q, which column %q never holds; it holds %s", base, v.name, shown(levels))}
		}
		first := levels[at]
		levels = slices.Insert(slices.Delete(levels, at, at+1), 0, first)
	}
	columns, err := regress.Factor(v.name, v.cells, levels...)
	return columns, Predictor{Column: v.name, Kind: "categorical", Base: levels[0], Levels: levels, Mean: study.Missing, SD: study.Missing}, err
}

// measurement is a numeric column, in its standard deviations if asked.
func measurement(v *variable, standardise bool) (regress.Column, Predictor) {
	mean, sd, n := 0.0, 0.0, float64(len(v.values))
	for _, value := range v.values {
		mean += value
	}
	mean /= n
	for _, value := range v.values {
		sd += (value - mean) * (value - mean)
	}
	sd = math.Sqrt(sd / (n - 1))
	values := v.values
	if standardise && sd > 0 {
		values = make([]float64, len(v.values))
		for i, value := range v.values {
			values[i] = (value - mean) / sd
		}
	}
	return regress.Column{Term: v.name, Values: values},
		Predictor{Column: v.name, Kind: "numeric", Levels: []string{}, Mean: study.Number(mean), SD: study.Number(sd)}
}
