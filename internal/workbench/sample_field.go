package workbench

import (
	"context"
	"fmt"

	"goodmeasure/method"
)

// field ranks the authorities over and over, in the way that a record says, and counts how often each is at either end.
func (w *Workbench) field(ctx context.Context, r *SampleRecord, deprivation string, workers int, progress func(done, all float64)) (method.Field, error) {
	if r.From != FromStudy && deprivation == "" {
		deprivation = "imd2025"
	}
	switch r.From {
	case FromStudy:
		return w.studyField(ctx, r, deprivation, workers, progress)
	case FromIndex:
		x, err := w.indexFor(ctx, r, workers, progress)
		if err != nil {
			return method.Field{}, err
		}
		return method.IndexField(w.Edition, x, deprivation), nil
	case FromStress:
		if err := refuseContradictions(r.Stated); err != nil {
			return method.Field{}, err
		}
		if err := w.longWork.Acquire(ctx, 1); err != nil {
			return method.Field{}, err
		}
		defer w.longWork.Release(1)
		return method.StressField(ctx, w.Edition, r.Stated, deprivation, method.StressDraws{Draws: r.Draws, Seed: r.Seed, Workers: workers, Progress: progress})
	}
	return method.Field{}, fmt.Errorf("--from: nothing is called %q: there are %s, %s and %s", r.From, FromStudy, FromIndex, FromStress)
}

// indexFor makes the index that a record draws from, or takes the one that is kept.
func (w *Workbench) indexFor(ctx context.Context, r *SampleRecord, workers int, progress func(done, all float64)) (*method.Index, error) {
	if r.Draws == indexDraws && r.Seed == usualSeed && progress == nil {
		return w.IndexOf(ctx, r.Stated)
	}
	return w.makeIndex(ctx, r.Stated, method.IndexDraws{Draws: r.Draws, Seed: r.Seed, Workers: workers, Progress: progress})
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
