// Load asks a workbench for its pages, as many clients do for a while, and says how soon they were answered and how much memory the
// server took. It is for those who work on the program:
//
//	go run ./testtools/load -for 10m -clients 4
package main

import (
	"context"
	"encoding/json"
	"flag"
	"fmt"
	"io"
	"os"
	"os/signal"
	"runtime"
	"syscall"
	"time"
)

// plan is what is asked of a server, for how long and by how many.
type plan struct {
	lasts   time.Duration
	clients int
	fresh   float64
	seed    uint64
}

func main() {
	var p plan
	flag.DurationVar(&p.lasts, "for", time.Minute, "how long to ask")
	flag.IntVar(&p.clients, "clients", runtime.NumCPU(), "how many ask at once, each for one page after the other")
	flag.Float64Var(&p.fresh, "fresh", 0.1, "share of pages, from 0 to 1, that are asked for with a definition and a selection that nobody asked for before, so that none is kept; of downloads none is, since not every definition has the same figures")
	flag.Uint64Var(&p.seed, "seed", 1, "of the order in which pages are asked for")
	address := flag.String("address", "", "of a server that runs already, as http://127.0.0.1:8080; its memory is then not known. Otherwise the program is built, started and ended")
	machine := flag.Bool("json", false, "print JSON")
	flag.Parse()
	ctx, stop := signal.NotifyContext(context.Background(), os.Interrupt, syscall.SIGTERM)
	defer stop()
	if err := run(ctx, p, *address, *machine, os.Stdout, os.Stderr); err != nil {
		fmt.Fprintln(os.Stderr, "load:", err)
		os.Exit(1)
	}
}

func run(ctx context.Context, p plan, address string, machine bool, out, progress io.Writer) (err error) {
	if p.clients < 1 || p.lasts <= 0 || p.fresh < 0 || p.fresh > 1 || flag.NArg() > 0 {
		return fmt.Errorf("found %d clients, %s, a share of %g and %q; expected at least one client, a time, a share from 0 to 1, and nothing more", p.clients, p.lasts, p.fresh, flag.Args())
	}
	var s *server
	if address == "" {
		if s, err = start(ctx); err != nil {
			return err
		}
		defer func() {
			if ended := s.end(); err == nil {
				err = ended
			}
		}()
		address = s.address
	}
	pages, err := gather(ctx, address)
	if err != nil {
		return err
	}
	count := 0
	for _, route := range pages.routes {
		count += len(pages.addresses[route])
	}
	fmt.Fprintf(progress, "%d addresses of %d kinds of page\n", count, len(pages.routes))
	r := p.ask(ctx, address, pages, s, progress)
	if machine {
		return json.NewEncoder(out).Encode(r)
	}
	return r.write(out)
}
