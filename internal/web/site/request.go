package site

import (
	"fmt"
	"mime/multipart"
	"net/http"
	"net/url"
	"slices"
	"strings"
	"unicode/utf8"

	"goodmeasure/chart"
	"goodmeasure/definition"
	"goodmeasure/evidence"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

// Request is what is asked of a page, read and checked.
type Request struct {
	Bench       *workbench.Workbench
	Definition  *study.Definition  // d: the definition of good in force
	Authorities []*study.Authority // a: those to pick out
	Benchmark   string             // b: what to compare with
	Group       []study.Authority  // b: the authorities to compare with, where it names some
	Query       url.Values         // the page's own parameters, checked against its Params
	Form        url.Values         // of POST
	Path        string             // of the address
	Who         evidence.Account   // who is signed in
	Sole        bool               // the only user of this machine asks, who needs no account
	Inserted    any                // what another group says on the page to the one who asks
	First       bool               // a form is being changed: what takes long may be left out, marked data-rest and with an id, and is asked for next
	state       url.Values         // d, as, a, b as they stood in the address
	path        func(string) string
	files       *multipart.Form
	notice      string // of the act that led here
	stale       *Stale
	pinned      bool
	lasting     string // the definition as a pinned link states it, once one is made
	base        string // stands before addresses to make them whole
	http        *http.Request
	cookies     []*http.Cookie
}

// The benchmarks: what an authority may be compared with.
const (
	England    = "england"
	Neighbours = "neighbours"
	Region     = "region"
	OwnGroup   = "group" // authorities that are named in its place
)

// Segment is what stands in the address for a name in braces of the page's path.
func (r *Request) Segment(name string) string { return r.path(name) }

// Upload is a file that was sent with a form. It is gone when the request is answered.
type Upload struct {
	Name string // as the sender calls it: not to be trusted as a path
	Size int64
	multipart.File
}

// Upload opens the file of a form's field. The error is a *BadRequest where none was sent.
func (r *Request) Upload(field string) (*Upload, error) {
	if r.files != nil && len(r.files.File[field]) > 0 {
		head := r.files.File[field][0]
		file, err := head.Open()
		if err != nil {
			return nil, err
		}
		return &Upload{head.Filename, head.Size, file}, nil
	}
	return nil, &BadRequest{What: "No file was sent.", Do: "Choose a file, and send the form again."}
}

// Sent tells whether a form came with a file in a field.
func (r *Request) Sent(field string) bool { return r.files != nil && len(r.files.File[field]) > 0 }

// Cookie is what the client keeps under a name, or nothing.
func (r *Request) Cookie(name string) string {
	if cookie, err := r.http.Cookie(name); err == nil {
		return cookie.Value
	}
	return ""
}

// SetCookie has the client keep something. Only Load of a private page may; Act has Outcome.Cookies.
func (r *Request) SetCookie(cookie *http.Cookie) { r.cookies = append(r.cookies, cookie) }

// Client is where the request came from: a number of the network, without the port.
func (r *Request) Client() string { return clientOf(r.http) }

// Secure tells whether the client reached the site by HTTPS, here or at a server in front.
func (r *Request) Secure() bool { return Secure(r.http) }

// Secure tells whether a client reached the site by HTTPS, here or at a server in front. Only a site with a PublicURL has
// one in front; what clients of others say of it was taken out before any page saw it.
func Secure(r *http.Request) bool {
	return r.TLS != nil || r.Header.Get(forwardedProto) == "https"
}

// The names that every page takes: those of the state that links carry on, and those of how to deliver.
var (
	stateNames    = map[string]bool{"d": true, "as": true, "a": true, "b": true, "pin": true}
	deliveryNames = map[string]bool{"format": true, "figure": true, "table": true, "file": true, "size": true}
	stateOrder    = []string{"d", "as", "a", "b"}
)

const (
	longestValue      = 2_000
	longestDefinition = definition.LongestLink
	mostNames         = 400
)

// read reads and checks what is asked of a page.
func (s *Site) read(p *Page, r *http.Request) (*Request, error) {
	query, err := url.ParseQuery(r.URL.RawQuery)
	if err != nil {
		return nil, &BadRequest{What: "The address cannot be read.", Do: "Copy the whole link again."}
	}
	if len(query) > mostNames {
		return nil, &BadRequest{What: "The address asks for too much.", Do: "Copy the whole link again."}
	}
	asked := &Request{Bench: s.bench, Benchmark: England, Query: url.Values{}, Path: r.URL.Path, state: url.Values{}, path: r.PathValue, http: r, base: s.baseOf(r)}
	if p.Private { // other pages are the same for everybody, and are kept
		if asked.Who, asked.Sole, err = s.who(r); err != nil {
			return nil, err
		}
	}
	for _, name := range sortedKeys(query) {
		values := query[name]
		switch {
		case stateNames[name], deliveryNames[name]:
			if len(values) > 1 && name != "a" {
				return nil, twice(name)
			}
			if stateNames[name] && strings.Join(values, "") != "" {
				asked.state[name] = values
			}
		default:
			param, found := p.param(name)
			if !found {
				return nil, s.unknownParam(p, name)
			}
			if asked.Query[name], err = param.values(name, values); err != nil {
				return nil, err
			}
		}
		if limit := p.longest(name); slices.ContainsFunc(values, func(v string) bool { return characters(v) > limit }) {
			return nil, &BadRequest{What: fmt.Sprintf("What the address gives for %q is too long.", name), Do: fmt.Sprintf("Give at most %d characters.", limit), Param: name}
		}
	}
	if err := s.readState(asked); err != nil {
		return nil, err
	}
	return asked, s.readPin(asked)
}

// longest is how many characters a value of a parameter may have.
func (p *Page) longest(name string) int {
	if name == "d" {
		return longestDefinition
	}
	if param, found := p.param(name); found && param.Longest > 0 {
		return param.Longest
	}
	return longestValue
}

// characters counts those of a value as the field of a form does: a line that ends is one.
func characters(value string) int {
	return utf8.RuneCountInString(strings.ReplaceAll(value, "\r\n", "\n"))
}

func (s *Site) readState(asked *Request) error {
	var err error
	if asked.Definition, err = s.definition(asked.state.Get("d")); err != nil {
		return err
	}
	for _, list := range asked.state["a"] {
		for name := range strings.SplitSeq(list, ",") {
			if strings.TrimSpace(name) == "" {
				continue
			}
			found, err := s.authority("a", name)
			if err != nil {
				return err
			}
			if !slices.ContainsFunc(asked.Authorities, func(a *study.Authority) bool { return a.Code == found.Code }) {
				asked.Authorities = append(asked.Authorities, found)
			}
		}
	}
	switch b := asked.state.Get("b"); {
	case b == "":
	case slices.Contains([]string{England, Neighbours, Region}, b):
		asked.Benchmark = b
	default:
		return s.readGroup(asked, b)
	}
	return nil
}

// readGroup reads the authorities to compare with, each once however often and by whatever name it is given.
func (s *Site) readGroup(asked *Request, list string) error {
	var slugs []string
	for name := range strings.SplitSeq(list, ",") {
		if strings.TrimSpace(name) == "" {
			continue
		}
		found, err := s.authority("b", name)
		if err != nil {
			return err
		}
		if slug := found.Slug(); !slices.Contains(slugs, slug) {
			slugs, asked.Group = append(slugs, slug), append(asked.Group, *found)
		}
	}
	if len(slugs) == 0 || len(slugs) > workbench.MostInGroup {
		return &BadRequest{What: fmt.Sprintf("The address names %s to compare with.", chart.Count(len(slugs), "authority", "authorities")), Param: "b",
			Do: fmt.Sprintf("Compare with england, neighbours or region, or with a group of %d to %d authorities, with commas between.", workbench.LeastInGroup, workbench.MostInGroup)}
	}
	asked.Benchmark = OwnGroup
	asked.state["b"] = []string{strings.Join(slugs, ",")}
	return nil
}

func (s *Site) authority(param, name string) (*study.Authority, error) {
	name = strings.TrimSpace(name)
	found, err := s.bench.Places.Find(name)
	if err != nil {
		return nil, &BadRequest{What: NoAuthority(name) + ".", Nearest: AuthorityLinks(err), Do: nameAuthorities[param], Param: param, Value: name}
	}
	return &found, nil
}

// NoAuthority says that a name finds none, as the beginning of a sentence.
func NoAuthority(name string) string {
	return fmt.Sprintf("No authority can be told from “%s”", name)
}

var nameAuthorities = map[string]string{
	"a": "Name authorities as their addresses do, with commas between.",
	"b": "Compare with england, neighbours or region, or name authorities as their addresses do, with commas between.",
}

func (p *Page) param(name string) (Param, bool) {
	at := slices.IndexFunc(p.Params, func(param Param) bool {
		return param.Name == name || param.Each && strings.HasPrefix(name, param.Name)
	})
	if at < 0 {
		return Param{}, false
	}
	return p.Params[at], true
}

// values are those of a parameter, a list between commas taken apart.
func (p Param) values(name string, given []string) ([]string, error) {
	if len(given) > 1 && !p.Many {
		return nil, twice(name)
	}
	var values []string
	for _, text := range given {
		parts := []string{text}
		if p.Many {
			parts = strings.Split(text, ",")
		}
		for _, part := range parts {
			if part = strings.TrimSpace(part); part == "" {
				continue
			}
			if len(p.OneOf) > 0 && !slices.Contains(p.OneOf, part) {
				return nil, &BadRequest{What: fmt.Sprintf("%q is none of what %q may be.", part, p.Name), Do: "Give " + study.OrWords(p.OneOf) + ".", Param: name}
			}
			values = append(values, part)
		}
	}
	return values, nil
}

func twice(name string) error {
	return &BadRequest{What: fmt.Sprintf("The address gives %q more than once.", name), Do: "Give it once.", Param: name}
}

func (s *Site) unknownParam(p *Page, name string) error {
	var names []string
	for _, param := range p.Params {
		names = append(names, param.Name)
	}
	do := "Leave it out."
	if len(names) > 0 {
		do = "This page takes " + study.OrWords(names) + ", and what every page takes."
	}
	return &BadRequest{What: fmt.Sprintf("This page takes no %.40q.", name), Do: do, Param: name}
}
