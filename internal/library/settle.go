package library

import (
	"context"
	"errors"
	"math"
	"slices"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/evidence/duplicate"
	"goodmeasure/internal/store"
)

// Settled says what came of a search for duplicates.
type Settled struct {
	Merged int `json:"merged"`         // records that another now stands for
	Unsure int `json:"unsure"`         // pairs that wait for a person
	More   int `json:"more,omitempty"` // less likely pairs, for which there is room once those are settled
	Left   int `json:"left,omitempty"` // least likely pairs, which were not looked at
}

// Said tells it in a sentence, with what a record is called and many are.
func (s Settled) Said(one, many string) string {
	said := chart.Count(s.Merged, one+" was", many+" were") + " merged; " + chart.Count(s.Unsure, "pair is new", "pairs are new") + " for a person"
	if s.More > 0 {
		said += "; " + chart.Count(s.More, "less likely pair comes", "less likely pairs come") + " to light when you look again after settling those that wait"
	}
	if s.Left > 0 {
		said += "; " + chart.Count(s.Left, "pair that is less likely still was", "pairs that are less likely still were") + " left out"
	}
	return said + "."
}

// mostWaiting is how many pairs of the library wait for a person at once: who has thousands of titles that are nearly the same
// begins with the likeliest.
const mostWaiting = 2000

// settling is a search for duplicates under way.
type settling struct {
	Settled
	w      *store.Workspace
	by     evidence.Account
	review int64
	apart  map[[2]int64]bool // pairs that a person holds for two works
	waits  map[[2]int64]bool // pairs that wait for a person
	works  map[int64][]int64 // of each record that was merged: all that are one work with it, the one that stands for them first
	room   int               // for unsure pairs
}

// read is how many records are read together.
const read = 1000

// Settle compares records that stand for themselves with one another, merges those that are surely one work, and leaves the
// unsure pairs to a person, with those of which neither can stand for both. What a person has said of a pair stays. The
// records are a review's, or (evidence.Library) all of the library's: then pairs of which both are part of one review are
// left to that review. Progress, where it is not nil, is told which share of the work is done.
func Settle(ctx context.Context, w *store.Workspace, by evidence.Account, review int64, numbers []int64, progress func(done float64)) (Settled, error) {
	if progress == nil {
		progress = func(float64) {}
	}
	s := settling{w: w, by: by, review: review, waits: map[[2]int64]bool{}, works: map[int64][]int64{}, room: math.MaxInt}
	if review == evidence.Library {
		s.room = mostWaiting
	}
	if err := s.recall(ctx); err != nil {
		return s.Settled, err
	}
	found, compared, err := compareAll(ctx, w, numbers, progress)
	if err != nil {
		return s.Settled, err
	}
	s.Left = found.Left
	why, all := reasons(found.Merges), float64(len(found.Clusters)+len(found.Unsure))
	for n, cluster := range found.Clusters {
		slices.SortStableFunc(cluster, func(a, b int) int { return compared[a].rank - compared[b].rank })
		if err := s.merge(ctx, cluster, compared, why); err != nil {
			return s.Settled, err
		}
		progress(0.9 + 0.1*float64(n)/all)
	}
	for n, p := range found.Unsure {
		if err := s.doubt(ctx, evidence.Duplicate{Kept: compared[p.A].number, Other: compared[p.B].number, Score: p.Score, Because: p.Why}); err != nil {
			return s.Settled, err
		}
		progress(0.9 + 0.1*float64(len(found.Clusters)+n)/all)
	}
	return s.Settled, nil
}

// candidate is a record that was compared, and how soon it comes to stand for those that are one work with it.
type candidate struct {
	number int64
	rank   int
}

// rankOf has first what readers know the address of and what a person wrote, then what has an abstract, by which works are screened, then what has a DOI.
func rankOf(e evidence.Entry) int {
	switch {
	case e.Public || e.Origin.Format == "form" || e.Origin.Edited || e.Summary != "" || len(e.Facets) > 0:
		return 0
	case e.Abstract != "" && e.DOI() != "":
		return 1
	case e.Abstract != "":
		return 2
	case e.DOI() != "":
		return 3
	}
	return 4
}

// compareAll reads the records a few at a time. It gives those that it compared, by their place.
func compareAll(ctx context.Context, w *store.Workspace, numbers []int64, progress func(done float64)) (duplicate.Result, []candidate, error) {
	var compared []candidate
	var broken error
	found := duplicate.FindEach(func(yield func(evidence.Record) bool) {
		for chunk := range slices.Chunk(numbers, read) {
			entries, err := w.Records(ctx, chunk)
			if broken = err; err != nil {
				return
			}
			for _, e := range entries {
				if compared = append(compared, candidate{e.Number(), rankOf(e)}); !yield(e.Record) {
					return
				}
			}
			progress(0.6 * float64(len(compared)) / float64(len(numbers)))
		}
	})
	return found, compared, broken
}

func (s *settling) merge(ctx context.Context, cluster []int, compared []candidate, why map[int]duplicate.Pair) error {
	one := []int64{compared[cluster[0]].number}
	for _, place := range cluster[1:] {
		other := compared[place].number
		if s.toldApart(one, []int64{other}) {
			continue
		}
		same := evidence.Duplicate{Kept: one[0], Other: other, Score: why[place].Score, Because: why[place].Why}
		if elsewhere, err := s.elsewhere(ctx, same); err != nil || elsewhere {
			if err != nil {
				return err
			}
			continue
		}
		made, err := s.w.Merge(ctx, s.by, same)
		switch {
		case errors.Is(err, store.ErrBothNeeded):
			err = s.doubt(ctx, same)
		case err == nil && made.ID != 0: // and not by somebody else who looks for duplicates now
			s.Merged++
			fallthrough
		case err == nil:
			one = append(slices.DeleteFunc(append(one, other), func(n int64) bool { return n == made.Kept }), made.Kept)
			one[0], one[len(one)-1] = one[len(one)-1], one[0]
		}
		if err != nil {
			return err
		}
	}
	for _, n := range one {
		s.works[n] = one
	}
	return nil
}

// work is all that was merged with a record, the one that stands for them first.
func (s *settling) work(n int64) []int64 {
	if one := s.works[n]; one != nil {
		return one
	}
	return []int64{n}
}

// toldApart tells whether a person holds any of these for another work than any of those.
func (s *settling) toldApart(these, those []int64) bool {
	return slices.ContainsFunc(these, func(n int64) bool {
		return slices.ContainsFunc(those, func(m int64) bool { return s.apart[pair(n, m)] })
	})
}

// elsewhere tells whether a pair of the library is for one of the reviews to settle. What stands for others is part of
// each review that they are part of.
func (s *settling) elsewhere(ctx context.Context, p evidence.Duplicate) (bool, error) {
	if s.review != evidence.Library {
		return false, nil
	}
	reviews, err := s.w.Together(ctx, p.Kept, p.Other)
	return len(reviews) > 0, err
}

// doubt leaves a pair to a person, unless something was said of it before.
func (s *settling) doubt(ctx context.Context, unsure evidence.Duplicate) error {
	one, other := s.work(unsure.Kept), s.work(unsure.Other)
	unsure.Kept, unsure.Other = one[0], other[0]
	if unsure.Kept == unsure.Other || s.waits[pair(unsure.Kept, unsure.Other)] || s.toldApart(one, other) {
		return nil
	}
	if elsewhere, err := s.elsewhere(ctx, unsure); err != nil || elsewhere {
		return err
	}
	if s.Unsure >= s.room {
		s.More++
		return nil
	}
	_, err := s.w.Doubt(ctx, s.by, unsure)
	if err == nil {
		s.Unsure++
		s.waits[pair(unsure.Kept, unsure.Other)] = true
	}
	return err
}

// reasons gives, for each record that is in a pair, the pair that tells best why it was merged into one before it.
func reasons(merges []duplicate.Pair) map[int]duplicate.Pair {
	why := map[int]duplicate.Pair{}
	for _, p := range merges {
		for _, place := range []int{p.A, p.B} {
			if _, known := why[place]; !known || place == max(p.A, p.B) {
				why[place] = p
			}
		}
	}
	return why
}

// recall reads of which pairs something has been said already, in any review: a record of the library that is merged with
// one of a review's brings the two before what its people said of that one.
func (s *settling) recall(ctx context.Context) (err error) {
	if s.apart, err = s.w.Apart(ctx); err != nil {
		return err
	}
	pairs, err := s.w.Duplicates(ctx, s.review, evidence.Unsure)
	for _, p := range pairs {
		s.waits[pair(p.Kept, p.Other)] = true
	}
	s.room -= len(pairs)
	return err
}

func pair(a, b int64) [2]int64 { return [2]int64{min(a, b), max(a, b)} }
