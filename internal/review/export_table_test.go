package review_test

import (
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/review"
)

func TestTableHasEachColumnOnce(t *testing.T) {
	seen := map[string]bool{}
	for _, c := range (review.List{Review: evidence.Review{Terms: evidence.NewTerms("?")}}).Table().Columns {
		if seen[c.Name] {
			t.Errorf("two columns are named %q", c.Name)
		}
		seen[c.Name] = true
	}
}
