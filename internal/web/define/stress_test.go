package define_test

import (
	"strings"
	"testing"

	"goodmeasure/internal/web/define"
	"goodmeasure/internal/web/visit"
)

// Whoever is picked out and is not in the test is not left out in silence.
func TestTheStressTestSaysWhomItDoesNotHave(t *testing.T) {
	v := visit.Start(t, define.Pages())
	for address, want := range map[string]string{
		"/define/stress?draws=1000&a=dorset-to-2019,leeds":   "The former Dorset ended on 31 March 2019: figures after that do not have it.",
		"/define/stress?draws=1000&a=isles-of-scilly,dorset": "Isles of Scilly is not in the test",
	} {
		if words := v.Get(t, address).Words(); !strings.Contains(words, want) {
			t.Errorf("%s does not say %q: %.400s", address, want, words)
		}
	}
	if words := v.Get(t, "/define/stress?draws=1000&a=leeds,dorset").Words(); strings.Contains(words, "is not in the test") || strings.Contains(words, "figures after that") || !strings.Contains(words, "Who is ahead of whom") {
		t.Errorf("two that are in the test: %.400s", words)
	}
}
