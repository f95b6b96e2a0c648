package workbench

import (
	"errors"
	"fmt"

	"goodmeasure/stats/regress"
	"goodmeasure/table"
)

// RegressionRequest says which model to fit to which columns of a table. Only Response is needed.
type RegressionRequest struct {
	Sheet       string
	Response    string            // a column, or "successes/trials"
	On          []string          // predictors
	Family      Family            // chosen from the response when empty
	Link        string            // of an ordinal model: logit, probit or cloglog; logit when empty
	Group       string            // column whose values share a random intercept
	Points      int               // quadrature points for the random intercept; 0 for 15
	Levels      []string          // of the response, lowest first
	Success     []string          // values of the response that count as success in a logistic model
	Categorical []string          // predictors to take as categories though they hold numbers
	Base        map[string]string // by predictor, the level that others are compared with
	Weights     string            // column with how many observations each row stands for
	Missing     []string          // further words that stand for a missing value
	Standardise bool              // measure numeric predictors in their standard deviations
	Firth       bool              // penalise a logistic model, which keeps estimates finite
	Profile     bool              // intervals of an ordinal model from the profile likelihood
}

// Family is a kind of regression model.
type Family string

// The families.
const (
	Linear   Family = "linear"
	Logistic Family = "logistic"
	Ordinal  Family = "ordinal"
)

// ChoiceError is a request whose choices do not go together, whatever the table holds.
type ChoiceError struct{ Reason string }

func (e *ChoiceError) Error() string { return e.Reason }

// Regress fits a regression model to the complete rows of a file in any format that table.Open reads. Where the
// predictors separate the response, so that no finite estimate exists, it gives both the error, a
// *regress.SeparationError, and a result without estimates that carries the warning. A *ChoiceError is a request that
// cannot be met.
func Regress(path string, request RegressionRequest) (*Regression, error) {
	if err := request.check(); err != nil {
		return nil, err
	}
	file, err := table.Open(path, table.Limits{})
	if err != nil {
		return nil, err
	}
	defer file.Close()
	rows, err := gather(file, request)
	if err != nil {
		return nil, err
	}
	y, err := rows.response(request)
	if err != nil {
		return nil, err
	}
	if err := request.suits(y.family); err != nil {
		return nil, err
	}
	x, err := rows.predictors(request)
	if err != nil {
		return nil, err
	}
	result := describe(file, rows, request, y, x)
	err = result.fit(request, y, x, rows.group())
	var separated *regress.SeparationError
	switch {
	case errors.As(err, &separated):
		result.Warnings = append(result.Warnings, separationAdvice(separated, y.family))
		return result, fmt.Errorf("fitting %s: %w", rows.at(), err)
	case err != nil:
		return nil, fmt.Errorf("fitting %s, %d rows used: %w", rows.at(), len(rows.numbers), err)
	}
	result.read(y)
	return result, nil
}

// check looks for choices that never go together.
func (r RegressionRequest) check() error {
	switch {
	case r.Points != 0 && r.Group == "":
		return &ChoiceError{"quadrature points belong to a random intercept; name its column with --group"}
	case r.Points < 0 || r.Points > 100:
		return &ChoiceError{fmt.Sprintf("%d quadrature points: choose 1 to 100", r.Points)}
	case len(r.Levels) > 0 && len(r.Success) > 0:
		return &ChoiceError{"--levels orders the response and --success divides it in two; give one of them"}
	case r.Firth && r.Group != "":
		return &ChoiceError{"Firth’s penalty is not offered with a random intercept; leave out --firth or --group"}
	case r.Family != "":
		return r.suits(r.Family)
	}
	return nil
}

// suits looks for choices that do not go with the family.
func (r RegressionRequest) suits(family Family) error {
	reason := ""
	switch {
	case family == Linear && r.Group != "":
		reason = "a random intercept is not offered for a linear model: its standard errors from --on alone would ignore the groups, " +
			"so use the mean of each group as one row, or add the group’s column to --on for an intercept for each"
	case family != Logistic && r.Firth:
		reason = fmt.Sprintf("Firth’s penalty is for logistic models, and this one is %s; leave out --firth, or divide the response in two with --success", family)
	case family != Logistic && len(r.Success) > 0:
		reason = fmt.Sprintf("--success is for logistic models, and this one is %s", family)
	case family == Linear && len(r.Levels) > 0:
		reason = "--levels gives the order of a response with levels; a linear model needs a response in numbers"
	case r.Link != "" && (family != Ordinal || r.Link != "logit" && r.Group != ""):
		reason = "another link than logit is offered for ordinal models without --group only"
	case r.Profile && (family != Ordinal || r.Group != ""):
		reason = "profile intervals are offered for ordinal models without --group only"
	}
	if reason != "" {
		return &ChoiceError{reason}
	}
	return nil
}
