package site

import (
	"context"
	"net/http"
	"net/http/httptest"
	"testing"
	"testing/fstest"
	"time"

	"goodmeasure/chart"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

// Pictures of dots are drawn one after the other, while all else goes on.
func TestPicturesWaitForOneAnother(t *testing.T) {
	bench, err := workbench.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	group := Group{
		Templates: fstest.MapFS{"wall.html": {Data: []byte("a wall")}},
		Pages: []Page{{Name: "wall", Path: "/wall", About: "A wall.", NoAPI: true, Load: func(context.Context, *Request) (*View, error) {
			figure, err := chart.Strip(chart.StripData{Caption: chart.Caption{ID: "picture", Title: "A picture", Source: "made up"}, Measure: chart.Measure{Name: "Something", Unit: "%", Direction: study.HigherIsBetter}, England: study.Missing,
				Values: []chart.StripValue{{Authority: "301", Name: "Barking", Value: 3}, {Authority: "302", Name: "Barnet", Value: 4}}})
			return &View{Title: "A wall", Figures: []chart.Figure{figure}}, err
		}}},
	}
	made, err := New(bench, []Group{group}, Options{})
	if err != nil {
		t.Fatal(err)
	}
	made.work.pictures = make(room, 1)
	ask := func(ctx context.Context, format string) int {
		answer := httptest.NewRecorder()
		made.Handler().ServeHTTP(answer, httptest.NewRequest(http.MethodGet, "http://localhost/wall?figure=picture&format="+format, nil).WithContext(ctx))
		return answer.Body.Len()
	}
	leave, err := made.work.pictures.enter(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	soon, cancel := context.WithTimeout(t.Context(), 200*time.Millisecond)
	defer cancel()
	if ask(soon, "png") > 0 {
		t.Error("a second picture is drawn beside the first")
	}
	if ask(t.Context(), "svg") == 0 {
		t.Error("what is no picture of dots waits for one")
	}
	leave()
	if ask(t.Context(), "png") == 0 {
		t.Error("the room is not given back")
	}
}
