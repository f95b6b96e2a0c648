package main

import (
	"context"
	"errors"
	"log/slog"
	"sync"

	"goodmeasure/internal/digest"
)

// weekly is the list of what is new in the library as a server keeps it.
type weekly struct {
	mailing
	Weekly string `help:"Send what is new in the library at this time every week, by this machine's clock." placeholder:"\"Monday 08:00\""`
}

// open gives the office of a workspace, and a function that ends it. With a schedule it sends by it until then.
func (w weekly) open(ctx context.Context, place, publicURL string, log *slog.Logger) (*digest.Office, func() error, error) {
	options := digest.Options{Place: place, Log: log}
	if err := w.fill(&options, publicURL); err != nil {
		return nil, nil, err
	}
	var schedule digest.Schedule
	if w.Weekly != "" {
		var err error
		if schedule, err = digest.ParseSchedule(w.Weekly); err != nil {
			return nil, nil, err
		}
		if options.Server == nil {
			return nil, nil, &usageError{errors.New("--weekly needs a mail server: give --smtp, --from and --public-url")}
		}
	}
	office := digest.New(options)
	ctx, stop := context.WithCancel(ctx)
	var keeping sync.WaitGroup
	if w.Weekly != "" {
		keeping.Go(func() { office.Keep(ctx, schedule) })
	}
	return office, func() error {
		stop()
		keeping.Wait()
		return office.Close()
	}, nil
}
