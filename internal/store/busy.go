package store

import (
	"context"
	"errors"
	"time"

	driver "modernc.org/sqlite"
	codes "modernc.org/sqlite/lib"
)

// How long whoever opens a workspace waits for one who brings it up to date, which may take minutes, and how often it looks.
const (
	patience = 5 * time.Minute
	between  = 200 * time.Millisecond
)

// whenFree does work, and again as long as another process keeps the file to itself.
func whenFree(ctx context.Context, patience time.Duration, work func() error) error {
	ctx, end := context.WithTimeout(ctx, patience)
	defer end()
	for {
		err := work()
		if !isBusy(err) {
			return err
		}
		select {
		case <-ctx.Done():
			return err
		case <-time.After(between):
		}
	}
}

// isBusy tells whether an error says that another process writes to the file.
func isBusy(err error) bool {
	var said *driver.Error
	return errors.As(err, &said) && said.Code()&0xff == codes.SQLITE_BUSY // the rest says more of why
}
