package method

import (
	"context"
	"fmt"

	"goodmeasure/stats/composite/stress"
	"goodmeasure/study"
)

// StressRanks is the part of Stress that says where authorities rank over the definitions drawn: Authorities, Strong, Weak
// and Varied, with the same numbers for the same draws and seed. It takes a fraction of the time.
func StressRanks(ctx context.Context, edition *study.Edition, d *study.Definition, how StressDraws) (*StressTest, error) {
	r, test, index, err := how.begin(edition, d)
	if err != nil {
		return nil, err
	}
	outcome, err := test.Run(ctx, stress.Simulation{Draws: how.Draws, Seed: how.Seed, Workers: how.Workers, Reuse: reusedDraws}, nil)
	if err != nil {
		return nil, fmt.Errorf("drawing definitions: %w", err)
	}
	out := &StressTest{Definition: DefinitionUsed{Name: d.Name, Whose: d.Whose}, Edition: EditionUsed{edition.Name, edition.Hash},
		Draws: outcome.Draws, Seed: how.Seed, NotRanked: r.matrix.Frame.Left}
	out.varied(r, test)
	out.place(r, index.scores, outcome)
	out.warn(r)
	return out, nil
}
