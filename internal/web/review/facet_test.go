package review_test

import (
	"net/http"
	"strings"
	"testing"

	"goodmeasure/internal/web/visit"
)

// A facet without a list takes any words; they stand on the card, in the evidence map and in what is handed on.
func TestFacetInOnesOwnWords(t *testing.T) {
	v := begun(t)
	v.send("/review/1/terms", "title", "What helps", "reasons", "subject: Not about the subject", "groups", "outcomes: Outcomes", "outcomes", "stability: Stability",
		"facets", "Setting: kinship, foster\nTheory", "screeners", "1", "recall", "95", "confidence", "95")
	if terms := v.Get(t, "/review/1/terms"); !strings.Contains(terms.Text, "setting: Setting: kinship, foster\ntheory: Theory\n") {
		t.Errorf("the terms have the facets otherwise: %.900s", terms.Text)
	}
	kept := v.send("/review/1/card/1", "version", "1", "summary", "Children moved less.", "group", "outcomes", "outcome", "stability", "facet-setting", "kinship",
		"facet-theory", " attachment;  =ecology, of care ; attachment")
	if kept.Status != http.StatusOK || !strings.Contains(kept.Text, `value="attachment; =ecology, of care"`) {
		t.Errorf("the card is %d: %.600s", kept.Status, kept.Words())
	}
	page := v.Get(t, "/review/1/results?by=theory")
	page.CheckShape(t)
	if words := page.Words(); !strings.Contains(words, "Works by theory and by the outcome") || !strings.Contains(words, "=ecology, of care 1 work") || !strings.Contains(words, "attachment 1 work") {
		t.Errorf("the map by theory is %.900s", words)
	}
	if words := v.Get(t, "/review/1/results?by=setting").Words(); !strings.Contains(words, "kinship 1 work") || !strings.Contains(words, "foster none") {
		t.Errorf("the map by setting is %.900s", words)
	}
	if file := v.Get(t, "/review/1/results?part=included&format=file&file=csv").Text; !strings.Contains(file, "theory,appraisal") || !strings.Contains(file, "attachment; =ecology, of care") {
		t.Errorf("the table does not say it: %s", file)
	}
}

// A facet keeps its id, and so the answers of cards, under another name; one that cards answer cannot go.
func TestFacetUnderAnotherName(t *testing.T) {
	v := begun(t)
	v.withFacets("setting: Care setting: kinship, foster, residential\nwho-asks: Who: staff, children")
	if terms := v.Get(t, "/review/1/terms"); !strings.Contains(terms.Text, "setting: Care setting: kinship, foster, residential\nwho-asks: Who: staff, children\n") {
		t.Errorf("the terms have the facets otherwise: %.900s", terms.Text)
	}
	v.withFacets("setting: Care setting: kinship, foster\nwho-asks: Who asks")
	if terms := v.Get(t, "/review/1/terms"); !strings.Contains(terms.Text, "setting: Care setting: kinship, foster\nwho-asks: Who asks\n") {
		t.Errorf("the terms have the facets otherwise: %.900s", terms.Text)
	}
	if words := v.Get(t, "/review/1/results?by=setting").Words(); !strings.Contains(words, "Works by care setting") || !strings.Contains(words, "kinship 1 work") {
		t.Errorf("the map by the facet is %.900s", words)
	}
	for _, facets := range []string{"", "Care setting: kinship, foster", "who-asks: Who asks"} {
		refused := v.withFacets(facets)
		refused.CheckShape(t)
		if refused.Status != http.StatusUnprocessableEntity || !strings.Contains(refused.Words(), "1 card answers the facet “Care setting”") {
			t.Errorf("facets %q: %d %.600s", facets, refused.Status, refused.Words())
		}
	}
	if kept := v.withFacets("setting: Care setting: kinship, foster"); kept.Status != http.StatusOK || strings.Contains(v.Get(t, "/review/1/terms").Text, "who-asks") {
		t.Errorf("a facet that no card answers stays: %d %.600s", kept.Status, kept.Words())
	}
}

// A list after a facet's id, without its name, does not become its name: it is refused, and the page says how to write each.
func TestFacetsListIsNotItsName(t *testing.T) {
	v := begun(t)
	kept := func(line string) {
		t.Helper()
		if terms := v.Get(t, "/review/1/terms"); !strings.Contains(terms.Text, ">"+line+"\n<") {
			t.Errorf("the terms have the facets otherwise than %q: %.900s", line, terms.Text)
		}
	}
	v.withFacets("Setting: kinship, foster")
	for _, list := range []string{"kinship, foster", "kinship, foster, residential", "foster"} {
		refused := v.withFacets("setting: " + list)
		refused.CheckShape(t)
		if words := refused.Words(); refused.Status != http.StatusUnprocessableEntity || !strings.Contains(words, "write “setting: Setting: "+list+"” for a list, or “setting: "+list+":” for a name") {
			t.Errorf("%q after the facet’s id: %d %.600s", list, refused.Status, words)
		}
		kept("setting: Setting: kinship, foster")
	}
	for _, line := range []string{"setting: Setting: kinship, foster, residential", "setting: Home, school or street:"} {
		if answer := v.withFacets(line); answer.Status != http.StatusOK {
			t.Errorf("%q: %d %.600s", line, answer.Status, answer.Words())
		}
		kept(strings.TrimSuffix(line, ":"))
	}
	if answer := v.withFacets("setting: Home, school or street"); answer.Status != http.StatusOK { // as the form has it
		t.Errorf("a name with a comma does not stay: %d %.600s", answer.Status, answer.Words())
	}
	if answer := v.withFacets("setting: Place"); answer.Status != http.StatusOK {
		t.Errorf("another name: %d %.600s", answer.Status, answer.Words())
	}
	kept("setting: Place")
}

// withFacets sends the terms of a review with other facets.
func (v visitor) withFacets(facets string) visit.Answer {
	v.t.Helper()
	return v.send("/review/1/terms", "title", "What helps", "reasons", "subject: Not about the subject", "groups", "outcomes: Outcomes", "outcomes", "stability: Stability",
		"facets", facets, "screeners", "1", "recall", "95", "confidence", "95")
}
