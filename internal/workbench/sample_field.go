package workbench

import (
	"context"
	"fmt"

	"goodmeasure/method"
	"goodmeasure/study"
)

// field ranks the authorities over and over, in the way that a record says, and counts how often each is at either end.
func (w *Workbench) field(ctx context.Context, r *SampleRecord, deprivation string, workers int, progress func(done, all float64)) (method.Field, error) {
	if r.From == FromStudy {
		return w.studyField(ctx, r, deprivation, workers, progress)
	}
	if deprivation == "" {
		deprivation = "imd2025"
	}
	type standing struct {
		grade  study.Grade
		shares method.Shares
	}
	standings := map[string]standing{}
	var ranking, times string
	switch r.From {
	case FromIndex:
		x, err := method.MakeIndex(ctx, w.Edition, r.Stated, method.IndexDraws{Draws: r.Draws, Seed: r.Seed, Workers: workers, Progress: progress})
		if err != nil {
			return method.Field{}, fmt.Errorf("making the index of %q: %w", r.Stated.Name, err)
		}
		for _, one := range x.Results {
			standings[one.Unit] = standing{one.Grade, method.Shares{Best: one.PTopQuarter, Worst: one.PBottomQuarter}}
		}
		ranking, times = fmt.Sprintf("the index %q", r.Stated.Name), fmt.Sprintf("%d draws", r.Draws)
	case FromStress:
		if err := refuseContradictions(r.Stated); err != nil {
			return method.Field{}, err
		}
		x, err := method.Stress(ctx, w.Edition, r.Stated, method.StressDraws{Draws: r.Draws, Seed: r.Seed, Workers: workers, Progress: progress})
		if err != nil {
			return method.Field{}, fmt.Errorf("stressing %q: %w", r.Stated.Name, err)
		}
		for _, one := range x.Authorities {
			standings[one.Authority] = standing{one.Grade, method.Shares{Best: one.PBestQuarter, Worst: one.PWorstQuarter}}
		}
		ranking, times = "the ranking", fmt.Sprintf("%d definitions around %q", r.Draws, r.Stated.Name)
	default:
		return method.Field{}, fmt.Errorf("--from: nothing is called %q: there are %s, %s and %s", r.From, FromStudy, FromIndex, FromStress)
	}
	var authorities []study.Authority
	var judgements []study.Inspection
	var shares []method.Shares
	for _, a := range w.Edition.Authorities {
		if one, ranked := standings[a.Code]; ranked {
			authorities, judgements, shares = append(authorities, a), append(judgements, study.Inspection{Overall: one.grade}), append(shares, one.shares)
		}
	}
	f := method.NewField(w.Edition, authorities, judgements, shares, deprivation)
	f.Ranking, f.Times = ranking, times
	return f, nil
}

func (w *Workbench) studyField(ctx context.Context, r *SampleRecord, deprivation string, workers int, progress func(done, all float64)) (method.Field, error) {
	c, err := method.SetUp(r.Setup, w.Edition)
	if err != nil {
		return method.Field{}, err
	}
	c.Draws, c.Seed, c.Workers, c.Progress = r.Draws, r.Seed, workers, progress
	if deprivation != "" {
		c.Deprivation = deprivation
	}
	f, err := method.NewFrame(w.Edition, c)
	if err != nil {
		return method.Field{}, err
	}
	s, err := method.Stand(ctx, f, c)
	if err != nil {
		return method.Field{}, err
	}
	return s.Field(f, c), nil
}
