package regress

import (
	"fmt"
	"math"
)

// LinearFit is an ordinary least squares fit. Coefficients start with the intercept. Robust holds the same estimates
// with HC3 standard errors (MacKinnon and White 1985); both use Student's t on the residual degrees of freedom.
type LinearFit struct {
	N                   int
	Coefficients        []Coefficient
	Robust              []Coefficient
	VCov                [][]float64
	ResidualSD          float64
	DF                  int // of the residuals
	R2                  float64
	F, FP               float64 // all slopes together
	LogLik, NullLogLik  float64
	AIC                 float64 // counts the residual variance as a parameter
	LR, LRP             float64 // against the intercept alone
	Residuals, Leverage []float64
	Warnings            []string
}

// Linear regresses y on the design with an intercept by least squares. It is an error when a value of y is not finite,
// when y does not vary, or when there are not more observations than parameters. A perfect fit gives a
// warning; so does an observation that alone decides a coefficient, for whose leverage of 1 HC3 has no value: Robust is
// then empty.
func Linear(y []float64, design *Design) (*LinearFit, error) {
	fit, err := linear(y, design)
	if err != nil {
		return nil, fmt.Errorf("linear regression: %w", err)
	}
	return fit, nil
}

func linear(y []float64, design *Design) (*LinearFit, error) {
	if err := finite("outcome", y); err != nil {
		return nil, err
	}
	n, p := len(y), design.width()
	q := p + 1
	if err := design.serves(n, n, q); err != nil {
		return nil, err
	}
	x := withIntercept(design, n)
	cross, right := make([]float64, q*q), make([]float64, q)
	centre := 0.0
	for _, v := range y {
		centre += v / float64(n)
	}
	total := 0.0
	for i, v := range y {
		outer(cross, q, 0, 0, 1, x[i*q:(i+1)*q], x[i*q:(i+1)*q])
		axpy(right, v-centre, x[i*q:(i+1)*q])
		total += (v - centre) * (v - centre)
	}
	if total <= 1e-20*float64(n)*centre*centre {
		return nil, fmt.Errorf("the outcome does not vary (every value is %v)", y[0])
	}
	bread, ok := inverse(cross, q)
	if !ok {
		return nil, errNoMaximum
	}
	theta := make([]float64, q)
	for a := range q {
		theta[a] = dot(bread[a*q:(a+1)*q], right)
	}
	fit := &LinearFit{N: n, DF: n - q, Residuals: make([]float64, n), Leverage: make([]float64, n)}
	rss := 0.0
	meat, half := make([]float64, q*q), make([]float64, q)
	undefined := 0
	for i := range n {
		row := x[i*q : (i+1)*q]
		e := y[i] - centre - dot(row, theta)
		for a := range q {
			half[a] = dot(bread[a*q:(a+1)*q], row)
		}
		h := dot(half, row)
		fit.Residuals[i], fit.Leverage[i] = e, h
		rss += e * e
		if 1-h < 1e-10 {
			undefined++
			continue
		}
		outer(meat, q, 0, 0, e*e/((1-h)*(1-h)), half, half)
	}
	theta[0] += centre
	variance := rss / float64(fit.DF)
	for a := range bread {
		bread[a] *= variance
	}
	estimate, vcov := design.unscale(theta, bread, 1, -1)
	_, robust := design.unscale(theta, meat, 1, -1)
	fit.VCov = vcov
	for a, term := range append([]string{Intercept}, design.Terms()...) {
		fit.Coefficients = append(fit.Coefficients, studentT(term, estimate[a], math.Sqrt(vcov[a][a]), float64(fit.DF)))
		if undefined == 0 {
			fit.Robust = append(fit.Robust, studentT(term, estimate[a], math.Sqrt(robust[a][a]), float64(fit.DF)))
		}
	}
	if undefined > 0 {
		fit.Warnings = append(fit.Warnings, fmt.Sprintf(
			"%d observation(s) alone decide a coefficient, so that HC3 standard errors are not available.", undefined))
	}
	if rss <= 1e-20*total {
		fit.Warnings = append(fit.Warnings, "The fit is perfect, so that standard errors and tests mean nothing.")
	}
	fit.summarise(rss, total, float64(p))
	return fit, nil
}

func (f *LinearFit) summarise(rss, total, p float64) {
	n := float64(f.N)
	f.ResidualSD = math.Sqrt(rss / float64(f.DF))
	f.R2 = 1 - rss/total
	f.F, f.FP = math.NaN(), math.NaN()
	if p > 0 {
		f.F = (total - rss) / p / (rss / float64(f.DF))
		f.FP = fTail(f.F, p, float64(f.DF))
	}
	f.LogLik = -n / 2 * (math.Log(2*math.Pi*rss/n) + 1)
	f.NullLogLik = -n / 2 * (math.Log(2*math.Pi*total/n) + 1)
	f.AIC = 2*(p+2) - 2*f.LogLik
	f.LR = n * math.Log(total/rss)
	f.LRP = chiSquareTail(f.LR, p)
}

// withIntercept is the centred and scaled design with a first column of ones, row-major.
func withIntercept(design *Design, n int) []float64 {
	x := make([]float64, 0, n*(design.width()+1))
	for i := range n {
		x = append(append(x, 1), design.row(i)...)
	}
	return x
}
