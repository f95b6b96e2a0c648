package publish

import (
	"context"
	"fmt"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"goodmeasure/internal/testkit"
)

// The report is looked at in a real browser: nothing wider than the screen, nothing that axe-core objects to, no
// request to anywhere, and a print that reaches its end.
func TestReportInBrowser(t *testing.T) {
	browser := testkit.Browser(t)
	path := filepath.Join(t.TempDir(), "report.html")
	file, err := os.Create(path)
	if err != nil {
		t.Fatal(err)
	}
	if err := StudyReport(file, result(t)); err != nil {
		t.Fatal(err)
	}
	if err := file.Close(); err != nil {
		t.Fatal(err)
	}
	for _, theme := range []string{"light", "dark"} {
		for _, width := range []int64{320, 1366} {
			t.Run(fmt.Sprintf("%s at %d", theme, width), func(t *testing.T) {
				if err := chromedp.Do(browser, scheme(theme), chromedp.EmulateViewport(width, 900), chromedp.Navigate("file://"+path)); err != nil {
					t.Fatal(err)
				}
				over, err := chromedp.Run(browser, chromedp.Evaluate[int](`document.documentElement.scrollWidth - document.documentElement.clientWidth`))
				if err != nil {
					t.Fatal(err)
				}
				if over > 0 {
					t.Errorf("the page is %d px wider than the screen", over)
				}
				requests, err := chromedp.Run(browser, chromedp.Evaluate[int](`performance.getEntriesByType("resource").length`))
				if err != nil {
					t.Fatal(err)
				}
				if requests != 0 {
					t.Errorf("the report loads %d other files; it must stand alone", requests)
				}
				if found := testkit.Axe(t, browser); len(found) > 0 {
					t.Errorf("axe-core objects:\n%s", testkit.Describe(found))
				}
			})
		}
	}
	pdf, err := chromedp.Run(browser, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatal(err)
	}
	if len(pdf) < 20_000 {
		t.Errorf("the print is %d bytes: it is cut short", len(pdf))
	}
}

func scheme(theme string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}}})
		return err
	})
}
