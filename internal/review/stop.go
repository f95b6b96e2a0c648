package review

import (
	"cmp"
	"fmt"
	"math"
	"slices"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/store"
	"goodmeasure/stats/screen"
)

// Stopping says whether enough has been read at title and abstract to stop with the recall that the review promises.
type Stopping struct {
	Records    int     `json:"records"`
	Read       int     `json:"read"`
	Found      int     `json:"found"` // let in, or not agreed on
	Target     float64 `json:"target_recall"`
	Confidence float64 `json:"confidence"`
	Promise    float64 `json:"promised_recall"` // that can be claimed by now
	Missed     int     `json:"missed_at_most"`  // relevant records that may be unread
	More       int     `json:"more_at_least"`   // to be read before the target can be claimed
	Reached    bool    `json:"reached"`
	Words      string  `json:"words"`
}

// stopping tests the promise on the records that all have decided on, in the order in which they were read: read says
// when, and whoever thinks again has not read another. It says nothing of what single screeners of a blind review think.
func stopping(r evidence.Review, standings []store.Standing, read map[int64]int64) (*Stopping, error) {
	type judged struct {
		when     int64
		relevant bool
	}
	var settled []judged
	for _, s := range standings {
		switch s.Outcome {
		case evidence.Included, evidence.Conflicted:
			settled = append(settled, judged{read[s.Record], true})
		case evidence.Excluded:
			settled = append(settled, judged{read[s.Record], false})
		}
	}
	slices.SortStableFunc(settled, func(a, b judged) int { return cmp.Compare(a.when, b.when) })
	var relevant []bool
	for _, j := range settled {
		relevant = append(relevant, j.relevant)
	}
	history := screen.HistoryOf(len(standings), relevant)
	stop := &Stopping{Records: history.Records, Read: history.Read, Found: len(history.Found), Target: r.Recall, Confidence: r.Confidence}
	if history.Records == 0 {
		stop.Words = "There is nothing to read yet."
		return stop, nil
	}
	if err := history.Check(r.Recall, r.Confidence); err != nil {
		return nil, err
	}
	stop.Promise, stop.Missed = history.Promise(r.Confidence)
	stop.More = history.More(r.Recall, r.Confidence)
	stop.Reached = stop.More == 0 && stop.Found > 0 || history.Read == history.Records
	stop.Words = stop.say()
	return stop, nil
}

func (s *Stopping) say() string {
	switch {
	case s.Read == s.Records:
		return "Everything has been read."
	case s.Found == 0:
		return "Nothing has been let in yet, so nothing can be promised of what is unread."
	case s.Reached:
		return fmt.Sprintf("You may stop: with %s%% confidence at least %s%% of what matters has been found. At most %s may be among those unread.",
			percent(s.Confidence), percent(s.Target), chart.Count(s.Missed, "such record", "such records"))
	}
	return fmt.Sprintf("Not yet: with %s%% confidence at least %s%% of what matters has been found, and the review promises %s%%. %s at least to read, if none of them matters.",
		percent(s.Confidence), percent(s.Promise), percent(s.Target), chart.Count(s.More, "more record", "more records"))
}

// percent rounds a share down, so that no more is claimed than holds.
func percent(share float64) string { return fmt.Sprintf("%.0f", math.Floor(100*share+1e-9)) }
