package workbench_test

import (
	"slices"
	"strings"
	"testing"

	"goodmeasure/internal/workbench"
	"goodmeasure/method"
)

// What is said of a sample that came out short is what was found, and names no more pairs than there are.
func TestAShortSampleIsWordedByWhatWasFound(t *testing.T) {
	_, r, _ := recorded(t, func(o *workbench.SampleOptions) { o.Rule.Each, o.Rule.Share = 30, 0.99 })
	said := strings.Join(r.Opening(), "\n")
	if r.Sample.Size() == 0 || strings.Contains(said, "30 closest pairs") {
		t.Errorf("%d pairs: %s", r.Sample.Size(), said)
	}
	if n := len(r.Loosening()); n != 3 {
		t.Errorf("%d ways of loosening: %q", n, r.Loosening())
	}
	if !strings.Contains(r.Loosening()[0], "30 pairs") {
		t.Errorf("what gives all that was asked for does not come first: %q", r.Loosening())
	}
}

// How many qualify is said of those that the table of balance counts, and who is not among them is named.
func TestWhoQualifiesIsCountedOfTheRanked(t *testing.T) {
	_, r, _ := recorded(t, func(*workbench.SampleOptions) {})
	all := r.BalanceTable().Rows[0][3].Text
	said := r.Found()[0]
	if !strings.Contains(said, "of the "+all+" that are ranked") {
		t.Errorf("the balance is of %s: %s", all, said)
	}
	for _, p := range r.Field.Prospects {
		if p.PBestQuarter.Known() == strings.Contains(said, p.Name) {
			t.Errorf("%s, ranked %v: %s", p.Name, p.PBestQuarter.Known(), said)
		}
	}
}

func TestAnEmptySampleSaysWhichSideIsWanting(t *testing.T) {
	for want, qualified := range map[string][2]int{
		"No authority meets all of these limits":               {0, 0},
		"No pair to study: no authority qualifies as weaker":   {2, 0},
		"No pair to study: no authority qualifies as stronger": {0, 1},
	} {
		r := workbench.SampleRecord{Sample: method.Sample{Qualified: qualified, Short: true}}
		if got := r.Headline(); got != want {
			t.Errorf("%v: %q, want %q", qualified, got, want)
		}
	}
}

// Neither of a pair has more children than the other by the same sentence.
func TestAPairIsSaidOfBoth(t *testing.T) {
	_, r, _ := recorded(t, func(*workbench.SampleOptions) {})
	if slices.ContainsFunc(r.Reasons(), func(why string) bool { return strings.Contains(why, " apart, 1.") }) {
		t.Errorf("a ratio is said of both: %q", r.Reasons())
	}
}
