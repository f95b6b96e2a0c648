package web_test

import (
	"encoding/json"
	"net/http"
	"net/url"
	"strings"
	"testing"

	"goodmeasure/internal/testkit"
	"goodmeasure/internal/web/visit"
)

// told is the site with findings tied to a measure, to a reason of a definition and to an outcome.
func told(t *testing.T) *visit.Visit {
	v := everything(t)
	for _, fields := range []string{
		"tie=1&direction=against&indicator=rereferral&strength=weak",
		"tie=1&direction=for&indicator=cla_missing&definition=" + url.QueryEscape(v.URL+"/define?d=rereferral.cla_missing-lower"),
		"tie=1&direction=mixed&outcome=stability",
	} {
		form, err := url.ParseQuery(fields)
		if err != nil {
			t.Fatal(err)
		}
		if answer := v.Post(t, "/review/1/card/1", form); answer.Status != http.StatusSeeOther {
			t.Fatalf("%s: %d %.300s", fields, answer.Status, answer.Words())
		}
	}
	return v
}

// says demands that a page says some things, and not others.
func says(t *testing.T, answer visit.Answer, some, not []string) {
	t.Helper()
	answer.CheckShape(t)
	for _, want := range some {
		if !strings.Contains(answer.Words(), want) {
			t.Errorf("%s does not say %q: %.900s", answer.Address, want, answer.Words())
		}
	}
	for _, avoid := range not {
		if strings.Contains(answer.Words(), avoid) {
			t.Errorf("%s says %q", answer.Address, avoid)
		}
	}
}

// A finding is met from both sides: on its card, and on the pages of the measure, the definition and the outcome.
func TestEvidenceIsSeenFromBothSides(t *testing.T) {
	v := told(t)
	card := v.Get(t, "/review/1/card/1")
	says(t, card, []string{"speaks against the measure “Repeat referrals", "Strength: weak.", "speaks for the reason of “A choice of 2 measures”", "speaks both ways about the outcome “Staying in one home”"}, nil)
	for _, link := range []string{`href="/measure/rereferral"`, `href="/define?d=rereferral.cla_missing-lower#m-cla_missing"`, `href="/review/1/results#outcome-stability"`} {
		if !strings.Contains(card.Text, link) {
			t.Errorf("the card does not lead to %s", link)
		}
	}
	says(t, v.Get(t, "/measure/rereferral"), []string{"What the evidence says", "1 against it", "Strength: weak."}, nil)
	says(t, v.Get(t, "/measure/sw_agency"), nil, []string{"Strength"})

	// Other weights do not part a reason from its evidence; the other reading does.
	for _, d := range []string{"rereferral.cla_missing-lower", "rereferral~3.cla_missing-lower~2--minmax"} {
		says(t, v.Get(t, "/define?d="+d), []string{"What it rests on", "tied to 2 of the 2 measures", "To the reason given here", "For it: Children with kin moved less often"}, nil)
	}
	says(t, v.Get(t, "/define?d=rereferral.cla_missing-higher"), []string{"tied to 1 of the 2 measures"}, []string{"To the reason given here"})
	says(t, v.Get(t, "/define?d=sw_agency"), []string{"What the evidence says of it"}, []string{"What it rests on"})
	says(t, v.Get(t, "/evidence?d=rereferral.cla_missing-lower.sw_agency"), []string{"tied to this reason", "tied to the measure", "No findings yet", "quotation checked"}, nil)
	says(t, v.Get(t, "/evidence/cla_missing"), []string{"As a reason in a definition", "For the reason that “A choice of 2 measures” gives, lower is better"}, nil)
	says(t, v.Get(t, "/review/1/results"), []string{"What findings say of the outcomes", "1 both ways"}, nil)

	ties := v.Get(t, "/review/1/results?format=csv&table=ties")
	if lines := strings.Count(ties.Text, "\n"); ties.Status != http.StatusOK || lines < 4 || !strings.Contains(ties.Text, "A choice of 2 measures") {
		t.Errorf("the table of ties is %d %s", ties.Status, ties.Text)
	}
	var answer struct {
		Data struct {
			Measures []struct {
				Indicator string
				Reason    struct{ For []any }
			}
		}
	}
	if err := json.Unmarshal([]byte(v.Get(t, "/api/v1/evidence?d=rereferral.cla_missing-lower").Text), &answer); err != nil || len(answer.Data.Measures) != 2 || len(answer.Data.Measures[1].Reason.For) != 1 {
		t.Errorf("the JSON interface says %+v, %v", answer, err)
	}
}

// What evidence is there depends on who asks: a page that says it is kept nowhere, and without it pages are shared as ever.
func TestEvidenceIsNotShared(t *testing.T) {
	v := told(t)
	for path, shared := range map[string]bool{"/measure/rereferral": false, "/measure/sw_agency": true, "/define?d=rereferral": false, "/define?d=sw_agency": true, "/measure/rereferral?format=json": true} {
		for range 2 {
			answer := v.Get(t, path)
			if kept := answer.Header.Get("Cache-Control") == "no-cache"; kept != shared {
				t.Errorf("%s: Cache-Control is %q", path, answer.Header.Get("Cache-Control"))
			}
			if strings.Contains(answer.Text, "Children with kin moved less often") == shared {
				t.Errorf("%s is shared (%v) with what only some may see", path, shared)
			}
		}
	}
}

func TestEvidenceInBrowser(t *testing.T) {
	v := told(t)
	browser := testkit.Browser(t)
	for at, path := range []string{"/define?d=rereferral.cla_missing-lower", "/measure/rereferral", "/evidence?d=rereferral.cla_missing-lower", "/evidence/cla_missing", "/review/1/card/1", "/review/1/results"} {
		v.Peek(t, browser, path, at)
	}
}
