package finding_test

import (
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"goodmeasure/internal/testkit"
	"goodmeasure/internal/web/finding"
	"goodmeasure/internal/web/visit"
)

func TestTheTrendOfNamedAuthoritiesInWords(t *testing.T) {
	v := visit.Start(t, finding.Pages())
	page := v.Get(t, "/measure/sw_agency?show=trend&a=bcp,cumbria").Words()
	for _, want := range []string{"the middle authority went from 15.0% on 30 September 2015 to 12.8% on 30 September 2025", "England (middle): 15.0% on 30 September 2015 and 12.8% on 30 September 2025",
		"Social workers from agencies, % of full-time equivalents", "the authority had ended"} {
		if !strings.Contains(page, want) {
			t.Errorf("%q is not said: %s", want, page[:min(len(page), 3000)])
		}
	}
	field := `value="Bournemouth Christchurch and Poole, Cumbria"`
	if body := v.Get(t, "/measure/sw_agency?show=trend&a=bcp,cumbria").Text; !strings.Contains(body, field) {
		t.Errorf("the field does not name the authorities: expected %s", field)
	}
	again := v.Get(t, "/measure/sw_agency?show=trend&a=Bournemouth+Christchurch+and+Poole,+Cumbria")
	if again.Status != 200 || !strings.Contains(again.Words(), "Cumbria: ") {
		t.Errorf("what the field holds is not understood: %d", again.Status)
	}
}

// A year of a figure that breaks: title and sentence begin with the same year.
func TestTitleAndSentenceOfATrendHaveTheSameYears(t *testing.T) {
	v := visit.Start(t, finding.Pages())
	page := v.Get(t, "/measure/cla_absence?show=trend").Words()
	_, title, _ := strings.Cut(page, "the middle authority went from ")
	title, _, _ = strings.Cut(title, " to ")
	if title == "" || !strings.Contains(page, "England (middle): "+title+" and ") {
		t.Errorf("the sentence does not begin where the title does, at %q: %s", title, page[:min(len(page), 3000)])
	}
}

// Authorities named in a trend have a column each, which arrow keys read out.
func TestATrendIsWalkedByArrowKeys(t *testing.T) {
	browser := testkit.Browser(t)
	v := visit.Start(t, finding.Pages())
	p := v.Seat(t, browser, 1366, true)
	p.Opens("/measure/cla_missing?show=trend&a=leeds,hackney")
	p.Awaits(`document.querySelector("#figure-trend-england .stage")?.tabIndex === 0`, "the picture to be ready")
	p.Reaches("#figure-trend-england .stage")
	p.Presses(kb.ArrowRight)
	told := p.Sees(`document.querySelector("#figure-trend-england .told").textContent`)
	if want := "Leeds (%), 2024-25 9.0%, 2023-24 9.0%"; !strings.HasPrefix(told, want) {
		t.Errorf("an arrow key tells %q, expected it to begin %q", told, want)
	}
	if marked := p.Sees(`String([...document.querySelectorAll("#figure-trend-england svg .gm-on")].every(m => m.dataset.authority === "383"))`); marked != "true" {
		t.Error("other marks than those of Leeds are marked")
	}
}

func TestTheTrendOfAHandfulOfChildrenIsNotJudged(t *testing.T) {
	v := visit.Start(t, finding.Pages())
	page := v.Get(t, "/measure/rereferral?show=trend&a=isles-of-scilly").Words()
	if !strings.Contains(page, "Isles of Scilly has a handful of children, so nothing is said") || strings.Contains(page, "its interval lies") {
		t.Errorf("%s", page[:min(len(page), 3000)])
	}
}

func TestTheTrendOfAJointFigureSaysSo(t *testing.T) {
	v := visit.Start(t, finding.Pages())
	address := "/measure/sw_vacancy?show=trend&a=kingston-upon-thames,richmond-upon-thames"
	if page := v.Get(t, address).Words(); !strings.Contains(page, "(joint figure)") {
		t.Errorf("%s", page[:min(len(page), 3000)])
	}
	if file := v.Get(t, address+"&format=csv&figure=trend-england").Text; !strings.Contains(file, "joint figure") {
		t.Errorf("the file does not say so: %.600s", file)
	}
}
