package workbench_test

import (
	"context"
	"testing"

	"goodmeasure/definition"
	"goodmeasure/internal/workbench"
	"goodmeasure/method"
	"goodmeasure/study"
)

// BenchmarkCompare sets the definition that the program comes with beside one that differs in five parts, with 2,000 draws
// on one core.
func BenchmarkCompare(b *testing.B) {
	bench, err := workbench.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	ours, theirs := definition.Default(bench.Edition.Indicators), definition.Default(bench.Edition.Indicators)
	definition.ByDomain(theirs, bench.Edition.Indicators)
	theirs.Combine.Normalisation, theirs.Combine.Treatment, theirs.Combine.Imputation = study.NormaliseMinMax, study.TreatWinsorise, study.ImputeMedian
	theirs.Indicators[0].Value = 2
	for b.Loop() {
		if _, err := method.Compare(context.Background(), bench.Edition, ours, theirs, method.IndexDraws{Draws: 2000, Seed: 1, Workers: 1}); err != nil {
			b.Fatal(err)
		}
	}
}
