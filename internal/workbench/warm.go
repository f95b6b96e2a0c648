package workbench

import (
	"context"
	"errors"
	"fmt"

	"goodmeasure/definition"
	"goodmeasure/method"
	"goodmeasure/study"
)

// Warm computes what the first visitors would otherwise wait for: the headlines, what the usual definition does, what all
// portraits of authorities rest on, consistency over the years, and ranks on each measure. It ends early with the context.
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
		func() error { return w.rankAll(ctx) },
	} {
		if ctx.Err() != nil {
			break
		}
		err = errors.Join(err, next())
	}
	return err
}

// rankAll ranks on every measure in its usual period, each way it can be read.
func (w *Workbench) rankAll(ctx context.Context) (all error) {
	for _, i := range w.Edition.Indicators {
		period, err := w.period(i, 0)
		if err != nil || period == 0 {
			continue // without figures there is nothing to rank
		}
		for _, reading := range readingsOf(i) {
			if ctx.Err() != nil {
				return errors.Join(all, ctx.Err())
			}
			if _, err := w.ranksOf(method.Chosen{ID: i.ID, Period: period, Direction: reading.Direction, Contested: i.Direction == study.Contested}); err != nil {
				all = errors.Join(all, fmt.Errorf("%s: %w", i.ID, err))
			}
		}
	}
	return all
}
