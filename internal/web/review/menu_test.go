package review_test

import (
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"goodmeasure/internal/testkit"
	"goodmeasure/internal/web/visit"
)

// On a phone the record begins in the first screen, without a script: menus open when they are asked to. On a wide screen they stand open.
func TestMenusMakeRoomOnAPhone(t *testing.T) {
	v := visitorOf(t)
	v.send("/reviews", "title", "What helps", "question", "What helps children in care?")
	v.upload("/review/1/import", "works.ris", works, "name", "Somewhere", "searched", "2026-05-04")
	browser := testkit.Browser(t)
	for _, theme := range []string{"light", "dark"} {
		p := v.Seat(t, browser, 320, false)
		if err := chromedp.Do(browser, visit.Scheme(theme), chromedp.EmulateViewport(320, 640)); err != nil {
			t.Fatal(err)
		}
		p.Opens("/review/1/screen")
		if shown := p.Sees(`String(document.querySelector(".record h2").getBoundingClientRect().bottom <= innerHeight)`); shown != "true" {
			t.Errorf("%s: the title of the record is not in the first screen", theme)
		}
		for _, menu := range []string{`[aria-label="Main"]`, `[aria-label="Review"]`} {
			p.Reaches(menu + " summary")
			p.Presses(kb.Enter)
			p.Reaches(menu + " li:last-child a")
			p.Fits()
		}
	}
	v.Seat(t, browser, 320, true) // axe-core is a script
	if err := chromedp.Do(browser, chromedp.Navigate(v.URL+"/review/1/screen")); err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Run(browser, chromedp.Evaluate[bool](`document.querySelectorAll(".menu").forEach(menu => { menu.open = true; }) ?? true`)); err != nil {
		t.Fatal(err)
	}
	if found := testkit.Axe(t, browser); len(found) > 0 {
		t.Errorf("axe-core objects to open menus:\n%s", testkit.Describe(found))
	}

	p := v.Seat(t, browser, 1366, false)
	p.Opens("/review/1/screen")
	for _, menu := range []string{`[aria-label="Main"]`, `[aria-label="Review"]`} {
		p.Reaches(menu + " li:last-child a")
		if summary := p.Sees(`String(document.querySelector('` + menu + ` summary').checkVisibility())`); summary != "false" {
			t.Errorf("on a wide screen %s asks to be opened", menu)
		}
	}
}
