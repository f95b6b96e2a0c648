package workbench

import (
	"context"
	"fmt"
	"path/filepath"

	"goodmeasure/method"
)

// ComparisonRead is a comparison of two definitions that were read from files.
type ComparisonRead struct{ *method.Comparison }

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
	c, err := method.Compare(ctx, w.Edition, a.Definition, b.Definition, how)
	if err != nil {
		return ComparisonRead{}, fmt.Errorf("comparing %s and %s: %w", fileA, fileB, err)
	}
	c.Program = program()
	c.A.File, c.A.Hash = filepath.Base(fileA), a.Hash
	c.B.File, c.B.Hash = filepath.Base(fileB), b.Hash
	return ComparisonRead{c}, nil
}
