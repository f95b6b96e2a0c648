package finding_test

import (
	"encoding/csv"
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"goodmeasure/internal/web/finding"
	"goodmeasure/internal/web/visit"
)

// elements counts the elements of a page, by which its size in a browser is measured.
func elements(a visit.Answer) int {
	n := 0
	for node := range a.Doc.Descendants() {
		if node.Type == html.ElementNode {
			n++
		}
	}
	return n
}

func TestExamplesKeepTheirBudgets(t *testing.T) {
	v := visit.Start(t, finding.Pages())
	for _, page := range v.Site.Pages() {
		bytes, nodes := 40<<10, 2500
		if page.Name == "ranking" {
			bytes, nodes = 60<<10, 5000
		}
		for _, example := range page.Examples {
			answer := v.Get(t, example)
			if answer.Status != 200 {
				t.Errorf("%s: %d %s", example, answer.Status, answer.Words())
				continue
			}
			answer.CheckShape(t)
			if size, n := answer.Zipped(), elements(answer); size > bytes || n > nodes {
				t.Errorf("%s: %d bytes and %d elements, expected at most %d and %d", example, size, n, bytes, nodes)
			}
			words := answer.Words()
			if !strings.Contains(words, "edition") && !strings.Contains(words, "Edition") && page.Name != "measures" {
				t.Errorf("%s does not say which edition its figures are of", example)
			}
		}
	}
}

// Every part, reading and kind of measure has a page, also those without counts, without a direction or with few figures.
func TestEveryMeasureHasItsParts(t *testing.T) {
	v := visit.Start(t, finding.Pages())
	for _, id := range []string{"sw_agency", "cla_home_unplanned", "child_poverty", "cla_sdq", "cl_he", "spend_per_child", "cla_persistent_absence_15"} {
		for _, part := range []string{"figures", "funnel", "trend", "map", "inspection", "table"} {
			answer := v.Get(t, "/measure/"+id+"?show="+part)
			if answer.Status != 200 {
				t.Errorf("%s, %s: %d %s", id, part, answer.Status, answer.Words())
			}
			answer.CheckShape(t)
		}
	}
}

// The only authority out of the ordinary is named in the picture, however crowded it is, and counted as one.
func TestWhoIsOutOfTheOrdinaryIsNamed(t *testing.T) {
	v := visit.Start(t, finding.Pages())
	picture := v.Get(t, "/measure/sw_vacancy?show=funnel&format=svg&figure=funnel").Text
	if !strings.Contains(picture, "1 authority is out of the ordinary, given how many it counts") || !strings.Contains(picture, ">Brighton and Hove</text>") || strings.Contains(picture, "want of room") {
		t.Errorf("%.1500s", picture)
	}
}

func TestABreakSaysOfWhichKindOfYearItIs(t *testing.T) {
	v := visit.Start(t, finding.Pages())
	for id, want := range map[string]string{"sw_vacancy": "Breaks in the series. 30 September 2017: ", "cla_persistent_absence": "Breaks in the series. Academic year 2015-16: "} {
		if words := v.Get(t, "/measure/"+id).Words(); !strings.Contains(words, want) {
			t.Errorf("%s does not say %q: %.900s", id, want, words)
		}
	}
}

func TestWrongInputIsAnsweredInWords(t *testing.T) {
	v := visit.Start(t, finding.Pages())
	for address, want := range map[string]struct {
		status int
		words  string
	}{
		"/measure/sw_agenci":                        {404, "Social workers from agencies"},
		"/measure/sw_agency?period=1066":            {404, "There is no figure"},
		"/measure/sw_agency?period=lots":            {400, "is no year"},
		"/measure/sw_agency?show=everything":        {400, "everything"},
		"/measure/sw_agency?show=table&sort=colour": {400, "colour"},
		"/ranking?doubt=none":                       {400, "none"},
		"/ranking?region=Wales":                     {400, "No region is called"},
		"/consistency?k=0":                          {400, "In at least so many years: “0” is given. Give a whole number"},
		"/consistency?k=99999999999999999999":       {400, "whole number"},
		"/consistency?p=101":                        {400, "50 to 100"},
		"/inspection?judgement=vibes":               {400, "vibes"},
		"/inspection?timing=40":                     {400, "40"},
		"/inspection?framework=CP":                  {400, "CP"},
		"/ranking?a=atlantis":                       {400, "atlantis"},
	} {
		answer := v.Get(t, address)
		if answer.Status != want.status || !strings.Contains(answer.Words(), want.words) {
			t.Errorf("%s: %d %q, expected %d and %q", address, answer.Status, answer.Words(), want.status, want.words)
		}
	}
}

// The field gives back the authorities by name, and what it gives back finds them again.
func TestFieldsNameAuthoritiesAsPeopleDo(t *testing.T) {
	v := visit.Start(t, finding.Pages())
	const want = `value="Kingston upon Hull, dorset-to-2019, Bournemouth Christchurch and Poole"`
	for _, address := range []string{"/ranking?a=hull,dorset-to-2019,bcp", "/measure/cl_eet?a=hull,dorset-to-2019,bcp", "/ranking?a=Kingston+upon+Hull,+dorset-to-2019,+Bournemouth+Christchurch+and+Poole"} {
		if answer := v.Get(t, address); !strings.Contains(answer.Text, want) {
			t.Errorf("%s: %d, the field does not have %s", address, answer.Status, want)
		}
	}
}

// Where there is a Dorset now, the one that has ended is not called by its name alone.
func TestTheFormerIsToldFromThePresent(t *testing.T) {
	v := visit.Start(t, finding.Pages())
	for address, want := range map[string]string{"/ranking?a=dorset-to-2019": "The former Dorset ended on 31 March 2019", "/ranking?a=cumbria-to-2023": "Cumbria ended on 31 March 2023"} {
		if words := v.Get(t, address).Words(); !strings.Contains(words, want) || strings.Contains(words, "former Cumbria") {
			t.Errorf("%s does not say %q: %.300s", address, want, words)
		}
	}
}

// A downloaded ranking keeps its intervals, and holds no rank without one.
// What a page says above everything else, programs are told, too, and how a table is sorted is for all to see.
func TestProgramsAndScreenReadersAreTold(t *testing.T) {
	v := visit.Start(t, finding.Pages())
	if answer := v.Get(t, "/api/v1/ranking?a=cumbria"); !strings.Contains(answer.Text, `"notices":["Cumbria ended on 31 March 2023`) {
		t.Errorf("programs are not told that Cumbria ended: %.600s", answer.Text)
	}
	if answer := v.Get(t, "/api/v1/ranking"); !strings.Contains(answer.Text, `"notices":[]`) {
		t.Errorf("no notices are not an empty list: %.600s", answer.Text)
	}
	page := v.Get(t, "/measure/cl_eet?show=table&sort=figure").Text
	if strings.Count(page, "aria-sort=") != 1 || !strings.Contains(page, `aria-sort="descending">Figure (%) <span aria-hidden="true">▼</span></th>`) {
		t.Errorf("the column of figures is not marked as sorted")
	}
}

func TestDownloadKeepsIntervals(t *testing.T) {
	v := visit.Start(t, finding.Pages())
	rows, err := csv.NewReader(strings.NewReader(v.Get(t, "/ranking?doubt=both&format=csv&table=places").Text)).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	head := slices.IndexFunc(rows, func(row []string) bool { return len(row) > 0 && row[0] == "Authority" })
	if head < 0 {
		t.Fatalf("no header among %q", rows[:min(3, len(rows))])
	}
	column := func(begins string) int {
		return slices.IndexFunc(rows[head], func(name string) bool { return strings.HasPrefix(name, begins) })
	}
	rank, low, high := column("Rank"), column("95% interval from"), column("95% interval to")
	if rank < 0 || low < 0 || high < 0 || len(rows)-head < 140 {
		t.Fatalf("columns %q, %d rows", rows[head], len(rows))
	}
	for _, row := range rows[head+1:] {
		if row[rank] != "no place" && row[rank] != "" && (row[low] == "no place" || row[low] == "" || row[high] == "no place" || row[high] == "") {
			t.Errorf("a rank without an interval: %q", row)
		}
	}
}

// A contested measure that the definition counts is found above; what is said of the others is not said of it.
func TestOfContestedMeasuresOnlyThoseOutsideAreFoundNotToGo(t *testing.T) {
	words := visit.Start(t, finding.Pages()).Get(t, "/inspection?d=rereferral.sw_agency~3.cla_missing-lower").Words()
	for _, want := range []string{"children in care who went missing (odds ratio 0.71, 95% interval 0.52 to 0.96", "Of the measures outside the definition on which people disagree which way is better, none is found to go with the overall grade"} {
		if !strings.Contains(words, want) {
			t.Errorf("without %q: %.3000s", want, words)
		}
	}
}

// What is contested is said both ways round, and what cannot be told is said.
func TestPagesSayWhatCannotBeTold(t *testing.T) {
	v := visit.Start(t, finding.Pages())
	for address, want := range map[string][]string{
		"/measure/cla_missing":                               {"People disagree which way is better", "higher is better:", "lower is better:", "sampling error of these figures is not known"},
		"/measure/cl_eet?show=inspection":                    {"is not found to go with the overall grade", "four times in five", "Inspection judges practice"},
		"/measure/child_poverty?show=table":                  {"Neither way is better"},
		"/measure/cl_eet?show=table":                         {"not ranked: a handful of children"},
		"/ranking":                                           {"cannot be told apart", "Other weights and other choices move ranks further", "Never ranked: City of London, Isles of Scilly", "middle one of an authority’s ranks over all draws", "gives the rank of the score", "the same intervals, with the rank of the score: goodmeasure index --draws"},
		"/ranking?doubt=both":                                {"the same numbers: goodmeasure stress --draws"},
		"/measures":                                          {"Published by: Department for Education; ", "; Office for National Statistics", "; Cafcass"},
		"/consistency":                                       {"There is no single “good” in these measures", "0.0910", "70 complete authorities", "drawn at random"},
		"/inspection":                                        {"Newest figures, latest inspections: 2 of 14 measures are found to go with the overall grade", "Over all inspections since 2013, each beside the figures before it, 4 of 14", "With deprivation in the model as well (index of 2025), 2 of 14", "2.69", "Since April 2026 Ofsted gives no overall grade", "Dates differ", "cannot be told apart"},
		"/inspection?framework=SIF":                          {"last inspections under SIF: 1 of 13", "All inspections from 2013 to 2018 together"},
		"/inspection?d=rereferral":                           {"Newest figures, latest inspections: the one measure is not found to go with the overall grade", "All inspections since 2013 together"},
		"/ranking?d=cla_sdq":                                 {"The sampling error of none of the figures is known, so that intervals cannot be told from the data"},
		"/ranking?a=cumbria":                                 {"Cumbria ended on 31 March 2023: figures after that do not have it."},
		"/ranking?a=leeds":                                   {"The places of those picked out, year by year", "Leeds"},
		"/consistency?k=5&p=100&region=London":               {"London: the bands of its authorities"},
		"/measure/rereferral":                                {"That is England’s middle authority", "All England together, with counts added up as in the publisher’s own figure for England, has 22.6%; the funnel is drawn round that.", "England (middle)"},
		"/measure/rereferral?show=funnel":                    {"22.6% (all England together)"},
		"/measure/cla_offending?show=funnel":                 {"2.3% (the 91 authorities together)", "below the 91 authorities together"},
		"/measure/cla_offending?show=table":                  {"In the table “suppressed” means: too few children to publish."},
		"/measure/sw_agency?show=trend":                      {"middle one of all authorities"},
		"/measure/cl_eet?show=trend&a=leeds,cumbria-to-2023": {"Leeds: ", "Those named are drawn with their own figures", "Cumbria ended on 31 March 2023", "Leeds, 95% interval from", "Leeds, sampling error", "borrowed denominator", "England (middle)", "95% intervals", "its interval"},
		"/measure/cla_missing?show=trend&a=leeds,kent,bristol,hackney,surrey,camden": {"can name 4 authorities at most. Not named here: Surrey, Camden.", "sampling error is not known for Leeds, Kent, Bristol and Hackney"},
		"/measure/cla_missing?show=trend&a=leeds,hackney&region=London":              {"London (middle)"},
		"/measure/cla_offending":                         {"authorities whose counts are published have", "together, round which the funnel is drawn; the publisher’s own figure for England adds up all counts, unpublished ones too."},
		"/measure/cl_eet?show=table&region=London":       {"with 95% intervals, sorted by name; only those in London are listed"},
		"/measure/sw_agency?show=inspection&period=2018": {"a grade and the figure may be years apart"},
		"/measure/sw_agency?show=map&a=hackney":          {"Ringed: Hackney"},
		"/measure/sw_vacancy?show=map&period=2015": {"Authorities have from 0.0% to 54.0%", "Not on the map, which has today’s authorities: Bournemouth 13.0%, Cumbria 10.0%, Dorset 19.0%, Northamptonshire 57.0% and Poole 4.0%.",
			"Northamptonshire no tile: ended since 57.0% not on the map"},
		"/measure/cla_sdq":             {"has 15.0 on a scale from 0 to 40;", "from 10.9 (Barking and Dagenham) to 18.3"},
		"/measure/cla_spend_per_child": {"has £776 per child;", "£ per child: 149 authorities have a figure, from £380"},
	} {
		words := v.Get(t, address).Words()
		for _, w := range want {
			if !strings.Contains(words, w) {
				t.Errorf("%s does not say %q: %s", address, w, words[:min(len(words), 900)])
			}
		}
	}
}
