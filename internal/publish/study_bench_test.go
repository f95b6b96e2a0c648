package publish

import (
	"testing"

	"goodmeasure/catalogue"
	"goodmeasure/method"
)

// BenchmarkStudy runs the study of the usual set-up with its 10,000 draws and writes its folder, all but the loading of
// the edition.
func BenchmarkStudy(b *testing.B) {
	edition, err := catalogue.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	c, err := method.SetUp(method.Latest, edition)
	if err != nil {
		b.Fatal(err)
	}
	folder := b.TempDir()
	for b.Loop() {
		r, err := method.Run(b.Context(), edition, c)
		if err != nil {
			b.Fatal(err)
		}
		if _, err := WriteStudy(folder, r); err != nil {
			b.Fatal(err)
		}
	}
}
