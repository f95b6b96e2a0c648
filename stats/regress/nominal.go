package regress

import (
	"fmt"
	"slices"
	"strings"
)

// NominalTest is the likelihood-ratio test that some terms act alike on every threshold, against a model in which each
// threshold has its own slopes for them (partial proportional odds, Peterson and Harrell 1990).
type NominalTest struct {
	N             int
	LogLikRelaxed float64
	ChiSquareTest
	Warnings []string
}

// RelaxProportionalOdds tests the named terms of an ordinal fit together; name all columns of a factor to test the
// factor. When the relaxed model separates some levels the test uses the limit of its likelihood and warns; when that
// cannot be found it is marked unavailable with the reason. It is an error to name a term that is not in the fit, or none.
func RelaxProportionalOdds(fit *OrdinalFit, terms ...string) (*NominalTest, error) {
	c := fit.model
	relaxed := make([]bool, c.p)
	for _, term := range terms {
		j := slices.Index(fit.design.Terms(), term)
		if j < 0 {
			return nil, fmt.Errorf("partial proportional odds: no term %q in the fit; its terms are %s", term, strings.Join(fit.design.Terms(), ", "))
		}
		relaxed[j] = true
	}
	if len(terms) == 0 {
		return nil, fmt.Errorf("partial proportional odds: name at least one term of %s", strings.Join(fit.design.Terms(), ", "))
	}
	model, common := c.relaxing(relaxed)
	name, df := strings.Join(terms, ", "), (c.levels-2)*(model.m-1)
	test := &NominalTest{N: fit.N}
	enough := 1e-20
	if model.separation(common, fit.N) != nil {
		enough = 1e-10 // the parameters run away, but what the likelihood tends to is reached soon
		test.Warnings = append(test.Warnings, fmt.Sprintf(
			"With its own effect at each threshold, %s separates some levels; the test uses the limit that the likelihood approaches.", name))
	}
	top := newAscent(model.start())
	if err := top.climbTo(model, enough); err != nil {
		test.ChiSquareTest = unavailable(name, df, err)
		return test, nil
	}
	x2 := max(2*(top.value-fit.LogLik), 0)
	test.LogLikRelaxed = top.value
	test.ChiSquareTest = ChiSquareTest{Term: name, X2: x2, DF: df, P: chiSquareTail(x2, float64(df))}
	return test, nil
}

// relaxing moves columns from the common effects to the thresholds' own.
func (c *cumulative) relaxing(column []bool) (*cumulative, []string) {
	model := *c
	model.x, model.z = nil, nil
	model.p, model.m = 0, 1
	for _, moved := range column {
		if moved {
			model.m++
		} else {
			model.p++
		}
	}
	for i := range c.y {
		model.z = append(model.z, 1)
		for j, v := range c.x[i*c.p : (i+1)*c.p] {
			if column[j] {
				model.z = append(model.z, v)
			} else {
				model.x = append(model.x, v)
			}
		}
	}
	return &model, make([]string, model.p)
}
