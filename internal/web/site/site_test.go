package site_test

import (
	"bufio"
	"bytes"
	"context"
	"errors"
	"io"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/sourcegraph/conc"

	"goodmeasure/chart"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/web/visit"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

// room is a small site: a page with a figure, a form, and faults to order.
func room() site.Group {
	load := func(ctx context.Context, r *site.Request) (*site.View, error) {
		switch r.Query.Get("fault") {
		case "late":
			<-ctx.Done()
			panic("a mistake of the programmer")
		case "panic":
			panic("a mistake of the programmer")
		case "beside":
			var beside conc.WaitGroup
			beside.Go(func() { panic("a mistake of the programmer") })
			beside.Wait()
		case "secret":
			return nil, errors.New("what only the log may know")
		case "moved":
			return &site.View{Location: "/room?one=left"}, nil
		case "elsewhere":
			return &site.View{Location: "https://example.org/room"}, nil
		case "missing":
			return nil, &site.NotFound{What: "There is no <such> thing.", Nearest: []site.Link{{Text: "This one", URL: "/room"}}, Do: "Go there."}
		}
		figure, err := chart.Strip(chart.StripData{Caption: chart.Caption{ID: "strip", Title: "A strip", Source: "made up"}, Measure: chart.Measure{Name: "Something", Unit: "%", Direction: study.HigherIsBetter}, England: study.Missing,
			Values: []chart.StripValue{{Authority: "301", Name: "Barking", Value: 3}, {Authority: "302", Name: "Barnet", Value: 4}}})
		return &site.View{Title: "A room", Data: map[string]string{"to": r.Here("pick", "x"), "whole": r.Absolute("/room")}, Figures: []chart.Figure{figure},
			Files: []site.File{{ID: "note", Name: `no"te` + "\r\n.txt", Type: "text/plain", Write: func(w io.Writer) error { _, err := io.WriteString(w, "noted"); return err }}}}, err
	}
	return site.Group{Templates: fstest.MapFS{"room.html": {Data: []byte(`<p>{{index .Data "to"}}</p><p>{{index .Data "whole"}}</p>{{template "figure" (.Figure "strip")}}<form method="post"><label>Word <input name="word"></label><button>Send</button></form>`)}},
		Pages: []site.Page{{Name: "room", Path: "/room", About: "A room.", Data: map[string]string{}, Load: load, MaxBody: 2000,
			Params: []site.Param{{Name: "fault", About: "what to do wrong"}, {Name: "pick", About: "some", Many: true}, {Name: "long", About: "much", Longest: 2500}, {Name: "one", About: "one of two", OneOf: []string{"left", "right"}}},
			Act: func(_ context.Context, r *site.Request) (site.Outcome, error) {
				if r.Form.Get("word") == "" {
					return site.Outcome{}, &site.BadRequest{What: "No word was given.", Do: "Give one."}
				}
				return site.Outcome{Location: "/room", Notice: "Heard: " + r.Form.Get("word")}, nil
			}}}}
}

// What panics, here or beside, is one answer gone wrong: the log says where, and the next one is as ever.
func TestPanicsAreLoggedWithTheirPlace(t *testing.T) {
	bench, err := workbench.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range []string{"panic", "beside"} {
		var log bytes.Buffer
		made, err := site.New(bench, []site.Group{room()}, site.Options{Log: slog.New(slog.NewTextHandler(&log, nil))})
		if err != nil {
			t.Fatal(err)
		}
		for path, status := range map[string]int{"/room?fault=" + fault: http.StatusInternalServerError, "/room": http.StatusOK} {
			answer := httptest.NewRecorder()
			made.Handler().ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "http://localhost"+path, nil))
			if answer.Code != status {
				t.Errorf("%s: %d", path, answer.Code)
			}
		}
		if !strings.Contains(log.String(), "a mistake of the programmer") || !strings.Contains(log.String(), "site_test.room") {
			t.Errorf("%s: the log does not say where: %.500s", fault, log.String())
		}
	}
}

// Where nobody waits for an answer any more, its panic is in the log all the same.
func TestAPanicThatNobodyWaitsForIsLogged(t *testing.T) {
	bench, err := workbench.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	read, write := io.Pipe()
	defer read.Close()
	made, err := site.New(bench, []site.Group{room()}, site.Options{Log: slog.New(slog.NewTextHandler(write, nil))})
	if err != nil {
		t.Fatal(err)
	}
	ctx, leave := context.WithCancel(t.Context())
	answered := make(chan struct{})
	go func() {
		defer close(answered)
		made.Handler().ServeHTTP(httptest.NewRecorder(), httptest.NewRequestWithContext(ctx, http.MethodGet, "http://localhost/room?fault=late", nil))
	}()
	leave()
	defer time.AfterFunc(10*time.Second, func() { read.Close() }).Stop()
	lines := bufio.NewScanner(read)
	for lines.Scan() && !strings.Contains(lines.Text(), "page panicked") {
	}
	if line := lines.Text(); !strings.Contains(line, "a mistake of the programmer") || !strings.Contains(line, "site_test.room") {
		t.Errorf("the log does not say where: %.500s", line)
	}
	go func() { _, _ = io.Copy(io.Discard, read) }()
	<-answered
}

func TestFaultsAreForPeople(t *testing.T) {
	v := visit.Start(t, room())
	for path, want := range map[string]struct {
		status int
		words  string
	}{
		"/room?fault=missing":                     {404, "There is no <such> thing. Go there. This one"},
		"/room?fault=secret":                      {500, "Something went wrong"},
		"/room?fault=panic":                       {500, "Something went wrong"},
		"/room?fault=beside":                      {500, "Something went wrong"},
		"/room?other=1":                           {400, "This page takes no “other”."},
		"/room?one=up":                            {400, "Give left or right."},
		"/room?one=left&one=right":                {400, "more than once"},
		"/room?a=Atlantis":                        {400, "No authority can be told from “Atlantis”."},
		"/room?b=moon":                            {400, "england, neighbours or region, or name authorities"},
		"/room?d=nonsense":                        {400, "definition in this address cannot be used"},
		"/room?pin=short":                         {400, "pin"},
		"/room?format=doc":                        {400, "There is no format “doc”."},
		"/room?format=svg&figure=x":               {404, "no figure “x”"},
		"/room?format=png":                        {404, "The address names no figure. Give figure as strip"},
		"/room?format=csv":                        {404, "no table"},
		"/room?pick=" + strings.Repeat("x", 2001): {400, "too long"},
		"/room?long=" + strings.Repeat("x", 2501): {400, "at most 2500 characters"},
		"/roon": {404, "/room"},
	} {
		answer := v.Get(t, path)
		if answer.Status != want.status || !strings.Contains(answer.Words(), want.words) {
			t.Errorf("%.60s: %d %q; expected %d and %q", path, answer.Status, answer.Words(), want.status, want.words)
		}
		answer.CheckShape(t)
		if strings.Contains(answer.Text, "log may know") || strings.Contains(answer.Text, "programmer") || strings.Contains(answer.Text, "goroutine") {
			t.Errorf("%s shows what is only for the log", path)
		}
	}
}

// Who asks for the root of the JSON interface gets what describes it.
func TestRootOfTheInterfaceLeadsToItsDescription(t *testing.T) {
	v := visit.Start(t, room())
	for _, path := range []string{"/api/v1", "/api/v1/"} {
		if answer := v.Get(t, path); answer.Status != http.StatusFound || answer.Header.Get("Location") != "/api/v1/openapi.json" {
			t.Errorf("%s: %d to %q", path, answer.Status, answer.Header.Get("Location"))
		}
	}
}

// What would change something where nothing can be changed is told so as other faults are: as a page, or to programs as JSON.
func TestOnlyGetWhereNothingCanBeChanged(t *testing.T) {
	v := visit.Start(t, room())
	for path, kind := range map[string]string{"/nowhere": "text/html; charset=utf-8", "/api/v1/room": "application/problem+json", "/api/v1/nowhere": "application/problem+json"} {
		answer := v.Post(t, path, nil)
		if answer.Status != http.StatusMethodNotAllowed || answer.Header.Get("Allow") != "GET, HEAD" || answer.Header.Get("Content-Type") != kind || !strings.Contains(answer.Text, "Ask for it by GET.") {
			t.Errorf("POST to %s: %d %v %s", path, answer.Status, answer.Header, answer.Text)
		}
	}
}

// A form counts characters, and a line that ends as one: so does what reads it.
func TestLongValuesAreCountedAsFormsDo(t *testing.T) {
	v := visit.Start(t, room())
	for _, path := range []string{"/room?pick=" + strings.Repeat("%C3%A9", 2000), "/room?pick=a" + strings.Repeat("%0D%0A", 1998) + "z", "/room?long=" + strings.Repeat("x", 2500)} {
		if answer := v.Get(t, path); answer.Status != 200 {
			t.Errorf("%.60s: %d %q", path, answer.Status, answer.Words())
		}
	}
}

// Whoever asks with an edition that is not held, or under a host of their own, changes nothing for those who come after.
func TestNobodyElseIsShownAnothersPage(t *testing.T) {
	bench, err := workbench.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for told, want := range map[string]string{"": "http://good.example/room", "https://good.example.org/": "https://good.example.org/room"} {
		made, err := site.New(bench, []site.Group{room()}, site.Options{Public: true, PublicURL: told})
		if err != nil {
			t.Fatal(err)
		}
		get := func(host, path string) string {
			request := httptest.NewRequest(http.MethodGet, path, nil)
			request.Host = host
			if host == "evil.example" {
				request.Header.Set("X-Forwarded-Proto", "https")
			}
			answer := httptest.NewRecorder()
			made.Handler().ServeHTTP(answer, request)
			return answer.Body.String()
		}
		if text := get("evil.example", "/room"); strings.Contains(text, "https://evil") {
			t.Error("a client is believed that there is HTTPS in front")
		}
		get("evil.example", "/room?as=00000000")
		get("evil.example", "/room")
		if text := get("good.example", "/room"); strings.Contains(text, "evil") || strings.Contains(text, "not held here") || !strings.Contains(text, want) {
			t.Errorf("with %q, the page that others get is another’s, or does not say %s", told, want)
		}
		if text := get("good.example", "/room?as=00000000"); !strings.Contains(text, "data that are not held here") {
			t.Error("an edition that is not held is shown as if it were")
		}
	}
}

// A redirect leads to what was asked for: the same download, and the pin and the edition of the link.
func TestRedirectsKeepWhatWasAskedFor(t *testing.T) {
	v := visit.Start(t, room())
	for path, want := range map[string]string{
		"/room?fault=moved&format=csv&figure=strip":           "/room?one=left&figure=strip&format=csv",
		"/room?fault=moved&pin=00000000.11111111&as=00000000": "/room?as=00000000&one=left&pin=00000000.11111111",
		"/room?fault=elsewhere&format=csv":                    "https://example.org/room",
		"/api/v1/room?fault=moved":                            "/api/v1/room?one=left",
	} {
		answer := v.Get(t, path)
		got, errGot := url.Parse(strings.TrimPrefix(answer.Header.Get("Location"), v.URL))
		expected, err := url.Parse(want)
		if err != nil || errGot != nil || got.Path != expected.Path || got.Host != expected.Host || got.Query().Encode() != expected.Query().Encode() {
			t.Errorf("%s leads to %s, expected %s", path, got, want)
		}
	}
}

func TestOneViewHasOneAddress(t *testing.T) {
	v := visit.Start(t, room())
	answer := v.Get(t, "/room?one=left&a=hull&a=leeds,,hull&b=region")
	if want := "/room?a=hull,leeds,,hull&b=region&one=left&pick=x"; !strings.Contains(answer.Words(), want) {
		t.Errorf("%s: expected the address %s", answer.Words(), want)
	}
}

func TestWhatTheClientHasIsNotSentAgain(t *testing.T) {
	v := visit.Start(t, room())
	first := v.Get(t, "/room")
	for tag, status := range map[string]int{first.Header.Get("ETag"): 304, `"other", ` + first.Header.Get("ETag"): 304, "*": 304, `W/"other"`: 200, "": 200} {
		request, err := http.NewRequest(http.MethodGet, v.URL+"/room", nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("If-None-Match", tag)
		if answer := v.Do(t, request); answer.Status != status {
			t.Errorf("If-None-Match %s: %d, expected %d", tag, answer.Status, status)
		}
	}
	for coding, want := range map[string]string{"gzip": "gzip", "br, *": "gzip", "gzip;q=0": "", "identity": "", "br;q=1, gzip;q=0.2": "gzip"} {
		request, err := http.NewRequest(http.MethodGet, v.URL+"/room", nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Accept-Encoding", coding)
		if answer := v.Do(t, request); answer.Header.Get("Content-Encoding") != want {
			t.Errorf("Accept-Encoding %s: answered in %q, expected %q", coding, answer.Header.Get("Content-Encoding"), want)
		}
	}
}

func TestActs(t *testing.T) {
	v := visit.Start(t, room())
	answer := v.Post(t, "/room", url.Values{"word": {"<b>hello"}})
	if answer.Status != 303 || answer.Header.Get("Location") != "/room" {
		t.Fatalf("%d to %q, expected a redirect", answer.Status, answer.Header.Get("Location"))
	}
	request, err := http.NewRequest(http.MethodGet, v.URL+"/room", nil)
	if err != nil {
		t.Fatal(err)
	}
	cookie, _, _ := strings.Cut(answer.Header.Get("Set-Cookie"), ";")
	request.Header.Set("Cookie", cookie)
	if said := v.Do(t, request); !strings.Contains(said.Words(), "Heard: <b>hello") || said.Header.Get("Cache-Control") != "private, no-store" {
		t.Errorf("the notice is not said, or kept: %s", said.Words())
	}
	request.Header.Set("Cookie", cookie+"x")
	if said := v.Do(t, request); strings.Contains(said.Words(), "Heard") {
		t.Error("a notice is said that was not signed here")
	}
	if again := v.Get(t, "/room"); strings.Contains(again.Words(), "Heard") {
		t.Error("a notice is said to somebody else")
	}
	if answer := v.Post(t, "/room", nil); answer.Status != 400 {
		t.Errorf("a form without its word: %d", answer.Status)
	}
	if answer := v.Post(t, "/room", url.Values{"word": {strings.Repeat("x", 3000)}}); answer.Status != 413 {
		t.Errorf("a form that is too large: %d", answer.Status)
	}
	forged, err := http.NewRequest(http.MethodPost, v.URL+"/room", strings.NewReader("word=x"))
	if err != nil {
		t.Fatal(err)
	}
	forged.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	forged.Header.Set("Origin", "https://evil.example")
	if answer := v.Do(t, forged); answer.Status != 403 {
		t.Errorf("a form from another site: %d", answer.Status)
	}
}

func TestDownloadsAndEmbeds(t *testing.T) {
	v := visit.Start(t, room())
	file := v.Get(t, "/room?format=file&file=note")
	if got := file.Header.Get("Content-Disposition"); got != `attachment; filename="no-te--.txt"` || file.Text != "noted" {
		t.Errorf("the file comes as %s: %q", got, file.Text)
	}
	embed := v.Get(t, "/room?format=embed&figure=strip")
	embed.CheckShape(t)
	if policy := embed.Header.Get("Content-Security-Policy"); !strings.Contains(policy, "frame-ancestors *") || len(embed.All("nav")) > 0 {
		t.Errorf("the embed is a whole page, or cannot be framed: %s", policy)
	}
	if policy := v.Get(t, "/room").Header.Get("Content-Security-Policy"); strings.Contains(policy, "unsafe") || !strings.Contains(policy, "frame-ancestors 'none'") {
		t.Errorf("the page has the policy %s", policy)
	}
}

// A page elsewhere that has its own name point at this machine is not answered.
func TestThisMachineAlone(t *testing.T) {
	bench, err := workbench.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for _, public := range []bool{false, true} {
		made, err := site.New(bench, []site.Group{room()}, site.Options{Public: public})
		if err != nil {
			t.Fatal(err)
		}
		for host, want := range map[string]int{"127.0.0.1:8080": 200, "localhost:8080": 200, "[::1]:80": 200, "evil.example": 403, "evil.example:8080": 403, "127.0.0.1.evil.example": 403} {
			if public {
				want = 200
			}
			request := httptest.NewRequest(http.MethodGet, "/room", nil)
			request.Host = host
			answer := httptest.NewRecorder()
			made.Handler().ServeHTTP(answer, request)
			if answer.Code != want {
				t.Errorf("public %t, host %s: %d, expected %d", public, host, answer.Code, want)
			}
		}
	}
}
