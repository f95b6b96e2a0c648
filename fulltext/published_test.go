package fulltext

import (
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
	for _, name := range []string{"birmingham_2019-01-17", "bristol_2023-03-10", "derbyshire_2014-02-11"} {
		path := testkit.Shared(t, "data", "raw", "ofsted-reports", name+".pdf")
		pages := readFile(t, path)
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
		if share < 0.97 {
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
