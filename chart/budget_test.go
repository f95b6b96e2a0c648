package chart

import (
	"bytes"
	"compress/gzip"
	"testing"
)

// A page may take 40 KB compressed, a ranking 60: a figure, in both sizes together, must leave room for the rest.
func TestFiguresKeepTheirBudgetOfBytes(t *testing.T) {
	for _, f := range append(samples(t), made(t)(Bands(sampleBands(60)))) {
		var packed bytes.Buffer
		w := gzip.NewWriter(&packed)
		for _, size := range sizes {
			if err := f.WriteSVG(w, size); err != nil {
				t.Fatal(err)
			}
		}
		if err := w.Close(); err != nil {
			t.Fatal(err)
		}
		t.Logf("%s: %d bytes", f.ID, packed.Len())
		if packed.Len() > 25_000 {
			t.Errorf("%s takes %d bytes compressed: expected at most 25,000", f.ID, packed.Len())
		}
	}
}
