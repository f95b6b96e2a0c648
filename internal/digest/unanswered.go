package digest

import (
	"context"
	"time"

	"goodmeasure/evidence"
	"goodmeasure/internal/store"
)

// abandoned is how long a mail has to have been with the mail server for nobody to be sending it any more.
const abandoned = time.Hour

// unanswered tells of the issues of which a mail may have gone out and nobody knows.
func (o *Office) unanswered(ctx context.Context, w *store.Workspace) ([]Sending, error) {
	issues, err := w.Unanswered(ctx)
	if err != nil {
		return nil, err
	}
	left := []Sending{}
	for _, i := range issues {
		e, err := o.Issue(ctx, i.ID)
		if err != nil {
			return nil, err
		}
		s := Sending{List: e.List, Issue: i.ID, Items: len(e.Issue.Items)}
		if err := s.count(ctx, w); err != nil {
			return nil, err
		}
		left = append(left, s)
	}
	return left, nil
}

// release lets mails be sent again that may have gone out, and that nobody has been sending for a while.
func (o *Office) release(ctx context.Context, w *store.Workspace) error {
	issues, err := w.Unanswered(ctx)
	if err != nil {
		return err
	}
	for _, i := range issues {
		deliveries, err := w.Deliveries(ctx, i.ID)
		if err != nil {
			return err
		}
		for _, d := range deliveries {
			if d.State == evidence.Sending && o.Now().Sub(d.Changed) > abandoned {
				if err := w.Delivered(ctx, d, evidence.Pending, d.Problem); err != nil {
					return err
				}
			}
		}
	}
	return nil
}
