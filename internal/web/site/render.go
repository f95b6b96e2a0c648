package site

import (
	"bytes"
	"net/http"
	"strconv"
	"strings"

	"goodmeasure/definition"
)

// serve answers GET for a page: the page itself or one of its downloads.
func (s *Site) serve(p *compiled, w http.ResponseWriter, r *http.Request) {
	asked, err := s.read(&p.Page, r)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	view, err := p.Load(r.Context(), asked)
	if err != nil {
		s.fail(w, r, err)
		return
	}
	if view.Location != "" {
		http.Redirect(w, r, view.Location, http.StatusSeeOther)
		return
	}
	if format := r.URL.Query().Get("format"); format != "" {
		s.deliver(p, asked, view, w, r, format)
		return
	}
	s.write(p, asked, view, w, r)
}

func (s *Site) write(p *compiled, asked *Request, view *View, w http.ResponseWriter, r *http.Request) {
	var out bytes.Buffer
	if err := p.template.ExecuteTemplate(&out, "page", Body{view, asked, s, p}); err != nil {
		s.fail(w, r, err)
		return
	}
	send(w, view.Status, "text/html; charset=utf-8", out.Bytes())
}

func send(w http.ResponseWriter, status int, kind string, text []byte) {
	if status == 0 {
		status = http.StatusOK
	}
	w.Header().Set("Content-Type", kind)
	w.Header().Set("Content-Length", strconv.Itoa(len(text)))
	w.WriteHeader(status)
	_, _ = w.Write(text) // a client that has gone needs nothing more
}

// fail answers with an error as people, or programs, can use it.
func (s *Site) fail(w http.ResponseWriter, r *http.Request, err error) {
	f := faultOf(err)
	if f.Status >= http.StatusInternalServerError {
		s.log.Error("page failed", "path", r.URL.Path, "error", err)
	}
	if f.Wait > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(f.Wait))
	}
	if strings.HasPrefix(r.URL.Path, apiRoot) || r.URL.Query().Get("format") == "json" {
		writeProblem(w, f)
		return
	}
	view := &View{Title: f.Title, Data: f, Status: f.Status}
	asked := &Request{Bench: s.bench, Definition: definition.Default(s.bench.Edition.Indicators), Benchmark: England, Path: r.URL.Path}
	var out bytes.Buffer
	if err := s.shell.ExecuteTemplate(&out, "fault", Body{view, asked, s, nil}); err != nil {
		s.log.Error("error page failed", "error", err)
		http.Error(w, f.Title, f.Status)
		return
	}
	send(w, f.Status, "text/html; charset=utf-8", out.Bytes())
}

// missing answers for every path that no page stands at.
func (s *Site) missing(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		http.Error(w, "This page only shows things: use GET.", http.StatusMethodNotAllowed)
		return
	}
	s.fail(w, r, &NotFound{What: "There is no such page.", Nearest: []Link{{"Home", "/"}}, Do: "Check the address, or start from one of these."})
}
