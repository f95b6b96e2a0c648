package define_test

import (
	"context"
	"strings"
	"testing"

	"github.com/chromedp/cdproto/cdp"
	"github.com/chromedp/cdproto/network"
	"github.com/chromedp/chromedp"
	"github.com/chromedp/chromedp/kb"

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
	p := v.Seat(t, browser, 1366, true)
	p.Opens("/define?d=rereferral.sw_agency")
	p.Writes("#w-sw_agency", "4")
	p.Awaits(`location.search.includes("sw_agency~4")`, "the address that follows")
	p.Awaits(`document.querySelector("#address").value.includes("sw_agency~4")`, "the link beside the form")
}

// What stands folded away can be changed with and without the script; what nobody opened stays as it was.
func TestWhatIsFoldedAwayStaysAsItWas(t *testing.T) {
	browser := testkit.Browser(t)
	v := visit.Start(t, define.Pages())
	for _, script := range []bool{true, false} {
		p := v.Seat(t, browser, 1366, script)
		p.Opens("/define?d=rereferral.sw_agency~3.cla_missing-lower--minmax")
		if folded := p.Sees(`String(document.querySelectorAll("details textarea").length)`) == "0"; folded != script {
			t.Errorf("script %t: what is folded away is in the page: %t", script, !folded)
		}
		p.Reaches(`#m-sw_agency summary`)
		p.Presses(kb.Enter)
		p.Awaits(`!!document.querySelector("#m-sw_agency details[open] textarea")`, "the reason")
		p.Writes("#y-sw_agency", "Families told us.")
		p.Reaches("#outcome > summary")
		p.Presses(kb.Enter)
		p.Awaits(`!!document.querySelector('#outcome[open] input[value="cl_eet"]')`, "the measures that can be added")
		p.Reaches(`input[name="c"][value="cl_eet"]`)
		p.Presses(" ")
		p.Reaches(".apply button")
		if script {
			p.Presses(kb.Enter)
			p.Awaits(`document.querySelector("#force").textContent.includes("4 measures")`, "ranks by the new definition")
		} else {
			p.Leaves(kb.Enter)
		}
		file := p.Takes(`#keep a[href*="file=definition"]`)
		for _, words := range []string{"Families told us.", `id = "cl_eet"`, "weight = 3", `normalisation = "minmax"`} {
			if !strings.Contains(file.Text, words) {
				t.Errorf("script %t: the definition lost %s:\n%s", script, words, file.Text)
			}
		}
		if _, missing, _ := strings.Cut(file.Text, `id = "cla_missing"`); !strings.Contains(missing[:min(len(missing), 120)], `direction = "lower"`) {
			t.Errorf("script %t: the reading nobody opened is lost:\n%s", script, file.Text)
		}
	}
}

// Where the script does not come, what it would unfold is a link away: with it all parts are in the page, and stay so.
func TestPartsOpenWhereTheScriptDoesNotCome(t *testing.T) {
	browser := testkit.Browser(t)
	v := visit.Start(t, define.Pages())
	p := v.Seat(t, browser, 320, true)
	blocked := chromedp.Func(func(ctx context.Context, target *chromedp.Target) error {
		if _, err := cdp.Call(ctx, target, network.Enable, network.EnableParams{}); err != nil {
			return err
		}
		_, err := cdp.Call(ctx, target, network.SetBlockedURLs, network.SetBlockedURLsParams{URLPatterns: []*network.BlockPattern{{URLPattern: "*://*:*/assets/*.js", Block: true}}})
		return err
	})
	if err := chromedp.Do(browser, blocked); err != nil {
		t.Fatal(err)
	}
	p.Opens("/define?d=rereferral.sw_agency")
	p.Reaches("#m-sw_agency summary")
	p.Presses(kb.Enter)
	p.Follows("#m-sw_agency .unfold a")
	p.Writes("#y-sw_agency", "Families told us.")
	p.Reaches("#outcome > summary")
	p.Presses(kb.Enter)
	p.Reaches(`input[name="c"][value="cl_eet"]`)
	p.Presses(" ")
	p.Follows(".apply button")
	p.Reads("#force", "3 measures")
	p.Reads("#m-sw_agency details[open] textarea", "Families told us.")
	p.Fits()
}
