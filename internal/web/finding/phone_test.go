package finding_test

import (
	"regexp"
	"strconv"
	"strings"
	"testing"

	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

	"goodmeasure/internal/testkit"
	"goodmeasure/internal/web/finding"
	"goodmeasure/internal/web/visit"
)

// On a phone what is not first is folded away, and opens by its summary, or where a link leads into it; on a wider screen all is open.
func TestInspectionIsFoldedOnAPhone(t *testing.T) {
	browser := testkit.Browser(t)
	v := visit.Start(t, finding.Pages())
	const shown = `String(document.querySelector("#figure-tenths").checkVisibility({contentVisibilityAuto: false}))`
	for _, script := range []bool{true, false} {
		p := v.Seat(t, browser, 320, script)
		p.Opens("/inspection")
		if high, _ := strconv.Atoi(p.Sees(`String(document.documentElement.scrollHeight)`)); high > 12_000 {
			t.Errorf("scripts %v: the page is %d px long", script, high)
		}
		if p.Sees(shown) != "false" {
			t.Errorf("scripts %v: the second figure is not folded away", script)
		}
		p.Reaches(`.fold:has(#figure-tenths) > summary`)
		p.Presses(kb.Enter)
		if p.Sees(shown) != "true" {
			t.Errorf("scripts %v: the second figure does not unfold", script)
		}
		p.Fits()
		p.Opens("/inspection?judgement=overall#figure-tenths")
		if p.Sees(shown) != "true" {
			t.Errorf("scripts %v: a link to the second figure shows nothing", script)
		}
		p = v.Seat(t, browser, 1366, script)
		p.Opens("/inspection")
		if p.Sees(shown) != "true" || p.Sees(`String(document.querySelector(".fold > summary").checkVisibility())`) != "false" {
			t.Errorf("scripts %v: on a wide screen the second figure is folded away", script)
		}
	}
}

// What there is to be copied is a field when it is opened, which the keyboard can mark, and words where no script runs.
func TestAnEmbedIsThereToBeCopied(t *testing.T) {
	browser := testkit.Browser(t)
	v := visit.Start(t, finding.Pages())
	for _, script := range []bool{true, false} {
		p := v.Seat(t, browser, 1366, script)
		p.Opens("/inspection")
		p.Reaches(`#figure-associations .furniture details:has(.frame) > summary`)
		p.Presses(kb.Enter)
		copied, of := `textarea.frame[readonly][aria-label^="HTML that shows"]`, "value"
		if !script {
			copied, of = "code.frame", "textContent"
		}
		p.Awaits(`(document.querySelector("#figure-associations `+strings.ReplaceAll(copied, `"`, `\"`)+`")?.`+of+` ?? "").startsWith("<iframe src=")`, "what shows the figure elsewhere")
	}
}

// The frame that another site is given is as high as what it shows, and not much higher, on a phone and in an article.
func TestFramesAreAsHighAsTheirFigures(t *testing.T) {
	browser := testkit.Browser(t)
	v := visit.Start(t, finding.Pages())
	frame := regexp.MustCompile(`height="(\d+)" style="border:0;height:clamp\((\d+)px,.*?,(\d+)px\)"`)
	for path, figure := range map[string]string{"/inspection": "associations", "/measure/rereferral?show=funnel": "funnel"} {
		var found []string
		for _, area := range v.Get(t, path).All("code") {
			if found = frame.FindStringSubmatch(visit.Words(area)); found != nil {
				break
			}
		}
		if found == nil {
			t.Fatalf("%s has no frame with heights", path)
		}
		separator := "?"
		if path != "/inspection" {
			separator = "&"
		}
		for width, want := range map[int64]string{336: found[3], 380: found[3], 720: found[1], 860: found[1]} {
			if err := chromedp.Do(browser, chromedp.EmulateViewport(width, 100), chromedp.Navigate(v.URL+path+separator+"format=embed&figure="+figure)); err != nil {
				t.Fatal(err)
			}
			high, err := chromedp.Run(browser, chromedp.Evaluate[int](`Math.ceil(document.documentElement.scrollHeight)`))
			if err != nil {
				t.Fatal(err)
			}
			given, _ := strconv.Atoi(want)
			if high > given || float64(high) < 0.75*float64(given) {
				t.Errorf("%s at %d px is %d px high, and its frame %d", figure, width, high, given)
			}
		}
	}
}
