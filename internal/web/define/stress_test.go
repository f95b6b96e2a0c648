package define_test

import (
	"slices"
	"strconv"
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

// The title of the ranks is a sentence, also where nobody is sure.
func TestTheTitleOfRanksIsASentence(t *testing.T) {
	v := visit.Start(t, define.Pages())
	for d, want := range map[string]string{"": "1 authority is in the best quarter and no authorities in the worst", "rereferral.sw_agency~3.cla_missing-lower": "No authorities are in the best quarter and no authorities in the worst"} {
		if words := v.Get(t, "/define/stress?draws=1000&d="+d).Words(); !strings.Contains(words, want+" in at least 95% of the definitions drawn") {
			t.Errorf("%q: %.3000s", d, words)
		}
	}
}

// How many definitions to draw is offered from few to many, and the usual number is chosen.
func TestDrawsAreOfferedInRisingOrder(t *testing.T) {
	var offered []int
	for _, option := range visit.Start(t, define.Pages()).Get(t, "/define/stress?draws=1000").All("option") {
		n, err := strconv.Atoi(visit.Attribute(option, "value"))
		if err == nil {
			offered = append(offered, n)
		}
	}
	if len(offered) < 3 || !slices.IsSorted(offered) || !slices.Contains(offered, 10_000) {
		t.Errorf("offered are %v", offered)
	}
}
