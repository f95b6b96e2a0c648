package place_test

import (
	"strings"
	"testing"

	"goodmeasure/internal/web/place"
	"goodmeasure/internal/web/visit"
)

// A definition may read a measure against its description. The pages say so, and call nobody stronger or weaker on it.
func TestADirectionStatedOtherwiseIsShown(t *testing.T) {
	v := visit.Start(t, place.Pages())
	link := visit.Stated(t, "name = 'Ours'\n[[indicator]]\nid = 'sw_turnover'\ndirection = 'higher'\nbecause = 'New people bring new ideas.'\n")
	for _, path := range []string{"/authority/leeds?d=", "/authority/leeds/briefing?d=", "/compare?a=leeds,kingston-upon-hull&d="} {
		got := v.Get(t, path+link)
		words := got.Words()
		if got.Status != 200 || !strings.Contains(words, "lower is better; this definition: higher is better") {
			t.Errorf("%s: %d %.1500s", path, got.Status, words)
		}
		for _, wrong := range []string{"▲ stronger", "▼ weaker", "Best placed on", "Worst placed on"} {
			if strings.Contains(words, wrong) {
				t.Errorf("%s has %q", path, wrong)
			}
		}
	}
	for path, want := range map[string]string{"/authority/leeds?format=svg&figure=trend-sw-turnover&measure=sw_turnover&d=": "↑\u00a0higher", "/compare?a=leeds,kingston-upon-hull&format=svg&figure=measures-compared&d=": "lower to higher"} {
		if picture := v.Get(t, path+link); picture.Status != 200 || !strings.Contains(picture.Text, want) {
			t.Errorf("%s: %d, the picture has a better end", path, picture.Status)
		}
	}
	for path, want := range map[string]string{"/authority/leeds?format=csv&table=measures&b=hull,kent&d=": ",lower,higher,", "/authority/leeds/briefing?format=csv&table=measures&d=": ",lower,higher,",
		"/compare?a=leeds,kingston-upon-hull&format=csv&table=comparison&d=": ",lower,higher,"} {
		file := v.Get(t, path+link).Text
		if head, _, _ := strings.Cut(file, "\n"); !strings.Contains(file, want) || !strings.Contains(head, "Good is,Good by this definition is,Figure") {
			t.Errorf("%s does not say how the definition reads the measure: %.700s", path, file)
		}
	}
	if file := v.Get(t, "/authority/leeds?format=csv&table=measures&d=sw_turnover").Text; strings.Contains(file, "by this definition") {
		t.Error("a file has an empty column of readings")
	}
	if told := v.Get(t, "/api/v1/authority/leeds?d="+link).Text; !strings.Contains(strings.ReplaceAll(told, " ", ""), `"best":[]`) {
		t.Errorf("%.1500s", told)
	}
	if ours := v.Get(t, "/authority/leeds?d=sw_turnover").Words(); !strings.Contains(ours, "stronger") || strings.Contains(ours, "this definition:") {
		t.Errorf("%.1500s", ours)
	}
}

// Of measures on which people disagree no reading of a rank is promised where none is given.
func TestNoReadingOfARankIsPromisedWhereNoneIsKnown(t *testing.T) {
	v := visit.Start(t, place.Pages())
	for _, path := range []string{"/authority/leeds", "/authority/leeds/briefing"} {
		words := v.Get(t, path+"?d=rereferral.sw_agency~3.cla_missing-lower").Words()
		if !strings.Contains(words, "Children in care who went missing: people disagree which way is better, so no figure is called stronger or weaker.") {
			t.Errorf("%s: %.4000s", path, words)
		}
		given := v.Get(t, path+"?d="+visit.Stated(t, "name = 'Then'\n[[indicator]]\nid = 'cla_home_planned'\ndirection = 'higher'\nbecause = 'Home is best.'\nperiod = 2019\n")).Words()
		if !strings.Contains(given, "so both readings of a rank are given, and no figure is called stronger or weaker.") || !strings.Contains(given, " if lower is better") {
			t.Errorf("%s with counts: %.4000s", path, given)
		}
	}
}

// Measures that describe are not such as people disagree on.
func TestMeasuresThatDescribeAreCountedApart(t *testing.T) {
	words := visit.Start(t, place.Pages()).Get(t, "/authority/leeds?show=all").Words()
	if !strings.Contains(words, "which describe and of which no way is better") {
		t.Errorf("%.2500s", words)
	}
}

// A definition that calls no other choice reasonable has no place with other choices drawn.
func TestNoOtherChoicesAreDrawnWhereNoneIsReasonable(t *testing.T) {
	v := visit.Start(t, place.Pages())
	const said = "With the other weights and choices that this definition calls reasonable drawn as well"
	link := visit.Stated(t, "name = 'One'\n[[indicator]]\nid = 'rereferral'\n")
	for _, path := range []string{"/authority/leeds?d=", "/authority/leeds/briefing?d="} {
		if words := v.Get(t, path+link).Words(); strings.Contains(words, said) || !strings.Contains(words, "Under “One”, Leeds stands somewhere") {
			t.Errorf("%s: %.900s", path, words)
		}
	}
	if words := v.Get(t, "/compare?a=leeds,kingston-upon-hull&d="+link).Words(); strings.Count(words, "not drawn") != 2 {
		t.Errorf("%.900s", words)
	}
	if words := v.Get(t, "/authority/leeds").Words(); !strings.Contains(words, said) {
		t.Errorf("the definition that the program comes with: %.900s", words)
	}
}
