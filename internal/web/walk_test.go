package web_test

import (
	"bytes"
	"errors"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/http/httptest"
	"net/url"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"goodmeasure/internal/account"
	"goodmeasure/internal/digest"
	"goodmeasure/internal/web"
	doors "goodmeasure/internal/web/account"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/web/visit"
)

// hostile are values that nobody means: none of them, wherever it stands, may make a fault of the server.
var hostile = []string{"", "0", "-1", "99999999999999999999", "NaN", "1e309", "\xff\xfe\x80", "\x00", "<script>alert(1)</script>", "../../etc/passwd",
	"a\r\nSet-Cookie: b=c", strings.Repeat("ü,", 1_100), strings.Repeat("x", 70_000)}

// whole is the site as a program serves it: with a review of made-up works, the library, accounts and the weekly list.
func whole(t testing.TB) *visit.Visit {
	t.Helper()
	place := filepath.Join(t.TempDir(), "whole.db")
	room, office := account.At(place), digest.New(digest.Options{Place: place})
	t.Cleanup(func() { _ = errors.Join(room.Close(), office.Close()) })
	return everything(t, doors.Pages(room, nil, ""), web.Weekly(office))
}

// walker asks a site for what nobody should, without a network between them.
type walker struct {
	testing.TB
	handler http.Handler
	asked   int
}

func (w *walker) ask(method, path string, body []byte, kind string) *httptest.ResponseRecorder {
	w.Helper()
	request, err := http.NewRequest(method, "http://127.0.0.1"+path, bytes.NewReader(body))
	if err != nil {
		w.Fatalf("%s: %v", path, err)
	}
	if kind != "" {
		request.Header.Set("Content-Type", kind)
	}
	answer := httptest.NewRecorder()
	w.handler.ServeHTTP(answer, request)
	w.asked++
	says := answer.Body.String()
	switch {
	case answer.Code >= 500:
		w.Errorf("%s %.200s %.200q: status %d: %.300s", method, path, body, answer.Code, says)
	case strings.Contains(says, "<script>alert") && strings.HasPrefix(answer.Header().Get("Content-Type"), "text/html"):
		w.Errorf("%s %.200s: what was asked is run as a script", method, path)
	case strings.Contains(says, "goroutine "):
		w.Errorf("%s %.200s shows a stack", method, path)
	case answer.Header().Get("Set-Cookie") == "b=c":
		w.Errorf("%s %.200s: a value became a header", method, path)
	}
	return answer
}

var segment = regexp.MustCompile(`\{[^}]*\}`)

// Every parameter of every page, in the pages and the JSON interface, every name in an address and every way to deliver takes any value
// without a fault of the server.
func TestNoAddressIsAFault(t *testing.T) {
	v := whole(t)
	w := &walker{TB: t, handler: v.Site.Handler()}
	for turn, page := range v.Site.Pages() {
		path := usualPath(page)
		for n, value := range hostile {
			if strings.Contains(page.Path, "{") {
				named := segment.ReplaceAllLiteralString(page.Path, strings.ReplaceAll(url.PathEscape(value), "..", "%2e%2e"))
				w.ask("GET", named, nil, "")
				w.ask("GET", "/api/v1"+named, nil, "")
			}
			for at, name := range parameters(page) {
				if at < len(shared) && (turn+at)%len(hostile) != n {
					continue // what all pages read alike meets every value at one page or another
				}
				query := url.Values{name: {value}}
				if name == "figure" || name == "table" || name == "size" {
					query.Set("format", map[string]string{"figure": "svg", "table": "csv", "size": "png"}[name])
				}
				w.ask("GET", path+"?"+query.Encode(), nil, "")
			}
		}
		for _, name := range parameters(page) {
			w.ask("GET", "/api/v1"+path+"?"+url.Values{name: {hostile[1], hostile[6]}}.Encode(), nil, "")
		}
		for _, format := range []string{"csv", "xlsx", "ods", "svg", "png", "embed", "json", "file", "pdf", "exe"} {
			w.ask("GET", path+"?format="+format, nil, "")
		}
	}
	for _, path := range []string{"/library/feed", "/library/help.pdf", "/oai", "/library/new.atom", "/favicon.ico", "/robots.txt", "/assets/site.css", "/api/v1", "/api/v1/openapi.json"} {
		for _, value := range hostile {
			for _, name := range []string{"q", "verb", "resumptionToken", "identifier", "metadataPrefix", "from", "page", value} {
				query := url.Values{name: {value}}.Encode()
				w.ask("GET", path+"?"+query, nil, "")
				w.ask("POST", path, []byte(query), "application/x-www-form-urlencoded")
			}
		}
	}
	t.Logf("%d addresses asked for", w.asked)
}

// usualPath is an address at which a page is there.
func usualPath(page site.Page) string {
	if len(page.Examples) > 0 {
		path, _, _ := strings.Cut(page.Examples[0], "?")
		return path
	}
	return segment.ReplaceAllLiteralString(page.Path, "1")
}

// shared are the names that every page takes, and one that none does.
var shared = []string{"d", "a", "b", "as", "pin", "format", "figure", "table", "file", "size", "nobody"}

// parameters are the names of what a page takes, the shared ones first.
func parameters(page site.Page) []string {
	names := slices.Clone(shared)
	for _, param := range page.Params {
		name := param.Name
		if param.Each {
			name += "sw_agency"
		}
		names = append(names, name)
	}
	return names
}

// Every form of every page takes any value in any field, any file, and what is no form at all, without a fault of the server.
func TestNoFormIsAFault(t *testing.T) {
	v := whole(t)
	w := &walker{TB: t, handler: v.Site.Handler()}
	files := append([]string{"PK\x03\x04 no archive", "%PDF-1.7 no document", "{", "TY  - JOUR\nTI  - ", "name = ["}, hostile...)
	for _, page := range v.Site.Pages() {
		if page.Act == nil {
			continue
		}
		path := usualPath(page)
		w.ask("POST", path, nil, "")
		w.ask("POST", path, []byte("%zz=%&;"), "application/x-www-form-urlencoded")
		w.ask("POST", path, []byte("--x"), "multipart/form-data; boundary=x")
		w.ask("POST", path, []byte("--x"), "multipart/form-data")
		w.ask("POST", path, []byte(strings.Repeat("a=b&", 300_000)), "application/x-www-form-urlencoded")
		for _, form := range v.Get(t, path).All("form") {
			if !strings.EqualFold(visit.Attribute(form, "method"), "post") {
				continue
			}
			action := visit.Attribute(form, "action")
			if action == "" {
				action = path
			}
			fields := fieldsOf(form)
			for _, name := range fields.names {
				for _, value := range hostile {
					sent := fields.with(name, value)
					w.ask("POST", action, []byte(sent.Encode()), "application/x-www-form-urlencoded")
				}
			}
			for _, name := range fields.files {
				for n, content := range files {
					body, kind := sending(t, fields.values, name, hostile[n%len(hostile)], content)
					w.ask("POST", action, body, kind)
				}
			}
		}
	}
	t.Logf("%d forms sent", w.asked)
}

// fields are those of a form, with what stands in them.
type fields struct {
	names, files []string
	values       url.Values
}

func fieldsOf(form *html.Node) fields {
	found := fields{values: url.Values{}}
	for node := range form.Descendants() {
		name := visit.Attribute(node, "name")
		if node.Type != html.ElementNode || name == "" {
			continue
		}
		if visit.Attribute(node, "type") == "file" {
			found.files = append(found.files, name)
			continue
		}
		if !found.values.Has(name) {
			found.names = append(found.names, name)
			found.values.Set(name, visit.Attribute(node, "value"))
		}
	}
	return found
}

func (f fields) with(name, value string) url.Values {
	sent := url.Values{}
	for key, values := range f.values {
		sent[key] = values
	}
	sent.Set(name, value)
	return sent
}

// sending is a form with a file, as a browser sends it.
func sending(t testing.TB, values url.Values, field, name, content string) ([]byte, string) {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	var err error
	for key := range values {
		err = errors.Join(err, form.WriteField(key, values.Get(key)))
	}
	file, fault := form.CreateFormFile(field, name)
	if err = errors.Join(err, fault); err == nil {
		_, err = fmt.Fprint(file, content)
	}
	if err = errors.Join(err, form.Close()); err != nil {
		t.Fatal(err)
	}
	return body.Bytes(), form.FormDataContentType()
}
