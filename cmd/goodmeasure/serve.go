package main

import (
	"cmp"
	"context"
	"errors"
	"fmt"
	"io/fs"
	"log/slog"
	"net"
	"net/http"
	"os"
	"runtime/debug"
	"syscall"
	"time"

	"github.com/sourcegraph/conc/panics"

	"goodmeasure/internal/account"
	"goodmeasure/internal/library"
	"goodmeasure/internal/review"
	"goodmeasure/internal/web"
	doors "goodmeasure/internal/web/account"
	stacks "goodmeasure/internal/web/library"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
)

type serveCommand struct {
	source
	people
	weekly
	Log     bool   `help:"Say each request on standard error: the page and the time it took, not what was asked of it."`
	Address string `help:"Where to listen. Anything but this machine's own addresses opens the pages to others." placeholder:"HOST:PORT" default:"127.0.0.1:8080"`
}

const serveAddress = "127.0.0.1:8080"

// Help says more than the one line of the list.
func (serveCommand) Help() string {
	return `Serves the workbench as web pages to this machine alone, until it is interrupted. When the usual port is taken, it takes another and says so.

What people keep, such as the library, reviews and accounts, stands in the workspace or database, or in goodmeasure.db in the current folder, which is made when something is first kept. While it holds no accounts it belongs to whoever sits at this machine. With accounts, people sign in. Others on the network see what is public, and what their account lets them. Several servers can share one database.

Examples:
  goodmeasure serve
  goodmeasure serve --workspace mine.db
  goodmeasure serve --database postgres://gm@localhost/goodmeasure --public-url https://good.example.org
  goodmeasure serve --address 127.0.0.1:9000`
}

// Validate is for kong.
func (c serveCommand) Validate() error { return errors.Join(c.source.Validate(), c.people.Validate()) }

// usualWorkspace is where things are kept unless somebody names another place.
const usualWorkspace = "goodmeasure.db"

// open takes the figures from the workspace. One that is not there yet has none.
func (c *serveCommand) open(ctx context.Context, t terminal) (*workbench.Workbench, error) {
	if _, err := os.Stat(c.Workspace); c.Database == "" && c.Workspace != "" && errors.Is(err, fs.ErrNotExist) {
		fmt.Fprintf(t.err, "%s is not there: it is made when something is first kept in it\n", c.Workspace)
		return workbench.Embedded()
	}
	if place := cmp.Or(c.Database, c.Workspace); place != "" {
		if err := workbench.Renew(ctx, place); err != nil { // its pages keep things there
			return nil, err
		}
	}
	bench, err := c.source.open(ctx)
	if c.Database != "" && errors.Is(err, fs.ErrNotExist) {
		return workbench.Embedded()
	}
	return bench, err
}

func (c *serveCommand) Run(ctx context.Context, t terminal) (err error) {
	bench, err := c.open(ctx, t)
	if err != nil {
		return err
	}
	provider, err := c.provider()
	if err != nil {
		return err
	}
	where := cmp.Or(c.Database, c.Workspace, usualWorkspace)
	room, reviews, shelf := account.At(where), review.At(where, readPDF), library.At(where)
	defer func() { err = errors.Join(err, room.Close(), reviews.Close(), shelf.Close()) }()
	listener, err := c.listen(t)
	if err != nil {
		return err
	}
	defer listener.Close()
	level := slog.LevelWarn
	if c.Log {
		level = slog.LevelInfo
	}
	log := slog.New(slog.NewTextHandler(t.err, &slog.HandlerOptions{Level: level}))
	if provider != nil {
		provider.Log = log
	}
	office, closeOffice, err := c.weekly.open(ctx, where, c.PublicURL, log)
	if err != nil {
		return err
	}
	defer func() { err = errors.Join(err, closeOffice()) }()
	local := isLoopback(listener.Addr())
	public := !local || c.PublicURL != ""
	pages, err := web.New(bench, site.Options{Log: log, Public: public, PublicURL: c.PublicURL, Who: doors.Who(room, public)},
		append(web.Evidence(reviews, shelf, stacks.Options{Address: c.PublicURL, Mails: office.Mails()}), doors.Pages(room, provider, c.PublicURL), web.Weekly(office))...)
	if err != nil {
		return err
	}
	if public {
		if err := c.warn(ctx, t, room); err != nil {
			return err
		}
	}
	handler := pages.Handler()
	if local && public {
		handler = c.inFront(handler)
	}
	fmt.Fprintf(t.out, "goodmeasure is at http://%s/ (Ctrl-C ends it)\n", listener.Addr())
	spare()
	go func() {
		var err error
		if broken := panics.Try(func() { err = bench.Warm(ctx) }); broken != nil {
			err = broken.AsError()
		}
		if err != nil && ctx.Err() == nil {
			log.Warn("nothing could be computed ahead", "reason", err)
		}
	}()
	requests, cut := context.WithCancel(context.Background()) // and not of this one: nobody waits patiently for a page
	defer cut()
	server := &http.Server{Handler: handler, ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 5 * time.Minute, WriteTimeout: 5 * time.Minute,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10, BaseContext: func(net.Listener) context.Context { return requests }}
	ended := make(chan error, 1)
	go func() { ended <- server.Serve(listener) }()
	select {
	case err := <-ended:
		return err
	case <-ctx.Done():
	}
	drain, cancel := context.WithTimeout(context.WithoutCancel(ctx), 10*time.Second)
	defer cancel()
	if err := server.Shutdown(drain); err != nil {
		return fmt.Errorf("ending: some answers were cut short: %w", err)
	}
	return nil
}

// listen takes the address asked for. Where that is the usual one and taken, any free port will do.
func (c *serveCommand) listen(t terminal) (net.Listener, error) {
	listener, err := net.Listen("tcp", c.Address)
	if err == nil {
		return listener, nil
	}
	if !errors.Is(err, syscall.EADDRINUSE) {
		return nil, fmt.Errorf("listening at %s: %w; give --address HOST:PORT, for example %s", c.Address, err, serveAddress)
	}
	if c.Address != serveAddress {
		return nil, fmt.Errorf("listening at %s: another program has this port; give another with --address, or port 0 for any that is free", c.Address)
	}
	fmt.Fprintf(t.err, "%s is taken by another program: taking a free port instead\n", c.Address)
	return net.Listen("tcp", "127.0.0.1:0")
}

// spare has memory given back sooner than programs that soon end do, unless the environment says how much there may be.
func spare() {
	if os.Getenv("GOMEMLIMIT") == "" && os.Getenv("GOGC") == "" {
		debug.SetGCPercent(40)
		debug.SetMemoryLimit(54 << 20)
	}
}

func isLoopback(address net.Addr) bool {
	host, _, err := net.SplitHostPort(address.String())
	return err == nil && site.IsLoopback(host)
}
