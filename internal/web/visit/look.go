package visit

import (
	"context"
	"fmt"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"goodmeasure/internal/testkit"
)

// Look goes to a page in the browser of testkit.Browser, in both themes and at 320 and 1366 px, and demands that nothing
// is wider than the screen, that axe-core objects to nothing, and that at most five files and 70 KB are loaded, 15 of them scripts.
func (v *Visit) Look(t *testing.T, browser context.Context, path string) {
	t.Helper()
	v.lookAt(t, browser, path, "light", 1366)
	v.lookAt(t, browser, path, "light", 320)
	v.lookAt(t, browser, path, "dark", 1366)
	v.lookAt(t, browser, path, "dark", 320)
}

// Peek is Look at one of the four, in turn.
func (v *Visit) Peek(t *testing.T, browser context.Context, path string, turn int) {
	t.Helper()
	v.lookAt(t, browser, path, []string{"light", "dark"}[turn%2], []int64{320, 1366}[turn/2%2])
}

func (v *Visit) lookAt(t *testing.T, browser context.Context, path, theme string, width int64) {
	t.Helper()
	t.Run(fmt.Sprintf("%s, %s at %d", path, theme, width), func(t *testing.T) {
		if err := chromedp.Do(browser, Scheme(theme), chromedp.EmulateViewport(width, 900), chromedp.Navigate(v.URL+path)); err != nil {
			t.Fatal(err)
		}
		look(t, browser)
	})
}

func look(t *testing.T, browser context.Context) {
	t.Helper()
	if err := chromedp.Do(browser, AllLaidOut); err != nil {
		t.Fatal(err)
	}
	over, err := chromedp.Run(browser, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`))
	if err != nil {
		t.Fatal(err)
	}
	if over > 0 {
		t.Errorf("the page is %d px wider than the screen", over)
	}
	requests, err := chromedp.Run(browser, chromedp.Evaluate[int](`1 + performance.getEntriesByType("resource").length`))
	if err != nil {
		t.Fatal(err)
	}
	if requests > 5 {
		t.Errorf("the page takes %d requests", requests)
	}
	const sizes = `performance.getEntriesByType("navigation").concat(performance.getEntriesByType("resource")).filter(e => %s).reduce((n, e) => n + e.encodedBodySize, 0)`
	for _, part := range []struct {
		what, which string
		most        int
	}{{"page and all that it loads", "true", 70 << 10}, {"scripts", `e.initiatorType == "script"`, 15 << 10}} {
		size, err := chromedp.Run(browser, chromedp.Evaluate[int](fmt.Sprintf(sizes, part.which)))
		if err != nil {
			t.Fatal(err)
		}
		if size > part.most {
			t.Errorf("%s: %d bytes compressed, more than %d", part.what, size, part.most)
		}
	}
	if found := testkit.Axe(t, browser); len(found) > 0 {
		t.Errorf("axe-core objects:\n%s", testkit.Describe(found))
	}
}

// AllLaidOut has the browser lay out what it leaves for when it is scrolled into view, and what is folded away on a phone: what is not laid out can neither be too wide
// nor be found fault with.
var AllLaidOut = chromedp.Evaluate[chromedp.Void](`(() => {
	const whole = new CSSStyleSheet();
	whole.replaceSync("main *, .fold::details-content { content-visibility: visible !important }");
	document.adoptedStyleSheets = [whole];
})()`)

// Scheme has the browser prefer a theme: light or dark.
func Scheme(theme string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}}})
		return err
	})
}
