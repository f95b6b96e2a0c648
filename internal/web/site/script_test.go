package site_test

import (
	"context"
	"net/http"
	"net/http/httptest"
	"strings"
	"testing"
	"testing/fstest"
	"time"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"goodmeasure/internal/testkit"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/web/visit"
)

// echo is a page that says what was said to it, as people wait for it: "slow" takes until the test lets it go, and "bad" is
// refused. Of "long" and "fragile" it says more, which takes until the test lets it go, or is refused then.
func echo(slow <-chan struct{}) site.Group {
	load := func(ctx context.Context, r *site.Request) (*site.View, error) {
		data := map[string]string{"say": r.Query.Get("say"), "more": r.Query.Get("more"), "wrong": "", "rest": ""}
		view := &site.View{Title: "You say " + data["say"], Data: data}
		switch data["say"] {
		case "slow":
			<-slow
		case "bad":
			data["wrong"], view.Status = "Nothing bad can be said.", http.StatusUnprocessableEntity
		case "long", "fragile":
			if r.First {
				data["rest"] = "wait"
				break
			}
			<-slow
			if data["rest"] = "And more."; data["say"] == "fragile" {
				data["wrong"], view.Status = "There is no more.", http.StatusUnprocessableEntity
			}
		}
		return view, nil
	}
	return site.Group{Templates: fstest.MapFS{"echo.html": {Data: []byte(`{{with .Data.wrong}}<div class="notice error" role="alert"><p>{{.}}</p></div>{{end}}
<div class="columns"><form action="/echo" data-live="#effect"><label for="say">Say</label> <input id="say" name="say" value="{{.Data.say}}"> <label for="more">More</label> <input id="more" name="more" value="{{.Data.more}}"> <button>Apply</button></form>
<section id="effect"><p{{if .Data.more}} data-said{{end}}>{{.Data.say}} {{.Data.more}}</p><a href="/echo?say=linked">Link</a><div id="rest"{{if eq .Data.rest "wait"}} data-rest{{end}}><b data-said>{{.Data.rest}}</b></div></section></div>
<form action="/echo"><button name="say" value="pressed" data-key="k">Press k</button></form>`)}},
		Pages: []site.Page{{Name: "echo", Path: "/echo", About: "An echo.", Stages: true, Data: map[string]string{}, Load: load, Params: []site.Param{{Name: "say", About: "anything"}, {Name: "more", About: "anything"}}}}}
}

// at seats somebody before the echo, with scripts. Each test has a window of its own in the one browser.
func at(t *testing.T, browser context.Context, slow <-chan struct{}) *visit.Person {
	t.Helper()
	return visit.Start(t, echo(slow)).Seat(t, browser, 1366, true)
}

func says(words string) string {
	return `document.querySelector("#effect p").textContent.trim() === "` + words + `"`
}

// sets changes what a field says at once, and not letter by letter.
func sets(p *visit.Person, field, words string) {
	p.Sees(`(field => { field.value = "` + words + `"; return String(field.dispatchEvent(new Event("input", {bubbles: true}))); })(document.querySelector("` + field + `"))`)
}

// heldTimers keeps what the script wants done later until the test calls due.
const heldTimers = `(() => {
	const real = setTimeout, held = [];
	window.setTimeout = (f, ms) => ms ? -held.push({f, ms}) : real(f);
	window.clearTimeout = n => { if (n < 0) held[-n - 1].ms = 0; };
	window.count = ms => String(held.filter(t => t.ms === ms).length);
	window.due = ms => held.filter(t => t.ms === ms).forEach(t => { t.ms = 0; t.f(); });
	return "";
})()`

// spoken is what a screen reader speaks of a page at last.
const spoken = `document.querySelector("body > .unseen[aria-live]").textContent`

// listen keeps what a screen reader speaks from here on: what changes in a live region, and alerts that come.
const listen = `(() => {
	window.heard = [];
	new MutationObserver(changes => changes.forEach(({target, addedNodes}) => addedNodes.forEach(node => {
		if (target.closest("[aria-live]") || node.matches?.("[aria-live], [role=alert], [role=status]")) heard.push(node.textContent.trim());
	}))).observe(document.body, {childList: true, subtree: true});
	return "";
})()`

func rest(words string) string {
	return `document.querySelector("#rest").textContent === "` + words + `"`
}

// The script of the pages makes them quicker, and takes nothing away from whoever uses them.
func TestScript(t *testing.T) {
	browser := testkit.Browser(t)
	t.Run("the caret stays where one types", func(t *testing.T) {
		p := at(t, browser, nil)
		p.Opens("/echo?say=on")
		p.Writes("#say", "go")
		p.Awaits(says("go"), "what was typed")
		p.Presses(kb.ArrowLeft, "o", "o")
		p.Awaits(says("gooo"), "what was typed in the middle")
		if at := p.Sees(`document.activeElement.id + document.activeElement.selectionStart`); at != "say3" {
			t.Errorf("the caret is at %s, expected after the third character of what was said", at)
		}
		if search := p.Address().RawQuery; search != "say=gooo&more=" {
			t.Errorf("the address says %s", search)
		}
	})
	t.Run("what is refused says why, until it is mended", func(t *testing.T) {
		p := at(t, browser, nil)
		p.Opens("/echo?say=good")
		for range 2 {
			p.Writes("#say", "bad")
			p.Awaits(`document.querySelector("main > .notice.error")?.textContent.trim() === "Nothing bad can be said."`, "the reason")
			p.Writes("#say", "better")
			p.Awaits(says("better")+` && !document.querySelector(".notice.error")`, "a form that is mended, and no notice")
		}
		p.Opens("/echo?say=bad") // refused by the server itself, as without a script
		p.Writes("#say", "fine")
		p.Awaits(says("fine")+` && !document.querySelector(".notice.error")`, "the notice to go")
	})
	t.Run("a slow answer never stands over a newer one", func(t *testing.T) {
		slow := make(chan struct{})
		p := at(t, browser, slow)
		p.Opens("/echo")
		p.Writes("#say", "slow")
		time.Sleep(200 * time.Millisecond) // so long it takes until the form asks
		p.Writes("#say", "new")
		p.Awaits(says("new"), "the newer answer")
		close(slow)
		time.Sleep(200 * time.Millisecond)
		if p.Sees(`String(`+says("new")+`)`) != "true" || p.Sees(`document.querySelector("h1").textContent`) != "You say new" {
			t.Error("the slow answer came after all")
		}
	})
	t.Run("what has the focus waits to be replaced", func(t *testing.T) {
		slow := make(chan struct{})
		p := at(t, browser, slow)
		p.Opens("/echo")
		p.Writes("#say", "slow")
		p.Reaches("#effect a")
		close(slow)
		p.Awaits(`document.querySelector("h1").textContent === "You say slow"`, "the answer")
		p.Reads("#effect p", "")
		if on := p.Sees(`document.activeElement.textContent`); on != "Link" {
			t.Errorf("the focus went to %q", on)
		}
		p.Presses(kb.Tab)
		p.Awaits(says("slow"), "the part that waited")
	})
	t.Run("what takes long follows what does not", func(t *testing.T) {
		slow := make(chan struct{})
		p := at(t, browser, slow)
		p.Opens("/echo")
		p.Writes("#say", "long")
		p.Awaits(says("long"), "what does not take long")
		p.Reads("#rest", "wait")
		p.Writes("#more", "of it")
		p.Awaits(says("long of it"), "a change in between")
		sets(p, "#say", "bad")
		p.Awaits(`!!document.querySelector(".notice.error")`, "a refusal in between")
		p.Reads("#rest", "wait")
		close(slow)
		p.Awaits(rest("And more."), "the rest of what is shown")
		p.Reads("#effect p", "long of it")
		p.Writes("#say", "fragile")
		p.Awaits(says("fragile of it")+" && "+rest("There is no more."), "why there is no rest")
		p.Opens("/echo?say=fragile") // without its script a page is whole, or refused
		p.Reads(".notice.error", "There is no more.")
	})
	t.Run("what takes long is asked for of the last change alone", func(t *testing.T) {
		slow := make(chan struct{})
		close(slow)
		p := at(t, browser, slow)
		p.Opens("/echo")
		p.Sees(heldTimers)
		sets(p, "#say", "long")
		p.Sees(`String(due(20))`)
		sets(p, "#more", "of it") // before the answer to the first change has come, or after: it is not asked for yet
		p.Awaits(says("long"), "the first change")
		if n := p.Sees(`count(100)`); n != "0" {
			t.Errorf("%s will ask for the rest of what changes already", n)
		}
		p.Sees(`String(due(20))`)
		p.Awaits(says("long of it"), "the second change")
		if n := p.Sees(`count(100)`); n != "1" {
			t.Errorf("%s will ask for the rest, expected 1", n)
		}
		p.Sees(`String(due(100))`)
		p.Awaits(rest("And more."), "the rest of the second change")
	})
	t.Run("each is spoken once, and not the whole page", func(t *testing.T) {
		slow := make(chan struct{})
		p := at(t, browser, slow)
		p.Opens("/echo?say=bad") // a page whose notice has been there from the beginning, which is never spoken by itself
		p.Awaits(spoken+` === "Nothing bad can be said."`, "the notice")
		p.Sees(listen)
		sets(p, "#say", "good")
		p.Awaits(says("good"), "an answer")
		sets(p, "#say", "long")
		p.Awaits(says("long"), "what does not take long")
		close(slow)
		p.Awaits(rest("And more."), "the rest")
		sets(p, "#more", "of it")
		p.Awaits(says("long of it")+" && "+rest("And more."), "what is marked as said")
		p.Sees(`String(document.querySelector("#more").dispatchEvent(new Event("change", {bubbles: true})))`) // as when the control is left
		time.Sleep(300 * time.Millisecond)                                                                    // so long it takes until the form has asked again
		sets(p, "#say", "bad")
		p.Awaits(`!!document.querySelector(".notice.error")`, "a refusal")
		p.Sees(`(notice => { window.stood = notice; return String(document.querySelector("#say").dispatchEvent(new Event("change", {bubbles: true}))); })(document.querySelector(".notice.error"))`)
		time.Sleep(300 * time.Millisecond)
		if p.Sees(`String(stood === document.querySelector(".notice.error"))`) != "true" {
			t.Error("a control that is left is refused again, and its notice put anew")
		}
		if heard, want := p.Sees(`heard.join(" | ")`), "Updated. You say good | Updated. wait | And more. | Updated. long of it wait | And more. | Nothing bad can be said."; heard != want {
			t.Errorf("heard %q, expected %q", heard, want)
		}
	})
	t.Run("what takes long follows when the focus has left", func(t *testing.T) {
		slow := make(chan struct{})
		p := at(t, browser, slow)
		p.Opens("/echo")
		p.Reaches("#effect a")
		sets(p, "#say", "long")
		close(slow)
		p.Awaits(`document.querySelector("h1").textContent === "You say long"`, "the answer")
		time.Sleep(300 * time.Millisecond) // so long it takes until the rest is there
		p.Presses(kb.Tab)
		p.Awaits(says("long")+" && "+rest("And more."), "the part that waited, whole")
	})
	t.Run("back is one control back", func(t *testing.T) {
		p := at(t, browser, nil)
		p.Opens("/echo?say=first")
		p.Writes("#say", "second")
		p.Awaits(says("second"), "the second")
		p.Writes("#more", "and")
		p.Awaits(says("second and"), "what is added")
		p.Presses(" ", "more")
		p.Awaits(says("second and more"), "more of it")
		for _, want := range []string{"second", "first"} {
			p.Goes(chromedp.NavigateBack())
			p.Awaits(says(want), want)
			if said := p.Sees(`document.querySelector("#say").value + document.querySelector("#more").value`); said != want {
				t.Errorf("after going back the form says %q, expected %q", said, want)
			}
		}
		p.Goes(chromedp.NavigateForward())
		p.Awaits(says("second"), "the way forward")
	})
	t.Run("a server that is away loses nothing", func(t *testing.T) {
		v := visit.Start(t, echo(nil))
		server := httptest.NewServer(v.Site.Handler())
		p := (&visit.Visit{Site: v.Site, URL: server.URL}).Seat(t, browser, 320, true)
		p.Opens("/echo")
		server.CloseClientConnections()
		server.Close()
		p.Writes("#say", "anybody?")
		p.Awaits(`document.querySelector(".notice.error")?.textContent.includes("still in the form")`, "a notice")
		if p.Sees(`document.querySelector("#say").value`) != "anybody?" {
			t.Error("what was typed is lost")
		}
	})
	t.Run("a key presses its button, and nothing while one types", func(t *testing.T) {
		p := at(t, browser, nil)
		p.Opens("/echo")
		p.Writes("#say", "kick")
		p.Awaits(says("kick"), "what was typed, and no button pressed")
		p.Reaches("#effect a")
		p.Leaves("k")
		p.Reads("h1", "You say pressed")
	})
	t.Run("a script that is not there", func(t *testing.T) { broken(t, browser, http.NotFound) })
	t.Run("a script that is broken", func(t *testing.T) {
		broken(t, browser, func(w http.ResponseWriter, _ *http.Request) { _, _ = w.Write([]byte("(((")) })
	})
}

// broken demands that everything works by the button where something else comes in place of the script.
func broken(t *testing.T, browser context.Context, script http.HandlerFunc) {
	t.Helper()
	v := visit.Start(t, echo(nil))
	whole := v.Site.Handler()
	server := httptest.NewServer(http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		if strings.HasSuffix(r.URL.Path, ".js") {
			script(w, r)
			return
		}
		whole.ServeHTTP(w, r)
	}))
	t.Cleanup(server.Close)
	p := (&visit.Visit{Site: v.Site, URL: server.URL}).Seat(t, browser, 320, true)
	p.Opens("/echo")
	p.Writes("#say", "by the button")
	p.Follows("form[data-live] button")
	p.Reads("#effect p", "by the button")
	p.Fits()
}
