package study_test

import (
	"strings"
	"testing"

	"goodmeasure/catalogue"
	"goodmeasure/study"
)

func TestSlug(t *testing.T) {
	ended := study.DateOf(2019, 3, 31)
	g := study.NewGazetteer([]study.Authority{{Code: "810", Name: "Kingston upon Hull, City of"}, {Code: "342", Name: "St. Helens"},
		{Code: "900", Name: "King's Lynn"}, {Code: "835", Name: "Dorset", ValidTo: ended}, {Code: "838", Name: "Dorset"}})
	for code, want := range map[string]string{"810": "kingston-upon-hull", "342": "st-helens", "900": "kings-lynn",
		"835": "dorset-to-2019", "838": "dorset"} {
		a, _ := g.ByCode(code)
		if got := a.Slug(); got != want {
			t.Errorf("%s: %q, expected %q", a.Name, got, want)
		}
		if found, ok := g.BySlug(want); !ok || found.Code != code {
			t.Errorf("%s finds %q (%v), expected %s", want, found.Code, ok, code)
		}
	}
	if _, ok := g.BySlug("hull"); ok {
		t.Error("a part of a name is taken for a slug")
	}
}

// Each authority must have an address of its own.
func TestSlugIsUnique(t *testing.T) {
	edition, err := catalogue.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	g := study.NewGazetteer(edition.Authorities)
	for _, a := range edition.Authorities {
		if found, ok := g.BySlug(a.Slug()); !ok || found.Code != a.Code {
			t.Errorf("%s (%s): its slug %q finds %s", a.Name, a.Code, a.Slug(), found.Code)
		}
		if found, err := g.Find(" " + strings.ToUpper(a.Slug()) + " "); err != nil || found.Code != a.Code {
			t.Errorf("%s (%s): who types its slug finds %s, %v", a.Name, a.Code, found.Code, err)
		}
	}
}
