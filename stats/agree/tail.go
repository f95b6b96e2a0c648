package agree

import (
	"math"

	"gonum.org/v1/gonum/mathext"
	"gonum.org/v1/gonum/stat/distuv"
)

const confidence = 0.95

func normalP(z float64) float64 { return math.Erfc(math.Abs(z) / math.Sqrt2) }

func studentP(t, df float64) float64 {
	if math.IsInf(t, 0) {
		return 0
	}
	return mathext.RegIncBeta(df/2, 0.5, df/(df+t*t))
}

func chiSquareP(x, df float64) float64 { return distuv.ChiSquared{K: df}.Survival(x) }

// fP is the upper tail of F: it keeps its digits where one minus the distribution function loses them.
func fP(f, df1, df2 float64) float64 {
	switch {
	case f <= 0:
		return 1
	case math.IsInf(f, 1):
		return 0
	}
	return mathext.RegIncBeta(df2/2, df1/2, df2/(df2+df1*f))
}
