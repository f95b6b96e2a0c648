package screen

import (
	"fmt"
	"math"
	"sort"
)

// Sampled is the chance of finding at most as many relevant records in a random sample of what was left, if at
// least so many were missing after it: the hypergeometric
//
//	P(X ≤ found),  X of an urn of left records with found+missing relevant ones, of which sample were drawn.
//
// A small chance refutes that so many are missing. It is 0 where so many cannot be.
func Sampled(left, sample, found, missing int) float64 {
	relevant := found + missing
	if relevant > left || sample-found > left-relevant {
		return 0
	}
	// The chance of exactly so many, then of one fewer and so on, each from the last.
	term := math.Exp(logChoose(relevant, found) + logChoose(left-relevant, sample-found) - logChoose(left, sample))
	sum := term
	for x := found; x > 0 && left-relevant-sample+x > 0; x-- {
		term *= float64(x) * float64(left-relevant-sample+x) / (float64(relevant-x+1) * float64(sample-x+1))
		sum += term
		if term < 1e-17*sum {
			break
		}
	}
	return min(1, sum)
}

func logChoose(n, k int) float64 {
	if k < 0 || k > n {
		return math.Inf(-1)
	}
	a, _ := math.Lgamma(float64(n + 1))
	b, _ := math.Lgamma(float64(k + 1))
	c, _ := math.Lgamma(float64(n - k + 1))
	return a - b - c
}

// History is what has been read of a review in order, as far as stopping goes.
type History struct {
	Records int   // in all, read or not
	Read    int   // so far
	Found   []int // how many had been read when each relevant one was found, in order
}

// HistoryOf counts decisions in the order in which they were made.
func HistoryOf(records int, relevant []bool) History {
	h := History{Records: records, Read: len(relevant)}
	for i, yes := range relevant {
		if yes {
			h.Found = append(h.Found, i+1)
		}
	}
	return h
}

// Missing is the chance of a history like this if at least so many relevant records were still unread. Each stretch
// that ends now is taken as a sample of what was unread when it began, and the smallest chance counts (Callaghan and
// Müller-Hansen 2020, Systematic Reviews 9:273). Records read likeliest first hold more relevant ones than such a
// sample, which makes the test cautious; it promises nothing where the order was worse than chance.
func (h History) Missing(missing int) float64 {
	least := 1.0
	for found := 0; found <= len(h.Found); found++ {
		began := 0 // the stretch with so many relevant records is longest from right after the one before them
		if earlier := len(h.Found) - found; earlier > 0 {
			began = h.Found[earlier-1]
		}
		if began < h.Read {
			least = min(least, Sampled(h.Records-began, h.Read-began, found, missing))
		}
	}
	return least
}

// allowed is how many relevant records may be unread at a recall of target, given those found.
func (h History) allowed(target float64) int {
	found := float64(len(h.Found))
	return int(math.Floor(found/target - found + 1e-9))
}

// Below is the p-value against the hypothesis that recall is below the target, which lies between 0 and 1. It is 1 until
// something relevant was found, for recall means nothing before.
func (h History) Below(target float64) float64 {
	if len(h.Found) == 0 && h.Read < h.Records {
		return 1
	}
	return h.Missing(h.allowed(target) + 1)
}

// Promise is the recall that can be claimed with this confidence, and how many relevant records may be unread at most.
// It is 0 until something relevant was found.
func (h History) Promise(confidence float64) (recall float64, unread int) {
	left := h.Records - h.Read
	if len(h.Found) == 0 {
		return 0, left
	}
	// The chance falls with the number said to be missing.
	unread = sort.Search(left, func(missing int) bool { return h.Missing(missing+1) <= 1-confidence })
	return float64(len(h.Found)) / float64(len(h.Found)+unread), unread
}

// More is how many further records must be read at least before the target can be claimed with this confidence: that
// many if none of them is relevant, more otherwise.
func (h History) More(target, confidence float64) int {
	return sort.Search(h.Records-h.Read, func(more int) bool {
		later := h
		later.Read += more
		return later.Below(target) <= 1-confidence
	})
}

// Check refuses histories and targets that cannot be.
func (h History) Check(target, confidence float64) error {
	switch {
	case !(target > 0 && target <= 1):
		return fmt.Errorf("stopping: the target recall %v must be above 0 and at most 1", target)
	case !(confidence > 0 && confidence < 1):
		return fmt.Errorf("stopping: the confidence %v must be between 0 and 1", confidence)
	case h.Read > h.Records || h.Read < len(h.Found):
		return fmt.Errorf("stopping: %d of %d records read, %d of them relevant, cannot be", h.Read, h.Records, len(h.Found))
	}
	return nil
}

// Stop is how many records the simulated reader would have read had the reading stopped as soon as the target could be
// claimed with this confidence, and the recall that was reached by then.
func (r Reading) Stop(target, confidence float64) (read int, recall float64) {
	h := History{Records: r.Records}
	for found := range len(r.Found) + 1 {
		next := r.Records // where the next relevant record, or the end, is reached
		if found < len(r.Found) {
			next = r.Found[found] - 1
		}
		h.Found = r.Found[:found]
		if found > 0 {
			h.Read = r.Found[found-1]
			// Below falls from one irrelevant record to the next.
			if more := h.More(target, confidence); h.Read+more <= next {
				return h.Read + more, float64(found) / float64(r.Relevant)
			}
		}
	}
	return r.Records, 1
}
