package web_test

import (
	"fmt"
	"net/url"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/chromedp/chromedp/kb"

	"goodmeasure/catalogue"
	"goodmeasure/internal/testkit"
	"goodmeasure/internal/web"
	"goodmeasure/internal/web/visit"
	"goodmeasure/internal/workbench"
)

// The people the pages are for go the whole of their way by keyboard alone: on a desk and on a phone, with scripts and without.
func TestJourneys(t *testing.T) {
	v := visit.Start(t, web.Groups()...)
	later := laterSite(t)
	for name, goes := range map[string]func(*visit.Person, *testing.T){
		"analyst":    analyst,
		"researcher": func(p *visit.Person, t *testing.T) { researcher(p, t, later) },
		"official":   official,
		"director":   director,
	} {
		t.Run(name, func(t *testing.T) {
			browser := testkit.Browser(t)
			for _, width := range []int64{1366, 320} {
				for _, script := range []bool{true, false} {
					t.Run(fmt.Sprintf("at %d, scripts %v", width, script), func(t *testing.T) { goes(v.Seat(t, browser, width, script), t) })
				}
			}
		})
	}
}

// laterSite has the pages on another edition, as a program of a later year does.
func laterSite(t *testing.T) *visit.Visit {
	t.Helper()
	embedded, err := catalogue.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	edition := *embedded
	edition.Name, edition.Hash = "Figures of a later year", strings.Repeat("0123", 16)
	return visit.On(t, workbench.On(&edition), web.Groups()...)
}

// An analyst looks the authority up, sets it beside its neighbours, opens a trend, takes the table away, compares with another,
// and ends at the briefing.
func analyst(p *visit.Person, t *testing.T) {
	p.Opens("/")
	p.Writes("#place", "leeds")
	p.Leaves(kb.Enter)
	p.Reads("h1", "Leeds")
	p.Follows(`nav a[href*="b=neighbours"]`)
	p.Reads("table.strips caption", "beside its neighbours")
	p.Fits()
	p.Follows(`#row-sw_vacancy .pictured`)
	p.Reads("#figure-trend-sw-vacancy", "median of its neighbours")
	if sheet := p.Takes(`ul.files a[href*="format=xlsx"][href*="table=measures"]`); sheet.Status != 200 || !strings.HasPrefix(sheet.Text, "PK") {
		t.Errorf("the table is %d, %.20q", sheet.Status, sheet.Text)
	}
	p.Writes("#add", "sheffield")
	p.Leaves(kb.Enter)
	p.Reads("h1", "Leeds and Sheffield side by side")
	p.Fits()
	p.Follows(`.choices a[href^="/authority/leeds"]`)
	p.Follows(`a[href^="/authority/leeds/briefing"]`)
	p.Reads("h1", "a briefing")
	p.Reads(".second caption", "Leeds beside its neighbours")
	p.Fits()
}

// A researcher states a definition, sees how far it and its ranks can be trusted, compares it with another, keeps a link that still
// says what differs years later, draws places to study blind and again, and publishes.
func researcher(p *visit.Person, t *testing.T, later *visit.Visit) {
	p.Opens("/define")
	p.Reaches(`input[name="c"][value="rereferral"]`)
	p.Presses(" ")
	p.Writes("#w-sw_agency", "3")
	p.Reaches(".apply button")
	if p.Script {
		p.Presses(kb.Enter)
		p.Awaits(`location.search.includes("sw_agency~3") && !location.search.includes("rereferral")`, "ranks by the new definition")
	} else {
		p.Leaves(kb.Enter)
	}
	p.Reads("#force", "Definition: ")
	stated := p.Address().Query().Get("d")
	if !strings.Contains(stated, "sw_agency~3") || strings.Contains(stated, "rereferral") {
		t.Fatalf("the definition in the address is %q", stated)
	}
	if file := p.Takes(`#keep a[href*="file=definition"]`); file.Status != 200 || !strings.Contains(file.Text, "sw_agency") {
		t.Errorf("the file of the definition is %d %.200s", file.Status, file.Text)
	}
	p.Follows(`#keep a[href^="/define/bounds"]`)
	p.Reads("h1", "can be made first by some choice of weights")
	p.Fits()
	if table := p.Takes(`main a[href*="format=csv"][href*="table=reach"]`); table.Status != 200 || !strings.Contains(table.Text, "Leeds") {
		t.Errorf("the table is %d %.200s", table.Status, table.Text)
	}
	p.Follows(`#figure-bounds .files a:not([download])`)
	p.Reads("#force", "This link is pinned")
	pinned := p.Address()
	reopened(p, t, later, pinned.RequestURI())

	p.Opens(pinned.RequestURI())
	p.Follows(`main a[href^="/define/stress"]`)
	p.Reads("h1", "of the other definitions")
	p.Fits()
	p.Opens("/define/compare?d=" + stated)
	p.Follows(`ul.plain a[href*="with=by-domain"]`)
	p.Reads("main", "Who moves")
	p.Fits()
	sampled(p, t, stated)
	published(p, t, stated)
}

// reopened opens a pinned link where other data, and then another definition, are held.
func reopened(p *visit.Person, t *testing.T, later *visit.Visit, link string) {
	t.Helper()
	held := p.Visit
	p.Visit = later
	p.Opens(link)
	p.Reads("main .notice", "This link was made with data that are not held here.")
	p.Reads("main .notice", "the one held is “Figures of a later year”")
	p.Follows("main .notice a")
	if p.Sees(`String(document.querySelector("main .notice"))`) != "null" || p.Address().Query().Has("pin") {
		t.Errorf("%s: the link is not open with what is held", p.Address())
	}
	p.Visit = held
	to, err := url.Parse(link)
	if err != nil {
		t.Fatal(err)
	}
	query := to.Query()
	query.Set("d", "sw_agency~2")
	to.RawQuery = query.Encode()
	p.Opens(to.RequestURI())
	p.Reads("main .notice", "This link was made with another definition of good than it states now.")
	p.Reads("main .notice", "It was made with the definition")
	p.Reads("main .notice", "Scores and ranks may differ.")
}

// sampled draws blind, takes the list and its key away, and draws again from the key.
func sampled(p *visit.Person, t *testing.T, stated string) {
	t.Helper()
	p.Opens("/sample?d=" + stated)
	p.Writes("#n", "3")
	p.Reaches("[name=blind]")
	p.Presses(" ")
	p.Follows(`form.sampling button`)
	if p.Address().Query().Get("d") != stated {
		t.Errorf("the sample is of another definition: %s", p.Address())
	}
	blind := p.Takes(`main a[href*="file=blind"]`)
	key := p.Takes(`main a[href*="file=record"]`)
	if blind.Status != 200 || key.Status != 200 || !strings.Contains(key.Text, `"seed"`) {
		t.Fatalf("the list is %d, the key %d %.200s", blind.Status, key.Status, key.Text)
	}
	edition, err := catalogue.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	shown := blind.Text + p.Sees(`document.querySelector("#table-sample").textContent`)
	for _, a := range edition.Authorities {
		if strings.Contains(shown, a.Name) {
			t.Errorf("the blind sample names %s", a.Name)
		}
	}
	file := filepath.Join(t.TempDir(), "sample-key.json")
	if err := os.WriteFile(file, []byte(key.Text), 0o600); err != nil {
		t.Fatal(err)
	}
	p.Chooses("#file", file)
	p.Follows(`form[enctype] button`)
	p.Reads("h1", "The same sample comes out")
	p.Fits()
}

// published makes the page of findings, and reads what it holds.
func published(p *visit.Person, t *testing.T, stated string) {
	t.Helper()
	p.Opens("/publish?d=" + stated)
	p.Writes("#title", "What agency work does")
	p.Writes("#words", "We counted agency workers three times.")
	p.Follows("form.sampling button")
	page := p.Takes(`main .notice a[href*="file=page"]`)
	for _, want := range []string{"What agency work does", "We counted agency workers three times.", "SHA-256", "<svg"} {
		if !strings.Contains(page.Text, want) {
			t.Errorf("the publication, %d, lacks %q", page.Status, want)
		}
	}
	p.Fits()
}

// An official asks whether inspection of one judgement agrees with the measures, keeps the link, and asks who is strong in three
// years.
func official(p *visit.Person, t *testing.T) {
	p.Opens("/")
	p.Follows(`.doors a[href^="/inspection"]`)
	p.Reaches("#judgement")
	p.Presses(kb.ArrowDown)
	p.Follows(".choose button")
	p.Reads("h1", "grade for help and protection")
	p.Fits()
	p.Follows(`#figure-associations .files a:not([download])`)
	p.Reads("#force", "This link is pinned")
	p.Reads("h1", "grade for help and protection")
	p.Opens("/ranking")
	p.Follows(`main a[href^="/consistency"]`)
	p.Reaches("#k")
	p.Presses(kb.ArrowDown)
	p.Follows(".choose button")
	p.Reads("h1", "at least 3 of 5 years under at least 80% of definitions")
	p.Fits()
	if table := p.Takes(`a[href*="format=csv"][href*="table=strong"]`); table.Status != 200 {
		t.Errorf("the table of the strong is %d", table.Status)
	}
}

// A director, councillor or young person finds the place by a part of its name, reads what the page says in words and what it cannot
// tell, and opens what is printed.
func director(p *visit.Person, t *testing.T) {
	p.Opens("/")
	p.Follows(`.doors a[href^="/authorities"]`)
	p.Writes("#name", "hull")
	p.Leaves(kb.Enter)
	p.Reads("h1", "2 authorities") // that of the Humber, and Solihull
	p.Follows(`th a[href^="/authority/kingston-upon-hull"]`)
	p.Reads("h1", "Kingston upon Hull")
	p.Reads("#standouts", "What stands out")
	p.Reads("main", "What this cannot tell you")
	p.Fits()
	p.Follows(`a[href$="/briefing"]`)
	p.Reads("h1", "a briefing")
	p.Reads(".sheet", "All measures together")
	p.Fits()
	p.Follows(`footer a[href^="/glossary"]`)
	p.Reads("main", "interval")
	p.Fits()
}
