package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"

	"goodmeasure/internal/web"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
)

// FuzzAddresses asks for anything at all. Whatever it is, no answer is a fault of the server, and none shows what was
// asked as a script.
func FuzzAddresses(f *testing.F) {
	bench, err := workbench.Embedded()
	if err != nil {
		f.Fatal(err)
	}
	made, err := web.New(bench, site.Options{})
	if err != nil {
		f.Fatal(err)
	}
	handler := made.Handler()
	for _, seed := range []string{"/search?q=%00", "/search?q=north&d=study-composite&a=leeds,,hull&b=region", "/data/..%2f..%2fetc%2fpasswd", "/data?format=csv&table=authorities",
		"/data?format=xlsx&table=", "/api/v1/data?format=embed", "/api/v1/search?q=x", "/components?show=strip&format=png&figure=strip&size=huge", "/?pin=00000000.00000000&as=zz",
		"/authority/%C3%28", "/authority/hull?b=neighbours&zz=1", "/?d=z1-AAAA", "/?d=rereferral~9.sw_agency--minmax", "//evil.example/", "/data/cl_eet?format=ods&table=observations",
		"/?a=" + strings.Repeat("leeds,", 300), "/?%zz", "/glossary/", "/<script>alert(1)</script>", "/search?q=<script>alert(1)</script>"} {
		f.Add(seed)
	}
	f.Fuzz(func(t *testing.T, address string) {
		to, err := url.Parse(address)
		if err != nil || to.Host != "" && !strings.HasPrefix(address, "//") || len(address) > 8000 {
			return
		}
		path := to.EscapedPath()
		if !strings.HasPrefix(path, "/") {
			path = "/" + path
		}
		request, err := http.NewRequest(http.MethodGet, "http://127.0.0.1"+path+"?"+to.RawQuery, nil)
		if err != nil {
			return
		}
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, request)
		if answer.Code >= 500 {
			t.Errorf("%q: status %d: %.300s", address, answer.Code, answer.Body)
		}
		if strings.HasPrefix(answer.Header().Get("Content-Type"), "text/html") && strings.Contains(answer.Body.String(), "<script>alert") {
			t.Errorf("%q: what was asked is run as a script", address)
		}
		if location := answer.Header().Get("Location"); strings.HasPrefix(location, "//") || strings.Contains(location, "://") {
			t.Errorf("%q leads away to %q", address, location)
		}
	})
}
