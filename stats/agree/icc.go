package agree

import (
	"fmt"
	"math"

	"gonum.org/v1/gonum/stat/distuv"
)

// ICCResult holds the six intraclass correlations of Shrout and Fleiss. The first number names the design: 1, each item
// rated by other raters (one-way); 2, raters drawn from many (two-way random); 3, these raters and no others (two-way
// mixed). K marks the reliability of the mean of the M raters rather than of one rating.
type ICCResult struct {
	N, M                int // items, raters
	ICC1, ICC2, ICC3    ICCForm
	ICC1K, ICC2K, ICC3K ICCForm
}

// ICCForm is one intraclass correlation, its F test of zero (one-sided) and its 95% interval.
type ICCForm struct{ ICC, F, DF1, DF2, P, Low, High float64 }

// negligible is the ratio of mean squares below which the smaller is rounding.
const negligible = 1e-20

// ICC computes intraclass correlations from the mean squares between items, between raters and residual, over the items
// that every rater rated. It needs two raters, two items, items that differ, and raters that differ by more than a
// constant.
//
// Source: Shrout and Fleiss (1979), Psychological Bulletin 86, 420-428; the interval of form 2 after McGraw and Wong
// (1996), Psychological Methods 1, 30-46.
func ICC(raters [][]float64) (ICCResult, error) {
	items, err := completeItems(raters, 2, 2)
	if err != nil {
		return ICCResult{}, fmt.Errorf("intraclass correlation: %w", err)
	}
	n, k := float64(len(items)), float64(len(raters))
	ms := meanSquares(items)
	if ms.between <= negligible*ms.within {
		return ICCResult{}, fmt.Errorf("intraclass correlation: the means of the %d items do not differ: they must vary", len(items))
	}
	if ms.residual <= negligible*ms.between {
		return ICCResult{}, fmt.Errorf("intraclass correlation: the %d raters order and space the %d items exactly alike: no residual is left to test against", len(raters), len(items))
	}
	single := ICCForm{F: ms.between / ms.within, DF1: n - 1, DF2: n * (k - 1)}
	single.ICC = (ms.between - ms.within) / (ms.between + (k-1)*ms.within)
	single.setFromF(k)

	mixed := ICCForm{F: ms.between / ms.residual, DF1: n - 1, DF2: (n - 1) * (k - 1)}
	mixed.ICC = (ms.between - ms.residual) / (ms.between + (k-1)*ms.residual)
	mixed.setFromF(k)

	random := mixed
	random.ICC = (ms.between - ms.residual) / (ms.between + (k-1)*ms.residual + k*(ms.raters-ms.residual)/n)
	random.setFromRaters(n, k, ms)

	res := ICCResult{N: len(items), M: len(raters), ICC1: single, ICC2: random, ICC3: mixed}
	res.ICC1K, res.ICC3K = single.ofMean(k), mixed.ofMean(k)
	res.ICC2K = random.ofMean(k)
	return res, nil
}

type squares struct{ between, within, raters, residual float64 }

func meanSquares(items [][]float64) squares {
	n, k := float64(len(items)), float64(len(items[0]))
	raterMean, grand := make([]float64, len(items[0])), 0.0
	for _, item := range items {
		for j, v := range item {
			raterMean[j] += v / n
			grand += v / (n * k)
		}
	}
	var between, raters, residual float64
	for _, item := range items {
		mean := 0.0
		for _, v := range item {
			mean += v / k
		}
		between += k * (mean - grand) * (mean - grand)
		for j, v := range item {
			e := v - mean - raterMean[j] + grand
			residual += e * e
		}
	}
	for _, mean := range raterMean {
		raters += n * (mean - grand) * (mean - grand)
	}
	return squares{
		between: between / (n - 1), within: (raters + residual) / (n * (k - 1)),
		raters: raters / (k - 1), residual: residual / ((n - 1) * (k - 1)),
	}
}

// setFromF gives the exact interval of the forms that depend on F alone.
func (f *ICCForm) setFromF(k float64) {
	f.P = fP(f.F, f.DF1, f.DF2)
	low := f.F / fQuantile(f.DF1, f.DF2)
	high := f.F * fQuantile(f.DF2, f.DF1)
	f.Low, f.High = (low-1)/(low+k-1), (high-1)/(high+k-1)
}

// setFromRaters gives Satterthwaite's approximate interval of the two-way random form.
func (f *ICCForm) setFromRaters(n, k float64, ms squares) {
	raterF := ms.raters / ms.residual
	a := n * (1 + (k-1)*f.ICC)
	b := k * f.ICC
	df := (k - 1) * (n - 1) * math.Pow(b*raterF+a-b, 2) / ((n-1)*b*b*raterF*raterF + math.Pow(a-b, 2))
	lowF, highF := fQuantile(n-1, df), fQuantile(df, n-1)
	spread := k*ms.raters + (k*n-k-n)*ms.residual
	f.Low = n * (ms.between - lowF*ms.residual) / (lowF*spread + n*ms.between)
	f.High = n * (highF*ms.between - ms.residual) / (spread + n*highF*ms.between)
}

// ofMean steps a form up from one rating to the mean of k by the Spearman-Brown formula.
func (f ICCForm) ofMean(k float64) ICCForm {
	up := func(r float64) float64 { return k * r / (1 + (k-1)*r) }
	f.ICC, f.Low, f.High = up(f.ICC), up(f.Low), up(f.High)
	return f
}

func fQuantile(df1, df2 float64) float64 {
	return distuv.F{D1: df1, D2: df2}.Quantile((1 + confidence) / 2)
}
