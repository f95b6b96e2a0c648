package library

import (
	"context"
	"iter"
	"slices"

	"goodmeasure/evidence"
)

// Found streams all that a query finds, in its order, whatever its page. Memory does not depend on how many there are. An
// error is the last thing given.
func (d *Desk) Found(ctx context.Context, q Query) iter.Seq2[evidence.Entry, error] {
	return func(yield func(evidence.Entry, error) bool) {
		w, member, err := d.mayRead(ctx)
		if w == nil {
			if err != nil {
				yield(evidence.Entry{}, err)
			}
			return
		}
		numbers, err := w.Numbers(ctx, q.stored(member))
		if err != nil {
			yield(evidence.Entry{}, err)
			return
		}
		for chunk := range slices.Chunk(numbers, 500) {
			entries, err := w.Records(ctx, chunk)
			if err == nil {
				entries, err = w.Filled(ctx, entries, !member)
			}
			if err != nil {
				yield(evidence.Entry{}, err)
				return
			}
			for _, e := range entries {
				if !member {
					e = visible(e)
				}
				if !yield(e, nil) {
					return
				}
			}
		}
	}
}
