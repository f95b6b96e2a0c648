package publish

import (
	"archive/zip"
	"bytes"
	"io"
	"strings"
	"testing"

	"goodmeasure/chart"
	"goodmeasure/study"
)

func TestOwnWordsAreMadeSafe(t *testing.T) {
	for words, want := range map[string]string{
		"# Big\n\nSome *words* and a [link](https://example.org).": "<h3>Big</h3>\n<p>Some <em>words</em> and a <a href=\"https://example.org\" rel=\"nofollow\">link</a>.</p>\n",
		"<script>alert(1)</script>":                                "",
		"![x](https://example.org/track.png)":                      "<p></p>\n",
		"[x](javascript:alert(1))":                                 "<p>x</p>\n",
		"<b onclick=x>a</b>":                                       "<p>a</p>\n",
	} {
		got, err := prose(words)
		if err != nil || strings.TrimSpace(string(got)) != strings.TrimSpace(want) {
			t.Errorf("%s\ngot  %q, %v\nwant %q", words, got, err, want)
		}
	}
}

func TestBundleHoldsThePageAndItsTables(t *testing.T) {
	table := chart.Table{Caption: "T", Columns: []chart.Column{{Name: "A"}, {Name: "N", Numeric: true}}, Rows: [][]chart.Cell{{{Text: "=1+1", Value: study.Missing}, {Text: "2", Value: 2}}}}
	s := Story{Title: "A <title>", Words: "So.", Claims: []string{"1 < 2"}, Parts: []StoryPart{{ID: "ranks", Title: "Ranks", Tables: []chart.Table{table}}}, Files: []StoryFile{{"definition.toml", []byte("name = \"x\"\n")}}}
	var out, again bytes.Buffer
	if err := s.WriteBundle(&out); err != nil {
		t.Fatal(err)
	}
	if err := s.WriteBundle(&again); err != nil || !bytes.Equal(out.Bytes(), again.Bytes()) {
		t.Errorf("the same story gives other bytes, %v", err)
	}
	bundle, err := zip.NewReader(bytes.NewReader(out.Bytes()), int64(out.Len()))
	if err != nil {
		t.Fatal(err)
	}
	var names []string
	for _, f := range bundle.File {
		names = append(names, f.Name)
		if f.Name == "index.html" {
			file, err := f.Open()
			if err != nil {
				t.Fatal(err)
			}
			text, _ := io.ReadAll(file)
			if !strings.Contains(string(text), "A &lt;title&gt;") || !strings.Contains(string(text), "1 &lt; 2") || strings.Contains(string(text), "<script") {
				t.Errorf("%s", text)
			}
		}
	}
	if got := strings.Join(names, " "); got != "index.html definition.toml tables/ranks-1.csv tables/ranks-1.ods" {
		t.Error(got)
	}
}
