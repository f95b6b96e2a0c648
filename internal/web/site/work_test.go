package site_test

import (
	"context"
	"fmt"
	"net/http"
	"net/http/httptest"
	"runtime"
	"sync"
	"testing"
	"testing/fstest"

	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
)

// Where all who may work hard at a time do, a form is still given whose sending alone is hard work.
func TestAFormDoesNotWaitBehindHeavyWork(t *testing.T) {
	bench, err := workbench.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	var begun sync.WaitGroup
	end := make(chan struct{})
	group := site.Group{
		Templates: fstest.MapFS{"dig.html": {Data: []byte("dug")}, "form.html": {Data: []byte("the form")}},
		Pages: []site.Page{
			{Name: "dig", Path: "/dig/{n}", About: "Digs.", NoAPI: true, Heavy: true, Load: func(context.Context, *site.Request) (*site.View, error) {
				begun.Done()
				<-end
				return &site.View{Title: "Dug"}, nil
			}},
			{Name: "form", Path: "/form", About: "A form.", NoAPI: true, HeavyAct: true, Load: func(context.Context, *site.Request) (*site.View, error) {
				return &site.View{Title: "A form"}, nil
			}},
		},
	}
	made, err := site.New(bench, []site.Group{group}, site.Options{})
	if err != nil {
		t.Fatal(err)
	}
	ask := func(ctx context.Context, path string) int {
		answer := httptest.NewRecorder()
		made.Handler().ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "http://localhost"+path, nil).WithContext(ctx))
		return answer.Code
	}
	var diggers sync.WaitGroup
	defer diggers.Wait()
	defer close(end)
	begun.Add(runtime.GOMAXPROCS(0))
	for n := range runtime.GOMAXPROCS(0) {
		diggers.Go(func() { ask(t.Context(), fmt.Sprintf("/dig/%d", n)) })
	}
	begun.Wait()
	if status := ask(t.Context(), "/form"); status != http.StatusOK {
		t.Errorf("the form was answered with %d, expected it at once", status)
	}
}
