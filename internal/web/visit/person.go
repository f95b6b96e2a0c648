package visit

import (
	"context"
	"fmt"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"
)

// Person is somebody at a browser who has a keyboard and no mouse. What does not happen as it should ends the test.
type Person struct {
	*Visit
	Script  bool // the browser runs scripts
	t       testing.TB
	browser context.Context
	faults  map[string]bool
}

// Seat puts a person before a browser of testkit.Browser whose window is so wide, with scripts or without.
func (v *Visit) Seat(t testing.TB, browser context.Context, width int64, script bool) *Person {
	t.Helper()
	p := &Person{v, script, t, browser, map[string]bool{}}
	off := chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: !script})
		return err
	})
	p.does("sitting down", off, chromedp.EmulateViewport(width, 800))
	return p
}

func (p *Person) does(what string, steps ...chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	if err := chromedp.Do(p.browser, steps...); err != nil {
		p.t.Fatalf("%s: %v", what, err)
	}
}

// Sees is what an expression of JavaScript gives, as a program that looks at the page has it.
func (p *Person) Sees(expression string) string {
	p.t.Helper()
	text, err := chromedp.Run(p.browser, chromedp.Evaluate[string](expression))
	if err != nil {
		p.t.Fatalf("%s: %v", expression, err)
	}
	return text
}

// Opens goes to an address of the site.
func (p *Person) Opens(path string) {
	p.t.Helper()
	p.does("opening "+path, chromedp.Navigate(p.URL+path))
}

// Goes does what only the browser itself has a key for: back, forward.
func (p *Person) Goes(way chromedp.Action[chromedp.Void]) {
	p.t.Helper()
	p.does("going", way)
}

// Address is where the browser is.
func (p *Person) Address() *url.URL {
	p.t.Helper()
	to, err := url.Parse(p.Sees("location.href"))
	if err != nil {
		p.t.Fatal(err)
	}
	return to
}

// Presses presses keys one after the other.
func (p *Person) Presses(keys ...string) {
	p.t.Helper()
	for _, key := range keys {
		p.does("pressing a key", chromedp.KeyEvent(key))
	}
}

// mostTabs is how many times somebody presses Tab before giving up.
const mostTabs = 300

// focused says whether the element that has the focus is the one wanted, and whether somebody can see that it has it: with
// a line about it, within the window, and beneath nothing.
const focused = `(wanted => {
	const on = document.activeElement;
	if (!on || on === document.body) return ["", ""];
	const style = getComputedStyle(on), area = on.getClientRects()[0] ?? on.getBoundingClientRect();
	const x = Math.min(Math.max(area.left + Math.min(area.width, 60) / 2, 0), innerWidth - 1), y = Math.min(Math.max(area.top + Math.min(area.height, 40) / 2, 0), innerHeight - 1);
	const top = document.elementFromPoint(x, y), show = element => element.outerHTML.slice(0, 200);
	let fault = "";
	if (on.id !== "content" && (style.outlineStyle === "none" || parseFloat(style.outlineWidth) < 2)) fault = "without a line about it";
	else if (area.bottom < 0 || area.top > innerHeight) fault = "outside the window";
	else if (top && !on.contains(top) && !top.contains(on)) fault = "beneath " + show(top);
	return [on.matches(wanted) ? "there" : "", fault && show(on) + " is " + fault];
})(%q)`

// stands says whether the element wanted has the focus, and complains where what has it cannot be seen.
func (p *Person) stands(selector string) bool {
	p.t.Helper()
	found, err := chromedp.Run(p.browser, chromedp.Evaluate[[]string](fmt.Sprintf(focused, selector)))
	if err != nil {
		p.t.Fatalf("looking for the focus: %v", err)
	}
	if fault := found[1]; fault != "" && !p.faults[fault] {
		p.faults[fault] = true // said once
		p.t.Errorf("%s: what has the focus cannot be seen: %s", p.Address(), fault)
	}
	return found[0] == "there"
}

// Reaches presses Tab until an element has the focus that a CSS selector names, and demands of every stop on the way that
// it can be seen. What is in the main part is reached by the link that skips to it.
func (p *Person) Reaches(selector string) {
	p.t.Helper()
	if p.Sees(fmt.Sprintf(`String(document.querySelector(%q) !== null)`, selector)) != "true" {
		p.t.Fatalf("%s has no %s", p.Address(), selector)
	}
	if p.Sees(fmt.Sprintf(`String(document.activeElement === document.body && document.querySelector(%q).closest("main") !== null)`, selector)) == "true" {
		p.Presses(kb.Tab)
		if p.stands(".skip") { // in the midst of the page, where a link led, Tab goes on from there
			p.Presses(kb.Enter)
		}
	}
	for n := 0; !p.stands(selector); n++ {
		if n == mostTabs {
			p.t.Fatalf("%s: %s is not reached by pressing Tab", p.Address(), selector)
		}
		p.Presses(kb.Tab)
	}
}

// Follows reaches a link or button, presses Enter, and waits for the page that follows.
func (p *Person) Follows(selector string) {
	p.t.Helper()
	p.Reaches(selector)
	p.Leaves(kb.Enter)
}

// Leaves presses a key, and waits for the page that follows.
func (p *Person) Leaves(key string) {
	p.t.Helper()
	before, at := p.Sees(`String(performance.timeOrigin)`), p.Address()
	p.Presses(key)
	p.Awaits(fmt.Sprintf(`String(performance.timeOrigin) !== %q && document.readyState === "complete"`, before), "another page than "+at.String())
}

// Writes replaces what stands in a field.
func (p *Person) Writes(selector, text string) {
	p.t.Helper()
	p.Reaches(selector)
	p.does("marking all", chromedp.KeyEvent("a", chromedp.KeyModifiers(chromedp.ModifierCtrl)))
	p.Presses(text)
}

// Chooses gives a file to a field; the system's own window, which the browser would open, is not part of the page.
func (p *Person) Chooses(selector, file string) {
	p.t.Helper()
	p.Reaches(selector)
	p.does("choosing a file", chromedp.SetUploadFiles(selector, []string{file}))
}

// Takes reaches a link to a file, and gives what it leads to.
func (p *Person) Takes(selector string) Answer {
	p.t.Helper()
	p.Reaches(selector)
	return p.Get(p.t, strings.TrimPrefix(p.Sees(`document.activeElement.href`), p.URL))
}

// Awaits waits until an expression of JavaScript is true.
func (p *Person) Awaits(expression, what string) {
	p.t.Helper()
	for range 600 {
		// Between two pages there is nothing to ask: the next turn asks again.
		if is, err := chromedp.Run(p.browser, chromedp.Evaluate[bool](expression)); err == nil && is {
			return
		}
		p.does("waiting", chromedp.Sleep(25*time.Millisecond))
	}
	p.t.Fatalf("%s: waited in vain for %s; the page says %.300q", p.Address(), what, p.Sees(`document.body.innerText`))
}

// Reads demands that an element says something.
func (p *Person) Reads(selector, want string) {
	p.t.Helper()
	text := p.Sees(fmt.Sprintf(`document.querySelector(%q)?.textContent ?? "nothing: there is no such element"`, selector))
	if !strings.Contains(strings.Join(strings.Fields(text), " "), want) {
		p.t.Errorf("%s: %s does not say %q but %.300q", p.Address(), selector, want, strings.Join(strings.Fields(text), " "))
	}
}

// Fits demands that the page is no wider than the window.
func (p *Person) Fits() {
	p.t.Helper()
	p.does("laying out the page", AllLaidOut)
	if over := p.Sees(`String(document.documentElement.scrollWidth - document.documentElement.clientWidth)`); over != "0" {
		p.t.Errorf("%s is %s px wider than the window", p.Address(), over)
	}
}
