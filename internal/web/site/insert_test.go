package site_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"

	"goodmeasure/evidence"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
)

// A page without what another group says on it looks whole. So it comes without only where coming back would not help.
func TestAPageIsThereWithoutAnInsertThatFails(t *testing.T) {
	bench, err := workbench.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for name, c := range map[string]struct {
		says   error
		gone   bool
		status int
		words  string
		log    string
	}{
		"something to say": {nil, false, http.StatusOK, "the page, and more", ""},
		"out of order":     {errors.New("no such table"), false, http.StatusOK, "the page", "no such table"},
		"its own patience": {fmt.Errorf("connecting: %w", context.DeadlineExceeded), false, http.StatusOK, "the page", "connecting"},
		"too much to do":   {fmt.Errorf("reading: %w", &site.Busy{Seconds: 5}), false, http.StatusServiceUnavailable, "too much to do at the moment", "page failed"},
		"out of use":       {fmt.Errorf("opening: %w", evidence.ErrUnready), false, http.StatusServiceUnavailable, "is being brought up to date.", "page failed"},
		"whoever has gone": {context.Canceled, true, http.StatusOK, "", ""}, // nobody is there to be answered
	} {
		ctx, leave := context.WithCancel(t.Context())
		group := site.Group{
			Templates: fstest.MapFS{"lobby.html": {Data: []byte(`<p>the page{{.Insert}}</p>`)}, "more.html": {Data: []byte(`, and {{.Request.Inserted}}`)}},
			Pages: []site.Page{{Name: "lobby", Path: "/lobby", About: "A lobby.", NoAPI: true, Load: func(context.Context, *site.Request) (*site.View, error) {
				return &site.View{Title: "A lobby"}, nil
			}}},
			Inserts: []site.Insert{{Page: "lobby", Template: "more", Load: func(context.Context, *site.Request) (any, error) {
				if c.gone {
					leave()
				}
				return "more", c.says
			}}},
		}
		var log bytes.Buffer
		made, err := site.New(bench, []site.Group{group}, site.Options{Log: slog.New(slog.NewTextHandler(&log, &slog.HandlerOptions{Level: slog.LevelError})),
			Who: func(*http.Request) (evidence.Account, bool, error) { return evidence.Account{}, true, nil }})
		if err != nil {
			t.Fatal(err)
		}
		answer := httptest.NewRecorder()
		made.Handler().ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "http://localhost/lobby", nil).WithContext(ctx))
		leave()
		if answer.Code != c.status || !strings.Contains(answer.Body.String(), c.words) || c.words == "" && answer.Body.Len() > 0 ||
			!strings.Contains(log.String(), c.log) || c.log == "" && log.Len() > 0 {
			t.Errorf("%s: %d %.3000s, and in the log %s", name, answer.Code, answer.Body, log.String())
		}
	}
}
