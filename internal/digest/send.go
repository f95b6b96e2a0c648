package digest

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"slices"
	"time"

	"goodmeasure/evidence"
	"goodmeasure/internal/store"
)

// mostAttempts is how often a mail is tried, in all, before it has failed.
const mostAttempts = 24

// Sending is what came of an issue.
type Sending struct {
	List     List      `json:"list"`
	Issue    int64     `json:"issue,omitempty"` // 0: nothing was new
	Items    int       `json:"items"`
	Sent     int       `json:"sent"`
	Failed   int       `json:"failed"`
	Waiting  int       `json:"waiting"` // to be tried again
	Unknown  int       `json:"unknown"` // may have gone out, and are not sent again unless somebody says so
	Problems []Problem `json:"problems"`
	Never    string    `json:"never,omitempty"` // why nothing can be found: no document has what the search is for
	stopped  error     // why what waits was not sent
}

// Problem is a mail that did not go out, or may not have.
type Problem struct {
	Email    string                 `json:"email"`
	State    evidence.DeliveryState `json:"state"`
	Attempts int                    `json:"attempts"`
	Problem  string                 `json:"problem"`
}

// Send makes the issue of each list that has something new, and hands it to the mail server for each subscriber; what
// waited from earlier issues goes first. Mails that may have gone out when the program was stopped are sent again only if
// resend says so; those of earlier issues are told of first, however far this comes. The error says why what waits was not
// sent; what was, stays so.
func (o *Office) Send(ctx context.Context, resend bool) ([]Sending, error) {
	return o.sendSince(ctx, resend, time.Time{})
}

// sendSince is Send of what was new at a time: what became public later is for the next issue, and so is all of a list of
// which an issue was made then or later. A time of zero is now.
func (o *Office) sendSince(ctx context.Context, resend bool, due time.Time) ([]Sending, error) {
	if !o.Mails() {
		return nil, errors.New("nothing can be sent without a mail server and the address of the pages: give --smtp, --from and --public-url")
	}
	w, err := o.open(ctx)
	if err != nil {
		return nil, err
	}
	if resend {
		if err := o.release(ctx, w); err != nil {
			return nil, err
		}
	}
	left, err := o.unanswered(ctx, w)
	if err != nil {
		return nil, err
	}
	sendings, err := o.sendAll(ctx, w, due)
	left = slices.DeleteFunc(left, func(before Sending) bool {
		return slices.ContainsFunc(sendings, func(s Sending) bool { return s.Issue == before.Issue })
	})
	return append(left, sendings...), err
}

func (o *Office) sendAll(ctx context.Context, w *store.Workspace, due time.Time) (sendings []Sending, err error) {
	unfinished, err := w.Unfinished(ctx)
	if err != nil {
		return nil, err
	}
	var problems []error
	for _, i := range unfinished {
		sent, err := o.deliver(ctx, w, i.ID)
		if err != nil {
			return sendings, err
		}
		sendings, problems = append(sendings, sent), append(problems, sent.stopped)
	}
	if errors.Join(problems...) != nil {
		return sendings, errors.Join(problems...) // a new issue would fare no better
	}
	lists, err := w.Lists(ctx)
	if err != nil {
		return sendings, err
	}
	for _, search := range append([]int64{0}, lists...) {
		last, err := w.LastIssue(ctx, search)
		switch {
		case err == nil && !due.IsZero() && !last.Until.Before(due):
			continue
		case err != nil && !errors.Is(err, evidence.ErrNotFound):
			return sendings, err
		}
		until := due
		if due.IsZero() {
			until = o.Now()
		}
		d, err := o.Make(ctx, search, until)
		if errors.Is(err, store.ErrNothingNew) {
			sendings = append(sendings, Sending{List: d.List, Never: d.Never, Problems: []Problem{}})
			continue
		}
		if err != nil {
			return sendings, err
		}
		sent, err := o.deliver(ctx, w, d.Issue.ID)
		if err != nil {
			return sendings, err
		}
		if sendings = append(sendings, sent); sent.stopped != nil {
			return sendings, sent.stopped
		}
	}
	return sendings, nil
}

// Make makes the issue of a list of what is new at a time, and lays out a mail for each of its subscribers. Where nothing is new there is none, and
// the error is store.ErrNothingNew. When another process has just made it, that one is given.
func (o *Office) Make(ctx context.Context, search int64, until time.Time) (Draft, error) {
	d, err := o.compose(ctx, search, until)
	if err != nil {
		return d, err
	}
	w, err := o.open(ctx)
	if err != nil {
		return d, err
	}
	made, err := w.AddIssue(ctx, d.Issue)
	if errors.Is(err, store.ErrStale) {
		made, err = w.LastIssue(ctx, search)
	}
	d.Issue = made
	return d, err
}

// deliver sends an issue to those who wait for it. The error is the store's; why the sending stopped stands in the result.
func (o *Office) deliver(ctx context.Context, w *store.Workspace, number int64) (Sending, error) {
	e, err := o.Issue(ctx, number)
	if err != nil {
		return Sending{}, err
	}
	d := Draft{List: e.List, Issue: e.Issue}
	result := Sending{List: e.List, Issue: number, Items: len(e.Issue.Items)}
	for try := 0; ; try++ {
		result.stopped = o.round(ctx, w, d, time.Now())
		if err := result.count(context.WithoutCancel(ctx), w); err != nil {
			return result, err
		}
		if result.Waiting == 0 || try == len(o.Pauses) || ctx.Err() != nil || errors.Is(result.stopped, errImpossible) || errors.Is(result.stopped, errUnusable) {
			break
		}
		select {
		case <-ctx.Done():
		case <-time.After(o.Pauses[try]):
		}
	}
	if result.Waiting == 0 {
		result.stopped = nil
	} else if result.stopped == nil {
		result.stopped = fmt.Errorf("%s of issue %d could not be sent yet, because the mail server put off what it was given or was too slow to take it; run this again later", counted(result.Waiting, "mail", "mails"), number)
	}
	return result, nil
}

var errImpossible = errors.New("the mail server takes nothing from this sender")

// round hands every mail over that has waited since before it began. The error is why it stopped before the last.
func (o *Office) round(ctx context.Context, w *store.Workspace, d Draft, began time.Time) error {
	var line *connection
	defer func() { line.close() }()
	for {
		if ctx.Err() != nil {
			return ctx.Err()
		}
		if line == nil { // before a mail is taken, so that none is taken in vain
			if waits, err := o.waits(ctx, w, d.Issue.ID); err != nil || !waits {
				return err
			}
			var err error
			if line, err = o.Server.dial(ctx, cmp.Or(o.Server.Patience, patience), cmp.Or(o.Server.Grace, ending)); err != nil {
				return err
			}
		}
		delivery, err := w.NextDelivery(ctx, d.Issue.ID, began)
		if errors.Is(err, evidence.ErrNotFound) {
			return nil
		}
		if err != nil {
			return err
		}
		broken, err := o.hand(context.WithoutCancel(ctx), w, line, d, delivery)
		if err != nil {
			return err
		}
		if broken {
			line.close()
			line = nil
		}
	}
}

func (o *Office) waits(ctx context.Context, w *store.Workspace, issue int64) (bool, error) {
	unfinished, err := w.Unfinished(ctx)
	for _, i := range unfinished {
		if i.ID == issue {
			return true, err
		}
	}
	return false, err
}

// hand hands one mail over, and takes down what came of it.
func (o *Office) hand(ctx context.Context, w *store.Workspace, line *connection, d Draft, to evidence.Delivery) (broken bool, err error) {
	l, err := o.issueLetter(d, to.Subscriber)
	if err != nil {
		return false, errors.Join(err, w.Delivered(ctx, to, evidence.Pending, err.Error()))
	}
	m, err := o.message(l)
	if err != nil { // the address: the rest is our own
		return false, w.Delivered(ctx, to, evidence.Failed, err.Error())
	}
	f, broken, problem := line.send(m)
	text := ""
	if problem != nil {
		text = plain(problem.Error(), 500)
	}
	switch f {
	case accepted:
		return broken, w.Delivered(ctx, to, evidence.Sent, "")
	case refused:
		return broken, w.Delivered(ctx, to, evidence.Failed, text)
	case unknown:
		return broken, w.Delivered(ctx, to, evidence.Sending, text)
	case impossible:
		return broken, errors.Join(w.Delivered(ctx, to, evidence.Pending, text), fmt.Errorf("%w, %s: %s", errImpossible, o.Server.From.Address, text))
	}
	if to.Attempts >= mostAttempts {
		return broken, w.Delivered(ctx, to, evidence.Failed, fmt.Sprintf("given up after %d tries: %s", to.Attempts, text))
	}
	return broken, w.Delivered(ctx, to, evidence.Pending, text)
}

// Words says what came of it in a sentence.
func (s Sending) Words() string {
	switch {
	case s.Issue == 0 && s.Never != "":
		return s.List.Name + ": " + s.Never + ". Nothing was sent."
	case s.Issue == 0:
		return s.List.Name + ": nothing is new, and nothing was sent."
	}
	said := fmt.Sprintf("%s, issue %d with %s: sent to %s", s.List.Name, s.Issue, counted(s.Items, "work", "works"), counted(s.Sent, "reader", "readers"))
	for _, other := range []struct {
		count int
		words string
	}{{s.Failed, "failed"}, {s.Waiting, "to be tried again"}, {s.Unknown, "that may have gone out"}} {
		if other.count > 0 {
			said += fmt.Sprintf(", %d %s", other.count, other.words)
		}
	}
	return said + "."
}

// count reads how far the sending of an issue has come.
func (s *Sending) count(ctx context.Context, w *store.Workspace) error {
	deliveries, err := w.Deliveries(ctx, s.Issue)
	s.Sent, s.Failed, s.Waiting, s.Unknown, s.Problems = 0, 0, 0, 0, []Problem{}
	for _, d := range deliveries {
		switch {
		case d.State == evidence.Sent:
			s.Sent++
			continue
		case d.State == evidence.Failed:
			s.Failed++
		case !d.Subscriber.Ended.IsZero():
			continue // nothing goes to them any more
		case d.State == evidence.Sending:
			s.Unknown++
		default:
			s.Waiting++
		}
		if d.Problem == "" && d.State == evidence.Sending {
			d.Problem = "the program was stopped before the mail server had answered, or sends it at this moment"
		}
		s.Problems = append(s.Problems, Problem{d.Subscriber.Email, d.State, d.Attempts, d.Problem})
	}
	return err
}
