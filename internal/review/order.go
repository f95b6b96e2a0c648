package review

import (
	"context"
	"fmt"
	"slices"
	"strings"
	"sync"

	"goodmeasure/evidence"
	"goodmeasure/stats/screen"
)

// ahead is how many records lie ready in the order of likely relevance: more than there are ever screeners at once, and
// few enough to write down after every decision.
const ahead = 100

// learner keeps what has been learned from the decisions of one review.
type learner struct {
	mutex   sync.Mutex
	records []int64 // by their place in the corpus
	places  map[int64]int
	corpus  *screen.Corpus
	model   *screen.Model
	labels  map[int64]bool
	ready   map[int64]float64 // the priorities that were written down
}

// learnerOf gives the learner of a review, made anew where its records have changed.
func (r *Room) learnerOf(ctx context.Context, review int64) (*learner, error) {
	r.mutex.Lock()
	l := r.learners[review]
	if l == nil {
		l = &learner{}
		r.learners[review] = l
	}
	r.mutex.Unlock()
	l.mutex.Lock()
	defer l.mutex.Unlock()
	members, err := r.place.Opened().Members(ctx, review, false)
	if err != nil {
		return nil, err
	}
	if l.model != nil && slices.Equal(members, l.records) {
		return l, nil
	}
	entries, err := r.place.Opened().FilledRecords(ctx, members)
	if err != nil {
		return nil, err
	}
	texts := make([]screen.Text, len(entries))
	places := map[int64]int{}
	for n, e := range entries {
		texts[n] = screen.Text{Title: e.Title, Abstract: e.Abstract}
		places[e.Number()] = n
	}
	l.records, l.places, l.labels = members, places, map[int64]bool{}
	l.corpus = screen.NewCorpus(texts)
	l.model = screen.NewModel(l.corpus)
	l.ready = map[int64]float64{}
	for _, record := range members { // another process, or this one before it was restarted, may have ordered them
		l.ready[record] = -1
	}
	return l, nil
}

// order puts the likeliest of a review's unread records first, by all that has been decided up to now. While nothing has
// been let in, or nothing left out, there is nothing to learn, and records come in the order in which they were added.
func (r *Room) order(ctx context.Context, review int64, stage evidence.Stage) error {
	if stage != evidence.TitleAbstract {
		return nil // those let in are few, and all are read
	}
	l, err := r.learnerOf(ctx, review)
	if err != nil {
		return err
	}
	labels, err := r.place.Opened().Labels(ctx, review, stage)
	if err != nil {
		return err
	}
	l.mutex.Lock()
	defer l.mutex.Unlock()
	if !l.take(labels) {
		return nil
	}
	priorities := map[int64]float64{}
	for n, place := range l.model.Order() {
		if n == ahead {
			break
		}
		priorities[l.records[place]] = float64(ahead - n)
	}
	// Those that wait for another screener come first, in the order of their numbers, so that pairs get done and nothing is
	// told of what the first one thought.
	standings, err := r.place.Opened().Standings(ctx, review, stage)
	if err != nil {
		return err
	}
	for _, s := range standings {
		if s.Outcome == evidence.PartlyRead {
			priorities[s.Record] = ahead + 1
		}
	}
	for record, before := range l.ready {
		if _, still := priorities[record]; !still && before != 0 {
			priorities[record] = 0
		}
	}
	if err := r.place.Opened().Prioritise(ctx, review, priorities); err != nil {
		return fmt.Errorf("ordering what is left to read: %w", err)
	}
	l.ready = map[int64]float64{}
	for record, priority := range priorities {
		if priority > 0 {
			l.ready[record] = priority
		}
	}
	return nil
}

// take learns from what has been decided since, and tells whether there is a new order. A label that was taken back
// cannot be unlearned: the model is then made anew.
func (l *learner) take(labels map[int64]bool) bool {
	changed := len(labels) < len(l.labels)
	for record := range l.labels {
		if _, still := labels[record]; !still {
			l.model = screen.NewModel(l.corpus)
			l.labels = map[int64]bool{}
			changed = true
			break
		}
	}
	both := map[bool]bool{}
	for _, record := range l.records {
		relevant, decided := labels[record]
		if !decided {
			continue
		}
		both[relevant] = true
		if known, before := l.labels[record]; before && known == relevant {
			continue
		}
		l.model.Learn(screen.Decision{Record: l.places[record], Relevant: relevant})
		l.labels[record] = relevant
		changed = true
	}
	if !changed || !both[true] || !both[false] {
		return false
	}
	l.model.Retrain()
	return true
}

// reasons are the terms that speak most for a record by what has been learned.
func (r *Room) reasons(review, record int64) (terms []string) {
	r.mutex.Lock()
	l := r.learners[review]
	r.mutex.Unlock()
	if l == nil {
		return nil
	}
	l.mutex.Lock()
	defer l.mutex.Unlock()
	place, known := l.places[record]
	if !known || len(l.labels) == 0 {
		return nil
	}
	for _, reason := range l.model.Reasons(place, 10*shownReasons) {
		short := slices.ContainsFunc(strings.Fields(reason.Term), func(word string) bool { return len(word) < 4 })
		if !short && len(terms) < shownReasons { // and, of and the like tell a person nothing
			terms = append(terms, reason.Term)
		}
	}
	return terms
}

// shownReasons is how many terms a screener is told.
const shownReasons = 6

// forget drops what was learned of a review, because its records have changed.
func (r *Room) forget(review int64) {
	r.mutex.Lock()
	defer r.mutex.Unlock()
	delete(r.learners, review)
}
