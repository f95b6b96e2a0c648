package place_test

import (
	"encoding/csv"
	"net/http"
	"net/url"
	"regexp"
	"slices"
	"strings"
	"testing"

	"goodmeasure/internal/web/place"
	"goodmeasure/internal/web/visit"
)

// A group is chosen without script, by names as people know them, and stands in every link of the page.
func TestGroupOfOnesOwnIsChosen(t *testing.T) {
	v := visit.Start(t, place.Pages())
	for address, want := range map[string]string{
		"/authority/leeds?with=hull,kent":                                "/authority/leeds?b=kingston-upon-hull,kent#group",
		"/authority/leeds?b=neighbours&with=Bristol,+City+of":            "/authority/leeds?b=bristol#group",
		"/authority/leeds?b=hull,810&with=Kent,hull,&measure=cl_eet":     "/authority/leeds?b=kingston-upon-hull,kent&measure=cl_eet#group",
		"/authority/leeds?b=" + manyAuthorities(30) + "&with=hartlepool": "",
		"/authority/leeds?b=hull&with=lees":                              "",
	} {
		if got := v.Get(t, address).Header.Get("Location"); got != want {
			t.Errorf("%s leads to %q, expected %q", address, got, want)
		}
	}
	page := v.Get(t, "/authority/leeds?b=kent,hull,essex,surrey,devon,leeds,isles-of-scilly,cumbria&show=all")
	for _, link := range []string{"/authority/leeds/briefing?b=kent,kingston-upon-hull,essex", "/define?b=kent,kingston", "&amp;format=csv&amp;show=all&amp;table=measures",
		"/authority/leeds?b=kent,kingston-upon-hull,essex,surrey,devon,leeds,isles-of-scilly&amp;show=all#group"} {
		if !strings.Contains(page.Text, link) {
			t.Errorf("no link holds %q", link)
		}
	}
	for _, want := range []string{"Leeds beside your group (Kent, Kingston upon Hull and 4 more)", "differ from your group",
		"Your group is Kent, Kingston upon Hull, Essex, Surrey, Devon and Cumbria.", "Leeds and Isles of Scilly are left out.",
		"ended on 31 March 2023: counts in earlier periods only", "left out beside itself", "left out: too few children", "median of 5 of 6", "darker ones are your group"} {
		if !strings.Contains(page.Words(), want) {
			t.Errorf("%q is not said", want)
		}
	}
	if csv := v.Get(t, "/authority/leeds?b=kent,hull&format=csv&table=measures").Text; !strings.Contains(csv, "Your group (Kent and Kingston upon Hull)") {
		t.Errorf("the file does not say what it compares with: %.300s", csv)
	}
	if pair := v.Get(t, "/authority/leeds?b=leeds,kent,hull"); !strings.Contains(pair.Text, "/compare?a=leeds,kent,kingston-upon-hull&") || regexp.MustCompile(`\); England \d`).MatchString(pair.Words()) || !regexp.MustCompile(`\); your group \d`).MatchString(pair.Words()) {
		t.Error("a comparison does not begin with the group, or what stands out is set beside England")
	}
}

// Of how many figures a group's median is stands beside it wherever it is given, on paper and in files, too.
func TestAShortMedianIsToldEverywhere(t *testing.T) {
	v := visit.Start(t, place.Pages())
	const state = "?b=hull,rutland,kent&d=cl_no_contact.cla_home_unplanned-higher"
	for path, words := range map[string]string{"/authority/leeds": "median of 2 of 3", "/authority/leeds/briefing": " (2 of 3) "} {
		if !strings.Contains(v.Get(t, path+state).Words(), words) {
			t.Errorf("%s does not say of how many figures the median is", path)
		}
		rows, err := csv.NewReader(strings.NewReader(v.Get(t, path+state+"&format=csv&table=measures").Text)).ReadAll()
		if err != nil {
			t.Fatal(err)
		}
		at := slices.Index(rows[0], "Of your group of 3 have a figure")
		if at < 1 || !strings.HasPrefix(rows[0][at-1], "Your group (") {
			t.Fatalf("%s: the file has the columns %q", path, rows[0])
		}
		if rows[1][at] != "2" {
			t.Errorf("%s: the file says that the median is of %q figures, expected 2: %q", path, rows[1][at], rows[1])
		}
	}
	if plain := v.Get(t, "/authority/leeds?format=csv&table=measures").Text; strings.Contains(plain, "your group") {
		t.Error("a file without a group counts one")
	}
}

// What cannot be a group is said, with what to do; the page of too small a one compares with England meanwhile.
func TestGroupsThatCannotBe(t *testing.T) {
	v := visit.Start(t, place.Pages())
	for address, want := range map[string]struct {
		status int
		words  string
	}{
		"/authority/leeds?b=hull,lees":                                   {http.StatusBadRequest, "No authority can be told from “lees”."},
		"/authority/leeds?b=kent&with=hull,+xx":                          {http.StatusOK, "so none was added to your group. Your group has 1"},
		"/authority/leeds?b=,":                                           {http.StatusBadRequest, "a group of 2 to 30 authorities"},
		"/authority/leeds?b=" + manyAuthorities(31):                      {http.StatusBadRequest, "names 31 authorities to compare with"},
		"/authority/leeds?b=hull":                                        {http.StatusOK, "Your group has 1 authority to compare Leeds with so far, and its median needs at least 2."},
		"/authority/leeds?b=cumbria,kent":                                {http.StatusOK, "has 1 authority to compare Leeds with so far, and its median needs at least 2. Cumbria ended on 31 March 2023. Add some"},
		"/authority/leeds/briefing?b=cumbria,kent":                       {http.StatusOK, "Cumbria ended on 31 March 2023."},
		"/authority/dorset-to-2019?b=cumbria,kent":                       {http.StatusOK, "Dorset beside your group (Cumbria and Kent)"},
		"/authority/leeds?b=leeds,isles-of-scilly":                       {http.StatusOK, "Your group has no authority to compare Leeds with so far"},
		"/authority/leeds?b=city-of-london,isles-of-scilly":              {http.StatusOK, "City of London and Isles of Scilly have a handful of children, and count in no median. Add some"},
		"/authority/kingston-upon-hull?b=hull,leeds":                     {http.StatusOK, "Kingston upon Hull is left out beside itself. Add some"},
		"/authority/kingston-upon-hull?b=leeds,kent":                     {http.StatusOK, "Worst placed among all authorities on "},
		"/authority/kingston-upon-hull/briefing?b=leeds,kent":            {http.StatusOK, "Worst placed of all authorities"},
		"/authority/leeds?b=hull&with=lees":                              {http.StatusOK, "No authority can be told from “lees”, so none was added to your group. Nearest: Leeds"},
		"/authority/leeds?b=" + manyAuthorities(30) + "&with=hartlepool": {http.StatusOK, "a group of 31 authorities, and a group has at most 30"},
		"/authority/leeds?b=hull,kent":                                   {http.StatusOK, "The median of so few is itself unsure"},
		"/authority/leeds?b=kensington-and-chelsea,westminster":          {http.StatusOK, "none of 2 has one"},
	} {
		page := v.Get(t, address)
		if page.Status != want.status || !strings.Contains(page.Words(), want.words) {
			t.Errorf("%s: %d without %q: %.400s", address, page.Status, want.words, page.Words())
		}
		page.CheckShape(t)
	}
}

// A group of many leaves no measure out of the briefing, which names all of it, and its address on paper is short.
func TestBriefingBesideManyHasEveryMeasure(t *testing.T) {
	v := visit.Start(t, place.Pages())
	page := v.Get(t, "/authority/leeds/briefing?b="+manyAuthorities(30))
	if rows := strings.Count(page.Text, `<tr id="row-`); rows != 14 || strings.Contains(page.Text, "onscreen\"><th") || strings.Contains(page.Words(), "no room") {
		t.Errorf("%d rows are printed, expected 14", rows)
	}
	for _, want := range []string{"Gloucestershire, South Gloucestershire and Southend-on-Sea.", "/authority/leeds/briefing?b=839,800,"} {
		if !strings.Contains(page.Text, want) {
			t.Errorf("%q is not said", want)
		}
	}
	if api := v.Get(t, "/api/v1/authority/leeds/briefing?b="+manyAuthorities(30)).Text; strings.Contains(api, "rows_left_out") {
		t.Error("programs get every row and are told that some are left out")
	}
}

// Where a median is missing, the opening says the authority's own figure alone.
func TestOpeningNamesNoMissingMedian(t *testing.T) {
	v := visit.Start(t, place.Pages())
	if words := v.Get(t, "/authority/leeds?b=kensington-and-chelsea,westminster").Words(); strings.Contains(words, "your group no figure") {
		t.Errorf("%.900s", words)
	}
}

// manyAuthorities are so many authorities as an address takes them, those with long names first.
func manyAuthorities(n int) string {
	slugs := strings.Fields(`bournemouth-christchurch-and-poole bath-and-north-east-somerset cheshire-west-and-chester hammersmith-and-fulham kensington-and-chelsea
		kingston-upon-hull kingston-upon-thames north-east-lincolnshire north-lincolnshire north-northamptonshire west-northamptonshire redcar-and-cleveland
		richmond-upon-thames stockton-on-tees telford-and-wrekin waltham-forest westmorland-and-furness windsor-and-maidenhead barking-and-dagenham
		blackburn-with-darwen brighton-and-hove central-bedfordshire county-durham east-riding-of-yorkshire isle-of-wight newcastle-upon-tyne nottinghamshire
		gloucestershire south-gloucestershire southend-on-sea north-somerset`)
	if n > len(slugs) {
		panic("not so many")
	}
	return url.QueryEscape(strings.Join(slugs[:n], ","))
}
