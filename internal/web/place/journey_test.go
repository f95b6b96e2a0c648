package place_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

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
		"cumbria-to-2023", "bournemouth-christchurch-and-poole?b=cumbria,kent", "kingston-upon-thames?b=neighbours", "bournemouth-christchurch-and-poole" + all, "rutland" + all,
		"kingston-upon-thames?b=" + manyAuthorities(30), "bournemouth-christchurch-and-poole" + all + "&b=" + manyAuthorities(30)} {
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

// Somebody with a keyboard alone adds authorities to a comparison and takes one out again.
func TestCompareByKeyboard(t *testing.T) {
	p := visit.Start(t, web.Groups()...).Seat(t, testkit.Browser(t), 320, true)
	p.Opens("/compare")
	for _, name := range []string{"leeds", "hull"} {
		p.Writes("#add", name)
		p.Leaves(kb.Enter)
	}
	p.Reads("h1", "Leeds and Kingston upon Hull side by side")
	p.Fits()
	p.Follows(".choices li:first-child a.small")
	p.Reads("h1", "Kingston upon Hull beside others")
}
