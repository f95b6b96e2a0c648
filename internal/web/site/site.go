package site

import (
	"fmt"
	"html/template"
	"io/fs"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"resenje.org/singleflight"

	"goodmeasure/evidence"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

// Options are what a site may be told.
type Options struct {
	Log    *slog.Logger     // nil: nothing is logged
	Now    func() time.Time // nil: the clock
	Public bool             // others than this machine are answered, each within limits
	// PublicURL is how others reach the site, without a path. Empty: by the host that each of them asks for.
	PublicURL string
	// Who tells who asks, and whether it is the only user of this machine, who needs no account. Without it a site that
	// is not public is asked by that user, and a public one by nobody known.
	Who func(*http.Request) (who evidence.Account, sole bool, err error)
}

// Site is the pages on one workbench.
type Site struct {
	bench     *workbench.Workbench
	public    bool
	publicURL string
	who       func(*http.Request) (evidence.Account, bool, error)
	pages     []*compiled
	routes    []Route
	paths     map[string]bool
	inserts   map[string]inserted // by the name of the page that they go into
	assets    *assets
	shell     *template.Template
	log       *slog.Logger
	now       func() time.Time
	ends      func() map[string]study.Date
	key       []byte
	cache     *cache
	flights   singleflight.Group[string, *reply]
	work      work
	rates     *rates
}

// mostKept is how many bytes of pages are kept, compressed.
const mostKept = 4 << 20

// compiled is a page with the templates of its group, of which one has its name.
type compiled struct {
	Page
	templates *template.Template
}

// New is a site of groups of pages on a workbench. The error is a mistake in a page or template.
func New(bench *workbench.Workbench, groups []Group, options Options) (*Site, error) {
	s := &Site{bench: bench, paths: map[string]bool{}, inserts: map[string]inserted{}, log: options.Log, now: options.Now, public: options.Public, publicURL: strings.TrimRight(options.PublicURL, "/"), key: newKey(), cache: newCache(mostKept), work: newWork()}
	if s.log == nil {
		s.log = slog.New(slog.DiscardHandler)
	}
	if s.now == nil {
		s.now = time.Now
	}
	if s.who = options.Who; s.who == nil {
		s.who = func(*http.Request) (evidence.Account, bool, error) { return evidence.Account{}, !s.public, nil }
	}
	s.rates = newRates(s.now)
	s.ends = sync.OnceValue(s.newestEnds)
	var err error
	if s.assets, err = readAssets(); err != nil {
		return nil, err
	}
	if s.shell, err = template.New("shell").Funcs(functions).ParseFS(shellFiles, "shell/*.html"); err != nil {
		return nil, fmt.Errorf("reading the shell: %w", err)
	}
	for _, g := range groups {
		if err := s.add(g); err != nil {
			return nil, err
		}
	}
	return s, nil
}

func (s *Site) add(g Group) error {
	templates, err := s.compile(g.Templates)
	if err != nil {
		return err
	}
	s.routes = append(s.routes, g.Routes...)
	if err := s.addInserts(g, templates); err != nil {
		return err
	}
	for _, page := range g.Pages {
		if err := page.check(); err != nil {
			return err
		}
		if s.paths[page.Path] {
			return fmt.Errorf("page %s: another page stands at %s", page.Name, page.Path)
		}
		if err := has(templates, page.Name); err != nil {
			return fmt.Errorf("page %s: %w", page.Name, err)
		}
		s.paths[page.Path] = true
		s.pages = append(s.pages, &compiled{page, templates})
	}
	return nil
}

// compile joins the shell and the templates of a group. One set serves all its pages: a set of each page's own would hold
// all of them as often as there are pages.
func (s *Site) compile(templates fs.FS) (*template.Template, error) {
	made, err := s.shell.Clone()
	if err != nil || templates == nil {
		return made, err
	}
	return made.ParseFS(templates, "*.html")
}

func has(templates *template.Template, name string) error {
	if templates.Lookup(name+".html") == nil {
		return fmt.Errorf("there is no template %s.html", name)
	}
	return nil
}

// Pages are all pages, in the order of their groups.
func (s *Site) Pages() []Page {
	var pages []Page
	for _, p := range s.pages {
		pages = append(pages, p.Page)
	}
	return pages
}

// Handler serves the site.
func (s *Site) Handler() http.Handler {
	mux := http.NewServeMux()
	for _, p := range s.pages {
		mux.HandleFunc("GET "+p.pattern(), func(w http.ResponseWriter, r *http.Request) { s.serve(p, false, w, r) })
		if p.Paper {
			mux.HandleFunc("GET "+p.Path+paperEnding, func(w http.ResponseWriter, r *http.Request) { s.serve(p, false, w, asPaper(r)) })
		}
		if p.Act != nil {
			mux.HandleFunc("POST "+p.pattern(), func(w http.ResponseWriter, r *http.Request) { s.act(p, w, r) })
		}
		if !p.NoAPI {
			mux.HandleFunc("GET "+p.apiPattern(), func(w http.ResponseWriter, r *http.Request) { s.serve(p, true, w, r) })
		}
	}
	for _, route := range s.routes {
		mux.HandleFunc(route.Pattern, func(w http.ResponseWriter, r *http.Request) { s.route(route, w, r) })
	}
	mux.HandleFunc("GET "+openAPIPath, s.serveOpenAPI())
	for _, root := range []string{apiRoot, apiRoot + "/{$}"} {
		mux.Handle("GET "+root, http.RedirectHandler(openAPIPath, http.StatusFound))
	}
	mux.HandleFunc("GET "+assetRoot+"{name}", s.serveAsset)
	mux.HandleFunc("GET /favicon.ico", s.serveIcon)
	mux.HandleFunc("GET /robots.txt", s.serveRobots)
	mux.HandleFunc("/", s.missing)
	return s.guarded(mux)
}
