package method

import (
	"context"
	"testing"

	"goodmeasure/catalogue"
	"goodmeasure/definition"
	"goodmeasure/stats/composite/stress"
	"goodmeasure/study"
)

func fourChoices(d *study.Definition) *study.Definition {
	four := *d
	four.Combine.Scale = [2]study.Number{1, 100}
	four.Combine.Normalisation = study.NormaliseMinMax
	four.Vary = study.Ranges{Normalisations: []study.Normalisation{study.NormaliseMinMax, study.NormaliseRank}, Aggregations: []study.Aggregation{study.AggregateArithmetic, study.AggregateGeometric},
		Weights: []study.Weighing{study.WeighDirichlet}, Concentration: 1, Imputations: []study.Imputation{study.ImputeMean, study.ImputeMedian}}
	return &four
}

// An operation of the draws is one definition: multiply by a million.
func BenchmarkStress(b *testing.B) {
	edition, err := catalogue.Embedded()
	if err != nil {
		b.Fatal(err)
	}
	d := definition.Default(edition.Indicators)
	for _, one := range []struct {
		name       string
		definition *study.Definition
		workers    int
	}{{"default definition", d, 1}, {"default definition, 2 workers", d, 2}, {"four choices", fourChoices(d), 1}, {"four choices, 2 workers", fourChoices(d), 2}} {
		b.Run("draw/"+one.name, func(b *testing.B) {
			r, err := newRanges(edition, one.definition)
			if err != nil {
				b.Fatal(err)
			}
			test, err := stress.Prepare(r.space)
			if err != nil {
				b.Fatal(err)
			}
			curves := []*curve{newCurve(r, 200), newCurve(r, 200)}
			b.ResetTimer()
			how := stress.Simulation{Draws: b.N, Seed: 1, Workers: one.workers, Pairs: true, Reuse: reusedDraws}
			if _, err := test.Run(context.Background(), how, func(worker int, d *stress.Draw) { curves[worker].visit(d) }); err != nil {
				b.Fatal(err)
			}
		})
	}
	b.Run("prepare", func(b *testing.B) {
		for b.Loop() {
			r, err := newRanges(edition, d)
			if err != nil {
				b.Fatal(err)
			}
			if _, err := stress.Prepare(r.space); err != nil {
				b.Fatal(err)
			}
		}
	})
	b.Run("any weights", func(b *testing.B) {
		r, err := newRanges(edition, d)
		if err != nil {
			b.Fatal(err)
		}
		for b.Loop() {
			x := &StressTest{Authorities: make([]StressedAuthority, len(r.matrix.Units))}
			if err := x.anyWeights(r, d, 1); err != nil {
				b.Fatal(err)
			}
		}
	})
}
