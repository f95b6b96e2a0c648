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
	"syscall"
	"time"

	"goodmeasure/internal/review"
	"goodmeasure/internal/web"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
)

type serveCommand struct {
	Workspace string `help:"Take the figures from this workspace, over the embedded edition, and keep reviews of evidence in it. Reviews are kept in goodmeasure.db otherwise." placeholder:"FILE" type:"path"`
	Database  string `help:"Keep reviews of evidence in this PostgreSQL database, which several servers can share." placeholder:"postgres://USER@HOST/NAME"`
	Log       bool   `help:"Say each request on standard error: the page and the time it took, not what was asked of it."`
	Address   string `help:"Where to listen. Anything but this machine's own addresses opens the pages to others." placeholder:"HOST:PORT" default:"127.0.0.1:8080"`
}

const serveAddress = "127.0.0.1:8080"

// Help says more than the one line of the list.
func (serveCommand) Help() string {
	return `Serves the workbench as web pages to this machine alone, until it is interrupted. When the usual port is taken, it takes another and says so. Reviews of evidence are kept in the workspace, or in goodmeasure.db in the current folder, which is made when the first review begins.

Examples:
  goodmeasure serve
  goodmeasure serve --workspace mine.db
  goodmeasure serve --database postgres://reviews@localhost/evidence
  goodmeasure serve --address 127.0.0.1:9000`
}

func (c *serveCommand) Run(ctx context.Context, t terminal) error {
	bench, err := c.open(ctx)
	if err != nil {
		return err
	}
	room := c.reviews()
	defer room.Close()
	listener, err := c.listen(t)
	if err != nil {
		return err
	}
	defer listener.Close()
	level := slog.LevelError
	if c.Log {
		level = slog.LevelInfo
	}
	public := !isLoopback(listener.Addr())
	pages, err := web.New(bench, site.Options{Log: slog.New(slog.NewTextHandler(t.err, &slog.HandlerOptions{Level: level})), Public: public}, web.Evidence(room)...)
	if err != nil {
		return err
	}
	if public {
		fmt.Fprintln(t.err, "others on the network can open these pages, and see what the workspace holds")
	}
	fmt.Fprintf(t.out, "goodmeasure is at http://%s/ (Ctrl-C ends it)\n", listener.Addr())
	server := &http.Server{Handler: pages.Handler(), ReadHeaderTimeout: 10 * time.Second, ReadTimeout: 5 * time.Minute, WriteTimeout: 5 * time.Minute,
		IdleTimeout: 2 * time.Minute, MaxHeaderBytes: 64 << 10}
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

// usualWorkspace is where reviews are kept unless somebody names another place. The file is made when the first begins.
const usualWorkspace = "goodmeasure.db"

// open takes the figures from the workspace. One that is not there yet has none.
func (c *serveCommand) open(ctx context.Context) (*workbench.Workbench, error) {
	if _, err := os.Stat(c.Workspace); errors.Is(err, fs.ErrNotExist) {
		return workbench.Embedded()
	}
	return source{c.Workspace}.open(ctx)
}

func (c *serveCommand) reviews() *review.Room {
	return review.At(cmp.Or(c.Database, c.Workspace, usualWorkspace), readPDF)
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

func isLoopback(address net.Addr) bool {
	host, _, err := net.SplitHostPort(address.String())
	return err == nil && site.IsLoopback(host)
}
