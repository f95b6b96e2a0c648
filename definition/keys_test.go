package definition

import (
	"os"
	"strings"
	"testing"

	"goodmeasure/study"
)

// TestTheGuideNamesEveryKeyAndWord keeps docs/definition.md whole.
func TestTheGuideNamesEveryKeyAndWord(t *testing.T) {
	text, err := os.ReadFile("../docs/definition.md")
	if err != nil {
		t.Fatal(err)
	}
	guide := string(text)
	var keys []string
	target := map[string]any{"target": int64(1)}
	for _, read := range []func(*section){
		func(s *section) { combination(s) }, func(s *section) { group(s) }, func(s *section) { criterion(s, nil) }, func(s *section) { ranges(s) },
	} {
		s := &section{reader: &reader{}, values: target}
		read(s)
		keys = append(keys, s.keys...)
	}
	keys = append(keys, "name", "whose", "because")
	if len(keys) < 40 {
		t.Fatalf("only %d keys were asked for", len(keys))
	}
	for _, all := range [][]string{keys, wordsOf(study.Normalisations), wordsOf(study.Aggregations), wordsOf(study.Treatments), wordsOf(study.Imputations)} {
		for _, word := range all {
			if !strings.Contains(guide, "`"+word+"`") {
				t.Errorf("the guide says nothing of `%s`", word)
			}
		}
	}
	for _, word := range append(wordsOf(study.Weighings), wordsOf(study.Likenesses)...) {
		if !strings.Contains(guide, `"`+word+`"`) {
			t.Errorf("the guide says nothing of %q", word)
		}
	}
}

func wordsOf[W ~string](all []W) []string {
	var words []string
	for _, w := range all {
		words = append(words, string(w))
	}
	return words
}
