package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/internal/publish"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

type regressCommand struct {
	File        string            `arg:"" help:"The table: CSV, XLSX, ODS or parquet, with one row of column names." type:"path"`
	Response    string            `required:"" placeholder:"COLUMN" help:"What is to be explained: a column, or SUCCESSES/TRIALS for two columns of counts."`
	On          []string          `placeholder:"COLUMN" help:"The predictors. Columns of words become categories, compared with the first in sorted order."`
	Family      workbench.Family  `enum:"linear,logistic,ordinal," default:"" placeholder:"NAME" help:"The model: linear, logistic or ordinal; chosen from the response when left out."`
	Group       string            `placeholder:"COLUMN" help:"Let rows with the same value share a random intercept, as inspections of one authority do."`
	Points      int               `placeholder:"N" help:"Quadrature points for the random intercept; 15 when left out."`
	Levels      []string          `placeholder:"LEVEL" help:"The levels of the response, lowest first."`
	Success     []string          `placeholder:"LEVEL" help:"The levels of the response that count as success in a logistic model."`
	Categorical []string          `placeholder:"COLUMN" help:"Predictors to take as categories though they hold numbers."`
	Base        map[string]string `placeholder:"COLUMN=LEVEL" help:"The level of a categorical predictor that the others are compared with." mapsep:","`
	Weights     string            `placeholder:"COLUMN" help:"How many observations each row stands for."`
	Missing     []string          `placeholder:"WORD" help:"Words that stand for a missing value, beside nothing, NA, N/A, NaN and null."`
	Standardise bool              `help:"Measure numeric predictors in their standard deviations."`
	Link        string            `enum:"logit,probit,cloglog," default:"" placeholder:"NAME" help:"The link of an ordinal model: logit, probit or cloglog; logit when left out."`
	Firth       bool              `help:"Penalise a logistic model, so that estimates are finite even where predictors separate the outcomes."`
	Profile     bool              `help:"Give the intervals of an ordinal model from the profile likelihood."`
	Sheet       string            `placeholder:"NAME" help:"The sheet of a spreadsheet, where more than one has the columns."`
	format
}

// Help says more than the one line of the list.
func (regressCommand) Help() string {
	return `Fits the models of the study to any table, one observation a row: ordinal for levels in order, logistic for two outcomes, linear for measurements. Rows that lack a value are left out and counted. Inspection grades in words are ordered by themselves, worst first; numbers are ordered by size, so turn round grades that count from outstanding = 1.

Examples:
  goodmeasure regress inspections.csv --response grade --on vacancy,region
  goodmeasure regress inspections.csv --response grade --on vacancy --group authority
  goodmeasure regress survey.xlsx --response satisfaction --on service --levels low,medium,high --weights count
  goodmeasure regress visits.csv --response on_time/visits --on caseload --family logistic --json`
}

func (c *regressCommand) Run(_ context.Context, t terminal) error {
	result, err := workbench.Regress(c.File, workbench.RegressionRequest{
		Sheet: c.Sheet, Response: c.Response, On: c.On, Family: c.Family, Link: c.Link, Group: c.Group, Points: c.Points,
		Levels: c.Levels, Success: c.Success, Categorical: c.Categorical, Base: c.Base, Weights: c.Weights, Missing: c.Missing,
		Standardise: c.Standardise, Firth: c.Firth, Profile: c.Profile,
	})
	var choice *workbench.ChoiceError
	switch {
	case errors.As(err, &choice):
		return &usageError{err}
	case err != nil && result != nil && c.JSON:
		return errors.Join(printJSON(t.out, result), err)
	case err != nil:
		return err
	case c.JSON:
		return printJSON(t.out, result)
	case c.CSV:
		return publish.CSV(t.out, estimates(result))
	}
	return printRegression(t.out, result)
}

// printRegression writes a fitted model for people.
func printRegression(w io.Writer, r *workbench.Regression) error {
	if err := publish.Text(w, estimates(r)); err != nil {
		return err
	}
	var b strings.Builder
	if len(r.Thresholds) > 0 {
		b.WriteString("\n")
		if err := publish.Text(&b, thresholds(r)); err != nil {
			return err
		}
	}
	fmt.Fprintf(&b, "\n%s\n", fitLine(r))
	for _, warning := range r.Warnings {
		fmt.Fprintf(&b, "\nWarning: %s\n", warning)
	}
	b.WriteString("\n" + strings.Join(r.Reading, "\n") + "\n")
	_, err := io.WriteString(w, b.String())
	return err
}

// estimates is the table of coefficients.
func estimates(r *workbench.Regression) chart.Table {
	statistic := "z"
	if r.Family == workbench.Linear {
		statistic = "t"
	}
	left := "no row left out"
	if r.RowsLeftOut > 0 {
		left = fmt.Sprintf("%d of %d rows left out", r.RowsLeftOut, r.RowsRead)
	}
	t := chart.Table{Caption: fmt.Sprintf("%s: n = %d, %s, 95%% intervals (%s)", modelName(r), r.N, left, r.Intervals)}
	type column struct {
		name string
		of   func(workbench.Estimate) study.Number
	}
	columns := []column{
		{"estimate", func(e workbench.Estimate) study.Number { return e.Estimate }},
		{"SE", func(e workbench.Estimate) study.Number { return e.SE }},
		{statistic, func(e workbench.Estimate) study.Number { return e.Z }},
		{"p", func(e workbench.Estimate) study.Number { return e.P }},
		{"low", func(e workbench.Estimate) study.Number { return e.Low }},
		{"high", func(e workbench.Estimate) study.Number { return e.High }},
	}
	switch {
	case r.Family == workbench.Linear:
		columns = append(columns,
			column{"SE (HC3)", func(e workbench.Estimate) study.Number { return e.HC3SE }},
			column{"p (HC3)", func(e workbench.Estimate) study.Number { return e.HC3P }})
	case r.Link == "logit":
		columns = append(columns,
			column{"odds ratio", func(e workbench.Estimate) study.Number { return e.OddsRatio }},
			column{"OR low", func(e workbench.Estimate) study.Number { return e.ORLow }},
			column{"OR high", func(e workbench.Estimate) study.Number { return e.ORHigh }})
	}
	t.Columns = []chart.Column{{Name: "term"}}
	for _, c := range columns {
		t.Columns = append(t.Columns, chart.Column{Name: c.name, Numeric: true})
	}
	for _, e := range r.Coefficients {
		cells := []chart.Cell{{Text: e.Term, Value: study.Missing}}
		for _, c := range columns {
			cells = append(cells, figure(c.of(e)))
		}
		t.Rows = append(t.Rows, cells)
	}
	return t
}

func thresholds(r *workbench.Regression) chart.Table {
	t := chart.Table{Caption: "Thresholds between levels",
		Columns: []chart.Column{{Name: "between"}, {Name: "estimate", Numeric: true}, {Name: "SE", Numeric: true}}}
	for i, label := range r.ThresholdLabels {
		t.Rows = append(t.Rows, []chart.Cell{{Text: label, Value: study.Missing}, figure(r.Thresholds[i]), figure(r.ThresholdSE[i])})
	}
	return t
}

// figure shows a number with four significant digits.
func figure(n study.Number) chart.Cell {
	if !n.Known() {
		return chart.Cell{Value: study.Missing}
	}
	return chart.Cell{Text: study.Minus(fmt.Sprintf("%.4g", float64(n))), Value: n}
}

func modelName(r *workbench.Regression) string {
	name := map[workbench.Family]string{workbench.Linear: "Linear", workbench.Logistic: "Logistic", workbench.Ordinal: "Ordinal " + r.Link}[r.Family]
	on := "no predictors"
	var columns []string
	for _, p := range r.Predictors {
		columns = append(columns, p.Column)
	}
	if len(columns) > 0 {
		on = strings.Join(columns, ", ")
	}
	name += fmt.Sprintf(" regression of %s on %s", r.Response, on)
	if r.Group != "" {
		name += ", with a random intercept for " + r.Group
	}
	return name
}

// fitLine is how well the model fits, with what of it there is.
func fitLine(r *workbench.Regression) string {
	var parts []string
	add := func(name string, n study.Number) {
		if n.Known() {
			parts = append(parts, name+" "+study.Minus(fmt.Sprintf("%.6g", float64(n))))
		}
	}
	add("log-likelihood", r.LogLikelihood)
	add("penalised log-likelihood", r.PenalisedLogLik)
	add("AIC", r.AIC)
	add("BIC", r.BIC)
	add("R squared", r.RSquared)
	add("residual SD", r.ResidualSD)
	if r.LRP.Known() {
		parts = append(parts, fmt.Sprintf("all terms together: likelihood ratio %.4g on %d, p = %.3g", float64(r.LR), r.LRDF, float64(r.LRP)))
	}
	if r.BrantP.Known() {
		parts = append(parts, fmt.Sprintf("proportional odds (Brant) p = %.3g", float64(r.BrantP)))
	}
	if r.RandomEffectSD.Known() {
		parts = append(parts, fmt.Sprintf("SD between the %d values of %s %.4g, p = %.3g (%d quadrature points)",
			*r.Groups, r.Group, float64(r.RandomEffectSD), float64(r.GroupLRP), *r.QuadraturePoints))
	}
	return strings.Join(parts, "; ")
}
