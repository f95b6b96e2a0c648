package workbench

import (
	"path/filepath"
	"testing"

	"goodmeasure/internal/testkit"
)

func BenchmarkImportLAIT(b *testing.B) {
	path := testkit.Shared(b, "data", "raw", "dfe-lait", "bds_long_0_2026-04.parquet")
	for b.Loop() {
		importAll(b, filepath.Join(b.TempDir(), "w.db"), false, path)
	}
}

func BenchmarkOpen(b *testing.B) {
	path := filepath.Join(b.TempDir(), "w.db")
	importAll(b, path, false, testkit.Shared(b, "data", "raw", "dfe-lait"))
	for b.Loop() {
		w, err := Open(b.Context(), path)
		if err != nil {
			b.Fatal(err)
		}
		b.ReportMetric(float64(len(w.Edition.Differences)), "differences")
	}
}
