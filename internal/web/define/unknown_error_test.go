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
		!strings.Contains(words, "no figure whose sampling error is known") || strings.Contains(words, "103 to 103") || strings.Contains(words, "for the six that move farthest") {
		t.Errorf("%d %.1200s", got.Status, words)
	}
	if !strings.Contains(words, "Of those whose sampling error is known, who moves beyond doubt or changes quarter, the farthest first; rank 1 is best: none.") {
		t.Errorf("ranks of no known doubt are shown: %.3000s", words)
	}
}

// A definition that has nothing varied is not called robust, and no ranks are drawn.
func TestAStressTestWithNothingVariedSaysSo(t *testing.T) {
	v := visit.Start(t, define.Pages())
	link := visit.Stated(t, "name = 'Bare'\n[[indicator]]\nid = 'cla_sdq'\n[[indicator]]\nid = 'sw_caseload'\n")
	for _, show := range []string{"ranks", "choices", "inspection"} {
		got := v.Get(t, "/define/stress?draws=1000&a=leeds,hull&show="+show+"&d="+link)
		words := got.Words()
		if got.Status != 200 || !strings.Contains(words, "Nothing was varied, so that nothing can be said of how ranks depend on choices") ||
			strings.Contains(words, "other definitions were drawn") || strings.Contains(words, "1 to 1") || strings.Contains(words, "Who is ahead of whom") || strings.Contains(words, "100% of definitions") ||
			strings.Contains(words, "0.00 to 0.00") || strings.Contains(words, "held 0.00") || strings.Contains(words, "95% lie from") || strings.Contains(words, "200 of them") {
			t.Errorf("%s: %d %.2500s", show, got.Status, words)
		}
	}
	if got := v.Get(t, "/sample?from=stress&d="+link); got.Status != 400 || !strings.Contains(got.Words(), "no other definitions to draw a sample from") {
		t.Errorf("%d %.600s", got.Status, got.Words())
	}
}

// Where chance in the figures alone is varied, there are draws and no other definitions.
func TestDrawsOfFiguresAreNoOtherDefinitions(t *testing.T) {
	v := visit.Start(t, define.Pages())
	link := visit.Stated(t, "name = 'Chance'\n[[indicator]]\nid = 'rereferral'\n[[indicator]]\nid = 'cl_eet'\n[vary]\nsampling_error = true\n")
	for path, want := range map[string]string{
		"/define/stress?draws=1000&d=": "This definition calls no other choice reasonable: 1,000 draws were made of the true figures alone.",
		"/define?d=":                   "Where the others stand depends on chance.",
		"/present?slide=3&d=":          "Where the others stand depends on chance. Over 1,000 draws; the definition calls no other choice reasonable.",
	} {
		got := v.Get(t, path+link)
		words := got.Words()
		if got.Status != 200 || !strings.Contains(words, want) || strings.Contains(words, "the other definitions") || strings.Contains(words, "definitions were drawn") || strings.Contains(words, "reasonable definitions") {
			t.Errorf("%s: %d %.900s", path, got.Status, words)
		}
	}
}
