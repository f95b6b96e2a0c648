package study_test

import (
	"errors"
	"strings"
	"testing"

	"goodmeasure/catalogue"
	"goodmeasure/study"
)

func gazetteer(t *testing.T) *study.Gazetteer {
	t.Helper()
	edition, err := catalogue.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return study.NewGazetteer(edition.Authorities)
}

func TestFindWhatPeopleType(t *testing.T) {
	places := gazetteer(t)
	for text, want := range map[string]string{"hull": "810", "HULL": "810", "bcp": "839", "st helens": "342", "Saint Helens": "342", "St. Helens": "342",
		"330": "330", "E06000010": "810", "bristol": "801", "City of Bristol": "801", "Bristol City Council": "801", "durham": "840",
		"kensington": "207", "telford": "894", "Richmond upon Thames": "318", "isle of wight": "921", "E08000038": "370", "e08000016": "370",
		"Cumbria": "909", "westmorland": "943"} {
		got, err := places.Find(text)
		if err != nil || got.Code != want {
			t.Errorf("%q: got %s %s, %v; want %s", text, got.Code, got.Name, err, want)
		}
	}
}

func TestFindSaysWhatIsNearest(t *testing.T) {
	places := gazetteer(t)
	for text, want := range map[string]string{"Birmingam": "Birmingham", "Leciester": "Leicester", "Nottinham": "Nottingham", "birmn": "Birmingham", "Gatesead": "the nearest is Gateshead (390);", "wolvrham": "Wolverhampton", "east ridding": "East Riding of Yorkshire", "xyzzy": "nor anything like it", "\x00": "nor anything like it"} {
		_, err := places.Find(text)
		var unknown *study.UnknownAuthority
		if !errors.As(err, &unknown) || len(unknown.Nearest) > 3 || !strings.Contains(err.Error(), want) {
			t.Errorf("%q: got %v; want at most three nearest, and %s", text, err, want)
		}
	}
	_, err := places.Find("northamptonshire north west")
	if err == nil {
		t.Error("a name of no place was found")
	}
	if _, err := places.Find("kingston"); err == nil || !strings.Contains(err.Error(), "810") || !strings.Contains(err.Error(), "314") {
		t.Errorf("kingston: got %v; want both places of that name", err)
	}
	if _, err := places.Find("  "); err == nil {
		t.Error("nothing was found to be a place")
	}
}

// A list is what people write between commas; some names have commas of their own.
func TestFindEachOfAList(t *testing.T) {
	places := gazetteer(t)
	for want, texts := range map[string][]string{
		"383 810":     {"leeds,hull"},
		"383 801 810": {" Leeds ,", "Bristol, City of", "810"},
		"801":         {"bristol, city of"},
		"":            {",", " "},
	} {
		found, err := places.FindEach(texts...)
		var codes []string
		for _, a := range found {
			codes = append(codes, a.Code)
		}
		if got := strings.Join(codes, " "); err != nil || got != want {
			t.Errorf("%q: found %q, %v; want %q", texts, got, err, want)
		}
	}
	if _, err := places.FindEach("leeds,atlantis"); err == nil || !strings.Contains(err.Error(), `"atlantis"`) {
		t.Errorf("a list with a name of no place: %v", err)
	}
}

// In a table nobody looks at what a short form finds, so that it must leave no doubt.
func TestFindShortLeavesNoDoubt(t *testing.T) {
	places := gazetteer(t)
	for text, want := range map[string]string{"Hull": "810", "hull city council": "810", "BCP": "839", "Telford": "894", "Kensington": "207", "Stoke": "861"} {
		if got, err := places.FindShort(text); err != nil || got.Code != want {
			t.Errorf("%q: got %s %s, %v; want %s", text, got.Code, got.Name, err, want)
		}
	}
	for _, text := range []string{"", "Kingston", "Birmingam", "Birm", "London", "City", "City of", "North East", "North West", "North", "Berkshire", "Bedfordshire", "England", "Sussex", "and"} {
		if got, err := places.FindShort(text); err == nil {
			t.Errorf("%q: found %s", text, got.Name)
		}
	}
}

func FuzzFind(f *testing.F) {
	edition, err := catalogue.Embedded()
	if err != nil {
		f.Fatal(err)
	}
	places := study.NewGazetteer(edition.Authorities)
	for _, text := range []string{"hull", "St. Helen's", "&", "of the", "Ŵ", "\xff", "-"} {
		f.Add(text)
	}
	f.Fuzz(func(t *testing.T, text string) {
		if a, err := places.Find(text); err == nil && a.Code == "" {
			t.Errorf("%q finds an authority without a code", text)
		}
	})
}
