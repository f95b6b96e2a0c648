package place_test

import (
	"bytes"
	"context"
	"net/http"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"goodmeasure/catalogue"
	"goodmeasure/definition"
	"goodmeasure/internal/testkit"
	"goodmeasure/internal/web"
	"goodmeasure/internal/web/visit"
	"goodmeasure/study"
)

// A briefing takes two sheets of A4 whatever the authority: one with a long name, small, new, with much suppressed, ended,
// and under a definition of every measure there is.
func TestBriefingTakesTwoSheets(t *testing.T) {
	browser := testkit.Browser(t)
	if _, err := exec.LookPath("pdfinfo"); err != nil {
		testkit.SkipOrFail(t, "no pdfinfo on the path (Debian's package is called poppler-utils)")
	}
	v := visit.Start(t, web.Groups()...)
	all := "?d=" + everyMeasure(t)
	for _, address := range []string{"bournemouth-christchurch-and-poole", "kingston-upon-hull", "rutland", "isles-of-scilly", "cumberland",
		"cumbria-to-2023", "kingston-upon-thames?b=neighbours", "bournemouth-christchurch-and-poole" + all, "rutland" + all} {
		slug, query, _ := strings.Cut(address, "?")
		path := "/authority/" + slug + "/briefing?" + query
		if err := chromedp.Do(browser, chromedp.EmulateViewport(1366, 900), chromedp.Navigate(v.URL+path)); err != nil {
			t.Fatal(err)
		}
		pdf, err := chromedp.Run(browser, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
		if err != nil {
			t.Fatal(err)
		}
		about := pdfinfo(t, pdf)
		if !strings.Contains(about, "Pages:           2\n") || !strings.Contains(about, "(A4)") {
			t.Errorf("%s is not two sheets of A4:\n%s", address, about)
		}
	}
}

func pdfinfo(t *testing.T, pdf []byte) string {
	t.Helper()
	path := filepath.Join(t.TempDir(), "briefing.pdf")
	if err := os.WriteFile(path, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	about, err := exec.Command("pdfinfo", path).Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(about)
}

// everyMeasure is the link of a definition of every measure that figures are held of.
func everyMeasure(t *testing.T) string {
	t.Helper()
	edition, err := catalogue.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	var known []study.Indicator
	for _, i := range edition.Indicators {
		if i.Domain != study.Surround && i.Replaces == "" && len(edition.Periods(i.ID)) > 0 {
			known = append(known, i)
		}
	}
	d := definition.Of(known)
	for at := range d.Indicators {
		if d.Indicators[at].Direction == "" {
			d.Indicators[at].Direction, d.Indicators[at].Because = study.HigherIsBetter, "a reading has to be taken"
		}
	}
	return definition.Link(d, edition.Indicators)
}

// A director looks the authority up by a part of its name, reads on, and prints, without JavaScript and on a phone.
func TestDirectorWithoutJavaScript(t *testing.T) {
	browser := testkit.Browser(t)
	v := visit.Start(t, web.Groups()...)
	if err := chromedp.Do(browser, withoutScript(), chromedp.EmulateViewport(320, 800), chromedp.Navigate(v.URL+"/authorities"),
		chromedp.SendKeys("#find", "hull\r"), chromedp.WaitReady("#cannot")); err != nil {
		t.Fatal(err)
	}
	says(t, browser, "h1", "Kingston upon Hull")
	says(t, browser, "main", "What this cannot tell you")
	notWider(t, browser)
	follow(t, browser, `a[href$="/briefing"]`, ".sheet")
	says(t, browser, "h1", "a briefing")
	notWider(t, browser)
}

// An analyst compares with the neighbours, opens a trend, and takes the table away.
func TestAnalyst(t *testing.T) {
	browser := testkit.Browser(t)
	v := visit.Start(t, web.Groups()...)
	if err := chromedp.Do(browser, chromedp.EmulateViewport(1366, 900), chromedp.Navigate(v.URL+"/authority/leeds")); err != nil {
		t.Fatal(err)
	}
	follow(t, browser, `a[href*="b=neighbours"]`, `a[href*="b=neighbours"][aria-current]`)
	says(t, browser, "table.strips caption", "beside its neighbours")
	follow(t, browser, `#row-sw_vacancy .pictured`, "#figure-trend-sw-vacancy")
	says(t, browser, "#figure-trend-sw-vacancy", "median of its neighbours")
	address, err := chromedp.Run(browser, chromedp.Evaluate[string](`document.querySelector('ul.files a[href*="format=xlsx"][href*="table=measures"]').getAttribute("href")`))
	if err != nil {
		t.Fatal(err)
	}
	if sheet := v.Get(t, address); sheet.Status != http.StatusOK || !bytes.HasPrefix([]byte(sheet.Text), []byte("PK")) {
		t.Errorf("%s: %d", address, sheet.Status)
	}
}

// Somebody with a keyboard alone adds authorities to a comparison and takes one out again.
func TestCompareByKeyboard(t *testing.T) {
	browser := testkit.Browser(t)
	v := visit.Start(t, web.Groups()...)
	if err := chromedp.Do(browser, chromedp.EmulateViewport(320, 800), chromedp.Navigate(v.URL+"/compare"), chromedp.SendKeys("#add", "leeds\r"),
		chromedp.WaitReady("#row-cl_eet"), chromedp.SendKeys("#add", "hull\r"), chromedp.WaitReady(`th[data-authority="810"]`)); err != nil {
		t.Fatal(err)
	}
	says(t, browser, "h1", "Leeds and Kingston upon Hull side by side")
	notWider(t, browser)
	if err := chromedp.Do(browser, chromedp.Focus(".choices li:first-child a.small"), chromedp.KeyEvent("\r"), chromedp.WaitReady(`h1:not(:empty)`)); err != nil {
		t.Fatal(err)
	}
	if err := chromedp.Do(browser, chromedp.WaitReady(`.choices li:only-child`)); err != nil {
		t.Fatal(err)
	}
	says(t, browser, "h1", "Kingston upon Hull beside others")
}

func withoutScript() chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetScriptExecutionDisabled, emulation.SetScriptExecutionDisabledParams{Value: true})
		return err
	})
}

// follow activates a link as a keyboard does, and waits for what it leads to.
func follow(t *testing.T, browser context.Context, link, until string) {
	t.Helper()
	if err := chromedp.Do(browser, chromedp.Focus(link), chromedp.KeyEvent("\r"), chromedp.WaitReady(until)); err != nil {
		t.Fatalf("following %s: %v", link, err)
	}
}

func says(t *testing.T, browser context.Context, selector, want string) {
	t.Helper()
	text, err := chromedp.Run(browser, chromedp.TextContent(selector))
	if err != nil {
		t.Fatal(err)
	}
	if !strings.Contains(strings.Join(strings.Fields(text), " "), want) {
		t.Errorf("%s does not say %q but %.200q", selector, want, text)
	}
}

func notWider(t *testing.T, browser context.Context) {
	t.Helper()
	over, err := chromedp.Run(browser, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`))
	if err != nil {
		t.Fatal(err)
	}
	if over > 0 {
		t.Errorf("the page is %d px wider than the screen", over)
	}
}
