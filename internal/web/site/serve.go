package site

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"net/http"
	"net/url"
	"runtime/debug"
	"slices"
	"strconv"
	"strings"
	"time"

	"goodmeasure/definition"
)

// liveHeader is what the script sends while somebody is changing a form.
const liveHeader = "X-Live"

// longestLoad is how long a page may take. What is made for several clients goes on when one of them leaves, and ends with
// the last.
const longestLoad = 3 * time.Minute

// serve answers GET for a page: the page itself, one of its downloads, or what the JSON interface gives for it.
func (s *Site) serve(p *compiled, api bool, w http.ResponseWriter, r *http.Request) {
	answer, err := s.answer(p, api, w, r)
	if to := s.signIn(p, api, r, err); to != nil {
		answer, err = to, nil
	}
	if err == nil {
		err = answer.send(w, r)
	}
	if err != nil {
		s.fail(w, r, err)
	}
}

func (s *Site) answer(p *compiled, api bool, w http.ResponseWriter, r *http.Request) (*reply, error) {
	asked, err := s.read(&p.Page, r)
	if err != nil {
		return nil, err
	}
	wanted := deliveryOf(r, api)
	if asked.stale != nil && wanted.isFile() {
		return nil, asked.stale
	}
	if api {
		asked.Path = strings.TrimPrefix(r.URL.Path, apiRoot)
		if p.Path == "/" {
			asked.Path = "/"
		}
	}
	if p.Stages {
		w.Header().Add("Vary", liveHeader)
		asked.First = wanted.format == "" && r.Header.Get(liveHeader) != ""
	}
	asked.notice = s.takeNotice(w, r)
	if p.Private {
		w.Header().Set("Cache-Control", "private, no-store")
		answer, err := s.load(r.Context(), p, asked, wanted)
		if err == nil {
			for _, cookie := range asked.cookies {
				http.SetCookie(w, cookie)
			}
		}
		return answer, err
	}
	w.Header().Set("Cache-Control", "no-cache")
	own := asked.notice != ""
	if wanted.format == "" {
		inserted, err := s.personal(r.Context(), p, asked)
		if err != nil {
			return nil, err
		}
		own = inserted || own
	}
	if own {
		w.Header().Set("Cache-Control", "private, no-store")
		return s.load(r.Context(), p, asked, wanted)
	}
	key := strings.Join([]string{asked.base, asked.Here("pin", asked.state.Get("pin")), wanted.key(), s.now().Format(time.DateOnly)}, "\n")
	if asked.stale != nil {
		key += "\n" + strings.Join(asked.stale.Differs, "\n")
	}
	if held, found := s.cache.get(key); found {
		return held, nil
	}
	if asked.First {
		key += "\nfirst"
	}
	shared, _, err := s.flights.Do(r.Context(), key, func(ctx context.Context) (*reply, error) {
		ctx, cancel := context.WithTimeout(ctx, longestLoad)
		defer cancel()
		defer func() {
			if broken := recover(); broken != nil {
				if errors.Is(ctx.Err(), context.Canceled) { // nobody is left in whose name it would be logged
					s.log.Error("page panicked", "page", p.Path, "reason", fmt.Sprint(broken), "stack", string(debug.Stack()))
				}
				panic(broken)
			}
		}()
		fresh, err := s.load(ctx, p, asked, wanted)
		if err == nil && fresh.status == http.StatusOK && !asked.First {
			s.cache.put(key, fresh)
		}
		return fresh, err
	})
	return shared, err
}

// route answers a program, when there is room for the work.
func (s *Site) route(to Route, w http.ResponseWriter, r *http.Request) {
	r.Body = http.MaxBytesReader(w, r.Body, usualMaxBody)
	leave, err := s.work.light.enter(r.Context())
	if err == nil {
		defer leave()
		w.Header().Set("Cache-Control", "no-cache")
		err = to.Serve(w, r)
	}
	if err != nil {
		s.fail(w, r, err)
	}
}

// SignInPath is where the page stands at which people say who they are, where there is one.
const SignInPath = "/sign-in"

// SignOutPath is where the page stands that lets somebody be another.
const SignOutPath = "/sign-out"

// accountLinks lead who was refused to where they can say who they are, and back; or out, if they are known already, since
// signing in is for those who are not.
func (s *Site) accountLinks(r *http.Request, err error) []Link {
	var refused *Refused
	if !errors.As(err, &refused) || !refused.SignIn || !s.paths[SignInPath] {
		return nil
	}
	who, sole, err := s.who(r)
	switch {
	case err != nil || sole:
		return nil
	case who.ID != 0:
		return []Link{{"Sign out, to sign in as somebody else", SignOutPath}}
	case r.Method != http.MethodGet || isAPI(r.URL.Path) || strings.HasPrefix(r.URL.Path, SignInPath):
		return []Link{{"Sign in", SignInPath}}
	}
	return []Link{{"Sign in", signInFor(r)}}
}

// signInFor is the address at which somebody can sign in, and go on to what they asked for.
func signInFor(r *http.Request) string {
	return SignInPath + "?" + url.Values{"next": {r.URL.RequestURI()}}.Encode()
}

// signIn leads somebody whom nobody knows, and who asked for a page that is not for everybody, to where they can say who
// they are, and back from there. It is nothing for anybody else.
func (s *Site) signIn(p *compiled, api bool, r *http.Request, err error) *reply {
	var refused *Refused
	if !errors.As(err, &refused) || api || r.Method != http.MethodGet || !p.Private || !s.paths[SignInPath] || strings.HasPrefix(p.Path, SignInPath) {
		return nil
	}
	if who, sole, err := s.who(r); err != nil || sole || who.ID != 0 {
		return nil
	}
	return redirect(signInFor(r))
}

// load makes a page, or a download of it, when there is room for the work.
func (s *Site) load(ctx context.Context, p *compiled, asked *Request, wanted delivery) (*reply, error) {
	leave, err := s.work.of(p.Heavy).enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	view, err := p.Load(ctx, asked)
	switch {
	case err != nil:
		return nil, err
	case view.Location != "" && wanted.api:
		return redirect(apiRoot + asked.carriedOn(view.Location)), nil
	case view.Location != "":
		return redirect(asked.carriedOn(view.Location)), nil
	case wanted.format != "":
		return s.deliver(ctx, p, asked, view, wanted)
	}
	return s.page(p, asked, view)
}

func (s *Site) page(p *compiled, asked *Request, view *View) (*reply, error) {
	answer, err := s.execute(p, asked, view, "page")
	if err == nil && view.Wait > 0 {
		answer.header["Retry-After"] = strconv.Itoa(int(view.Wait.Seconds()))
	}
	return answer, err
}

func (s *Site) execute(p *compiled, asked *Request, view *View, shell string) (*reply, error) {
	var out bytes.Buffer
	if err := p.templates.ExecuteTemplate(&out, shell, Body{view, asked, s, p}); err != nil {
		return nil, err
	}
	return made(view.Status, "text/html; charset=utf-8", out.Bytes())
}

// fail answers with an error as people, or programs, can use it.
func (s *Site) fail(w http.ResponseWriter, r *http.Request, err error) {
	if r.Context().Err() != nil {
		return // whoever asked has gone
	}
	f := faultOf(err)
	f.Nearest = slices.Concat(s.accountLinks(r, err), mended(r, err, f.Nearest))
	for _, link := range withoutFault(r, err) {
		if !slices.ContainsFunc(f.Nearest, func(other Link) bool { return other.URL == link.URL }) {
			f.On = append(f.On, link)
		}
	}
	if f.Status >= http.StatusInternalServerError {
		s.log.Error("page failed", "page", r.Pattern, "error", err)
	}
	if f.Wait > 0 {
		w.Header().Set("Retry-After", strconv.Itoa(f.Wait))
	}
	w.Header().Set("Cache-Control", "no-store")
	answer, err := s.faultPage(r, f)
	if err == nil {
		err = answer.send(w, r)
	}
	if err != nil {
		s.log.Error("error page failed", "error", err)
		http.Error(w, f.Title, f.Status)
	}
}

func (s *Site) faultPage(r *http.Request, f fault) (*reply, error) {
	if isAPI(r.URL.Path) || r.URL.Query().Get("format") == "json" {
		text, err := json.Marshal(Problem{"about:blank", f.Title, f.Status, f.Do, f.Nearest})
		if err != nil {
			return nil, err
		}
		return made(f.Status, "application/problem+json", append(text, '\n'))
	}
	f.Nearest = slices.Concat(f.Nearest, f.On)
	asked := &Request{Bench: s.bench, Definition: definition.Default(s.bench.Edition.Indicators), Benchmark: England, Path: r.URL.Path}
	return s.execute(&compiled{Page{Apart: true}, s.shell}, asked, &View{Title: f.Title, Data: f, Status: f.Status}, "fault")
}

// missing answers for every path that no page stands at.
func (s *Site) missing(w http.ResponseWriter, r *http.Request) {
	if r.Method != http.MethodGet && r.Method != http.MethodHead {
		w.Header().Set("Allow", "GET, HEAD")
		s.fail(w, r, errOnlyShows)
		return
	}
	if trimmed := strings.TrimRight(r.URL.Path, "/"); trimmed != "" && trimmed != r.URL.Path && !strings.HasPrefix(trimmed, "//") {
		to := *r.URL
		to.Path, to.RawPath = trimmed, ""
		http.Redirect(w, r, to.RequestURI(), http.StatusPermanentRedirect)
		return
	}
	s.fail(w, r, &NotFound{What: "There is no such page.", Nearest: s.nearestPages(r.URL.Path), Do: "Check the address, or go on from one of these."})
}
