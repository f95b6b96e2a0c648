package workbench

import (
	"goodmeasure/stats/regress"
	"goodmeasure/study"
	"goodmeasure/table"
)

// Regression is a fitted model. What does not belong to its family is missing.
type Regression struct {
	Family           Family         `json:"family"`
	Link             string         `json:"link"` // identity in a linear model
	N                int            `json:"n"`    // observations: rows, as often as they count, or trials
	Coefficients     []Estimate     `json:"coefficients"`
	Thresholds       []study.Number `json:"thresholds"`
	ThresholdLabels  []string       `json:"threshold_labels"`
	ThresholdSE      []study.Number `json:"threshold_se"`
	LogLikelihood    study.Number   `json:"log_likelihood"`
	NullLogLik       study.Number   `json:"null_log_likelihood"` // without the predictors
	PenalisedLogLik  study.Number   `json:"penalised_log_likelihood"`
	AIC              study.Number   `json:"aic"`
	BIC              study.Number   `json:"bic"`
	LR               study.Number   `json:"lr"` // of all predictors together
	LRDF             int            `json:"lr_df"`
	LRP              study.Number   `json:"lr_p"`
	RSquared         study.Number   `json:"r_squared"`
	ResidualSD       study.Number   `json:"residual_sd"`
	BrantP           study.Number   `json:"brant_p"` // of proportional odds for all predictors together
	RandomEffectSD   study.Number   `json:"random_effect_sd"`
	ICC              study.Number   `json:"icc"`
	Groups           *int           `json:"groups"`
	QuadraturePoints *int           `json:"quadrature_points"`
	PlainLogLik      study.Number   `json:"plain_log_likelihood"` // without the groups
	GroupLR          study.Number   `json:"group_lr"`
	GroupLRP         study.Number   `json:"group_lr_p"`
	GroupEffects     []Effect       `json:"group_effects"`
	Intervals        string         `json:"intervals"` // what the intervals rest on: Wald, Student's t or profile likelihood
	Warnings         []string       `json:"warnings"`
	Reading          []string       `json:"reading"` // how to read the result, in sentences
	Response         string         `json:"response"`
	Levels           []string       `json:"levels"` // of the response, lowest first
	Modelled         string         `json:"modelled,omitempty"`
	Predictors       []Predictor    `json:"predictors"`
	Standardised     bool           `json:"standardised"`
	Group            string         `json:"group,omitempty"`
	Weights          string         `json:"weights,omitempty"`
	RowsRead         int            `json:"rows_read"`
	RowsUsed         int            `json:"rows_used"`
	RowsLeftOut      int            `json:"rows_left_out"`
	File             string         `json:"file"`
	Sheet            string         `json:"sheet,omitempty"`
	SHA256           string         `json:"sha256"`
	Version          string         `json:"version"`
}

// Estimate is one coefficient. Z is Student's t in a linear model. HC3 are standard error and p-value of a linear model
// that do not take the spread about the line to be even. BrantP tests that the odds are proportional for this term.
type Estimate struct {
	Term      string       `json:"term"`
	Estimate  study.Number `json:"estimate"`
	SE        study.Number `json:"se"`
	Z         study.Number `json:"z"`
	P         study.Number `json:"p"`
	Low       study.Number `json:"low"`
	High      study.Number `json:"high"`
	OddsRatio study.Number `json:"odds_ratio"`
	ORLow     study.Number `json:"or_low"`
	ORHigh    study.Number `json:"or_high"`
	HC3SE     study.Number `json:"hc3_se"`
	HC3P      study.Number `json:"hc3_p"`
	BrantP    study.Number `json:"brant_p"`
}

// Effect is one group's intercept: where its distribution given the data peaks, and its variance there.
type Effect struct {
	Group    string       `json:"group"`
	Mode     study.Number `json:"mode"`
	Variance study.Number `json:"variance"`
}

// describe begins a result with what is known before the fit.
func describe(file *table.File, rows *completeRows, request RegressionRequest, y *response, x *predictors) *Regression {
	link := request.Link
	switch {
	case y.family == Linear:
		link = "identity"
	case link == "":
		link = regress.Logit.String()
	}
	none := study.Missing
	r := &Regression{
		Family: y.family, Link: link, Coefficients: []Estimate{}, Thresholds: []study.Number{}, ThresholdLabels: []string{}, ThresholdSE: []study.Number{},
		LogLikelihood: none, NullLogLik: none, PenalisedLogLik: none, AIC: none, BIC: none, LR: none, LRP: none, RSquared: none,
		ResidualSD: none, BrantP: none, RandomEffectSD: none, ICC: none, PlainLogLik: none, GroupLR: none, GroupLRP: none,
		GroupEffects: []Effect{}, Intervals: "Wald", Warnings: []string{}, Reading: []string{},
		Response: request.Response, Levels: []string{}, Modelled: y.modelled, Predictors: x.made, Standardised: request.Standardise,
		Group: request.Group, Weights: request.Weights,
		N: len(rows.numbers), RowsRead: rows.read, RowsUsed: rows.used, RowsLeftOut: rows.read - rows.used,
		File: rows.header.File, Sheet: rows.header.Sheet, SHA256: file.SHA256, Version: Version,
	}
	if y.family == Ordinal {
		r.Levels = y.levels
	}
	if y.folded != "" {
		r.Warnings = append(r.Warnings, y.folded)
	}
	r.Warnings = append(r.Warnings, x.folded...)
	r.sayChoices(rows, y)
	return r
}
