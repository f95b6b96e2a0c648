package regress

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

const normal975 = 1.959963984540054

// Coefficient is one estimate with its standard error, Z = Estimate/SE, two-sided P and 95% interval. P and interval
// come from the normal distribution (Wald), or from Student's t in linear models.
type Coefficient struct {
	Term                          string
	Estimate, SE, Z, P, Low, High float64
}

func wald(term string, estimate, se float64) Coefficient {
	z := estimate / se
	return Coefficient{Term: term, Estimate: estimate, SE: se, Z: z, P: math.Erfc(math.Abs(z) / math.Sqrt2),
		Low: estimate - normal975*se, High: estimate + normal975*se}
}

func studentT(term string, estimate, se float64, df float64) Coefficient {
	t := estimate / se
	reach := distuv.StudentsT{Sigma: 1, Nu: df}.Quantile(0.975) * se
	return Coefficient{Term: term, Estimate: estimate, SE: se, Z: t,
		P: mathext.RegIncBeta(df/2, 0.5, df/(df+t*t)), Low: estimate - reach, High: estimate + reach}
}

// chiSquareTail is the probability that a chi-square variable exceeds x; rounding below zero counts as zero.
func chiSquareTail(x, df float64) float64 {
	if df == 0 {
		return 1
	}
	return mathext.GammaIncRegComp(df/2, max(x, 0)/2)
}

// fTail is the probability that an F variable exceeds x.
func fTail(x, df1, df2 float64) float64 {
	return mathext.RegIncBeta(df2/2, df1/2, df2/(df2+df1*x))
}

// unscale takes estimates on centred and scaled columns back to the columns as given, with their variances. The
// parameters are some constants, to which sign times the effect of centring is due, then the effects, then anything
// that does not depend on the scale.
func (d *Design) unscale(theta, vcov []float64, constants int, sign float64) ([]float64, [][]float64) {
	q := len(theta)
	jacobian := make([]float64, q*q)
	for a := range q {
		jacobian[a*q+a] = 1
	}
	for j := range d.width() {
		b := constants + j
		jacobian[b*q+b] = 1 / d.scale[j]
		for a := range constants {
			jacobian[a*q+b] = sign * d.mean[j] / d.scale[j]
		}
	}
	estimate, out := make([]float64, q), make([][]float64, q)
	left := make([]float64, q)
	for a := range q {
		estimate[a] = dot(jacobian[a*q:(a+1)*q], theta)
	}
	for a := range q {
		out[a] = make([]float64, q)
		clear(left)
		for k := range q {
			axpy(left, jacobian[a*q+k], vcov[k*q:(k+1)*q])
		}
		for b := range q {
			out[a][b] = dot(left, jacobian[b*q:(b+1)*q])
		}
	}
	return estimate, out
}
