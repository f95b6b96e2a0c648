package define_test

import (
	"strings"
	"testing"

	"goodmeasure/internal/web/define"
	"goodmeasure/internal/web/visit"
)

// A way to combine that there is not is refused, with those that there are.
func TestAnUnknownRecipeIsRefused(t *testing.T) {
	v := visit.Start(t, define.Pages())
	got := v.Get(t, "/define?apply=1&c=rereferral&how=minmaxx")
	if words := got.Words(); got.Status != 422 || !strings.Contains(words, "nothing is called “minmaxx”. Choose one of") {
		t.Errorf("%d %.900s", got.Status, words)
	}
}

// What any weights could do is asked of a weighted mean; a definition that combines otherwise is told so.
func TestBoundsSayWhatTheyAreAskedOf(t *testing.T) {
	v := visit.Start(t, define.Pages())
	for link, told := range map[string]bool{"rereferral.sw_agency--geometric": true, "rereferral.sw_agency": false} {
		if got := v.Get(t, "/define/bounds?d="+link); got.Status != 200 || strings.Contains(got.Words(), "The question is asked of a weighted mean of the same measures") != told {
			t.Errorf("%s: %d %.900s", link, got.Status, got.Words())
		}
	}
}
