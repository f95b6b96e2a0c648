package chart

import (
	"io"
	"testing"
)

func BenchmarkCaterpillarOf153(b *testing.B) {
	data := sampleCaterpillar(153)
	for b.Loop() {
		f, err := Caterpillar(data)
		if err != nil {
			b.Fatal(err)
		}
		for _, size := range sizes {
			if err := f.WriteSVG(io.Discard, size); err != nil {
				b.Fatal(err)
			}
		}
	}
}
