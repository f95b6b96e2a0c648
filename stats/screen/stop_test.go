package screen

import (
	"cmp"
	"math"
	"slices"
	"testing"

	"pgregory.net/rapid"

	"goodmeasure/stats/stream"
)

func TestSampledByHand(t *testing.T) {
	for _, c := range []struct {
		left, sample, found, missing int
		want                         float64
	}{
		{10, 5, 0, 1, 5. / 10},         // the one is among the five not drawn
		{10, 5, 0, 2, 5. / 10 * 4 / 9}, // both are
		{10, 5, 1, 1, 1 - 5./10*4/9},   // not both were drawn: 7/9
		{10, 9, 0, 2, 0},               // one unread record cannot be two
		{100, 60, 0, 1, 0.4},           //
		{20, 10, 1, 2, 0.5},            // three in all: by symmetry
		{5, 5, 2, 1, 0},                // nothing is left
		{100, 0, 0, 5, 1},              // nothing drawn says nothing
		{1000, 950, 0, 1, 0.05},        //
		{6, 3, 1, 3, 4. / 20},          // C(4,1) C(2,2) / C(6,3)
	} {
		if got := Sampled(c.left, c.sample, c.found, c.missing); math.Abs(got-c.want) > 1e-12 {
			t.Errorf("Sampled(%d, %d, %d, %d) = %v, expected %v", c.left, c.sample, c.found, c.missing, got, c.want)
		}
	}
}

// A hundred records, ten relevant ones found in the first ten, then none: with one missing, the chance that fifty more hold
// none is 40/90.
func TestHistoryByHand(t *testing.T) {
	h := History{Records: 100, Read: 60, Found: []int{1, 2, 3, 4, 5, 6, 7, 8, 9, 10}}
	if got, want := h.Missing(1), 40./90; math.Abs(got-want) > 1e-12 {
		t.Errorf("one missing: %v, expected %v", got, want)
	}
	// At a recall of 95% none of ten may be missing: 10/11 is less. At 90% one may: 10/11 is more.
	if got, want := h.Below(0.95), 40./90; math.Abs(got-want) > 1e-12 {
		t.Errorf("below .95: %v, expected %v", got, want)
	}
	if got, want := h.Below(0.9), 40./90*39/89; math.Abs(got-want) > 1e-12 {
		t.Errorf("below .90: %v, expected %v", got, want)
	}
	// One unread of 90 has a chance of 4/90 ≤ .05 to be unread when four are left, 5/90 > .05 with five.
	if got := h.More(0.95, 0.95); got != 36 {
		t.Errorf("%d more, expected 36", got)
	}
	// (30 29 28 .. )/(90 89 88 ..) falls under .05 at three of 40: 40·39·38/(90·89·88) = .084; four of 40: .036.
	if recall, unread := h.Promise(0.95); unread != 3 || math.Abs(recall-10./13) > 1e-12 {
		t.Errorf("promise: recall %v with %d unread, expected 10/13 with 3", recall, unread)
	}
}

func TestHistoryWithoutFinds(t *testing.T) {
	h := HistoryOf(50, make([]bool, 20))
	if got := h.Below(0.95); got != 1 {
		t.Errorf("nothing found: %v, expected 1", got)
	}
	if recall, unread := h.Promise(0.95); recall != 0 || unread != 30 {
		t.Errorf("nothing found: promised %v with %d unread", recall, unread)
	}
	if got := h.More(0.95, 0.95); got != 30 {
		t.Errorf("nothing found: %d more, expected all 30", got)
	}
	if all := HistoryOf(3, []bool{true, false, false}); all.Below(0.95) != 0 || all.More(1, 0.95) != 0 {
		t.Error("with all read nothing can be missing")
	}
	for _, wrong := range []error{h.Check(0, 0.95), h.Check(1.1, 0.95), h.Check(math.NaN(), 0.95), h.Check(0.9, 1), (History{Records: 2, Read: 3}).Check(0.9, 0.9)} {
		if wrong == nil {
			t.Error("accepted what cannot be")
		}
	}
}

// The longest stretch with a number of finds has the smallest chance, so that no other need be looked at.
func TestMissingLooksAtTheRightStretches(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		labels := rapid.SliceOfN(rapid.Bool(), 1, 40).Draw(t, "labels")
		records := len(labels) + rapid.IntRange(0, 40).Draw(t, "unread")
		missing := rapid.IntRange(1, 5).Draw(t, "missing")
		least := 1.0
		for began := range labels {
			found := 0
			for _, yes := range labels[began:] {
				if yes {
					found++
				}
			}
			least = min(least, Sampled(records-began, len(labels)-began, found, missing))
		}
		if got := HistoryOf(records, labels).Missing(missing); math.Abs(got-least) > 1e-9 {
			t.Fatalf("%v, over all stretches %v", got, least)
		}
	})
}

func TestPromiseFallsAndChancesAreChances(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		labels := rapid.SliceOfN(rapid.Bool(), 1, 40).Draw(t, "labels")
		h := HistoryOf(len(labels)+rapid.IntRange(0, 60).Draw(t, "unread"), labels)
		last := 1.0
		for missing := 1; missing < 8; missing++ {
			p := h.Missing(missing)
			if !(p >= 0 && p <= last+1e-12) {
				t.Fatalf("chance %v of %d missing after %v", p, missing, last)
			}
			last = p
		}
		low, _ := h.Promise(0.99)
		high, _ := h.Promise(0.8)
		if low > high {
			t.Fatalf("more confidence promises more: %v, %v", low, high)
		}
	})
}

// A sample drawn at random keeps the promise: recall falls short of what is claimed in at most 5% of reviews.
func TestSampledKeepsItsPromise(t *testing.T) {
	const records, sample, reviews = 400, 250, 4000
	for _, relevant := range []int{3, 10, 40} {
		broken := 0
		for i := range reviews {
			labels := make([]bool, records)
			for k := range relevant {
				labels[k] = true
			}
			stream.Permute(stream.New(7, "sampled", uint64(i)), labels)
			found := 0
			for _, yes := range labels[:sample] {
				if yes {
					found++
				}
			}
			if missing := relevant - found; missing > 0 && Sampled(records, sample, found, missing) <= 0.05 {
				broken++ // the truth itself would be refuted
			}
		}
		if share := float64(broken) / reviews; share > 0.05+3*math.Sqrt(0.05*0.95/reviews) {
			t.Errorf("%d relevant: the promise is broken in %.1f%% of reviews", relevant, 100*share)
		}
	}
}

// Reading in order of likelihood and testing after each record keeps it too, whether the order is good or poor.
func TestRankedStopKeepsItsPromise(t *testing.T) {
	const records, relevant, reviews = 300, 25, 300
	for _, order := range []struct {
		name  string
		shift float64 // of the scores of relevant records, in standard deviations
	}{{"good", 2}, {"poor", 1}} {
		short := 0
		for i := range reviews {
			r := stream.New(11, order.name, uint64(i))
			score := make([]float64, records)
			for k := range score {
				score[k] = r.NormFloat64()
				if k < relevant {
					score[k] += order.shift
				}
			}
			reading := Reading{Records: records, Relevant: relevant}
			for place, k := range descending(score) {
				if k < relevant {
					reading.Found = append(reading.Found, place+1)
				}
			}
			if _, recall := reading.Stop(0.95, 0.95); recall < 0.95 {
				short++
			}
		}
		t.Logf("%s order: %.1f%% of reviews stop short of 95%%", order.name, 100*float64(short)/reviews)
		if share := float64(short) / reviews; share > 0.05+3*math.Sqrt(0.05*0.95/reviews) {
			t.Errorf("%s order: %.1f%% of reviews stop short of the promise", order.name, 100*share)
		}
	}
}

func descending(score []float64) []int {
	order := make([]int, len(score))
	for i := range order {
		order[i] = i
	}
	slices.SortStableFunc(order, func(a, b int) int { return cmp.Compare(score[b], score[a]) })
	return order
}
