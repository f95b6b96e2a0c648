package visit

import (
	"testing"

	"goodmeasure/definition"
)

// Stated is the link of the definition that a file states.
func Stated(t testing.TB, file string) string {
	t.Helper()
	bench, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	known := bench.Edition.Indicators
	d, err := definition.Read("stated.toml", []byte(file), known)
	if err != nil {
		t.Fatal(err)
	}
	return definition.Link(d, known)
}
