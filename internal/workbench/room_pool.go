package workbench

import (
	"fmt"
	"math"
	"slices"

	"goodmeasure/chart"
	"goodmeasure/definition"
	"goodmeasure/study"
)

// Pooled is what a room says together, as far as it is shown: nothing before three have spoken, and between any two showings that
// differ at least three voices do, so that no difference is what one of them said.
type Pooled struct {
	Code       string            `json:"code"`
	Voices     int               `json:"voices"`  // that have spoken
	Shown      int               `json:"shown"`   // those whose answers, as they were at the last showing, make up the measures
	Waiting    int               `json:"waiting"` // those that are new or have changed since
	Needed     int               `json:"needed"`  // new answers that these wait for
	Measures   []PooledMeasure   `json:"measures"`
	Definition *study.Definition `json:"definition,omitempty"` // weights are the means; nil as long as nothing counts
}

// PooledMeasure is how much a measure counts to a room, from 0 to 5: the mean, and between which numbers the middle half of
// the voices lies.
type PooledMeasure struct {
	Indicator string       `json:"indicator"`
	Name      string       `json:"name"`
	Mean      study.Number `json:"mean"`
	Low50     int          `json:"low50"`
	High50    int          `json:"high50"`
	Least     int          `json:"least"`
	Most      int          `json:"most"`
}

// Pool adds up what a room shows. It does not depend on the order in which the voices spoke that are shown together.
func (w *Workbench) Pool(r *Rooms, code string) (*Pooled, error) {
	r.mutex.Lock()
	one, code, err := r.find(code)
	if err != nil {
		r.mutex.Unlock()
		return nil, err
	}
	stated, shown := one.stated, one.shown
	p := &Pooled{Code: code, Voices: len(one.voices), Shown: len(shown), Waiting: one.waiting, Needed: one.needed, Measures: []PooledMeasure{}}
	r.mutex.Unlock()
	if p.Shown == 0 {
		return p, nil
	}
	by := make([][]int, len(stated.Indicators))
	for _, says := range shown {
		for k, n := range ofFigures(says) {
			by[k] = append(by[k], n)
		}
	}
	draft := Draft{Name: "What room " + code + " said", Whose: voicesWords(p.Shown), Because: "Weights are the means of what each voice gave, from 0 to 5."}
	for k, c := range stated.Indicators {
		slices.Sort(by[k])
		sum, last := 0, len(by[k])-1
		for _, n := range by[k] {
			sum += n
		}
		mean := study.Number(math.Round(100*float64(sum)/float64(p.Shown)) / 100)
		p.Measures = append(p.Measures, PooledMeasure{c.ID, w.indicatorName(c.ID), mean, by[k][last/4], by[k][last-last/4], by[k][0], by[k][last]})
		draft.Choices = append(draft.Choices, DraftChoice{ID: c.ID, Counts: true, Importance: mean})
	}
	if made, faults := w.Redraft(stated, draft); len(faults) == 0 {
		p.Definition = made
	}
	return p, nil
}

func voicesWords(n int) string {
	if n == 1 {
		return "1 voice of a meeting"
	}
	return fmt.Sprintf("%d voices of a meeting", n)
}

// PooledLink is the link of what the room says; empty as long as nothing counts.
func (w *Workbench) PooledLink(p *Pooled) string {
	if p.Definition == nil {
		return ""
	}
	return definition.Link(p.Definition, w.Edition.Indicators)
}

// AnswersWords say how many have answered.
func (p *Pooled) AnswersWords() string {
	if p.Voices == 0 {
		return "Nobody has answered yet."
	}
	return chart.Count(p.Voices, "answer", "answers") + " so far."
}

// ChangesWords say when a showing changes, and what becomes of the answers that it leaves out.
const ChangesWords = "It begins with three answers. It changes only when at least three answers differ from the screen before it, and from any other earlier screen three at least or none. Until then answers wait, and what waits at the end stays out."

// ChangesWords are the same, as a page asks for them.
func (*Pooled) ChangesWords() string { return ChangesWords }

// WaitingWords say how many answers are not shown yet, and what they wait for; empty if none.
func (p *Pooled) WaitingWords() string {
	var waiting string
	switch {
	case p.Waiting == 0:
		return ""
	case p.Shown == 0:
		waiting = chart.Count(p.Waiting, "answer is waiting, and shows", "answers are waiting, and show")
	default:
		waiting = chart.Count(p.Waiting, "new or changed answer is waiting, and shows", "new or changed answers are waiting, and show")
	}
	more := "two more people have answered."
	if p.Needed == 1 {
		more = "one more person has answered."
	}
	return waiting + " when " + more + " If the meeting ends before that, what is waiting stays out."
}
