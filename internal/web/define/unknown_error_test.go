package define_test

import (
	"strings"
	"testing"

	"goodmeasure/internal/web/define"
	"goodmeasure/internal/web/visit"
)

// Figures without a known sampling error are not drawn, and so look certain: nobody is said to move on them.
func TestAComparisonOfFiguresWithoutErrorSaysThatItCannotTell(t *testing.T) {
	got := visit.Start(t, define.Pages()).Get(t, "/define/compare?d=cla_sdq.sw_caseload&with=sw_caseload.assess_45")
	words := got.Words()
	if got.Status != 200 || !strings.Contains(words, "Who moves between the two definitions cannot be told") || strings.Contains(words, "authorities move beyond doubt") ||
		!strings.Contains(words, "no figure whose sampling error is known") || strings.Contains(words, "103 to 103") {
		t.Errorf("%d %.1200s", got.Status, words)
	}
}
