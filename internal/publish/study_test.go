package publish

import (
	"bytes"
	"context"
	"encoding/csv"
	"encoding/json"
	"os"
	"path/filepath"
	"slices"
	"strconv"
	"strings"
	"sync"
	"testing"

	"golang.org/x/net/html"

	"goodmeasure/catalogue"
	"goodmeasure/chart"
	"goodmeasure/method"
	"goodmeasure/study"
)

var once = sync.OnceValues(func() (*method.Result, error) {
	edition, err := catalogue.Embedded()
	if err != nil {
		return nil, err
	}
	c, err := method.SetUp(method.Latest, edition)
	if err != nil {
		return nil, err
	}
	c.Draws = 300
	return method.Run(context.Background(), edition, c)
})

func result(t *testing.T) *method.Result {
	t.Helper()
	r, err := once()
	if err != nil {
		t.Fatal(err)
	}
	return r
}

func TestFolderHoldsReportJSONAndOneCSVPerTable(t *testing.T) {
	r := result(t)
	folder := filepath.Join(t.TempDir(), "new", "study")
	names, err := WriteStudy(folder, r)
	if err != nil {
		t.Fatal(err)
	}
	entries, err := os.ReadDir(folder)
	if err != nil {
		t.Fatal(err)
	}
	if len(entries) != len(names) {
		t.Errorf("%d files stand in the folder, %d are named: something was left behind", len(entries), len(names))
	}
	var parsed map[string]any
	text, err := os.ReadFile(filepath.Join(folder, "study.json"))
	if err != nil {
		t.Fatal(err)
	}
	if err := json.Unmarshal(text, &parsed); err != nil {
		t.Fatal(err)
	}
	for _, name := range []string{"setup", "edition", "seed", "choices", "authorities_ranked", "associations", "concordance", "dimensions", "ranks",
		"consistency", "agreement", "journeys", "sample", "conclusions"} {
		if parsed[name] == nil {
			t.Errorf("study.json has no %q", name)
		}
	}
}

// A CSV and study.json must say the same of every association, number by number.
func TestCSVSaysWhatJSONSays(t *testing.T) {
	r := result(t)
	var text bytes.Buffer
	if err := Records(&text, r.Associations); err != nil {
		t.Fatal(err)
	}
	rows, err := csv.NewReader(&text).ReadAll()
	if err != nil {
		t.Fatal(err)
	}
	encoded, err := json.Marshal(r.Associations)
	if err != nil {
		t.Fatal(err)
	}
	var objects []map[string]any
	if err := json.Unmarshal(encoded, &objects); err != nil {
		t.Fatal(err)
	}
	if len(rows) != len(objects)+1 {
		t.Fatalf("%d rows for %d associations", len(rows)-1, len(objects))
	}
	for i, object := range objects {
		for k, name := range rows[0] {
			var said any = object
			for _, part := range strings.Split(name, ".") {
				inner, _ := said.(map[string]any)
				said = inner[part]
			}
			cell := rows[i+1][k]
			switch v := said.(type) {
			case float64:
				if got, err := strconv.ParseFloat(cell, 64); err != nil || got != v {
					t.Errorf("row %d, %s: the CSV says %q, the JSON %v", i+1, name, cell, v)
				}
			case string:
				if cell != v {
					t.Errorf("row %d, %s: the CSV says %q, the JSON %q", i+1, name, cell, v)
				}
			case nil:
				if cell != "" && cell != "false" {
					t.Errorf("row %d, %s: the CSV says %q, the JSON nothing", i+1, name, cell)
				}
			}
		}
	}
}

func TestReportStandsAlone(t *testing.T) {
	var text bytes.Buffer
	if err := StudyReport(&text, result(t)); err != nil {
		t.Fatal(err)
	}
	root, err := html.Parse(bytes.NewReader(text.Bytes()))
	if err != nil {
		t.Fatal(err)
	}
	ids, links := map[string]int{}, []string{}
	var walk func(*html.Node)
	walk = func(n *html.Node) {
		if n.Type == html.ElementNode {
			if n.Data == "script" || n.Data == "link" || n.Data == "img" || n.Data == "iframe" {
				t.Errorf("the report has a <%s>: it must need nothing else", n.Data)
			}
			for _, a := range n.Attr {
				switch a.Key {
				case "id":
					ids[a.Val]++
				case "href", "src", "xlink:href":
					links = append(links, a.Val)
				case "style":
					t.Errorf("<%s> has a style of its own", n.Data)
				}
			}
		}
		for c := n.FirstChild; c != nil; c = c.NextSibling {
			walk(c)
		}
	}
	walk(root)
	for id, n := range ids {
		if n > 1 {
			t.Errorf("%d elements have the id %q", n, id)
		}
	}
	for _, link := range links {
		if id, within := strings.CutPrefix(link, "#"); !within || ids[id] == 0 {
			t.Errorf("a link leads to %q, which is not in the report", link)
		}
	}
}

func TestFormulasAreInertInCSV(t *testing.T) {
	var text bytes.Buffer
	table := chart.Table{Columns: []chart.Column{{Name: "=1+1"}, {Name: "n"}}, Rows: [][]chart.Cell{
		{{Text: "@SUM(A1)", Value: study.Missing}, {Text: "-3", Value: -3}},
		{{Text: "plain", Value: study.Missing}, {Text: "-cmd", Value: study.Missing}},
	}}
	if err := CSV(&text, table); err != nil {
		t.Fatal(err)
	}
	if want := "'=1+1,n\n'@SUM(A1),-3\nplain,'-cmd\n"; text.String() != want {
		t.Errorf("got %q, want %q", text.String(), want)
	}
}

func TestMissingNumbersAreEmptyInRecords(t *testing.T) {
	var text bytes.Buffer
	means := []method.GradeMean{{Grade: study.Good, N: 0, Mean: study.Missing}, {Grade: study.Inadequate, N: 2, Mean: 0}}
	if err := Records(&text, means); err != nil {
		t.Fatal(err)
	}
	want := "grade,n,mean\ngood,0,\ninadequate,2,0\n"
	if text.String() != want {
		t.Errorf("got %q, want %q", text.String(), want)
	}
	text.Reset()
	if err := RecordsOf(&text, slices.Values(means)); err != nil || text.String() != want {
		t.Errorf("one after the other: got %q, %v, want %q", text.String(), err, want)
	}
}

func TestSpansOfRanksAreNeverNarrowerThanTheyAre(t *testing.T) {
	if got := span(3.975, 145.025, 0).Text; got != "3 to 146" {
		t.Errorf("3.975 to 145.025 is shown as %s, want 3 to 146", got)
	}
	if got := span(0.614, 2.016, 2).Text; got != "0.61 to 2.02" {
		t.Errorf("0.614 to 2.016 is shown as %s, want 0.61 to 2.02", got)
	}
}
