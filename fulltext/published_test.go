package fulltext

import (
	"bytes"
	"context"
	"os"
	"os/exec"
	"path/filepath"
	"strings"
	"testing"
	"unicode"

	"goodmeasure/internal/testkit"
)

// wordsOf are the words of a text, letters and digits only, counted.
func wordsOf(text string) map[string]int {
	counts := map[string]int{}
	for _, word := range strings.FieldsFunc(strings.ToLower(text), func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) }) {
		counts[word]++
	}
	return counts
}

// Inspection reports, page by page, hold the words that Poppler finds on the same pages.
func TestPagesOfInspectionReports(t *testing.T) {
	if _, err := exec.LookPath("pdftotext"); err != nil {
		testkit.SkipOrFail(t, "pdftotext of Poppler is not installed")
	}
	reports, err := filepath.Glob(filepath.Join(testkit.Shared(t, "data", "raw", "ofsted-reports"), "*.pdf"))
	if err != nil || len(reports) == 0 {
		t.Fatal(reports, err)
	}
	read := 0
	for _, path := range reports {
		start, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		if !bytes.HasPrefix(start, []byte("%PDF-")) {
			continue // a page of HTML that was kept under the name of a report
		}
		read++
		pages := readFile(t, path)
		for _, page := range pages {
			if at := strings.IndexFunc(page.Text, func(r rune) bool { return r == unicode.ReplacementChar || unicode.Is(unicode.Co, r) }); at >= 0 {
				t.Errorf("%s, page %d holds a sign that is none: %q", filepath.Base(path), page.Number, page.Text[max(0, at-20):min(len(page.Text), at+20)])
			}
		}
		text, err := exec.Command("pdftotext", "-enc", "UTF-8", path, "-").Output()
		if err != nil {
			t.Fatal(err)
		}
		others := strings.Split(strings.TrimSuffix(string(text), "\f"), "\f")
		if len(others) != len(pages) {
			t.Errorf("%s: %d pages, pdftotext has %d", filepath.Base(path), len(pages), len(others))
			continue
		}
		same, all := 0, 0
		for i, other := range others {
			ours := wordsOf(pages[i].Text)
			for word, n := range wordsOf(other) {
				all += n
				same += min(n, ours[word])
			}
		}
		share := float64(same) / float64(all)
		t.Logf("%s: %d pages, %.2f%% of %d words", filepath.Base(path), len(pages), 100*share, all)
		if share < 0.995 {
			t.Errorf("%s: only %.2f%% of the words", filepath.Base(path), 100*share)
		}
	}
}

func readFile(t testing.TB, path string) []Page {
	t.Helper()
	file, err := os.Open(path)
	if err != nil {
		t.Fatal(err)
	}
	defer file.Close()
	info, err := file.Stat()
	if err != nil {
		t.Fatal(err)
	}
	pages, err := Read(context.Background(), file, info.Size(), Limits{})
	if err != nil {
		t.Fatalf("%s: %v", path, err)
	}
	return pages
}
