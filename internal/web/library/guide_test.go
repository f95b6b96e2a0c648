package library_test

import (
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"

	"golang.org/x/net/html"

	"goodmeasure/internal/testkit"
	"goodmeasure/internal/web/visit"
)

// The guide on paper has all that the page says, in the order of the page.
func TestGuideOnPaper(t *testing.T) {
	for _, program := range []string{"pdftotext", "pdfinfo"} {
		if _, err := exec.LookPath(program); err != nil {
			testkit.SkipOrFail(t, "no "+program+" on the path (Debian's package is called poppler-utils)")
		}
	}
	v, _ := serve(t)
	page, paper := v.Get(t, "/library/help"), v.Get(t, "/library/help.pdf")
	if !strings.Contains(page.Text, `href="/library/help.pdf"`) {
		t.Error("the page does not lead to its PDF")
	}
	if paper.Status != 200 || paper.Header.Get("Content-Type") != "application/pdf" {
		t.Fatal(paper.Status, paper.Header)
	}
	if v.Get(t, "/library/help.pdf").Text != paper.Text {
		t.Error("the same guide has other bytes when it is asked for again")
	}
	if !strings.Contains(paper.Text, "/Lang (en-GB)") {
		t.Error("the PDF does not say that it is in English")
	}
	file := filepath.Join(t.TempDir(), "help.pdf")
	if err := os.WriteFile(file, []byte(paper.Text), 0o600); err != nil {
		t.Fatal(err)
	}
	about := output(t, "pdfinfo", file)
	for _, want := range []string{"Getting help from this library", "A4"} {
		if !strings.Contains(about, want) {
			t.Errorf("what the PDF says of itself lacks %q: %s", want, about)
		}
	}
	said, feet := "", ""
	for sheet := range strings.SplitSeq(strings.TrimSuffix(output(t, "pdftotext", "-enc", "UTF-8", "-layout", file, "-"), "\f"), "\f") {
		sheet = strings.TrimSpace(sheet)
		end := strings.LastIndex(sheet, "\n")
		said, feet = said+" "+sheet[:end], feet+sheet[end:]
	}
	said = strings.Join(strings.Fields(said), " ")
	at := 0
	for _, text := range printedTexts(page.All("main")[0]) {
		if found := strings.Index(said[at:], text); found < 0 {
			t.Errorf("the PDF does not say %q where the page does", text)
		} else {
			at += found + len(text)
		}
	}
	for _, want := range []string{"library (" + v.URL + "/library) holds", v.URL + "/library/help, on ", "Page 1 of 2", "Page 2 of 2"} {
		if !strings.Contains(said+feet, want) {
			t.Errorf("the PDF lacks %q: %s", want, said+feet)
		}
	}
	for path, status := range map[string]int{"/library/help.pdf?nobody=1": 400, "/library?format=pdf": 400, "/library.pdf": 404} {
		if got := v.Get(t, path); got.Status != status {
			t.Errorf("%s: status %d, not %d", path, got.Status, status)
		}
	}
}

// printedTexts are the texts in an element that are meant for print.
func printedTexts(n *html.Node) (texts []string) {
	if n.Type == html.TextNode {
		if text := strings.Join(strings.Fields(n.Data), " "); text != "" {
			texts = append(texts, text)
		}
	}
	for inner := range n.ChildNodes() {
		if visit.Attribute(inner, "class") != "noprint" {
			texts = append(texts, printedTexts(inner)...)
		}
	}
	return texts
}

func output(t *testing.T, program string, args ...string) string {
	t.Helper()
	text, err := exec.Command(program, args...).Output()
	if err != nil {
		t.Fatal(err)
	}
	return string(text)
}
