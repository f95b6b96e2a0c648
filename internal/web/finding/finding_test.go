package finding_test

import (
	"testing"

	"goodmeasure/internal/web/finding"
	"goodmeasure/internal/web/visit"
)

// Every example answers with a page of good shape, within its budget.
func TestExamples(t *testing.T) {
	v := visit.Start(t, finding.Pages())
	for _, page := range v.Site.Pages() {
		for _, example := range page.Examples {
			answer := v.Get(t, example)
			if answer.Status != 200 {
				t.Errorf("%s: %d %s", example, answer.Status, answer.Words())
				continue
			}
			answer.CheckShape(t)
			nodes := 0
			for range answer.Doc.Descendants() {
				nodes++
			}
			t.Logf("%-60s %6d bytes zipped, %5d nodes", example, answer.Zipped(), nodes)
		}
	}
}
