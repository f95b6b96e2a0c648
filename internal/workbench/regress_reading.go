package workbench

import (
	"fmt"
	"strings"

	"goodmeasure/stats/regress"
	"goodmeasure/study"
)

// sayChoices says what was left out and what was chosen for the person.
func (r *Regression) sayChoices(rows *completeRows, y *response) {
	say := func(format string, args ...any) { r.Reading = append(r.Reading, fmt.Sprintf(format, args...)) }
	if rows.left > 0 {
		say("%d of %d rows are left out because a value is missing: %s.", rows.left, rows.read, rows.missingByColumn())
	}
	if rows.unweighted > 0 {
		say("%d rows are left out because they stand for no observation.", rows.unweighted)
	}
	if y.why != "" {
		say("The model is %s because %s; --family chooses another.", y.family, y.why)
	}
	for _, p := range r.Predictors {
		if p.Base != "" {
			say("%s is categorical: its levels (%s) are compared with %s; --base chooses another.", p.Column, shown(p.Levels[1:]), p.Base)
		}
	}
	if r.Standardised {
		for _, p := range r.Predictors {
			if p.Base == "" {
				say("One more of %s means one standard deviation, %.4g.", p.Column, float64(p.SD))
			}
		}
	}
}

// read says what the signs of the estimates mean, with the first as the example.
func (r *Regression) read(y *response) {
	switch y.family {
	case Linear:
		r.Reading = append(r.Reading, fmt.Sprintf("Each estimate is the change in %s that goes with one more of the term, the other terms held.", r.Response))
	case Logistic:
		r.Reading = append(r.Reading, fmt.Sprintf("The model is of the odds of %s: a positive estimate, or an odds ratio above 1, goes with higher odds.", y.modelled))
	case Ordinal:
		r.Reading = append(r.Reading, fmt.Sprintf("The levels of %s from lowest to highest are %s. A positive estimate%s goes with higher levels: %s P(Y <= k) = threshold - estimate x term.",
			r.Response, strings.Join(r.Levels, " < "), map[bool]string{true: ", or an odds ratio above 1,"}[r.Link == "logit"], r.Link))
	}
	for _, c := range r.Coefficients {
		if c.Term == regress.Intercept || !c.Estimate.Known() || !c.Low.Known() || !c.High.Known() {
			continue
		}
		r.Reading = append(r.Reading, r.example(c))
		break
	}
	if r.Groups != nil && r.RandomEffectSD > 0 {
		r.Reading = append(r.Reading, fmt.Sprintf("%.0f%% of what the terms leave open lies between the %d values of %s (intra-class correlation on the latent scale); estimates are for one and the same %s.",
			100*float64(r.ICC), *r.Groups, r.Group, r.Group))
	}
}

func (r *Regression) example(c Estimate) string {
	doubt := ""
	if c.Low <= 0 && c.High >= 0 {
		doubt = ", so that the data do not tell which way it goes"
	}
	which := "one more of " + c.Term
	if base := r.Predictors[0].Base; base != "" {
		which = c.Term + " against " + base
	}
	if !c.OddsRatio.Known() {
		return fmt.Sprintf("For %s it is %s, with 95%% interval %s to %s%s.", which, threeDigits(c.Estimate), threeDigits(c.Low), threeDigits(c.High), doubt)
	}
	of := "of a higher level"
	if r.Family == Logistic {
		of = "of success"
	}
	return fmt.Sprintf("For %s the odds %s are multiplied by %.3g, with 95%% interval %.3g to %.3g%s.",
		which, of, float64(c.OddsRatio), float64(c.ORLow), float64(c.ORHigh), doubt)
}

// separationAdvice says which terms have no finite estimate and what to do.
func separationAdvice(e *regress.SeparationError, family Family) string {
	advice := "leave it out, merge levels of the response, or divide the response in two with --success and add --firth"
	if family == Logistic {
		advice = "leave it out, or add --firth for a penalised fit, whose estimates are finite"
	}
	return fmt.Sprintf("No estimate exists: %s separates the response, so that its effect has no bound (%d observations); %s.",
		strings.Join(e.Terms, " with "), e.N, advice)
}

func threeDigits(n study.Number) string { return study.Minus(fmt.Sprintf("%.3g", float64(n))) }
