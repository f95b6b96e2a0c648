package review

import (
	"context"
	"errors"
	"slices"

	"goodmeasure/evidence"
	"goodmeasure/internal/store"
)

// Dossier is all that a review has on one record, as far as the person may see it.
type Dossier struct {
	Record evidence.Entry        `json:"record"`
	Found  []evidence.Search     `json:"found"` // the searches of the review, and of the library, that it came from
	Stages []Judged              `json:"stages"`
	Texts  []evidence.Attachment `json:"texts"`
	Card   *evidence.Card        `json:"card,omitempty"`
}

// Judged is what came of a record at a stage.
type Judged struct {
	Stage     evidence.Stage   `json:"stage"`
	Outcome   evidence.Outcome `json:"outcome"`
	Reason    string           `json:"reason,omitempty"` // for leaving it out, in the review's words
	Decisions []Decided        `json:"decisions"`
}

// Dossier gathers what a review has on a record. At full text it tells of those let in alone.
func (d *Desk) Dossier(ctx context.Context, review, record int64) (f Dossier, err error) {
	r, err := d.needMember(ctx, review, record, evidence.Reader, "reading the review")
	if err != nil {
		return f, err
	}
	w := d.workspace()
	f.Stages = []Judged{}
	if f.Record, err = w.FilledRecord(ctx, record, false); err != nil {
		return f, err
	}
	if f.Found, err = w.SearchesOf(ctx, record); err != nil {
		return f, err
	}
	if f.Texts, err = w.Attachments(ctx, record); err != nil {
		return f, err
	}
	others := func(s evidence.Search) bool { return s.Review != review && s.Review != evidence.Library }
	f.Found, f.Texts = append([]evidence.Search{}, slices.DeleteFunc(f.Found, others)...), append([]evidence.Attachment{}, f.Texts...)
	card, err := w.Card(ctx, review, record)
	if err == nil {
		f.Card = &card
	} else if !errors.Is(err, evidence.ErrNotFound) {
		return f, err
	}
	names, err := d.names(ctx)
	if err != nil {
		return f, err
	}
	for _, stage := range evidence.Stages() {
		standings, err := d.coming(ctx, review, stage)
		if err != nil {
			return f, err
		}
		decisions, err := w.Decisions(ctx, review, stage, d.who.ID)
		if err != nil {
			return f, err
		}
		if at, ok := standingOf(standings, record); ok {
			f.Stages = append(f.Stages, judged(r, stage, at, decisions, names))
		}
	}
	return f, nil
}

func standingOf(standings []store.Standing, record int64) (store.Standing, bool) {
	for _, s := range standings {
		if s.Record == record {
			return s, true
		}
	}
	return store.Standing{}, false
}

func judged(r evidence.Review, stage evidence.Stage, s store.Standing, decisions []evidence.Decision, names func(int64) string) Judged {
	j := Judged{Stage: stage, Outcome: s.Outcome, Decisions: []Decided{}}
	for _, reason := range r.Reasons {
		if reason.ID == s.Reason {
			j.Reason = reason.Text
		}
	}
	for _, x := range decisions {
		if x.Record == s.Record {
			j.Decisions = append(j.Decisions, Decided{x, names(x.Account)})
		}
	}
	return j
}

// Own lists the person's standing decisions at a stage, resolutions among them, in the order in which they were made. Each
// can be taken back.
func (d *Desk) Own(ctx context.Context, review int64, stage evidence.Stage) ([]evidence.Decision, error) {
	if _, err := d.Review(ctx, review); err != nil {
		return nil, err
	}
	decisions, err := d.workspace().Decisions(ctx, review, stage, d.who.ID)
	own := []evidence.Decision{}
	for _, x := range decisions {
		if x.Account == d.who.ID {
			own = append(own, x)
		}
	}
	return own, err
}
