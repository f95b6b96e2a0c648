// Package visit is how tests go to pages: as a program that reads HTML, and as a person with a browser.
package visit

import (
	"bytes"
	"compress/gzip"
	"io"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"sync"
	"testing"
	"time"

	"golang.org/x/net/html"

	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
)

// Visit is a site that is served until the test ends.
type Visit struct {
	Site *site.Site
	URL  string // without a slash at the end
}

// embedded is one workbench for all tests of a package: what one of them has computed, the next need not wait for.
var embedded = sync.OnceValues(workbench.Embedded)

// Start serves groups of pages on the embedded edition.
func Start(t testing.TB, groups ...site.Group) *Visit {
	t.Helper()
	bench, err := embedded()
	if err != nil {
		t.Fatal(err)
	}
	return On(t, bench, groups...)
}

// On serves groups of pages on a workbench. The clock stands still.
func On(t testing.TB, bench *workbench.Workbench, groups ...site.Group) *Visit {
	t.Helper()
	return With(t, bench, site.Options{}, groups...)
}

// With serves groups of pages on a workbench with options. The clock stands still.
func With(t testing.TB, bench *workbench.Workbench, options site.Options, groups ...site.Group) *Visit {
	t.Helper()
	options.Now = func() time.Time { return time.Date(2026, 11, 25, 12, 0, 0, 0, time.UTC) }
	made, err := site.New(bench, groups, options)
	if err != nil {
		t.Fatal(err)
	}
	server := httptest.NewServer(made.Handler())
	t.Cleanup(server.Close)
	return &Visit{made, server.URL}
}

// Answer is what came back.
type Answer struct {
	Address string
	Status  int
	Header  http.Header
	Text    string
	Doc     *html.Node // nil where it is not HTML
}

// Get asks for a page and follows no redirect.
func (v *Visit) Get(t testing.TB, path string) Answer {
	t.Helper()
	request, err := http.NewRequest(http.MethodGet, v.URL+path, nil)
	if err != nil {
		t.Fatal(err)
	}
	return v.Do(t, request)
}

// Post sends a form and follows no redirect.
func (v *Visit) Post(t testing.TB, path string, form url.Values) Answer {
	t.Helper()
	request, err := http.NewRequest(http.MethodPost, v.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	return v.Do(t, request)
}

// Do sends any request and follows no redirect.
func (v *Visit) Do(t testing.TB, request *http.Request) Answer {
	t.Helper()
	client := &http.Client{CheckRedirect: func(*http.Request, []*http.Request) error { return http.ErrUseLastResponse }}
	response, err := client.Do(request)
	if err != nil {
		t.Fatal(err)
	}
	defer response.Body.Close()
	text, err := io.ReadAll(response.Body)
	if err != nil {
		t.Fatal(err)
	}
	answer := Answer{Address: request.URL.RequestURI(), Status: response.StatusCode, Header: response.Header, Text: string(text)}
	if strings.HasPrefix(response.Header.Get("Content-Type"), "text/html") {
		if answer.Doc, err = html.ParseWithOptions(bytes.NewReader(text), html.ParseOptionEnableScripting(false)); err != nil { // with what stands in a <noscript>
			t.Fatalf("%s: %v", answer.Address, err)
		}
	}
	return answer
}

// Zipped is how many bytes the answer takes on the way, compressed.
func (a Answer) Zipped() int {
	var out bytes.Buffer
	zip := gzip.NewWriter(&out)
	_, _ = zip.Write([]byte(a.Text)) // a buffer takes everything
	_ = zip.Close()
	return out.Len()
}
