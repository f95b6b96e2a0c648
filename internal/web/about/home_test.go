package about_test

import (
	"strings"
	"testing"

	"goodmeasure/internal/web/about"
	"goodmeasure/internal/web/visit"
)

// Two of the three figures of the first page count among different numbers of authorities: why stands beside them.
func TestHomeSaysAmongHowManyItCounts(t *testing.T) {
	words := visit.Start(t, about.Pages()).Get(t, "/").Words()
	for _, want := range []string{"of 149", "of 151", "Of 153 authorities, the definition itself ranks 149, and 151 are ranked by some or all of the others drawn.",
		"Isles of Scilly are never ranked", "Westminster have figures on too few of the measures of some definitions"} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not said", want)
		}
	}
}
