package digest

import (
	"context"
	"errors"
	"time"

	"github.com/sourcegraph/conc/panics"
)

// mostLetters is how many mails wait to be sent one by one, and how many of those put off wait to be tried again.
const mostLetters = 100

// posted is a mail that answers somebody, on its way.
type posted struct {
	letter
	asked string // what its address is remembered by
	tries int
	due   time.Time
}

// post sends the mails that answer people, one by one. What the mail server puts off is tried again after each of the
// pauses, and a last time when the office closes; what does not go out can be asked for again at once. Nothing is sent any
// more when the context ends.
func (o *Office) post(ctx context.Context) {
	var later []posted
	for letters := o.letters; letters != nil || len(later) > 0; {
		var wake <-chan time.Time
		next := soonest(later)
		if next >= 0 {
			wake = time.After(time.Until(later[next].due))
		}
		var l posted
		select {
		case sent, open := <-letters:
			if !open {
				letters = nil
				for n := range later {
					later[n].tries, later[n].due = len(o.Pauses), time.Time{}
				}
				continue
			}
			l = sent
		case <-wake:
			l = later[next]
			later = append(later[:next], later[next+1:]...)
		}
		f, err := o.postOne(ctx, l.letter)
		switch {
		case err == nil:
		case f == postponed && l.tries < len(o.Pauses) && len(later) < mostLetters && letters != nil:
			l.due = time.Now().Add(o.Pauses[l.tries])
			l.tries++
			later = append(later, l)
		default:
			o.limits.forget(l.asked)
			if errors.Is(err, context.Canceled) {
				err = errors.New("the program ended first")
			}
			what := "a mail to confirm was not sent"
			if f == unknown {
				what = "a mail to confirm may not have been sent, because the mail server did not answer"
			}
			o.Log.Error(what, "tries", l.tries+1, "error", err) // the address is the asker's own business
		}
	}
}

// soonest is the place of the mail that is due first; -1 where none waits.
func soonest(later []posted) int {
	first := -1
	for n, l := range later {
		if first < 0 || l.due.Before(later[first].due) {
			first = n
		}
	}
	return first
}

func (o *Office) postOne(ctx context.Context, l letter) (f fate, err error) {
	if broken := panics.Try(func() { f, err = o.sendOne(ctx, l) }); broken != nil {
		return refused, broken.AsError() // the pages go on
	}
	return f, err
}

func (o *Office) sendOne(ctx context.Context, l letter) (fate, error) {
	m, err := o.message(l)
	if err != nil {
		return refused, err
	}
	line, err := o.Server.dial(ctx, reaching, 0)
	switch {
	case errors.Is(err, errUnusable):
		return refused, err
	case err != nil:
		return postponed, err
	}
	defer line.close()
	f, _, problem := line.send(m)
	if f == accepted {
		return f, nil
	}
	return f, problem
}
