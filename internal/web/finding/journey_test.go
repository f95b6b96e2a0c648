package finding_test

import (
	"context"
	"net/url"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"goodmeasure/internal/testkit"
	"goodmeasure/internal/web/finding"
	"goodmeasure/internal/web/visit"
)

// seen is what the browser shows.
func seen(t *testing.T, browser context.Context, script string) string {
	t.Helper()
	text, err := chromedp.Run(browser, chromedp.Evaluate[string](script))
	if err != nil {
		t.Fatal(err)
	}
	return text
}

func scripts(off bool) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: off})
		return err
	})
}

// keys presses keys one after the other on what has the focus.
func keys(t *testing.T, browser context.Context, pressed ...string) {
	t.Helper()
	for _, key := range pressed {
		if err := chromedp.Do(browser, chromedp.KeyEvent(key)); err != nil {
			t.Fatal(err)
		}
	}
}

// A policy official asks by keyboard alone, on a phone's width, whether inspection of help and protection agrees with the
// measures, and then who is strong in three years; with scripts and without.
func TestOfficialByKeyboard(t *testing.T) {
	browser := testkit.Browser(t)
	v := visit.Start(t, finding.Pages())
	for _, off := range []bool{false, true} {
		if err := chromedp.Do(browser, scripts(off), chromedp.EmulateViewport(320, 900), chromedp.Navigate(v.URL+"/inspection"), chromedp.Focus("#judgement")); err != nil {
			t.Fatal(err)
		}
		keys(t, browser, kb.ArrowDown, kb.Tab, kb.Tab)
		if focus := seen(t, browser, `document.activeElement.textContent`); focus != "Apply" {
			t.Fatalf("scripts off %v: after the judgement and the years comes %q, expected Apply", off, focus)
		}
		submit(t, browser)
		address, err := url.Parse(seen(t, browser, `location.href`))
		if err != nil || address.Query().Get("judgement") != "help_protection" {
			t.Fatalf("scripts off %v: went to %v, %v", off, address, err)
		}
		if h1 := seen(t, browser, `document.querySelector("h1").textContent`); !strings.Contains(h1, "grade for help and protection") {
			t.Errorf("scripts off %v: the answer is %q", off, h1)
		}
		if err := chromedp.Do(browser, chromedp.Navigate(v.URL+"/consistency"), chromedp.Focus("#k")); err != nil {
			t.Fatal(err)
		}
		keys(t, browser, kb.ArrowDown, kb.Tab, kb.Tab, kb.Tab)
		submit(t, browser)
		if h1 := seen(t, browser, `document.querySelector("h1").textContent`); !strings.Contains(h1, "at least 3 of 5 years under at least 80% of definitions") {
			t.Errorf("scripts off %v: the answer is %q", off, h1)
		}
		if over := seen(t, browser, `String(document.documentElement.scrollWidth > document.documentElement.clientWidth)`); over != "false" {
			t.Error("the page is wider than the phone")
		}
	}
}

// submit presses the button that has the focus and waits for the page that follows.
func submit(t *testing.T, browser context.Context) {
	t.Helper()
	before := seen(t, browser, `location.href`)
	keys(t, browser, kb.Enter)
	for range 400 {
		after, err := chromedp.Run(browser, chromedp.Evaluate[string](`document.readyState === "complete" ? location.href : ""`))
		if err == nil && after != "" && after != before {
			return
		}
		if err := chromedp.Do(browser, chromedp.Sleep(25_000_000)); err != nil {
			t.Fatal(err)
		}
	}
	t.Fatalf("nothing followed on %s", before)
}

// A researcher goes from the ranking to one measure and its table by links alone, and every page is fit for its screen.
func TestResearcherByLinks(t *testing.T) {
	browser := testkit.Browser(t)
	v := visit.Start(t, finding.Pages())
	for _, path := range []string{"/ranking?a=leeds", "/inspection"} {
		v.Look(t, browser, path)
	}
	measures := v.Get(t, "/measures?a=leeds")
	next := ""
	for _, a := range measures.All("a") {
		if visit.Words(a) == "Social workers from agencies" {
			next = visit.Attribute(a, "href")
		}
	}
	measure := v.Get(t, next)
	for _, a := range measure.All("a") {
		if visit.Words(a) == "Ranks and table" {
			next = strings.Split(visit.Attribute(a, "href"), "#")[0]
		}
	}
	table := v.Get(t, next)
	if table.Status != 200 || !strings.Contains(next, "a=leeds") || !strings.Contains(table.Words(), "figures and ranks with 95% intervals") {
		t.Errorf("%s: %d %s", next, table.Status, table.Words())
	}
}
