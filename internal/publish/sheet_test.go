package publish_test

import (
	"bytes"
	"fmt"
	"os"
	"os/exec"
	"path/filepath"
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
