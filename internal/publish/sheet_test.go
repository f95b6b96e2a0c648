package publish_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
	"slices"
	"strings"
	"testing"
	"time"

	"goodmeasure/fulltext"
	"goodmeasure/internal/publish"
	"goodmeasure/internal/testkit"
)

// A paper keeps words together that markup parts, breaks what no line holds, leaves out what is not for print, and never parts
// a heading from its text or a row of a table in two.
func TestPaper(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		testkit.SkipOrFail(t, "no pdftotext on the path (Debian's package is called poppler-utils)")
	}
	endless := strings.Repeat("abcdefghij", 40)
	var body strings.Builder
	for n := range 60 {
		fmt.Fprintf(&body, "<h2>Part %d</h2><p>“Quoted” – and <b>bold</b>, then <code>code</code>; naïve £5 &amp; <a href=\"/here\">a link</a>.</p>", n)
	}
	body.WriteString(`<p class="noprint">Never on paper <button>Press</button></p><p>` + endless + `</p><table><tr><th>Head</th><td>Cell</td></tr></table><ol><li>One<li>Two</ol><p></p><p>`)
	p := publish.Paper{Title: "A title", Lede: "What it is.", Body: body.String(), Base: "http://x.example", Address: "http://x.example/page", On: time.Date(2026, 11, 26, 1, 2, 3, 0, time.UTC)}
	var made, again bytes.Buffer
	if err := publish.PDF(&made, p); err != nil {
		t.Fatal(err)
	}
	p.On = p.On.Add(3 * time.Hour)
	if err := publish.PDF(&again, p); err != nil || !bytes.Equal(made.Bytes(), again.Bytes()) {
		t.Error("another hour of the day makes other bytes", err)
	}
	file := filepath.Join(t.TempDir(), "paper.pdf")
	if err := os.WriteFile(file, made.Bytes(), 0o600); err != nil {
		t.Fatal(err)
	}
	text, err := exec.Command("pdftotext", "-enc", "UTF-8", "-layout", file, "-").Output()
	if err != nil {
		t.Fatal(err)
	}
	sheets := strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
	for n, sheet := range sheets {
		lines := strings.Split(strings.TrimSpace(sheet), "\n")
		if !strings.Contains(sheet, fmt.Sprintf("Page %d of %d", n+1, len(sheets))) || !strings.Contains(sheet, "http://x.example/page, on 26 November 2026") {
			t.Errorf("the foot of sheet %d is %q", n+1, lines[len(lines)-1])
		}
		if body := strings.TrimSpace(strings.Join(lines[:len(lines)-1], "\n")); strings.HasPrefix(body[strings.LastIndex(body, "\n")+1:], "Part ") {
			t.Errorf("sheet %d ends with a heading", n+1)
		}
	}
	whole := strings.Join(strings.Fields(string(text)), " ")
	for _, want := range []string{"A title", "What it is.", "“Quoted” – and bold, then code; naïve £5 & a link (http://x.example/here).", "Part 59", "Head Cell", "1. One 2. Two"} {
		if !strings.Contains(whole, want) {
			t.Errorf("the paper lacks %q", want)
		}
	}
	if !strings.Contains(strings.ReplaceAll(whole, " ", ""), endless) {
		t.Error("a word that no line holds is not whole")
	}
	if strings.Contains(whole, "Never on paper") || strings.Contains(whole, "Press") {
		t.Error("what is not for print is on paper")
	}
	if pages, err := fulltext.Read(t.Context(), bytes.NewReader(made.Bytes()), int64(made.Len()), fulltext.Limits{}); err != nil || len(pages) != len(sheets) {
		t.Error(len(pages), err)
	}
}

// A row taller than a sheet goes on on the next ones, its cells beside each other, and nothing of it is lost. One that only does not
// fit below what is there goes to the next sheet whole.
func TestRowTallerThanASheet(t *testing.T) {
	var long, short strings.Builder
	for n := range 900 {
		fmt.Fprintf(&long, "left%d ", n)
	}
	for n := range 300 {
		fmt.Fprintf(&short, "right%d ", n)
	}
	half := strings.Repeat("<p>Above.</p>", 22)
	p := publish.Paper{Title: "A title", Body: half + "<table><tr><th>Head</th><th>Other</th></tr><tr><td>" + long.String() + "</td><td>" + short.String() + "</td></tr><tr><td>After</td><td>it</td></tr></table>" +
		half + "<table><tr><td>" + long.String()[:1200] + "</td><td>whole</td></tr></table>", Address: "x", On: time.Date(2026, 11, 26, 0, 0, 0, 0, time.UTC)}
	var made bytes.Buffer
	if err := publish.PDF(&made, p); err != nil {
		t.Fatal(err)
	}
	sheets, err := fulltext.Read(t.Context(), bytes.NewReader(made.Bytes()), int64(made.Len()), fulltext.Limits{})
	if err != nil {
		t.Fatal(err)
	}
	var whole strings.Builder
	on := map[string]int{} // the sheet of each word, the first time
	for n, sheet := range sheets {
		whole.WriteString(sheet.Text + "\n")
		for _, word := range strings.Fields(sheet.Text) {
			if _, before := on[word]; !before {
				on[word] = n
			}
		}
	}
	for n := range 900 {
		if word := fmt.Sprintf("left%d", n); !slices.Contains(strings.Fields(whole.String()), word) {
			t.Fatalf("%s is lost", word)
		}
	}
	if on["left0"] != on["right0"] || on["left899"] <= on["left0"] || on["right299"] != on["left299"] && on["right299"] != on["left300"] || on["After"] != on["left899"] {
		t.Errorf("left 0 to 899 stand on sheets %d to %d, right 0 to 299 on %d to %d, what follows on %d", on["left0"]+1, on["left899"]+1, on["right0"]+1, on["right299"]+1, on["After"]+1)
	}
	last := sheets[len(sheets)-1].Text
	if !strings.Contains(last, "left0") || !strings.Contains(last, "whole") {
		t.Errorf("a row that a sheet holds is parted: %.200q", last)
	}
}
