package workbench_test

import (
	"context"
	"strings"
	"testing"

	"goodmeasure/internal/workbench"
)

// A record that a stranger sends is refused before it makes much work: by its draws, its pairs, or its authorities.
func TestRedrawForRefusesMuchWork(t *testing.T) {
	bench, err := workbench.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for record, want := range map[string]string{
		`{"draws": 50001}`: "asks for 50001 draws",
		`{"draws": 100, "sample": {"rule": {"each": 100000}}}`:                                              "100000 pairs",
		`{"draws": 100, "field": {"prospects": [{}` + strings.Repeat(",{}", 9_999) + `]}, "from": "study"}`: "draws from 10000 authorities",
	} {
		if _, err := bench.RedrawFor(context.Background(), "sample.json", []byte(record)); err == nil || !strings.Contains(err.Error(), want) {
			t.Errorf("%.60s: %v, expected %q", record, err, want)
		}
	}
}
