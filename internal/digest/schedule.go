package digest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"github.com/sourcegraph/conc/panics"
)

// Schedule is the hour of a day of the week, in the time of the machine.
type Schedule struct {
	Day          time.Weekday
	Hour, Minute int
}

// ParseSchedule reads a day and a time: "Monday 08:00", or "mon 8:00".
func ParseSchedule(text string) (Schedule, error) {
	var s Schedule
	words := strings.Fields(text)
	if len(words) == 2 {
		at, err := time.Parse("15:04", words[1])
		for day := time.Sunday; err == nil && day <= time.Saturday; day++ {
			if name := strings.ToLower(day.String()); strings.ToLower(words[0]) == name || strings.ToLower(words[0]) == name[:3] {
				return Schedule{day, at.Hour(), at.Minute()}, nil
			}
		}
	}
	return s, fmt.Errorf("%q is no day and time of the week: expected one such as \"Monday 08:00\"", text)
}

func (s Schedule) String() string { return fmt.Sprintf("%s %02d:%02d", s.Day, s.Hour, s.Minute) }

// Last is the latest time of the schedule that is not after a time.
func (s Schedule) Last(now time.Time) time.Time {
	days := (int(now.Weekday()) - int(s.Day) + 7) % 7
	at := time.Date(now.Year(), now.Month(), now.Day()-days, s.Hour, s.Minute, 0, 0, now.Location())
	if at.After(now) {
		at = time.Date(now.Year(), now.Month(), now.Day()-days-7, s.Hour, s.Minute, 0, 0, now.Location())
	}
	return at
}

// Next is the first time of the schedule after a time.
func (s Schedule) Next(now time.Time) time.Time {
	last := s.Last(now)
	return time.Date(last.Year(), last.Month(), last.Day()+7, s.Hour, s.Minute, 0, 0, now.Location())
}

// lookAgain is how often the clock is looked at: a machine that slept has missed no more than that.
const lookAgain = time.Minute

// firstAgain is after how long the sending that did not come to its end is tried again, and then after twice as long each time.
const firstAgain = time.Hour

// Keep sends what is new at the times of a schedule until the context ends. What could not be sent is tried again after an
// hour, two, four and so on, up to the next time. What a stopped server left unsent goes out at once, and so does an issue
// whose time passed while no server ran, unless there never was one. An issue holds what was public at its time, so that none is
// made between two of them, however often a server starts.
func (o *Office) Keep(ctx context.Context, s Schedule) {
	due, again := s.Next(o.Now()), firstAgain
	if o.missed(ctx, s) {
		due = o.Now()
	}
	for ctx.Err() == nil {
		if !o.Now().Before(due) {
			done := o.keepOnce(ctx, s)
			now := o.Now()
			due = s.Next(now)
			if sooner := now.Add(again); !done && sooner.Before(due) {
				due, again = sooner, 2*again
			} else {
				again = firstAgain
			}
		}
		select {
		case <-ctx.Done():
		case <-time.After(min(lookAgain, max(due.Sub(o.Now()), time.Millisecond))):
		}
	}
}

func (o *Office) missed(ctx context.Context, s Schedule) bool {
	w, err := o.open(ctx)
	if err != nil {
		return false
	}
	if unfinished, err := w.Unfinished(ctx); err == nil && len(unfinished) > 0 {
		return true
	}
	last, err := w.LastIssue(ctx, 0)
	return err == nil && last.Until.Before(s.Last(o.Now()))
}

// keepOnce sends what is due, and tells whether it came to its end.
func (o *Office) keepOnce(ctx context.Context, s Schedule) (done bool) {
	var sendings []Sending
	var err error
	if broken := panics.Try(func() { sendings, err = o.sendSince(ctx, false, s.Last(o.Now())) }); broken != nil {
		err = broken.AsError() // the pages go on
	}
	for _, s := range sendings {
		o.Log.Info("weekly list", "list", s.List.Name, "issue", s.Issue, "items", s.Items, "sent", s.Sent, "failed", s.Failed, "waiting", s.Waiting, "unknown", s.Unknown)
	}
	if err == nil || IsMissing(err) {
		return true
	}
	if !errors.Is(err, context.Canceled) {
		o.Log.Error("the weekly list was not sent", "error", err)
	}
	return false
}
