package workbench_test

import (
	"encoding/json"
	"fmt"
	"testing"

	"goodmeasure/internal/testkit"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

type clm struct {
	N                      int
	Thresholds, Slopes, SE numbers
	LogLik, AIC, BIC, LR   study.Number
	Null                   study.Number `json:"logLik_null"`
	LRP                    study.Number `json:"LR_p"`
	Wald                   map[string]numbers
	Profile                map[string][]study.Number `json:"profile_ci"`
}

func (p *printed) isCLM(want clm) {
	p.t.Helper()
	if p.N != want.N {
		p.t.Errorf("n is %d, expected %d", p.N, want.N)
	}
	p.terms(want.Thresholds, "estimate", coefficient)
	p.terms(want.Slopes, "estimate", coefficient)
	p.terms(want.SE, "se", standardErr)
	p.whole("log_likelihood", want.LogLik, likelihood)
	p.whole("null_log_likelihood", want.Null, likelihood)
	p.whole("aic", want.AIC, likelihood)
	p.whole("bic", want.BIC, likelihood)
	p.whole("lr", want.LR, coefficient)
	p.small("lr_p", p.all["lr_p"], want.LRP)
	for term := range want.Slopes {
		p.small(term+" p", p.byTerm[term]["p"], want.Wald[term]["p"])
	}
}

func TestOrdinalGolden(t *testing.T) {
	var golden struct {
		Logit   clm `json:"clm_logit"`
		Probit  clm `json:"clm_probit"`
		CLogLog clm `json:"clm_cloglog"`
		Brant   map[string]struct{ P study.Number }
	}
	testkit.GoldenJSON(t, "01_ordinal_expected.json", &golden)
	request := workbench.RegressionRequest{Response: "y", On: []string{"x1", "x2", "g"}}
	p := fitted(t, "01_ordinal_input.csv", request)
	p.isCLM(golden.Logit)
	p.whole("brant_p", golden.Brant["Omnibus"].P, 1e-5)
	p.term("x2", "brant_p", golden.Brant["x2"].P, 1e-5)
	request.Profile = true
	p = fitted(t, "01_ordinal_input.csv", request)
	for term, ends := range golden.Logit.Profile {
		p.term(term, "low", ends[0], profileEnd)
		p.term(term, "high", ends[1], profileEnd)
	}
	request.Profile, request.Link = false, "probit"
	fitted(t, "01_ordinal_input.csv", request).isCLM(golden.Probit)
	request.Link = "cloglog"
	fitted(t, "01_ordinal_input.csv", request).isCLM(golden.CLogLog)
}

func TestLevelThatDoesNotOccurGolden(t *testing.T) {
	var golden struct {
		Fit clm `json:"empty_category_dropped"`
	}
	testkit.GoldenJSON(t, "01_edge_expected.json", &golden)
	fitted(t, "01_empty_category.csv", workbench.RegressionRequest{Response: "y", On: []string{"x1"}}).isCLM(golden.Fit)
}

func TestClassicGolden(t *testing.T) {
	type fit map[string]json.RawMessage
	var golden map[string]fit
	testkit.GoldenJSON(t, "01b_classic_expected.json", &golden)
	clmOf := func(f fit) (estimates, errors numbers, logLik study.Number) {
		var whole struct {
			LogLik study.Number
			CLM    map[string]json.RawMessage
		}
		text, _ := json.Marshal(f)
		if err := json.Unmarshal(text, &whole); err != nil {
			t.Fatal(err)
		}
		estimates, errors = numbers{}, numbers{}
		for name, raw := range whole.CLM {
			var c struct{ Est, SE study.Number }
			if err := json.Unmarshal(raw, &c); err == nil {
				estimates[name], errors[name] = c.Est, c.SE
			} else if err := json.Unmarshal(raw, &logLik); err != nil {
				t.Fatal(err)
			}
		}
		if whole.LogLik != 0 {
			logLik = whole.LogLik
		}
		return estimates, errors, logLik
	}
	t.Run("housing", func(t *testing.T) {
		p := fitted(t, "01b_housing_input.csv", workbench.RegressionRequest{Response: "Sat", On: []string{"Infl", "Type", "Cont"}, Weights: "Freq",
			Levels: []string{"Low", "Medium", "High"}, Base: map[string]string{"Infl": "Low", "Type": "Tower", "Cont": "low"}})
		estimates, errors, logLik := clmOf(golden["housing"])
		p.terms(estimates, "estimate", coefficient)
		p.terms(errors, "se", standardErr)
		p.whole("log_likelihood", logLik, likelihood)
		if p.N != 1681 {
			t.Errorf("n is %d, expected 1681", p.N)
		}
	})
	t.Run("wine", func(t *testing.T) {
		request := workbench.RegressionRequest{Response: "rating", On: []string{"temp", "contact"}}
		p := fitted(t, "01b_wine_input.csv", request)
		estimates, errors, logLik := clmOf(golden["wine"])
		p.terms(estimates, "estimate", coefficient)
		p.terms(errors, "se", standardErr)
		p.whole("log_likelihood", logLik, likelihood)

		var clmm struct {
			Coef   numbers
			LogLik study.Number
			SD     study.Number
			Ranef  numbers
		}
		if err := json.Unmarshal(golden["wine"]["clmm_judge_nAGQ10"], &clmm); err != nil {
			t.Fatal(err)
		}
		request.Group, request.Points = "judge", 10
		p = fitted(t, "01b_wine_input.csv", request)
		p.terms(clmm.Coef, "estimate", 1e-4) // clmm stops early: at its optimum the gradient is 1e-4
		p.whole("log_likelihood", clmm.LogLik, 1e-7)
		p.whole("random_effect_sd", clmm.SD, 1e-4)
		for _, effect := range p.all["group_effects"].([]any) {
			group := effect.(map[string]any)["group"].(string)
			p.equal("effect of "+group, effect.(map[string]any)["mode"], clmm.Ranef[group], 1e-3)
		}
	})
}

type glmer struct {
	NAGQ        int
	Fixef, SE   numbers
	LogLik, AIC study.Number
	SD          study.Number `json:"sd_re"`
	ICC         study.Number `json:"icc_latent"`
	Mode        numbers      `json:"ranef_mode"`
}

func TestRandomInterceptGolden(t *testing.T) {
	var golden struct {
		Simulated struct {
			GLM struct {
				Coef   numbers
				LogLik study.Number
			} `json:"glm_no_re"`
			Laplace, AGQ7, AGQ15, AGQ25 glmer
		}
		LR          study.Number `json:"LR_vs_glm"`
		LRP         study.Number `json:"LR_boundary_p_half_chi2"`
		CBPPLaplace glmer        `json:"cbpp_laplace"`
		CBPP        glmer        `json:"cbpp_agq9"`
		Singular    struct{ GLM numbers }
	}
	testkit.GoldenJSON(t, "11_glmm_expected.json", &golden)
	request := workbench.RegressionRequest{Response: "y", On: []string{"x1", "x2"}}
	p := fitted(t, "11_glmm_input.csv", request)
	p.terms(golden.Simulated.GLM.Coef, "estimate", coefficient)
	p.whole("log_likelihood", golden.Simulated.GLM.LogLik, likelihood)
	for _, want := range []glmer{golden.Simulated.Laplace, golden.Simulated.AGQ7, golden.Simulated.AGQ15, golden.Simulated.AGQ25} {
		t.Run(fmt.Sprint(want.NAGQ), func(t *testing.T) {
			request.Group, request.Points = "la", want.NAGQ
			if want.NAGQ == 15 {
				request.Points = 0
			}
			p := fitted(t, "11_glmm_input.csv", request)
			p.isGLMER(want)
			p.whole("aic", want.AIC, likelihood)
			p.whole("log_likelihood", want.LogLik, likelihood)
			p.whole("plain_log_likelihood", golden.Simulated.GLM.LogLik, likelihood)
		})
	}
	grouped := workbench.RegressionRequest{Response: "incidence/size", On: []string{"period"}, Categorical: []string{"period"}, Group: "herd"}
	t.Run("counts, Laplace", func(t *testing.T) {
		grouped.Points = 1
		p := fitted(t, "11b_cbpp_input.csv", grouped)
		p.isGLMER(golden.CBPPLaplace)
		p.whole("log_likelihood", golden.CBPPLaplace.LogLik, likelihood)
	})
	t.Run("counts", func(t *testing.T) { // lme4's likelihood lacks the binomial constant here
		grouped.Points = 9
		fitted(t, "11b_cbpp_input.csv", grouped).isGLMER(golden.CBPP)
	})
	t.Run("no variation", func(t *testing.T) {
		p := fitted(t, "11_glmm_singular_input.csv", workbench.RegressionRequest{Response: "y", On: []string{"x"}, Group: "la"})
		p.terms(golden.Singular.GLM, "estimate", 1e-5)
		p.whole("random_effect_sd", 0, 0)
		p.warns("No detectable variation between groups: the estimates equal those of the plain model.")
	})
}

func (p *printed) isGLMER(want glmer) {
	p.t.Helper()
	p.terms(want.Fixef, "estimate", 1e-5)
	p.terms(want.SE, "se", looseSE)
	p.whole("random_effect_sd", want.SD, 1e-5)
	p.whole("icc", want.ICC, 1e-5)
	for _, effect := range p.all["group_effects"].([]any) {
		group := effect.(map[string]any)["group"].(string)
		p.equal("effect of "+group, effect.(map[string]any)["mode"], want.Mode[group], 1e-5)
	}
}

func TestIndicatorsGolden(t *testing.T) {
	type answers struct {
		N          int
		POSlope    study.Number `json:"po_slope_std"`
		POSE       study.Number `json:"po_se"`
		POLogLik   study.Number `json:"po_logLik"`
		POP        study.Number `json:"po_p"`
		POOR       study.Number `json:"po_OR_per_sd"`
		Thresholds numbers      `json:"po_thresholds"`
		Slope      study.Number `json:"ols_slope"`
		Intercept  study.Number `json:"ols_intercept"`
		SE         study.Number `json:"ols_se"`
		P          study.Number `json:"ols_p"`
		R2         study.Number `json:"ols_R2"`
		HC3        study.Number `json:"ols_hc3_se"`
		Logit      study.Number `json:"logit_slope_std"`
		LogitSE    study.Number `json:"logit_se"`
		LogitP     study.Number `json:"logit_LR_p"`
		Firth      study.Number `json:"firth_slope_std"`
		FirthSE    study.Number `json:"firth_se"`
	}
	var golden struct {
		Per map[string]answers `json:"per_indicator"`
	}
	testkit.GoldenJSON(t, "02_indicators_expected.json", &golden)
	for indicator, want := range golden.Per {
		t.Run(indicator, func(t *testing.T) {
			const file = "02_indicators_input.csv"
			p := fitted(t, file, workbench.RegressionRequest{Response: "judgement", On: []string{indicator}, Standardise: true})
			if p.N != want.N {
				t.Errorf("n is %d, expected %d", p.N, want.N)
			}
			p.term(indicator, "estimate", want.POSlope, coefficient)
			p.term(indicator, "se", want.POSE, standardErr)
			p.term(indicator, "odds_ratio", want.POOR, coefficient)
			p.terms(want.Thresholds, "estimate", coefficient)
			p.whole("log_likelihood", want.POLogLik, likelihood)
			p.small("lr_p", p.all["lr_p"], want.POP)

			p = fitted(t, file, workbench.RegressionRequest{Response: indicator, On: []string{"judgement"}, Family: workbench.Linear})
			p.term("(Intercept)", "estimate", want.Intercept, closedForm)
			p.term("judgement", "estimate", want.Slope, closedForm)
			p.term("judgement", "se", want.SE, closedForm)
			p.small("p", p.byTerm["judgement"]["p"], want.P)
			p.term("judgement", "hc3_se", want.HC3, closedForm)
			p.whole("r_squared", want.R2, closedForm)

			good := workbench.RegressionRequest{Response: "judgement", On: []string{indicator}, Success: []string{"3", "4"}, Standardise: true}
			p = fitted(t, file, good)
			p.term(indicator, "estimate", want.Logit, coefficient)
			p.term(indicator, "se", want.LogitSE, standardErr)
			p.small("lr_p", p.all["lr_p"], want.LogitP)
			good.Firth = true
			p = fitted(t, file, good)
			p.term(indicator, "estimate", want.Firth, coefficient)
			p.term(indicator, "se", want.FirthSE, standardErr)
		})
	}
}
