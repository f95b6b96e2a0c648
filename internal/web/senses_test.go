package web_test

import (
	"context"
	"fmt"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"goodmeasure/internal/testkit"
	"goodmeasure/internal/web/visit"
)

// sensed are pages with forms, tables and figures of most kinds.
var sensed = []string{"/", "/authority/kingston-upon-hull", "/ranking", "/define", "/measure/cl_eet?show=funnel", "/review/1/screen", "/review/1/card/1"}

// Pages stand what people set for themselves: colours of their own, no motion, letters twice as large, and wide spaces between them.
func TestPagesAsPeopleSetThem(t *testing.T) {
	browser := testkit.Browser(t)
	v := everything(t)
	for _, path := range sensed {
		t.Run(strings.Trim(path, "/"), func(t *testing.T) {
			coloured(t, v, browser, path)
			enlarged(t, v, browser, path)
		})
	}
}

// coloured demands, in colours that a person has set for all pages, that what has the focus has a line about it, that fields have edges, and
// that every mark and word of a figure stands out from what is behind it; and that nothing moves.
func coloured(t *testing.T, v *visit.Visit, browser context.Context, path string) {
	t.Helper()
	for _, scheme := range []string{"light", "dark"} {
		set := chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
			_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{Features: []*emulation.MediaFeature{
				{Name: "forced-colors", Value: "active"}, {Name: "prefers-color-scheme", Value: scheme}, {Name: "prefers-reduced-motion", Value: "reduce"}}})
			return err
		})
		if err := chromedp.Do(browser, set); err != nil {
			t.Fatal(err)
		}
		p := v.Seat(t, browser, 1366, true)
		p.Opens(path)
		p.Reaches("nav a")
		faults, err := chromedp.Run(browser, chromedp.Evaluate[[]string](unseen))
		if err != nil {
			t.Fatal(err)
		}
		for _, fault := range faults {
			t.Errorf("%s in forced colours, %s: %s", path, scheme, fault)
		}
	}
	if err := chromedp.Do(browser, visit.Scheme("light")); err != nil {
		t.Fatal(err)
	}
}

// unseen is what cannot be told from what is behind it, or moves.
const unseen = `(() => {
	const faults = [], numbers = colour => colour.match(/[\d.]+/g).map(Number);
	const light = colour => { const [r, g, b] = numbers(colour).map(c => (c /= 255) <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
	const contrast = (a, b) => { const [low, high] = [light(a), light(b)].sort((x, y) => x - y); return (high + 0.05) / (low + 0.05); };
	for (const control of document.querySelectorAll("main input:not([type=hidden]), main select, main textarea, main button")) {
		if (!control.offsetParent) continue;
		const style = getComputedStyle(control);
		if (control.matches("input:not([type=checkbox], [type=radio], [type=range], [type=file]), select, textarea, button") && style.borderTopStyle === "none") faults.push("no edge: " + control.outerHTML.slice(0, 100));
	}
	for (const picture of document.querySelectorAll("main svg.gm")) {
		if (!picture.getClientRects().length) continue;
		const paper = getComputedStyle(picture).backgroundColor;
		if (numbers(paper)[3] === 0) { faults.push("a picture without paper"); continue; }
		for (const mark of picture.querySelectorAll(".gm-text, .gm-dot, .gm-line, .gm-bar, .gm-thick")) {
			if (mark.closest(".gm-grid, .gm-tint, .gm-on-light, .gm-on-dark, .gm-hollow, .gm-inside, [class*=gm-step]")) continue;
			const style = getComputedStyle(mark), ink = style.fill !== "none" ? style.fill : style.stroke;
			if (ink.startsWith("rgb") && contrast(ink, paper) < 3) { faults.push("hardly to be told from its paper " + paper + ": " + ink + " " + mark.outerHTML.slice(0, 120)); break; }
		}
	}
	if (document.getAnimations().length) faults.push(document.getAnimations().length + " things move");
	for (const element of document.querySelectorAll("*")) {
		if (getComputedStyle(element).transitionDuration.split(",").some(time => parseFloat(time) > 0)) { faults.push("moves: " + element.outerHTML.slice(0, 100)); break; }
	}
	return faults.slice(0, 10);
})()`

// enlarged demands that nothing is cut off or goes beyond the window, on a page at 200% whose letters have the spaces that success criterion 1.4.12
// of WCAG 2.2 names.
func enlarged(t *testing.T, v *visit.Visit, browser context.Context, path string) {
	t.Helper()
	if err := chromedp.Do(browser, chromedp.EmulateViewport(683, 450, chromedp.EmulateScale(2)), chromedp.Navigate(v.URL+path)); err != nil {
		t.Fatal(err)
	}
	faults, err := chromedp.Run(browser, chromedp.Evaluate[[]string](fmt.Sprintf(cutOff, "* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important } p { margin-bottom: 2em !important } main * { content-visibility: visible !important }")))
	if err != nil {
		t.Fatal(err)
	}
	for _, fault := range faults {
		t.Errorf("%s at 200%%, with wide spaces: %s", path, fault)
	}
}

const cutOff = `(spaces => {
	const sheet = new CSSStyleSheet(), faults = [];
	sheet.replaceSync(spaces);
	document.adoptedStyleSheets = [sheet];
	const over = document.documentElement.scrollWidth - document.documentElement.clientWidth;
	if (over > 0) faults.push("the page is " + over + " px wider than the window: " + [...document.querySelectorAll("body *")].filter(e => !e.closest(".scroll") && e.getBoundingClientRect().right > innerWidth).map(e => e.outerHTML.slice(0, 80)).slice(0, 3));
	for (const element of document.querySelectorAll("main *, header *, footer *")) {
		const style = getComputedStyle(element);
		if (!element.getClientRects().length || element.closest("svg, .unseen, .scroll") || style.overflowX === "visible") continue;
		if (!element.matches("input, select, textarea, pre") && (element.scrollWidth > element.clientWidth + 1 || element.scrollHeight > element.clientHeight + 1)) faults.push("cut off: " + element.outerHTML.slice(0, 120));
	}
	return faults.slice(0, 10);
})(%q)`
