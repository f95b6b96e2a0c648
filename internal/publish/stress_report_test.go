package publish

import (
	"bytes"
	"strings"
	"testing"

	"goodmeasure/method"
)

// Each finding leads to the numbers that it is about.
func TestFindingsOfAStressTestLeadToTheirNumbers(t *testing.T) {
	var page bytes.Buffer
	if err := StressReport(&page, someStressTest(t)); err != nil {
		t.Fatal(err)
	}
	about := map[string]string{}
	for _, finding := range strings.Split(page.String(), "<li><p>")[1:] {
		words, _, _ := strings.Cut(finding, "</p>")
		_, link, _ := strings.Cut(finding, `href="#`)
		about[words[:min(18, len(words))]], _, _ = strings.Cut(link, `"`)
	}
	for begins, want := range map[string]string{"What follows holds": "varied", "If any weights at ": "any-weights", "The choice that ma": "choices", "Agreement with ins": "inspection"} {
		if about[begins] != want {
			t.Errorf("%s... leads to %q, expected %q of %v", begins, about[begins], want, about)
		}
	}
	for begins, section := range about {
		if strings.HasPrefix(begins, "In at least") && section != "ranks" || strings.HasPrefix(begins, "Of ") && section != "ranks" {
			t.Errorf("%s... leads to %q, expected the ranks", begins, section)
		}
	}
}

// A choice that changes no rank is not called the one that matters, nor the source of a variance that there is not.
func TestNoChoiceMattersWhereNoneChangesARank(t *testing.T) {
	held := method.SobolIndex{Choice: "imputation", Held: true}
	for _, choices := range [][]method.SobolIndex{{{Choice: "normalisation"}, held}, {{Choice: "normalisation"}, {Choice: "treatment"}, held}} {
		f, err := choiceFigure(&method.StressTest{Sobol: choices, SobolOf: "mean shift of ranks"}, "Source.")
		if err != nil {
			t.Fatal(err)
		}
		if want := "No choice changes the mean shift of ranks"; f.Title != want || !strings.HasPrefix(f.Sentence, want+".") {
			t.Errorf("%q: %q", f.Title, f.Sentence)
		}
	}
}
