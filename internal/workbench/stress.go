package workbench

import (
	"context"
	"fmt"

	"goodmeasure/definition"
	"goodmeasure/method"
	"goodmeasure/study"
)

// StressOptions are what a person may say about a stress test.
type StressOptions struct {
	File      string // of the definition; empty: the one that the program comes with
	Draws     int
	Seed      uint64
	Workers   int
	Authority string // name or code; empty: all
	Progress  func(done, all float64)
}

// Stress tests a definition against the others in its ranges of choice. When the context ends, the result of the draws done
// comes with the context's error.
func (w *Workbench) Stress(ctx context.Context, o StressOptions) (*method.StressTest, error) {
	d := definition.Default(w.Edition.Indicators)
	var warnings []string
	if o.File != "" {
		read, err := w.ReadDefinition(o.File)
		if err != nil {
			return nil, err
		}
		d = read.Definition
		for _, f := range read.Warnings {
			warnings = append(warnings, f.String())
		}
	}
	how := method.StressDraws{Draws: o.Draws, Seed: o.Seed, Workers: o.Workers, KeepPart: true, Progress: o.Progress}
	if o.Authority != "" {
		a, err := w.Places.Find(o.Authority)
		if err != nil {
			return nil, fmt.Errorf("--authority: %w", err)
		}
		how.Authority = a.Code
	}
	result, err := w.stress(ctx, d, how)
	if result != nil {
		result.Definition.File = o.File
		result.Warnings = append(warnings, result.Warnings...)
	}
	return result, err
}

func (w *Workbench) stress(ctx context.Context, d *study.Definition, how method.StressDraws) (*method.StressTest, error) {
	if err := refuseContradictions(d); err != nil {
		return nil, err
	}
	if err := w.longWork.Acquire(ctx, 1); err != nil {
		return nil, err
	}
	defer w.longWork.Release(1)
	result, err := method.Stress(ctx, w.Edition, d, how)
	if result != nil {
		result.Program, result.Definition.Hash, result.Figures = program(), definition.Hash(d), w.FiguresOf(d)
	}
	return result, err
}

// stressRanks draws so many other definitions, and counts only where they rank the authorities.
func (w *Workbench) stressRanks(ctx context.Context, d *study.Definition, draws int) (*method.StressTest, error) {
	if err := w.longWork.Acquire(ctx, 1); err != nil {
		return nil, err
	}
	defer w.longWork.Release(1)
	return method.StressRanks(ctx, w.Edition, d, method.StressDraws{Draws: draws, Seed: usualSeed})
}

// StressOf tests a definition with so many draws. The answer is kept, and is for reading only.
func (w *Workbench) StressOf(ctx context.Context, d *study.Definition, draws int) (*method.StressTest, error) {
	return w.stresses.recall(ctx, fmt.Sprintf("%s %d", definition.Hash(d), draws), func(ctx context.Context) (*method.StressTest, error) {
		result, err := w.stress(ctx, d, method.StressDraws{Draws: draws, Seed: usualSeed})
		if err != nil {
			return nil, err
		}
		var warnings []string
		for _, f := range d.Warnings(w.Edition.Indicators) {
			warnings = append(warnings, w.warningWords(d, f))
		}
		result.Warnings = append(warnings, result.Warnings...)
		return result, nil
	})
}

// refuseContradictions refuses ranges that contradict the rest of a definition.
func refuseContradictions(d *study.Definition) error {
	for _, c := range d.Indicators {
		if c.Years > 1 && (d.Vary.Shrinkage || d.Combine.Shrinkage) {
			return fmt.Errorf("%s: its figures are means over %d years, and shrinkage is asked for too, which the counts of several years do not allow; take out one of the two", c.ID, c.Years)
		}
	}
	return nil
}
