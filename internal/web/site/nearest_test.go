package site_test

import (
	"context"
	"strings"
	"testing"
	"testing/fstest"

	"goodmeasure/internal/web/site"
	"goodmeasure/internal/web/visit"
)

// ways are where the links of an error lead, by what they are called.
func ways(answer visit.Answer) map[string]string {
	found := map[string]string{}
	for _, main := range answer.All("main") {
		for _, link := range (visit.Answer{Doc: main}).All("a") {
			found[visit.Words(link)] = visit.Attribute(link, "href")
		}
	}
	return found
}

// Who is refused for one thing in the address is led to the page without it, and keeps the rest.
func TestRefusedParameterIsLeftOut(t *testing.T) {
	v := visit.Start(t, room())
	for path, want := range map[string]struct{ text, to string }{
		"/room?pick=x&other=1&a=hull":             {"This page without “other”", "/room?a=hull&pick=x"},
		"/room?one=up&pick=x,y":                   {"This page without “one”", "/room?pick=x,y"},
		"/room?one=left&one=right":                {"This page without “one”", "/room"},
		"/room?a=hull,Atlantis&one=left":          {"This page without “Atlantis”", "/room?a=hull&one=left"},
		"/room?a=Atlantis&one=left":               {"This page without “Atlantis”", "/room?one=left"},
		"/room?b=moon":                            {"This page without “moon”", "/room"},
		"/room?b=leeds,moon,kent":                 {"This page without “moon”", "/room?b=leeds,kent"},
		"/room?d=nonsense&one=left":               {"This page without “d”", "/room?one=left"},
		"/room?pin=short&one=left":                {"This page without “pin”", "/room?one=left"},
		"/room?as=%3F":                            {"This page without “as”", "/room"},
		"/room?pick=" + strings.Repeat("x", 2001): {"This page without “pick”", "/room"},
		"/room?format=doc&one=left":               {"The page itself", "/room?one=left"},
		"/room?format=svg&figure=x&one=left":      {"The page itself", "/room?one=left"},
		"/room?fault=%zz":                         {"This page as it comes", "/room"},
	} {
		answer := v.Get(t, path)
		if got := ways(answer)[want.text]; got != want.to {
			t.Errorf("%.60s: %q leads to %q, expected %q: %s", path, want.text, got, want.to, answer.Words())
		}
		if there := v.Get(t, want.to); there.Status != 200 {
			t.Errorf("%s, which is offered for %.60s, gives %d", want.to, path, there.Status)
		}
	}
	if got, want := ways(v.Get(t, "/room?zz%26d%3Dx%23=2&yy=1"))["This page without “yy”"], "/room?zz%26d%3Dx%23=2"; got != want {
		t.Errorf("a name became more than a name: %q, expected %q", got, want)
	}
	if got := ways(v.Get(t, "/room?fault=missing")); len(got) != 1 {
		t.Errorf("where something else is offered, %v are", got)
	}
}

// An address that is no page leads to those spelt like it, by their names, and to where most begin.
func TestNoPageLeadsOn(t *testing.T) {
	page := func(name, path string) site.Page {
		return site.Page{Name: name, Path: path, About: "A page.", NoAPI: true, Load: func(context.Context, *site.Request) (*site.View, error) { return &site.View{Title: "A page"}, nil }}
	}
	group := site.Group{Templates: fstest.MapFS{}, Pages: []site.Page{page("home", "/"), page("authorities", "/authorities"), page("measures", "/measures"), page("define", "/define"), page("ranking", "/ranking"), page("api", "/api")}}
	for _, p := range group.Pages {
		group.Templates.(fstest.MapFS)[p.Name+".html"] = &fstest.MapFile{}
	}
	v := visit.Start(t, group)
	for path, also := range map[string]string{"/nothing": "", "/rankings": "Ranking", "/define/ranking": "Ranking", "/map": "", "/authorties": ""} {
		answer := v.Get(t, path)
		got := ways(answer)
		want := map[string]string{"Authorities": "/authorities", "Measures": "/measures", "Define good": "/define"}
		if also != "" {
			want[also] = "/ranking"
		}
		for text, to := range want {
			if got[text] != to {
				t.Errorf("%s: %q leads to %q, expected %q", path, text, got[text], to)
			}
		}
		if len(got) != len(want)+1 || answer.Status != 404 {
			t.Errorf("%s: %d offers %v", path, answer.Status, got)
		}
		answer.CheckShape(t)
	}
}

// Who compares with a group, or picks out some, of whom one name finds nobody is led to the same with the name put right; programs are told what may be
// meant, and no more.
func TestAGroupIsOfferedWithTheNamePutRight(t *testing.T) {
	v := visit.Start(t, room())
	if got, want := ways(v.Get(t, "/room?b=lees,kent&one=left"))["Leeds"], "/room?b=leeds,kent&one=left"; got != want {
		t.Errorf("the nearest name leads to %q, expected %q", got, want)
	}
	if got, want := ways(v.Get(t, "/room?a=kent&a=lees&one=left"))["Leeds"], "/room?a=kent,leeds&one=left"; got != want {
		t.Errorf("of those picked out, the nearest name leads to %q, expected %q", got, want)
	}
	spaced := ways(v.Get(t, "/room?a=kent,+lees&one=left"))
	if got, want := spaced["Leeds"], "/room?a=kent,leeds&one=left"; got != want {
		t.Errorf("of a list with spaces, the nearest name leads to %q, expected %q", got, want)
	}
	if got, want := spaced["This page without “lees”"], "/room?a=kent&one=left"; got != want {
		t.Errorf("of a list with spaces, the page without the name is %q, expected %q", got, want)
	}
	program := v.Get(t, "/api/v1/room?b=lees,kent")
	if program.Status != 400 || !strings.Contains(program.Text, `"url":"/api/v1/room?b=leeds,kent"`) || strings.Contains(program.Text, "without") {
		t.Errorf("a program is told %d %s", program.Status, program.Text)
	}
}
