package web_test

import (
	"bytes"
	"context"
	"errors"
	"fmt"
	"mime/multipart"
	"net/http"
	"net/url"
	"path/filepath"
	"slices"
	"strings"
	"testing"

	"goodmeasure/fulltext"
	"goodmeasure/internal/library"
	"goodmeasure/internal/review"
	"goodmeasure/internal/web"
	stacks "goodmeasure/internal/web/library"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/web/visit"
)

// everything is the site with all its pages, and more where they are given, and a review of made-up works that has come as
// far as its results.
func everything(t testing.TB, more ...site.Group) *visit.Visit {
	t.Helper()
	place := filepath.Join(t.TempDir(), "pictures.db")
	room := review.At(place, func(_ context.Context, content []byte) ([]fulltext.Page, error) {
		return []fulltext.Page{{Number: 1, Text: string(content)}}, nil
	})
	shelf := library.At(place)
	t.Cleanup(func() { _ = errors.Join(room.Close(), shelf.Close()) })
	v := visit.Start(t, slices.Concat(web.Groups(), web.Evidence(room, shelf, stacks.Options{}), more)...)
	send := func(path, fields string) {
		t.Helper()
		form, err := url.ParseQuery(fields)
		if err != nil {
			t.Fatal(err)
		}
		if answer := v.Post(t, path, form); answer.Status >= 400 {
			t.Fatalf("%s: %d: %.300s", path, answer.Status, answer.Words())
		}
	}
	send("/reviews", "title=What helps children in care to settle&question=What helps children in care to settle?")
	send("/review/1/terms", "title=What helps children in care to settle&question=What helps children in care to settle in one home?&includes=About children in care%0AReports what happened to them"+
		"&excludes=Opinion alone&reasons=subject: Not about children in care%0Adesign: Reports nothing that happened%0Ano-text: Not to be had&groups=practice: What workers do%0Aplacement: Where children live"+
		"&outcomes=stability: Staying in one home%0Aschool: School&facets=Setting: kinship, foster&screeners=1&recall=95&confidence=95")
	upload(t, v, "/review/1/import", "works.ris", madeUpWorks())
	for record, verdict := range []string{"include", "include", "exclude subject", "maybe", "exclude subject"} {
		send("/review/1/screen?stage=title-abstract", fmt.Sprintf("record=%d&verdict=%s", record+1, verdict))
	}
	send("/review/1/screen?stage=full-text", "record=1&verdict=include")
	upload(t, v, "/review/1/record/1", "kinship.pdf", "%PDF-Over three years children with kin moved 0.4 times, and others 1.1 times.")
	send("/review/1/card/1", "version=0&summary=Children who lived with kin moved less often than others over three years.&population=Children in care&place=England&design=Cohort"+
		"&finding-0=Children with kin moved less often&quotation-0=children with kin moved 0.4 times, and others 1.1 times&page-0=1&group=placement&outcome=stability&facet-setting=kinship&done=yes")
	return v
}

func upload(t testing.TB, v *visit.Visit, path, name, content string) {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	for field, value := range map[string]string{"name": "A made-up database", "searched": "2026-05-04"} {
		if err := form.WriteField(field, value); err != nil {
			t.Fatal(err)
		}
	}
	file, err := form.CreateFormFile("file", name)
	if err == nil {
		_, err = file.Write([]byte(content))
	}
	if err == nil {
		err = form.Close()
	}
	if err != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequest(http.MethodPost, v.URL+path, &body)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", form.FormDataContentType())
	if answer := v.Do(t, request); answer.Status >= 400 {
		t.Fatalf("%s: %d: %.300s", path, answer.Status, answer.Words())
	}
}

func madeUpWorks() string {
	var ris strings.Builder
	for _, work := range []struct{ title, author, about string }{
		{"Living with kin and staying put: a cohort of children in care", "Ash, A.", "We followed children in care for three years. Those who lived with kin moved less often than those who lived with strangers."},
		{"One worker or five? Continuity and placement moves", "Birch, B.", "Children whose social worker stayed for a year moved less often. Files of four authorities were read."},
		{"Bridges of steel in cold climates", "Cedar, C.", "Fatigue of welds at low temperature."},
		{"Foster carers’ training and unplanned endings", "Dogwood, D.", "Carers were trained in groups. Endings that nobody had planned were counted before and after."},
		{"A note on road surfaces", "Elder, E.", "Asphalt and its alternatives."},
		{"Moves in care and results at school", "Fir, F.", "Children in care who moved three times or more in a year were set beside those who did not, by their results at 16."},
	} {
		fmt.Fprintf(&ris, "TY  - JOUR\nTI  - %s\nAU  - %s\nPY  - 2024\nJO  - A made-up journal\nAB  - %s\nER  -\n\n", work.title, work.author, work.about)
	}
	return ris.String()
}
