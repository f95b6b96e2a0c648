package workbench

import (
	"fmt"
	"math"
	"strings"

	"gonum.org/v1/gonum/stat/distuv"

	"goodmeasure/stats/regress"
	"goodmeasure/study"
)

// fit fills in the estimates.
func (r *Regression) fit(request RegressionRequest, y *response, x *predictors, group []string) error {
	switch {
	case y.family == Linear:
		return r.fitLinear(y, x)
	case y.family == Logistic && group != nil:
		return r.fitMixedLogistic(request, y, x, group)
	case y.family == Logistic && request.Firth:
		return r.fitFirth(y, x)
	case y.family == Logistic:
		return r.fitLogistic(y, x)
	case group != nil:
		return r.fitMixedOrdinal(request, y, x, group)
	}
	return r.fitOrdinal(request, y, x)
}

func (r *Regression) fitLinear(y *response, x *predictors) error {
	fit, err := regress.Linear(y.values, x.design)
	if err != nil {
		return err
	}
	r.N, r.Intervals = fit.N, "Student's t"
	r.LogLikelihood, r.NullLogLik = study.Number(fit.LogLik), study.Number(fit.NullLogLik)
	r.AIC = study.Number(fit.AIC)
	r.BIC = study.Number(bic(fit.LogLik, len(fit.Coefficients)+1, fit.N))
	r.RSquared, r.ResidualSD = study.Number(fit.R2), study.Number(fit.ResidualSD)
	r.tested(fit.LR, len(fit.Coefficients)-1, fit.LRP)
	for i, c := range fit.Coefficients {
		e := estimate(c)
		if len(fit.Robust) > 0 {
			e.HC3SE, e.HC3P = study.Number(fit.Robust[i].SE), study.Number(fit.Robust[i].P)
		}
		r.Coefficients = append(r.Coefficients, e)
	}
	r.Warnings = append(r.Warnings, fit.Warnings...)
	return nil
}

func (r *Regression) fitLogistic(y *response, x *predictors) error {
	fit, err := regress.Logistic(y.binomial, x.design)
	if err != nil {
		return err
	}
	r.N = fit.N
	r.LogLikelihood, r.NullLogLik = study.Number(fit.LogLik), study.Number(fit.NullLogLik)
	r.AIC = study.Number(fit.AIC)
	r.BIC = study.Number(bic(fit.LogLik, len(fit.Coefficients), fit.N))
	r.tested(fit.LR, fit.LRDF, fit.LRP)
	r.odds(fit.Coefficients)
	r.Warnings = append(r.Warnings, fit.Warnings...)
	return nil
}

func (r *Regression) fitFirth(y *response, x *predictors) error {
	fit, err := regress.Firth(y.binomial, x.design)
	if err != nil {
		return err
	}
	r.N, r.Intervals = fit.N, "profile likelihood"
	r.PenalisedLogLik = study.Number(fit.PenalisedLogLik)
	r.tested(fit.LR, fit.LRDF, fit.LRP)
	r.odds(fit.Coefficients)
	r.Warnings = append(r.Warnings, fit.Warnings...)
	return nil
}

func (r *Regression) fitOrdinal(request RegressionRequest, y *response, x *predictors) error {
	options := regress.OrdinalOptions{Labels: y.levels}
	switch request.Link {
	case regress.Probit.String():
		options.Link = regress.Probit
	case regress.CLogLog.String():
		options.Link = regress.CLogLog
	}
	fit, err := regress.Ordinal(y.codes, x.design, options)
	if err != nil {
		return err
	}
	r.N, r.Levels = fit.N, fit.Levels
	r.LogLikelihood, r.NullLogLik = study.Number(fit.LogLik), study.Number(fit.NullLogLik)
	r.AIC, r.BIC = study.Number(fit.AIC), study.Number(fit.BIC)
	r.tested(fit.LR, fit.LRDF, fit.LRP)
	r.cut(fit.Thresholds)
	r.Warnings = append(r.Warnings, fit.Warnings...)
	slopes := fit.Slopes
	if request.Profile {
		if slopes, err = regress.ProfileIntervals(fit); err != nil {
			return err
		}
		r.Intervals = "profile likelihood"
	}
	if options.Link != regress.Logit {
		for _, c := range slopes {
			r.Coefficients = append(r.Coefficients, estimate(c))
		}
		return nil
	}
	r.odds(slopes)
	return r.testProportionalOdds(fit)
}

// unlikely is the p below which a difference is called more than chance would have.
const unlikely = 0.05

// below writes a p that is under a level with three decimals, or in words where rounding would hide that it is under it.
func below(p, level float64) string {
	switch text := fmt.Sprintf("%.3f", p); text {
	case "0.000":
		return "p < 0.001"
	case fmt.Sprintf("%.3f", level):
		return fmt.Sprintf("p just below %g", level)
	default:
		return "p = " + text
	}
}

func (r *Regression) testProportionalOdds(fit *regress.OrdinalFit) error {
	if len(fit.Levels) < 3 || len(fit.Slopes) == 0 {
		return nil
	}
	brant, err := regress.Brant(fit)
	if err != nil {
		return err
	}
	r.BrantP = study.Number(brant.Omnibus.P)
	if brant.Omnibus.Unavailable != "" {
		r.Warnings = append(r.Warnings, "Whether the odds are proportional could not be tested: "+brant.Omnibus.Unavailable+".")
	}
	var unlike []string
	for i, term := range brant.Terms {
		r.Coefficients[i].BrantP = study.Number(term.P)
		if term.P < unlikely {
			unlike = append(unlike, term.Term)
		}
	}
	if brant.Omnibus.P < unlikely {
		warning := fmt.Sprintf("The effects differ between thresholds more than chance would have them (Brant test, %s), so one odds ratio does not stand for all of them", below(brant.Omnibus.P, unlikely))
		if len(unlike) > 0 {
			warning += "; it is so for " + strings.Join(unlike, ", ")
		}
		r.Warnings = append(r.Warnings, warning+".")
	}
	return nil
}

func (r *Regression) fitMixedLogistic(request RegressionRequest, y *response, x *predictors, group []string) error {
	options := regress.MixedOptions{Points: request.Points}
	fit, err := regress.MixedLogistic(y.binomial, group, x.design, options)
	if err != nil {
		return err
	}
	null, err := regress.MixedLogistic(y.binomial, group, nil, options)
	if err != nil {
		return fmt.Errorf("without the predictors: %w", err)
	}
	r.odds(fit.Coefficients)
	r.grouped(fit.RandomIntercept, null.LogLik, len(fit.Coefficients)+1, len(x.design.Terms()))
	return nil
}

func (r *Regression) fitMixedOrdinal(request RegressionRequest, y *response, x *predictors, group []string) error {
	options := regress.MixedOptions{Points: request.Points, Labels: y.levels}
	fit, err := regress.MixedOrdinal(y.codes, group, x.design, options)
	if err != nil {
		return err
	}
	null, err := regress.MixedOrdinal(y.codes, group, nil, options)
	if err != nil {
		return fmt.Errorf("without the predictors: %w", err)
	}
	r.Levels = fit.Levels
	r.cut(fit.Thresholds)
	r.odds(fit.Slopes)
	r.grouped(fit.RandomIntercept, null.LogLik, len(fit.Thresholds)+len(fit.Slopes)+1, len(fit.Slopes))
	return nil
}

// grouped fills in what models with a random intercept have in common.
func (r *Regression) grouped(fit regress.RandomIntercept, null float64, parameters, slopes int) {
	groups := len(fit.Groups)
	r.N, r.Groups, r.QuadraturePoints = fit.N, &groups, &fit.Points
	r.RandomEffectSD, r.ICC = study.Number(fit.SD), study.Number(fit.ICC)
	r.LogLikelihood, r.NullLogLik, r.PlainLogLik = study.Number(fit.LogLik), study.Number(null), study.Number(fit.PlainLogLik)
	r.AIC, r.BIC = study.Number(fit.AIC), study.Number(bic(fit.LogLik, parameters, fit.N))
	r.GroupLR, r.GroupLRP = study.Number(fit.LR), study.Number(fit.LRP)
	if slopes > 0 {
		lr := max(2*(fit.LogLik-null), 0)
		r.tested(lr, slopes, distuv.ChiSquared{K: float64(slopes)}.Survival(lr))
	}
	for _, g := range fit.Groups {
		r.GroupEffects = append(r.GroupEffects, Effect{g.Group, study.Number(g.Mode), study.Number(g.Variance)})
	}
	r.Warnings = append(r.Warnings, fit.Warnings...)
}

// tested keeps the likelihood-ratio test of all predictors together, where there are any.
func (r *Regression) tested(lr float64, df int, p float64) {
	if df > 0 {
		r.LR, r.LRDF, r.LRP = study.Number(lr), df, study.Number(p)
	}
}

func (r *Regression) cut(thresholds []regress.Coefficient) {
	for _, t := range thresholds {
		r.Thresholds = append(r.Thresholds, study.Number(t.Estimate))
		r.ThresholdLabels = append(r.ThresholdLabels, t.Term)
		r.ThresholdSE = append(r.ThresholdSE, study.Number(t.SE))
	}
}

// odds adds coefficients on the logit scale, with the odds ratios of all but the intercept.
func (r *Regression) odds(coefficients []regress.Coefficient) {
	for _, c := range coefficients {
		e := estimate(c)
		if c.Term != regress.Intercept {
			e.OddsRatio = study.Number(math.Exp(c.Estimate))
			e.ORLow, e.ORHigh = study.Number(math.Exp(c.Low)), study.Number(math.Exp(c.High))
		}
		r.Coefficients = append(r.Coefficients, e)
	}
}

func estimate(c regress.Coefficient) Estimate {
	none := study.Missing
	return Estimate{
		Term: c.Term, Estimate: study.Number(c.Estimate), SE: study.Number(c.SE), Z: study.Number(c.Z), P: study.Number(c.P),
		Low: study.Number(c.Low), High: study.Number(c.High),
		OddsRatio: none, ORLow: none, ORHigh: none, HC3SE: none, HC3P: none, BrantP: none,
	}
}

// bic is Schwarz's criterion.
func bic(logLik float64, parameters, n int) float64 {
	return -2*logLik + float64(parameters)*math.Log(float64(n))
}
