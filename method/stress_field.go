package method

import (
	"context"
	"fmt"
	"runtime"

	"goodmeasure/stats/composite/stress"
	"goodmeasure/study"
)

// StressField gives how often each authority is at either end over the definitions that Stress draws, without the rest of
// a stress test. A definition that does not rank an authority counts as one that has it at neither end.
func StressField(ctx context.Context, edition *study.Edition, d *study.Definition, deprivation string, how StressDraws) (Field, error) {
	if how.Draws < 100 {
		return Field{}, fmt.Errorf("--draws: %d draws are too few to tell shares; give at least 100", how.Draws)
	}
	r, err := newRanges(edition, d)
	if err != nil {
		return Field{}, err
	}
	test, err := stress.Prepare(r.space)
	if err != nil {
		return Field{}, err
	}
	if len(test.Factors()) == 0 {
		return Field{}, fmt.Errorf("%q calls no other choice reasonable, so that there are no other definitions to draw a sample from; draw it from the index of the definition, or state in [vary] what may be otherwise", d.Name)
	}
	if how.Workers <= 0 {
		how.Workers = runtime.GOMAXPROCS(0)
	}
	simulation := stress.Simulation{Draws: how.Draws, Seed: how.Seed, Workers: how.Workers, Reuse: reusedDraws}
	if how.Progress != nil {
		simulation.Progress = func(done int) { how.Progress(float64(done), float64(how.Draws)) }
	}
	outcome, err := test.Run(ctx, simulation, nil)
	if err != nil {
		return Field{}, fmt.Errorf("drawing definitions: %w", err)
	}
	shares := make([]Shares, len(r.matrix.Units))
	for at, s := range outcome.Summaries {
		shares[at] = Shares{study.Missing, study.Missing}
		if s.Draws > 0 {
			ranked := float64(s.Draws) / float64(outcome.Draws)
			shares[at] = Shares{study.Number(s.TopQuarter * ranked), study.Number(s.BottomQuarter * ranked)}
		}
	}
	f := NewField(edition, r.matrix.Frame.Authorities, r.matrix.Frame.Judgements, shares, deprivation)
	f.Ranking, f.Times = "the ranking", fmt.Sprintf("%s around “%s”", count(how.Draws, "definition"), d.Name)
	return f, nil
}
