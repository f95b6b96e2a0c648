package publish

import (
	"context"
	"errors"
	"fmt"
	"io"
	"os"
	"path/filepath"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/emulation"
	"github.com/chromedp/chromedp"

	"goodmeasure/catalogue"
	"goodmeasure/definition"
	"goodmeasure/internal/testkit"
	"goodmeasure/method"
)

// Every report is looked at in a real browser: nothing wider than the screen, nothing that axe-core objects to, no
// request to anywhere, and a print that reaches its end.
func TestReportsInBrowser(t *testing.T) {
	browser := testkit.Browser(t)
	for name, write := range map[string]func(io.Writer) error{
		"study":  func(w io.Writer) error { return StudyReport(w, result(t)) },
		"index":  func(w io.Writer) error { return IndexReport(w, someIndex(t)) },
		"stress": func(w io.Writer) error { return StressReport(w, someStressTest(t)) },
	} {
		path := filepath.Join(t.TempDir(), name+".html")
		file, err := os.Create(path)
		if err != nil {
			t.Fatal(err)
		}
		if err := errors.Join(write(file), file.Close()); err != nil {
			t.Fatal(err)
		}
		for _, theme := range []string{"light", "dark"} {
			for _, width := range []int64{320, 1366} {
				t.Run(fmt.Sprintf("%s, %s at %d", name, theme, width), func(t *testing.T) {
					if err := chromedp.Do(browser, scheme(theme), chromedp.EmulateViewport(width, 900), chromedp.Navigate("file://"+path)); err != nil {
						t.Fatal(err)
					}
					checkPage(t, browser)
				})
			}
		}
		pdf, err := chromedp.Run(browser, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
		if err != nil {
			t.Fatal(err)
		}
		if len(pdf) < 20_000 {
			t.Errorf("the print of the %s report is %d bytes: it is cut short", name, len(pdf))
		}
	}
}

func checkPage(t *testing.T, browser context.Context) {
	t.Helper()
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
}

func someIndex(t *testing.T) *method.Index {
	t.Helper()
	edition, err := catalogue.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	x, err := method.MakeIndex(context.Background(), edition, definition.Default(edition.Indicators), method.IndexDraws{Draws: 200, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func someStressTest(t *testing.T) *method.StressTest {
	t.Helper()
	edition, err := catalogue.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	x, err := method.Stress(context.Background(), edition, definition.Default(edition.Indicators), method.StressDraws{Draws: 500, Seed: 1})
	if err != nil {
		t.Fatal(err)
	}
	return x
}

func scheme(theme string) chromedp.Action[chromedp.Void] {
	return chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		_, err := cdp.Call(ctx, target, emulation.SetEmulatedMedia, emulation.SetEmulatedMediaParams{
			Features: []*emulation.MediaFeature{{Name: "prefers-color-scheme", Value: theme}}})
		return err
	})
}
