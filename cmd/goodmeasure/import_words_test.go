package main

import (
	"strings"
	"testing"
)

// Sentences of an import have commas between thousands.
func TestNumbersOfAnImport(t *testing.T) {
	var out strings.Builder
	some(&out, 12_345, "not readable", func(int) string { return "one" })
	if !strings.Contains(out.String(), "and 12,340 more;") {
		t.Error(out.String())
	}
	if got := filesWere(1_234); got != "1,234 files were" {
		t.Error(got)
	}
}
