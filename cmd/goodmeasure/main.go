// Command goodmeasure is a workbench for what "good" means in children's social care.
package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"os/signal"
	"strings"
	"syscall"

	"goodmeasure/evidence"
)

func main() {
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	context.AfterFunc(ctx, stop) // a second Ctrl-C ends at once what is still being finished
	code := run(ctx, os.Args[1:], terminal{os.Stdin, os.Stdout, os.Stderr})
	stop()
	os.Exit(code)
}

// terminal is where a command reads and writes.
type terminal struct {
	in       io.Reader
	out, err io.Writer
}

// The exit codes.
const (
	exitDone   = 0
	exitFailed = 1
	exitUsage  = 2

	exitInterrupted = 130 // as shells give to what Ctrl-C ended
)

// run carries out one command line and gives the exit code.
func run(ctx context.Context, args []string, t terminal) int {
	err := dispatch(ctx, args, t)
	var usage *usageError
	var stopped *interrupted
	switch {
	case err == nil:
		return exitDone
	case errors.As(err, &usage):
		fmt.Fprintf(t.err, "goodmeasure: %v\n", err)
		return exitUsage
	case errors.As(err, &stopped), ctx.Err() != nil && errors.Is(err, context.Canceled):
		fmt.Fprintf(t.err, "goodmeasure: %v\n", err)
		return exitInterrupted
	default:
		said := err.Error()
		if errors.Is(err, evidence.ErrNotFound) { // whatever is missing has been named by then
			said = strings.Replace(said, ": "+evidence.ErrNotFound.Error(), "", 1)
		}
		fmt.Fprintf(t.err, "goodmeasure: %s\n", said)
		return exitFailed
	}
}
