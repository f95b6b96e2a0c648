package place_test

import (
	"encoding/json"
	"fmt"
	"net/http"
	"regexp"
	"strings"
	"testing"

	"goodmeasure/internal/web/place"
	"goodmeasure/internal/web/visit"
)

func TestAddresses(t *testing.T) {
	v := visit.Start(t, place.Pages())
	for address, want := range map[string]string{
		"/authority/hull":                       "/authority/kingston-upon-hull",
		"/authority/810":                        "/authority/kingston-upon-hull",
		"/authority/E06000010/briefing":         "/authority/kingston-upon-hull/briefing",
		"/authority/hull?with=leeds":            "/authority/kingston-upon-hull?with=leeds",
		"/authority/bcp?b=region":               "/authority/bournemouth-christchurch-and-poole?b=region",
		"/authority/cumbria?measure=cl_eet":     "/authority/cumbria-to-2023?measure=cl_eet",
		"/compare?a=leeds&add=hull":             "/compare?a=leeds,kingston-upon-hull",
		"/compare?a=leeds&add=leeds":            "/compare?a=leeds",
		"/compare?add=isles+of+scilly&b=region": "/compare?a=isles-of-scilly&b=region",
		"/api/v1/authority/hull":                "/api/v1/authority/kingston-upon-hull",
	} {
		answer := v.Get(t, address)
		if got := answer.Header.Get("Location"); answer.Status != http.StatusSeeOther || got != want {
			t.Errorf("%s leads with %d to %q, expected %q", address, answer.Status, got, want)
		}
	}
}

func TestWrongAddresses(t *testing.T) {
	v := visit.Start(t, place.Pages())
	for _, c := range []struct {
		address string
		status  int
		says    string
	}{
		{"/authority/hul", http.StatusNotFound, "Kingston upon Hull"},
		{"/authority/Norhtamptonshire", http.StatusNotFound, "Northamptonshire"},
		{"/authority/north", http.StatusNotFound, "may be any of these"},
		{"/authority/%3Cscript%3E/briefing", http.StatusNotFound, "No authority is called"},
		{"/authority/%20", http.StatusNotFound, "list of authorities"},
		{"/authority/leeds?measure=no_such", http.StatusBadRequest, "show=all"},
		{"/authority/leeds?show=some", http.StatusBadRequest, "all"},
		{"/authority/leeds?b=mars", http.StatusBadRequest, "neighbours"},
		{"/authorities?region=Mercia", http.StatusBadRequest, "North East"},
		{"/authorities?name=zzzz", http.StatusOK, "no name is spelt much like it"},
		{"/authorities?name=leeds&region=London", http.StatusOK, "No authority fits"},
		{"/compare?a=atlantis", http.StatusBadRequest, "atlantis"},
		{"/compare?a=leeds&add=lees", http.StatusOK, "Did you mean"},
		{"/compare?a=leeds,hull,barnet,barnsley,kent,essex,surrey", http.StatusOK, "Which 6 of these 7?"},
	} {
		answer := v.Get(t, c.address)
		if answer.Status != c.status || !strings.Contains(answer.Words(), c.says) {
			t.Errorf("%s: %d, expected %d and %q in: %.300s", c.address, answer.Status, c.status, c.says, answer.Words())
		}
		answer.CheckShape(t)
	}
}

// Those that are spelt most like a name are listed with what is known of them, and a list without numbers of children dates none.
func TestListsSayOnlyWhatIsKnown(t *testing.T) {
	v := visit.Start(t, place.Pages())
	near := v.Get(t, "/authorities?name=Birmingam").Words()
	if exact := v.Get(t, "/authorities?name=Birmingham").Words(); !strings.Contains(exact, "Good") || !strings.Contains(near, "Birmingham West Midlands metropolitan 2") || !strings.Contains(near, "mid-2024") {
		t.Errorf("%s\n%s", near, exact)
	}
	if listed := v.Get(t, "/authorities?region=North+West&ended=yes"); strings.Contains(listed.Text, ">- ") || !strings.Contains(listed.Words(), "Cumbria ended on 31 March 2023") {
		t.Errorf("a list of what has ended: %s", listed.Words())
	}
	for address, title := range map[string]string{"/authorities?name=leeds&region=London": "No authorities", "/authorities?name=poole&ended=yes&region=South+West&type=unitary": "2 authorities",
		"/authorities?name=zzzz": "No authority is called “zzzz”"} {
		if page := v.Get(t, address); page.Status != http.StatusOK || !strings.HasPrefix(page.Words(), title) || strings.Contains(page.Words(), "mid-none") {
			t.Errorf("%s: %d, %s", address, page.Status, page.Words())
		}
	}
}

// A row of a file stands on one line, and has what the page has.
func TestFilesHaveALineForEachRow(t *testing.T) {
	v := visit.Start(t, place.Pages())
	for address, want := range map[string]string{
		"/authorities?table=authorities":                  "370,E08000016,Barnsley,Yorkshire and The Humber,metropolitan,51799,30.057,Good,ILACS,2023-10-27\n",
		"/authority/kingston-upon-hull?table=inspections": "2011-08-12,SLAC first,another scale,not given,Adequate,Adequate,not given\n",
	} {
		if file := v.Get(t, address+"&format=csv").Text; !strings.Contains(file, want) {
			t.Errorf("%s does not say %q: %.600s", address, want, file)
		}
	}
}

// The sheet that first names England says which England it is.
func TestTheFirstSheetSaysWhichEnglandItNames(t *testing.T) {
	v := visit.Start(t, place.Pages())
	for address, want := range map[string]bool{"/authority/kingston-upon-thames/briefing": true, "/authority/kingston-upon-thames/briefing?b=region": false} {
		sheet, _, _ := strings.Cut(v.Get(t, address).Words(), "All measures together")
		if strings.Contains(sheet, "England is its middle authority.") != want || !strings.Contains(sheet, "leaves out assessments finished in 45 working days, average difficulties score") && want {
			t.Errorf("%s: %s", address, sheet)
		}
	}
}

// A picture that is taken away says which publications it is from: the page is not there to name them.
func TestAPictureNamesItsPublications(t *testing.T) {
	picture := visit.Start(t, place.Pages()).Get(t, "/compare?a=leeds,dorset&figure=measures-compared&format=svg").Text
	if words := strings.Join(strings.Fields(regexp.MustCompile(`<[^>]*>`).ReplaceAllString(picture, " ")), " "); !strings.Contains(words, "Source: Department for Education, Children in need; Department for Education, Children looked after in England") {
		t.Errorf("it is from: %.3000s", words)
	}
}

// One that has ended can be set beside others from its own page, by the address that it has.
func TestOneThatHasEndedIsCompared(t *testing.T) {
	v := visit.Start(t, place.Pages())
	if page := v.Get(t, "/authority/dorset-to-2019"); !strings.Contains(page.Text, "/compare?a=dorset-to-2019") {
		t.Error("its page does not lead on to a comparison")
	}
	if page := v.Get(t, "/compare?a=dorset-to-2019,dorset"); !strings.Contains(page.Words(), "The former Dorset and Dorset side by side") {
		t.Errorf("which Dorset is which: %.300s", page.Words())
	}
	if page := v.Get(t, "/compare?a=leeds&add=dorset-to-2019"); page.Header.Get("Location") != "/compare?a=leeds,dorset-to-2019" {
		t.Errorf("one that has ended is added: %d to %q", page.Status, page.Header.Get("Location"))
	}
	if page := v.Get(t, "/compare?a=dorset-to-2019,leeds"); page.Status != http.StatusOK || !strings.Contains(page.Words(), "The former Dorset and Leeds side by side") {
		t.Errorf("%d: %.300s", page.Status, page.Words())
	}
}

// A page must say what kind of authority it is about before its figures are read.
func TestSpecialAuthorities(t *testing.T) {
	v := visit.Start(t, place.Pages())
	for address, says := range map[string][]string{
		"/authority/cumberland":                       {"created on 1 April 2023", "not shown as Cumberland’s"},
		"/authority/cumbria-to-2023":                  {"ended on 31 March 2023", "Cumberland", "is not ranked: it ended", "Former county in the North West."},
		"/authority/isles-of-scilly":                  {"a handful of children", "never ranked", "not applicable", "Isles of Scilly is not ranked, having a handful of children: one child"},
		"/authority/rutland":                          {"suppressed", "A suppressed figure is not zero"},
		"/authority/kingston-upon-thames":             {"joint figure", "one figure was published for this authority and another together"},
		"/authority/leeds?d=cla_missing-lower.cl_eet": {"people disagree which way is better", "this definition: lower is better"},
		"/authority/leeds":                            {"Chance alone would make about", "place", "What this cannot tell you"},
	} {
		words := v.Get(t, address).Words()
		for _, want := range says {
			if !strings.Contains(words, want) {
				t.Errorf("%s does not say %q", address, want)
			}
		}
	}
}

// The downloads, the JSON interface and the page show the same figure.
func TestDownloadsAgreeWithPage(t *testing.T) {
	v := visit.Start(t, place.Pages())
	page := v.Get(t, "/authority/kingston-upon-hull")
	csv := v.Get(t, "/authority/kingston-upon-hull?format=csv&table=measures")
	var answer struct {
		Data struct {
			Measured int `json:"measured"`
			Groups   []struct {
				Rows []struct {
					Indicator  string `json:"indicator"`
					ValueWords string `json:"value_words"`
				} `json:"rows"`
			} `json:"groups"`
		} `json:"data"`
	}
	text := v.Get(t, "/api/v1/authority/kingston-upon-hull").Text
	if err := json.Unmarshal([]byte(text), &answer); err != nil {
		t.Fatal(err)
	}
	rows := 0
	for _, group := range answer.Data.Groups {
		for _, row := range group.Rows {
			rows++
			if !strings.Contains(page.Words(), row.ValueWords) || !strings.Contains(csv.Text, row.Indicator) {
				t.Errorf("%s, %s: not on the page, or not in the CSV file", row.Indicator, row.ValueWords)
			}
		}
	}
	if rows != 14 || answer.Data.Measured != 14 {
		t.Errorf("%d rows, %d measured", rows, answer.Data.Measured)
	}
	for _, format := range []string{"xlsx", "ods"} {
		if got := v.Get(t, "/authority/kingston-upon-hull?format="+format+"&table=measures"); got.Status != http.StatusOK || len(got.Text) < 2000 {
			t.Errorf("%s: %d, %d bytes", format, got.Status, len(got.Text))
		}
	}
}

// The sheet prints three changes of a kind and says how many more there are; programs get them all.
func TestBriefingLeavesOutNoChangeInSilence(t *testing.T) {
	v := visit.Start(t, place.Pages())
	const path = "/authority/kingston-upon-hull/briefing"
	var given struct {
		Data struct{ Improving, Worsening []struct{ Words string } }
	}
	if err := json.Unmarshal([]byte(v.Get(t, "/api/v1"+path).Text), &given); err != nil {
		t.Fatal(err)
	}
	improving, words := given.Data.Improving, v.Get(t, path).Words()
	if len(improving) < 4 {
		t.Fatalf("%d measures improve; the test needs more than there is room for", len(improving))
	}
	for at, one := range improving {
		if strings.Contains(words, one.Words) != (at < 3) {
			t.Errorf("change %d (%s) is printed, or left out, against the rest", at+1, one.Words)
		}
	}
	if more := fmt.Sprintf("And %d more on the full page.", len(improving)-3); !strings.Contains(words, more) {
		t.Errorf("the sheet does not say %q", more)
	}
	if full := v.Get(t, "/authority/kingston-upon-hull").Words(); !strings.Contains(full, improving[3].Words) {
		t.Error("the full page leaves a change out")
	}
}

func TestAHandfulOfChildrenIsNotJudged(t *testing.T) {
	v := visit.Start(t, place.Pages())
	if words := v.Get(t, "/compare?a=leeds,isles-of-scilly").Words(); !strings.Contains(words, "not tested, as it has a handful of children.") {
		t.Errorf("the figure judges: %.3000s", words)
	}
}
