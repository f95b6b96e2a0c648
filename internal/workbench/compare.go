package workbench

import (
	"context"
	"fmt"
	"path/filepath"

	"goodmeasure/definition"
	"goodmeasure/method"
	"goodmeasure/study"
)

// ComparisonRead is a comparison of two definitions, with the words for it.
type ComparisonRead struct {
	*method.Comparison
	called  func(indicator string) string
	figures string // that it rests on
}

// Compare sets the definitions in two files beside each other.
func (w *Workbench) Compare(ctx context.Context, fileA, fileB string, how method.IndexDraws) (ComparisonRead, error) {
	a, err := w.ReadDefinition(fileA)
	if err != nil {
		return ComparisonRead{}, err
	}
	b, err := w.ReadDefinition(fileB)
	if err != nil {
		return ComparisonRead{}, err
	}
	c, err := w.compare(ctx, a.Definition, b.Definition, how)
	if err != nil {
		return ComparisonRead{}, fmt.Errorf("comparing %s and %s: %w", fileA, fileB, err)
	}
	c.A.File, c.B.File = filepath.Base(fileA), filepath.Base(fileB)
	return c, nil
}

func (w *Workbench) compare(ctx context.Context, a, b *study.Definition, how method.IndexDraws) (ComparisonRead, error) {
	if err := w.longWork.Acquire(ctx, 1); err != nil {
		return ComparisonRead{}, err
	}
	defer w.longWork.Release(1)
	c, err := method.Compare(ctx, w.Edition, a, b, how)
	if err != nil {
		return ComparisonRead{}, err
	}
	c.Program = program()
	c.A.Hash, c.B.Hash = definition.Hash(a), definition.Hash(b)
	return ComparisonRead{c, w.indicatorName, w.FiguresOf(a, b)}, nil
}

// comparisonDraws are those of a comparison on the command line unless told otherwise.
const comparisonDraws = 2000

// CompareDefinitions sets two definitions beside each other. The answer is kept, and is for reading only.
func (w *Workbench) CompareDefinitions(ctx context.Context, a, b *study.Definition) (ComparisonRead, error) {
	return w.comparisons.recall(ctx, definition.Hash(a)+definition.Hash(b), func(ctx context.Context) (ComparisonRead, error) {
		return w.compare(ctx, a, b, method.IndexDraws{Draws: comparisonDraws, Seed: usualSeed})
	})
}
