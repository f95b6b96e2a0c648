package source

import (
	"testing"

	"goodmeasure/study"
)

func testPlaces() *study.Gazetteer {
	begun, ended := study.DateOf(2023, 4, 1), study.DateOf(2023, 3, 31)
	return study.NewGazetteer([]study.Authority{
		{Code: "314", Name: "Kingston upon Thames", ONS: "E09000021"},
		{Code: "318", Name: "Richmond upon Thames", ONS: "E09000027"},
		{Code: "810", Name: "Kingston upon Hull, City of", ONS: "E06000010"},
		{Code: "370", Name: "Barnsley", ONS: "E08000016", OtherONS: []string{"E08000038"}},
		{Code: "909", Name: "Cumbria", ONS: "E10000006", ValidTo: ended},
		{Code: "942", Name: "Cumberland", ONS: "E06000063", ValidFrom: begun},
	})
}

func TestPlaceFind(t *testing.T) {
	for _, c := range []struct {
		place Place
		want  []string
	}{
		{Place{Code: "370"}, []string{"370"}},
		{Place{Code: "370", ONS: "E08000038", Name: "elsewhere"}, []string{"370"}},
		{Place{ONS: "E08000038"}, []string{"370"}},
		{Place{ONS: "E08000016"}, []string{"370"}},
		{Place{Name: "Barnsley Council"}, []string{"370"}},
		{Place{Code: "314 / 318", ONS: "z", Name: "Kingston upon Thames / Richmond upon Thames"}, []string{"314", "318"}},
		{Place{Code: "999", ONS: "E09000021"}, []string{"314"}},
		{Place{Code: "314 / 999"}, nil},
		{Place{Code: "999", Name: "Barnsley"}, nil},
		{Place{}, nil},
	} {
		found, err := c.place.Find(testPlaces())
		if (err != nil) != (c.want == nil) || len(found) != len(c.want) {
			t.Errorf("%s: %v, %v; want %v", c.place, found, err, c.want)
			continue
		}
		for i, authority := range found {
			if authority.Code != c.want[i] {
				t.Errorf("%s: %s; want %v", c.place, authority.Code, c.want)
			}
		}
	}
}

func TestAlive(t *testing.T) {
	places := testPlaces()
	for _, c := range []struct {
		code   string
		kind   study.PeriodType
		period study.Period
		want   bool
	}{
		{"909", study.FinancialYear, 2023, true}, {"909", study.FinancialYear, 2024, false},
		{"909", study.AcademicYear, 2023, false}, {"909", study.September, 2022, true},
		{"942", study.FinancialYear, 2023, false}, {"942", study.AcademicYear, 2023, true},
		{"942", study.MidYear, 2022, false}, {"370", study.CalendarYear, 1999, true},
	} {
		authority, _ := places.ByCode(c.code)
		if got := Alive(authority, c.kind, c.period); got != c.want {
			t.Errorf("%s alive at the end of %s %d: %t", authority.Name, c.kind, c.period, got)
		}
	}
}
