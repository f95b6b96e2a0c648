package define_test

import (
	"strings"
	"testing"
	"time"

	"github.com/chromedp/chromedp"

	"goodmeasure/internal/testkit"
	"goodmeasure/internal/web/define"
	"goodmeasure/internal/web/visit"
)

func TestPagesInBrowser(t *testing.T) {
	browser := testkit.Browser(t)
	v := visit.Start(t, define.Pages())
	room := follow(t, v, v.Post(t, "/present?d=rereferral.sw_agency", nil)).Address
	code, _, _ := strings.Cut(strings.TrimPrefix(room, "/present/room/"), "?")
	for _, path := range []string{"/define?d=rereferral.sw_agency~3.cla_missing-lower--minmax", "/define?apply=1", "/sample?n=2", "/present", room, "/join/" + code, "/publish"} {
		v.Look(t, browser, path)
	}
}

// One device goes round a table by keyboard, on a phone and without the script; what it shows between two people is for everybody.
func TestADeviceGoesRoundInBrowser(t *testing.T) {
	browser := testkit.Browser(t)
	v := visit.Start(t, define.Pages())
	room := follow(t, v, v.Post(t, "/present?d=rereferral.sw_agency", nil)).Address
	code, _, _ := strings.Cut(strings.TrimPrefix(room, "/present/room/"), "?")
	p := v.Seat(t, browser, 320, false)
	p.Opens("/join/" + code)
	p.Writes("#w-rereferral", "5")
	p.Follows("main .apply button")
	p.Reads("h1", "Thank you")
	v.Seat(t, browser, 1366, true) // axe-core is a script
	v.Look(t, browser, "/join/"+code)
	p = v.Seat(t, browser, 320, false)
	p.Opens("/join/" + code)
	p.Follows(`button[name="next"]`)
	p.Reads("h1", "What matters to you?")
	p.Reads(".notice", "The last answer is kept.")
	if held := p.Sees(`document.querySelector("#w-rereferral").value`); held != "1" {
		t.Errorf("the next person finds %s where the last one wrote", held)
	}
}

// With the script, ranks follow the importance that is typed, without a button.
func TestRanksFollowAsOneTypes(t *testing.T) {
	browser := testkit.Browser(t)
	v := visit.Start(t, define.Pages())
	err := chromedp.Do(browser, chromedp.EmulateViewport(1366, 900), chromedp.Navigate(v.URL+"/define?d=rereferral.sw_agency"), chromedp.WaitVisible("#w-sw_agency"))
	if err != nil {
		t.Fatal(err)
	}
	if _, err := chromedp.Run(browser, chromedp.Evaluate[bool](`(control => { control.value = "4"; return control.dispatchEvent(new Event("input", {bubbles: true})); })(document.querySelector("#w-sw_agency"))`)); err != nil {
		t.Fatal(err)
	}
	for range 100 {
		at, err := chromedp.Run(browser, chromedp.Evaluate[string](`location.search`))
		if err != nil {
			t.Fatal(err)
		}
		if strings.Contains(at, "sw_agency~4") {
			words, err := chromedp.Run(browser, chromedp.Evaluate[string](`document.querySelector("#address").value`))
			if err != nil || !strings.Contains(words, "sw_agency~4") {
				t.Errorf("the link beside the form is %q, %v", words, err)
			}
			return
		}
		time.Sleep(100 * time.Millisecond)
	}
	t.Error("the address never followed")
}
