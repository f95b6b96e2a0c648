package web_test

import (
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"

	"goodmeasure/internal/testkit"
	"goodmeasure/internal/web/visit"
)

// On paper a page has its findings and where they come from, no sheet that is all but empty, and nothing that only a screen can use.
func TestPagesOnPaper(t *testing.T) {
	browser := testkit.Browser(t)
	if _, err := exec.LookPath("pdftotext"); err != nil {
		testkit.SkipOrFail(t, "no pdftotext on the path (Debian's package is called poppler-utils)")
	}
	v := everything(t)
	for path, wanted := range map[string][]string{
		"/authority/kingston-upon-hull": {"What this cannot tell you", "Repeat referrals within a year"},
		"/ranking":                      {"cannot be told apart", "In four bands", "Rank among"},
		"/inspection":                   {"Before you compare", "Best tenth", "How the sharpest contrasts came about", "consecutive inspections"},
		"/library/help":                 {"Getting help from this library", "/library/feed", "How to ask"},
		"/review/1/results":             {"Staying in one home"},
	} {
		sheets := printed(t, v, browser, path)
		whole := strings.Join(strings.Fields(strings.Join(sheets, " ")), " ")
		for _, want := range append(wanted, v.URL+path+" on 25 November 2026", "SHA-256") {
			if !strings.Contains(whole, want) {
				t.Errorf("%s on paper lacks %q: %.400s", path, want, whole)
			}
		}
		for _, not := range []string{"Skip to the content", "Find an authority", "Define good", "Show as table", "Change the keys", "Inspections under", "This guide as a PDF"} {
			if strings.Contains(whole, not) {
				t.Errorf("%s on paper has %q, which only a screen can use", path, not)
			}
		}
		for n, sheet := range sheets {
			if words := len(strings.Fields(sheet)); words < 20 && n < len(sheets)-1 {
				t.Errorf("%s: sheet %d of %d is all but empty: %q", path, n+1, len(sheets), sheet)
			}
		}
	}
}

// printed gives the words of each sheet of a page on paper.
func printed(t *testing.T, v *visit.Visit, browser context.Context, path string) []string {
	t.Helper()
	if err := chromedp.Do(browser, chromedp.EmulateViewport(1366, 900), chromedp.Navigate(v.URL+path)); err != nil {
		t.Fatal(err)
	}
	pdf, err := chromedp.Run(browser, chromedp.PrintToPDF(chromedp.PDFPreferCSSPageSize()))
	if err != nil {
		t.Fatal(err)
	}
	file := filepath.Join(t.TempDir(), "page.pdf")
	if err := os.WriteFile(file, pdf, 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	return strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
}
