package web_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
)

// FuzzAddresses asks for anything at all. Whatever it is, no answer is a fault of the server, and none shows what was
// asked as a script.
func FuzzAddresses(f *testing.F) {
	handler := whole(f).Site.Handler()
	for _, seed := range []string{"/search?q=%00", "/search?q=north&d=study-composite&a=leeds,,hull&b=region", "/data/..%2f..%2fetc%2fpasswd", "/data?format=csv&table=authorities",
		"/data?format=xlsx&table=", "/api/v1/data?format=embed", "/api/v1/search?q=x", "/components?show=strip&format=png&figure=strip&size=huge", "/?pin=00000000.00000000&as=zz",
		"/authority/%C3%28", "/authority/hull?b=neighbours&zz=1", "/?d=z1-AAAA", "/?d=rereferral~9.sw_agency--minmax", "//evil.example/", "/data/cl_eet?format=ods&table=observations",
		"/?a=" + strings.Repeat("leeds,", 300), "/?%zz", "/glossary/", "/review/1/screen?stage=full-text&record=1", "/review/1/results?part=all&format=file&file=ris",
		"/library?q=%22care%22%20-home&page=2", "/library/feed?q=x", "/oai?verb=ListRecords&metadataPrefix=oai_dc&from=2024-01-01", "/library/new/issue/1?page=0", "/sign-in?next=//evil.example",
		"/api/v1/review/1/record/1", "/invitation/x", "/define?apply=1&c=sw_agency&w.sw_agency=9", "/join/ABCD", "/<script>alert(1)</script>", "/search?q=<script>alert(1)</script>"} {
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

// FuzzForms sends anything at all to the pages that take forms. No answer is a fault of the server.
func FuzzForms(f *testing.F) {
	v := whole(f)
	handler := v.Site.Handler()
	var paths []string
	for _, page := range v.Site.Pages() {
		if page.Act != nil {
			paths = append(paths, usualPath(page))
		}
	}
	const urlencoded, multiparted = "application/x-www-form-urlencoded", "multipart/form-data; boundary=x"
	for n := range paths {
		f.Add(byte(n), urlencoded, "version=0&record=1&verdict=exclude+subject&stage=full-text&do=invite&email=a%40b.example&role=owner")
		f.Add(byte(n), multiparted, "--x\r\nContent-Disposition: form-data; name=\"file\"; filename=\"a\"\r\n\r\nTY  - JOUR\r\n\r\n--x--\r\n")
	}
	f.Fuzz(func(t *testing.T, which byte, kind, body string) {
		path := paths[int(which)%len(paths)]
		request, err := http.NewRequest(http.MethodPost, "http://127.0.0.1"+path, strings.NewReader(body))
		if err != nil {
			return
		}
		request.Header.Set("Content-Type", kind)
		answer := httptest.NewRecorder()
		handler.ServeHTTP(answer, request)
		if answer.Code >= 500 {
			t.Errorf("%s, %q: status %d: %.300s", path, kind, answer.Code, answer.Body)
		}
	})
}
