package catalogue

import (
	"os"
	"path/filepath"
	"testing"

	"goodmeasure/internal/testkit"
)

// The embedded edition must be what the tidy tables give today, to the byte.
func TestEmbeddedEditionAgreesWithFacts(t *testing.T) {
	folder := testkit.Shared(t, "data", "facts")
	indicators, err := Indicators()
	if err != nil {
		t.Fatal(err)
	}
	edition, err := FromFacts(folder, indicators)
	if err != nil {
		t.Fatal(err)
	}
	for name, text := range Encode(edition) {
		held, err := os.ReadFile(filepath.Join("edition", filepath.FromSlash(name)))
		if err != nil {
			t.Errorf("%s: %v; run `go run ./cmd/goodmeasure edition build`", name, err)
			continue
		}
		if string(held) != string(text) {
			t.Errorf("%s differs from the tidy tables; run `go run ./cmd/goodmeasure edition build`", name)
		}
	}
}
