package workbench

import (
	"context"
	"errors"

	"goodmeasure/definition"
)

// Warm computes what the first visitors would otherwise wait for: the headlines, what the usual definition does, what all
// portraits of authorities rest on, and consistency over the years. It ends early with the context.
func (w *Workbench) Warm(ctx context.Context) error {
	d := definition.Default(w.Edition.Indicators)
	_, err := w.Headlines(ctx, d)
	for _, next := range []func() error{
		func() error { _, err := w.Effect(ctx, d); return err },
		func() error {
			for _, a := range w.Edition.Authorities {
				if a.Current() && !a.Tiny() {
					_, err := w.Portrait(ctx, PortraitRequest{Authority: a, Definition: d})
					return err
				}
			}
			return nil
		},
		func() error { _, err := w.Persistence(ctx, d); return err },
	} {
		if ctx.Err() != nil {
			break
		}
		err = errors.Join(err, next())
	}
	return err
}
