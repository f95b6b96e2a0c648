package agree_test

import (
	"math"
	"strings"
	"testing"

	"goodmeasure/stats/agree"
)

func TestRefusals(t *testing.T) {
	inf := math.Inf(1)
	varied, flat := []float64{1, 2, 3}, []float64{7, 7, 7}
	for name, c := range map[string]struct {
		run  func() error
		says string
	}{
		"lengths":       {func() error { _, err := agree.Pearson(varied, varied[:2]); return err }, "3 and 2 cases"},
		"too few":       {func() error { _, err := agree.Spearman([]float64{1, nan, 3}, varied); return err }, "2 cases with both values known, at least 3"},
		"flat first":    {func() error { _, err := agree.Kendall(flat, varied); return err }, "first variable is 7 in all 3 cases"},
		"flat second":   {func() error { _, err := agree.Gamma(varied, flat); return err }, "second variable is 7"},
		"infinite":      {func() error { _, err := agree.SomersD([]float64{1, inf, 3}, varied); return err }, "case 1 is infinite"},
		"outcome":       {func() error { _, err := agree.AUC(varied, varied); return err }, "outcome 2 found"},
		"one outcome":   {func() error { _, err := agree.AUC(varied, []float64{1, 1, 1}); return err }, "3 cases with outcome 1 and 0 with"},
		"one group":     {func() error { _, err := agree.KruskalWallis(varied, flat); return err }, "second variable"},
		"trend":         {func() error { _, err := agree.Jonckheere(flat, varied); return err }, "first variable"},
		"coefficient":   {func() error { _, err := agree.Correlations([][]float64{varied, varied}, 9); return err }, "coefficient 9"},
		"one variable":  {func() error { _, err := agree.Correlations([][]float64{varied}, 0); return err }, "1 raters"},
		"disagreement":  {func() error { _, err := agree.CohenKappa(varied, varied, -1); return err }, "disagreement -1"},
		"one rating":    {func() error { _, err := agree.CohenKappa(flat, flat, 0); return err }, "every rating of the 3 items is 7"},
		"one category":  {func() error { _, err := agree.FleissKappa([][]float64{flat, flat}); return err }, "every rating of the 3 items is 7"},
		"no items":      {func() error { _, err := agree.FleissKappa([][]float64{{nan, 1}, {1, nan}}); return err }, "0 items rated by all 2 raters"},
		"flat rater":    {func() error { _, err := agree.KendallConcordance([][]float64{varied, flat}); return err }, "rater 1 is 7"},
		"mean rho":      {func() error { _, err := agree.MeanSpearman([][]float64{varied, flat}); return err }, "raters 0 and 1"},
		"uneven raters": {func() error { _, err := agree.ICC([][]float64{varied, varied[:2]}); return err }, "rater 1 has 2 items"},
		"like items":    {func() error { _, err := agree.ICC([][]float64{{1, 2}, {2, 1}}); return err }, "do not differ"},
		"no residual":   {func() error { _, err := agree.ICC([][]float64{{1, 2}, {2, 3}}); return err }, "no residual"},
		"flat item":     {func() error { _, err := agree.CronbachAlpha([][]float64{varied, flat}); return err }, "indicator 1 is 7"},
		"cancelling":    {func() error { _, err := agree.CronbachAlpha([][]float64{varied, {3, 2, 1}}); return err }, "the sum of the indicators"},
		"scale":         {func() error { _, err := agree.KrippendorffAlpha([][]float64{varied, varied}, 4); return err }, "scale 4"},
		"unpaired":      {func() error { _, err := agree.KrippendorffAlpha([][]float64{{1, nan}, {nan, 1}}, 0); return err }, "no item"},
		"like ratings":  {func() error { _, err := agree.KrippendorffAlpha([][]float64{flat, flat}, 0); return err }, "every rating"},
		"negative":      {func() error { _, err := agree.KrippendorffAlpha([][]float64{{-1, 2}, {1, 2}}, agree.Ratio); return err }, "rating -1 is negative"},
		"infinite item": {func() error { _, err := agree.ICC([][]float64{{1, inf}, {1, 2}}); return err }, "item 1 of rater 0 is infinite"},
	} {
		if err := c.run(); err == nil || !strings.Contains(err.Error(), c.says) {
			t.Errorf("%s: got error %v, want one that says %q", name, err, c.says)
		}
	}
}
