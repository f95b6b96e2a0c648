package library

import (
	"context"
	"fmt"
	"slices"

	"goodmeasure/chart"
	"goodmeasure/evidence"
)

// mostAtOnce is how many documents are made public, or hidden, by one act.
const mostAtOnce = 5000

// Publish shows documents to all readers, or hides them from those who have no role in the library. All of it is done, or
// nothing: a double has no readers of its own, so it is refused with the number of the one that stands for both. It gives
// how many it changed.
func (d *Desk) Publish(ctx context.Context, numbers []int64, public bool) (changed int, err error) {
	w, err := d.mayWrite(ctx, "making documents public")
	if err != nil {
		return 0, err
	}
	slices.Sort(numbers)
	numbers = slices.Compact(numbers)
	if len(numbers) > mostAtOnce {
		return 0, fmt.Errorf("%s documents are too many for one act: expected at most %s; narrow the search", chart.Grouped(len(numbers)), chart.Grouped(mostAtOnce))
	}
	entries, err := w.Records(ctx, numbers)
	if err != nil {
		return 0, err
	}
	if len(entries) != len(numbers) {
		known := map[int64]bool{}
		for _, e := range entries {
			known[e.Number()] = true
		}
		at := slices.IndexFunc(numbers, func(n int64) bool { return !known[n] })
		return 0, fmt.Errorf("there is no document %d in the library: %w", numbers[at], evidence.ErrNotFound)
	}
	for _, e := range entries {
		if e.MergedInto != 0 {
			return 0, fmt.Errorf("document %d was found to be a double, and document %d stands for both: say it of that one; nothing was changed", e.Number(), e.MergedInto)
		}
		if e.Public != public {
			changed++
		}
	}
	return changed, w.Publish(ctx, d.who, numbers, public)
}

// PublishFound is Publish for all that a query finds.
func (d *Desk) PublishFound(ctx context.Context, q Query, public bool) (changed int, err error) {
	w, err := d.mayWrite(ctx, "making documents public")
	if err != nil {
		return 0, err
	}
	numbers, err := w.Numbers(ctx, q.stored(true))
	if err != nil || len(numbers) == 0 {
		return 0, err
	}
	return d.Publish(ctx, numbers, public)
}
