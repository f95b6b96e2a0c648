package screen

import (
	"context"
	"errors"
	"fmt"
	"math"
	"slices"
	"sync"
)

// Prior is the relevant and the irrelevant record that a simulated reader knows at the start.
type Prior struct{ Relevant, Irrelevant int }

// Reading is the order in which a simulated reader has read the records, up to the last relevant one.
type Reading struct {
	Records  int   // to be read: all but the two known at the start
	Relevant int   // among them
	Found    []int // how many were read when each relevant one was, in order
	Order    []int // the records
}

// Simulate reads a corpus whose labels are known as a screener would who always takes the likeliest record next and
// has the model retrained after each. It ends with the last relevant record. Nothing in it is drawn at random.
func Simulate(ctx context.Context, c *Corpus, relevant []bool, prior Prior) (Reading, error) {
	if len(relevant) != c.Len() {
		return Reading{}, fmt.Errorf("simulating: %d labels for %d records", len(relevant), c.Len())
	}
	for _, i := range []int{prior.Relevant, prior.Irrelevant} {
		if i < 0 || i >= c.Len() {
			return Reading{}, fmt.Errorf("simulating: there is no record %d among %d", i, c.Len())
		}
	}
	if !relevant[prior.Relevant] || relevant[prior.Irrelevant] {
		return Reading{}, errors.New("simulating: the reader must know one relevant and one irrelevant record")
	}
	r := Reading{Records: c.Len() - 2}
	for _, yes := range relevant {
		if yes {
			r.Relevant++
		}
	}
	if r.Relevant--; r.Relevant == 0 {
		return Reading{}, errors.New("simulating: the one relevant record is known at the start: there is nothing to find")
	}
	m := NewModel(c)
	m.Learn(Decision{prior.Relevant, true})
	m.Learn(Decision{prior.Irrelevant, false})
	for len(r.Found) < r.Relevant {
		if err := ctx.Err(); err != nil {
			return Reading{}, fmt.Errorf("simulating: stopped after %d of %d records: %w", len(r.Order), r.Records, err)
		}
		m.Retrain()
		next := m.Next()
		r.Order = append(r.Order, next)
		if relevant[next] {
			r.Found = append(r.Found, len(r.Order))
		}
		m.Learn(Decision{next, relevant[next]})
	}
	return r, nil
}

// SimulateAll simulates one reading for each prior, so many at a time; how many does not change the result.
func SimulateAll(ctx context.Context, c *Corpus, relevant []bool, priors []Prior, workers int) ([]Reading, error) {
	readings, errs := make([]Reading, len(priors)), make([]error, len(priors))
	next := make(chan int)
	var done sync.WaitGroup
	for range max(1, workers) {
		done.Go(func() {
			for i := range next {
				readings[i], errs[i] = Simulate(ctx, c, relevant, priors[i])
			}
		})
	}
	for i := range priors {
		next <- i
	}
	close(next)
	done.Wait()
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("simulating: %w", err)
	}
	return readings, errors.Join(errs...)
}

// Recall is the share of the relevant records that the first of a share of all records hold.
func (r Reading) Recall(share float64) float64 {
	read := int(math.Floor(share*float64(r.Records) + 1e-9))
	found, _ := slices.BinarySearch(r.Found, read+1)
	return float64(found) / float64(r.Relevant)
}

// ReadFor is how many records were read when this share of the relevant ones was found.
func (r Reading) ReadFor(recall float64) int {
	found := int(math.Ceil(recall*float64(r.Relevant) - 1e-9))
	if found == 0 {
		return 0
	}
	return r.Found[found-1]
}

// Saved is the work saved over sampling at this recall (Cohen and others 2006, JAMIA 13, 206-219): the recall less the share
// of records read for it. A reader in random order saves nothing; at full recall it is the share left unread.
func (r Reading) Saved(recall float64) float64 {
	return recall - float64(r.ReadFor(recall))/float64(r.Records)
}

// TimeToDiscovery is the mean place at which a relevant record was read, as a share of the records (ATD of Ferdinands and others
// 2020): lower is better.
func (r Reading) TimeToDiscovery() float64 {
	sum := 0
	for _, at := range r.Found {
		sum += at
	}
	return float64(sum) / float64(r.Relevant) / float64(r.Records)
}
