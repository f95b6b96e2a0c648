package define_test

import (
	"bytes"
	"io"
	"mime/multipart"
	"net/http"
	"net/http/cookiejar"
	"net/url"
	"regexp"
	"strings"
	"testing"

	"goodmeasure/definition"
	"goodmeasure/internal/web/define"
	"goodmeasure/internal/web/visit"
	"goodmeasure/internal/workbench"
)

// follow goes where a redirect leads.
func follow(t *testing.T, v *visit.Visit, a visit.Answer) visit.Answer {
	t.Helper()
	if a.Status != http.StatusSeeOther {
		t.Fatalf("%s: status %d, expected a redirect: %.300s", a.Address, a.Status, a.Words())
	}
	to := v.Get(t, strings.TrimPrefix(a.Header.Get("Location"), v.URL))
	if to.Status != http.StatusOK {
		t.Fatalf("%s: status %d: %.300s", to.Address, to.Status, to.Words())
	}
	return to
}

// send posts a file as a browser's form does.
func send(t *testing.T, v *visit.Visit, path, name, text string) visit.Answer {
	t.Helper()
	var body bytes.Buffer
	form := multipart.NewWriter(&body)
	part, err := form.CreateFormFile("file", name)
	if err == nil {
		_, err = part.Write([]byte(text))
	}
	if err != nil || form.Close() != nil {
		t.Fatal(err)
	}
	request, err := http.NewRequest(http.MethodPost, v.URL+path, &body)
	if err != nil {
		t.Fatal(err)
	}
	request.Header.Set("Content-Type", form.FormDataContentType())
	return v.Do(t, request)
}

func TestExamplesHaveTheShapeOfPages(t *testing.T) {
	v := visit.Start(t, define.Pages())
	for _, page := range v.Site.Pages() {
		for _, example := range page.Examples {
			answer := v.Get(t, example)
			if answer.Status == http.StatusSeeOther {
				continue
			}
			if answer.Status != http.StatusOK && !strings.Contains(example, "apply=1") {
				t.Errorf("%s: status %d: %.300s", example, answer.Status, answer.Words())
			}
			answer.CheckShape(t)
			if size := answer.Zipped(); size > 40<<10 {
				t.Errorf("%s takes %d bytes compressed", example, size)
			}
		}
	}
}

// The researcher without a script: define, compare, sample, download, draw again.
func TestJourneyOfAResearcher(t *testing.T) {
	v := visit.Start(t, define.Pages())
	form := url.Values{"apply": {"1"}, "c": {"rereferral", "sw_agency", "cla_missing"}, "w.sw_agency": {"3"}, "r.cla_missing": {"lower"}, "how": {"minmax"}}
	defined := follow(t, v, v.Get(t, "/define?"+form.Encode()))
	if !strings.Contains(defined.Address, "d=rereferral.sw_agency~3.cla_missing-lower--minmax") {
		t.Fatalf("it leads to %s", defined.Address)
	}
	for _, words := range []string{"The ten best ranked of", "Who moves most from the default", "can be told apart"} {
		if !strings.Contains(defined.Words(), words) {
			t.Errorf("the page does not say %q", words)
		}
	}
	const d = "d=rereferral.sw_agency~3.cla_missing-lower--minmax"
	file := v.Get(t, "/define?"+d+"&format=file&file=definition")
	if !strings.Contains(file.Text, `id = "cla_missing"`) {
		t.Fatalf("no definition: %.200s", file.Text)
	}
	if again := follow(t, v, send(t, v, "/define", "definition.toml", file.Text)); again.Address != "/define?"+d {
		t.Errorf("the file leads to %s", again.Address)
	}
	if compared := v.Get(t, "/define/compare?"+d); !strings.Contains(compared.Words(), "beyond doubt") {
		t.Errorf("%.300s", compared.Words())
	}
	sample := v.Get(t, "/sample?"+d+"&n=2&share=60")
	if sample.Status != http.StatusOK {
		t.Fatalf("%d: %.300s", sample.Status, sample.Words())
	}
	record := v.Get(t, "/sample?"+d+"&n=2&share=60&format=file&file=record")
	if redrawn := send(t, v, "/sample", "sample.json", record.Text); redrawn.Status != http.StatusOK || !strings.Contains(redrawn.Words(), "The same sample comes out, and nothing it rests on has changed.") {
		t.Errorf("%d: %.400s", redrawn.Status, redrawn.Words())
	} else if strings.Contains(redrawn.Text, "format=") {
		t.Error("below what was drawn again stand files of what the address draws, which is another sample")
	}
}

func TestWrongInputIsNamed(t *testing.T) {
	v := visit.Start(t, define.Pages())
	for _, c := range []struct {
		path   string
		status int
		words  string
	}{
		{"/define?apply=1", 422, "Nothing counts yet"},
		{"/define?apply=1&c=rereferral&w.rereferral=lots", 422, "its importance is “lots”"},
		{"/define?apply=1&c=rereferral,zzz", 422, "“zzz” is no measure of this edition."},
		{"/define?apply=1&c=cla_missing", 422, "people disagree which way is better"},
		{"/define?apply=1&c=rereferral&r.rereferral=higher", 422, "say why higher is better"},
		{"/define?d=nonsense", 400, "expected the id of a measure"},
		{"/define/compare?with=nonsense", 400, "cannot be read"},
		{"/sample?n=lots", 400, "Give a whole number from 1 to 40"},
		{"/sample?n=2.5", 400, "Give a whole number from 1 to 40"},
		{"/sample?seed=x", 400, "Give a whole number from 0 to 9,007,199,254,740,992. Go on without this number"},
		{"/sample?share=7", 400, "In the quarter in at least (%): “7” is given."},
		{"/sample?exclude=Nowhere", 400, "No sample can be drawn: Leave out by name: no authority is called"},
		{"/present?slide=99", 404, "There is no screen"},
		{"/join/XXXXXX", 404, "There is no room of this code"},
		{"/present/room/XXXXXX", 404, "There is no room of this code"},
		{"/define/stress?draws=7", 400, "7"},
	} {
		if got := v.Get(t, c.path); got.Status != c.status || !strings.Contains(got.Words(), c.words) {
			t.Errorf("%s: %d %.300s", c.path, got.Status, got.Words())
		}
	}
	for _, c := range []struct{ path, name, text, words string }{
		{"/define", "x.toml", "name = us", "Line 1"},
		{"/define", "x.toml", "", "an empty file"},
		{"/define", "x.toml", strings.Repeat("#", 70<<10), "larger than"},
		{"/define/compare", "<b>.toml", "name = 'x'\nwhoze = 1", "a key that means nothing here"},
		{"/sample", "sample.json", "{}", "not the whole record"},
		{"/sample", "sample.json", `{"draws": 1000000000}`, "more than is drawn here"},
		{"/sample", "sample.json", "[", "not the record of a sample"},
	} {
		if got := send(t, v, c.path, c.name, c.text); got.Status < 400 || got.Status >= 500 || !strings.Contains(got.Words(), c.words) || strings.Contains(got.Text, "<b>.toml") {
			t.Errorf("%s %.20q: %d %.300s", c.path, c.text, got.Status, got.Words())
		}
	}
}

// One wrong number takes the others with it nowhere.
func TestAWrongNumberIsLeftOutAlone(t *testing.T) {
	v := visit.Start(t, define.Pages())
	if page := v.Get(t, "/sample?n=3&share=7&region=London"); !strings.Contains(page.Text, `href="/sample?n=3&amp;region=London"`) {
		t.Errorf("%d: %.500s", page.Status, page.Text)
	}
}

func TestABlindSampleShowsNoNames(t *testing.T) {
	v := visit.Start(t, define.Pages())
	const path = "/sample?n=2&share=60&blind=1"
	page, key := v.Get(t, path), v.Get(t, path+"&format=file&file=record")
	if !strings.Contains(page.Words(), "A1") || !strings.Contains(key.Text, `"members"`) {
		t.Fatalf("%.300s", page.Words())
	}
	for _, answer := range []visit.Answer{v.Get(t, path+"&format=json"), v.Get(t, path+"&format=file&file=blind")} {
		if strings.Contains(answer.Text, `"authority":`) && strings.Contains(answer.Text, `"kind"`) {
			t.Errorf("%s tells who is who", answer.Address)
		}
	}
}

// rankedRow is a row that names an authority and gives its rank with the interval.
var rankedRow = regexp.MustCompile(`(?s)<tr><th scope="row" data-authority="\d+">(?:<a [^>]*>)?[A-Z][^<]+(?:</a>)?</th><td class="n">\d+ <span class="muted">\(\d+ to \d+\)</span></td>.*?</tr>`)

func TestARoomSpeaks(t *testing.T) {
	v := visit.Start(t, define.Pages())
	room := v.Post(t, "/present?d=rereferral.sw_agency", nil)
	shown := follow(t, v, room)
	if !strings.Contains(shown.Words(), "Nobody has answered yet.") {
		t.Errorf("%.300s", shown.Words())
	}
	code := shown.Address[len("/present/room/"):][:6]
	first := v.Post(t, "/join/"+code, url.Values{"w.rereferral": {"5"}, "w.sw_agency": {"0"}})
	follow(t, v, first).CheckShape(t)
	if to, cookie := first.Header.Get("Location"), first.Header.Get("Set-Cookie"); to != "/join/"+code || !regexp.MustCompile(`^voice=[A-Z]{24}; Path=/join/`+code+`; Max-Age=21600; HttpOnly; SameSite=Lax$`).MatchString(cookie) {
		t.Errorf("the voice leads to %s with %s: an address that others may see says who spoke, or the cookie goes to others", to, cookie)
	}
	if to := v.Get(t, "/join/"+strings.ToLower(code)).Header.Get("Location"); to != "/join/"+code {
		t.Errorf("a code in small letters leads to %q, where the cookie is not sent", to)
	}
	again := func(method string, form url.Values) visit.Answer {
		request, err := http.NewRequest(method, v.URL+"/join/"+code, strings.NewReader(form.Encode()))
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
		token, _, _ := strings.Cut(first.Header.Get("Set-Cookie"), ";")
		request.Header.Set("Cookie", token)
		return v.Do(t, request)
	}
	again(http.MethodPost, url.Values{"w.rereferral": {"4"}, "w.sw_agency": {"1"}})
	if words := v.Get(t, "/join/"+code).Words(); strings.Contains(words, "Definition: ") || !strings.Contains(words, "about the same child. Here, lower is better.") {
		t.Errorf("the form names a definition that is not the room’s, or does not say which way is better: %.500s", words)
	}
	if thanks := again(http.MethodGet, nil); !strings.Contains(thanks.Words(), "Thank you") || !strings.Contains(thanks.Words(), workbench.ChangesWords) || !strings.Contains(thanks.Text, `value="4"`) {
		t.Errorf("who has spoken is not known again: %.300s", thanks.Words())
	}
	follow(t, v, v.Post(t, "/join/"+code, url.Values{"w.rereferral": {"2"}, "w.sw_agency": {"1"}}))
	screen := v.Get(t, shown.Address).Words()
	if _, port, _ := strings.Cut(strings.TrimPrefix(v.URL, "http://"), ":"); !strings.Contains(screen, "--address 0.0.0.0:"+port+" ") && !strings.Contains(screen, "--address 0.0.0.0:"+port+",") {
		t.Errorf("the screen does not say how phones reach port %s: %.500s", port, screen)
	}
	if strings.Contains(screen, "Middle half of answers") {
		t.Error("of two voices each knows the other's")
	}
	follow(t, v, v.Post(t, "/join/"+code, url.Values{"w.rereferral": {"3"}, "w.sw_agency": {"1"}}))
	if wrong := v.Post(t, "/join/"+code, url.Values{"w.rereferral": {"9"}, "w.sw_agency": {"1"}}); wrong.Status != 400 {
		t.Errorf("an importance of 9: %d", wrong.Status)
	}
	pooled := v.Get(t, shown.Address)
	pooled.CheckShape(t)
	if words := pooled.Words(); strings.Contains(words, "waiting") || !strings.Contains(words, workbench.ChangesWords) || !strings.Contains(words, "from 0 to 5: 3 answers") || !strings.Contains(words, "3 answers so far.") || !strings.Contains(words, "Repeat referrals within a year 3 ") || !strings.Contains(words, "The five best ranked") {
		t.Errorf("%.500s", words)
	}
	for _, caption := range []string{"The five best ranked", "The five worst ranked"} {
		_, after, _ := strings.Cut(pooled.Text, "<caption>"+caption)
		table, _, _ := strings.Cut(after, "</table>")
		if rows := rankedRow.FindAllString(table, -1); len(rows) != 5 {
			t.Errorf("%d rows with the name of an authority and its rank under %q: %.600s", len(rows), caption, table)
		}
	}
	follow(t, v, v.Post(t, "/join/"+code, url.Values{"w.rereferral": {"0"}, "w.sw_agency": {"1"}}))
	if words := v.Get(t, shown.Address).Words(); !strings.Contains(words, "4 answers so far.") || !strings.Contains(words, "Repeat referrals within a year 3 ") ||
		!strings.Contains(words, "1 new or changed answer is waiting, and shows when two more people have answered.") {
		t.Errorf("the screen tells by how much it changes what the fourth said, or does not say that it waits: %.700s", words)
	}
}

// One device goes round a table: the next person has a voice of their own and does not see the last one's, which the room keeps.
func TestADeviceGoesRound(t *testing.T) {
	v := visit.Start(t, define.Pages())
	code := follow(t, v, v.Post(t, "/present?d=rereferral.sw_agency", nil)).Address[len("/present/room/"):][:6]
	jar, err := cookiejar.New(nil)
	if err != nil {
		t.Fatal(err)
	}
	device := &http.Client{Jar: jar}
	words := func(answer *http.Response, err error) string {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		defer answer.Body.Close()
		text, err := io.ReadAll(answer.Body)
		if err != nil || answer.StatusCode != http.StatusOK {
			t.Fatalf("%s: %d %v", answer.Request.URL, answer.StatusCode, err)
		}
		return string(text)
	}
	for _, said := range []string{"5", "4", "3"} {
		if form := words(device.Get(v.URL + "/join/" + code)); strings.Contains(form, nextSpeaks) || strings.Count(form, `value="1"`) != 2 {
			t.Errorf("before saying %s, somebody finds what another said", said)
		}
		if thanks := words(device.PostForm(v.URL+"/join/"+code, url.Values{"w.rereferral": {said}, "w.sw_agency": {"0"}})); !strings.Contains(thanks, nextSpeaks) {
			t.Errorf("who has spoken cannot hand the device on: %.500s", thanks)
		}
		if handed := words(device.PostForm(v.URL+"/join/"+code, url.Values{"next": {"yes"}})); !strings.Contains(handed, "The last answer is kept.") {
			t.Errorf("nothing says that what was said stays: %.500s", handed)
		}
	}
	if pooled := v.Get(t, "/present/room/"+code).Words(); !strings.Contains(pooled, "3 answers so far.") || !strings.Contains(pooled, "Repeat referrals within a year 4 ") {
		t.Errorf("three people spoke on one device: %.500s", pooled)
	}
}

const nextSpeaks = "Somebody else speaks here"

func TestPublicationHoldsWordsAndFindings(t *testing.T) {
	v := visit.Start(t, define.Pages())
	page := v.Get(t, "/publish?title=Ours&words=So+**it**+is.&part=ranks&format=file&file=page")
	if !strings.Contains(page.Text, "<strong>it</strong>") || !strings.Contains(page.Text, "Ranks with their intervals") {
		t.Errorf("%.300s", page.Text)
	}
}

// Each figure of a publication says where it is from and under which licence, what any weights could do among them.
func TestFiguresOfAPublicationHaveTheirSource(t *testing.T) {
	page := visit.Start(t, define.Pages()).Get(t, "/publish?title=Ours&part=bounds&d=rereferral.sw_agency&format=file&file=page").Text
	at := strings.Index(page, `<p class="source">Source: 2 measures from `)
	if at < 0 || !strings.Contains(page[at:at+500], "Open Government Licence v3.0") {
		t.Errorf("%.600s", page[max(0, strings.Index(page, `class="source"`)):])
	}
}

// What leaves the program says how many measures it rests on, who published them and for which periods.
func TestWhatLeavesSaysWhatItRestsOn(t *testing.T) {
	v := visit.Start(t, define.Pages())
	const two = "2 measures from Department for Education; periods: "
	for path, want := range map[string]string{
		"/publish?part=ranks&words=So.&format=file&file=page": two,
		"/define/bounds?":                           two,
		"/define/stress?draws=1000":                 two,
		"/define/stress?draws=1000&show=inspection": "Inspection: Ofsted",
		"/define/compare?with=rereferral.cl_eet":    "3 measures from Department for Education; periods: ",
	} {
		if page := v.Get(t, path+"&d=rereferral.sw_agency").Text; !strings.Contains(page, want) || strings.Contains(page, "ublished figures;") {
			t.Errorf("%s does not say %q: %.1500s", path, want, page)
		}
	}
}

// What cannot be made of a definition is said with the names of measures, on every page that would rest on it.
func TestWhatADefinitionCannotBeIsSaidInWords(t *testing.T) {
	bench, err := workbench.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	d, err := definition.ParseLink("rereferral.sw_agency", bench.Edition.Indicators)
	if err != nil {
		t.Fatal(err)
	}
	d.Indicators[0].Period = 2031
	v := visit.On(t, bench, define.Pages())
	link := definition.Link(d, bench.Edition.Indicators)
	for path, status := range map[string]int{"/define": 422, "/define/compare": 400, "/define/bounds": 400, "/define/stress": 400, "/sample": 400, "/present": 400} {
		got := v.Get(t, path+"?d="+link)
		if words := got.Words(); got.Status != status || !strings.Contains(words, "“Repeat referrals within a year”: no figures for 2031") || strings.Contains(words, "rereferral:") {
			t.Errorf("%s: %d %.300s", path, got.Status, words)
		}
	}
}

// Ranks under two definitions stand beside their intervals, in the table, its download and the picture.
func TestAComparisonHasNoBareRank(t *testing.T) {
	v := visit.Start(t, define.Pages())
	const path = "/define/compare?d=rereferral.sw_agency~3&with=rereferral.sw_agency"
	table := v.Get(t, path+"&format=csv&table=movements").Text
	lines := strings.Split(table, "\n")
	if want := "Authority,Rank under A,95% interval under A,Rank under B,95% interval under B,Change,95% interval of the change,Moves,Quarter,Most by part,Most by measure"; lines[0] != want {
		t.Errorf("%s, expected %s", lines[0], want)
	}
	if row := regexp.MustCompile(`^[^,]+,[\d.]+,\d+ to \d+,[\d.]+,\d+ to \d+,-?[\d.]+,\S+ to \S+,`); len(lines) < 3 || !row.MatchString(lines[1]) || !strings.Contains(table, "“Social workers from agencies”") || strings.Contains(table, "sw_agency") {
		t.Errorf("%.400s", table)
	}
	if slope := v.Get(t, path+"&format=csv&figure=slope").Text; strings.Contains(slope, "not known") {
		t.Errorf("the picture has ranks without intervals: %.300s", slope)
	}
	if parts := v.Get(t, path+"&format=csv&table=parts").Text; !strings.Contains(parts, "agencies”, weight: 3 instead of 1") || strings.Contains(parts, "sw_agency") {
		t.Errorf("the parts have ids in place of names: %s", parts)
	}
}

// A row of the file of a sample stands on one line.
func TestAFileOfASampleHasALineForEachRow(t *testing.T) {
	if file := visit.Start(t, define.Pages()).Get(t, "/sample?region=London&format=csv&table=sample").Text; !strings.Contains(file, "London borough") {
		t.Error(file)
	}
}

// While a form is being changed, ranks come without what takes longer, which is asked for after; what is known already comes whole.
func TestRanksComeFirst(t *testing.T) {
	v := visit.Start(t, define.Pages())
	const path = "/define?d=rereferral.sw_agency~3"
	live := func(path string) visit.Answer {
		request, err := http.NewRequest(http.MethodGet, v.URL+path, nil)
		if err != nil {
			t.Fatal(err)
		}
		request.Header.Set("X-Live", "1")
		return v.Do(t, request)
	}
	first := live(path)
	if !strings.Contains(first.Words(), "The ten best ranked of") || !strings.Contains(first.Text, "data-rest") || strings.Contains(first.Words(), "can be told apart") {
		t.Errorf("expected ranks alone: %.900s", first.Words())
	}
	if first.Header.Get("Vary") == "" || !strings.Contains(strings.Join(first.Header.Values("Vary"), " "), "X-Live") {
		t.Errorf("a cache would take the part for the whole: Vary is %q", first.Header.Values("Vary"))
	}
	ranks := regexp.MustCompile(`(?s)<div class="ends">.*?</div>`)
	whole := v.Get(t, path)
	if strings.Contains(whole.Text, "data-rest") || !strings.Contains(whole.Words(), "can be told apart") {
		t.Errorf("the page is not whole: %.900s", whole.Words())
	}
	if ranks.FindString(first.Text) == "" || ranks.FindString(first.Text) != ranks.FindString(whole.Text) {
		t.Error("the ranks that come first are not those of the whole page")
	}
	if again := live(path); again.Text != whole.Text {
		t.Error("what is known whole comes in part")
	}
	// A measure that varies no more than chance makes it takes neither ranks nor their doubt from any page.
	const even = "d=rereferral.cla_ks2_rwm"
	for _, answer := range []visit.Answer{live("/define?" + even), v.Get(t, "/define?"+even)} {
		if answer.Status != http.StatusOK || !strings.Contains(answer.Words(), "The ten best ranked of") {
			t.Errorf("%d: %.600s", answer.Status, answer.Words())
		}
	}
	for _, path := range []string{"/define?", "/present?slide=3&", "/publish?part=ranks&format=file&file=page&"} {
		if answer := v.Get(t, path+even); answer.Status != http.StatusOK || !strings.Contains(answer.Words(), "Where the others stand depends on choices, or on chance") || strings.Contains(answer.Words(), "cannot be said") {
			t.Errorf("%s: %d %.600s", path, answer.Status, answer.Words())
		}
	}
}
