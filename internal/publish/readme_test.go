package publish

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"goodmeasure/chart"
	"goodmeasure/internal/testkit"
)

var update = flag.Bool("update", false, "write the picture of the README anew")

// No draw of ranks has a part in associations, so that the picture is the same for any number of draws.
func TestPictureOfReadme(t *testing.T) {
	figure, err := associationFigure(result(t))
	if err != nil {
		t.Fatal(err)
	}
	var drawn bytes.Buffer
	if err := figure.WriteDocument(&drawn, chart.Wide); err != nil {
		t.Fatal(err)
	}
	path := filepath.Join(testkit.Root(), "docs", "images", "associations.svg")
	if *update {
		if err := os.WriteFile(path, drawn.Bytes(), 0o644); err != nil {
			t.Fatal(err)
		}
	}
	kept, err := os.ReadFile(path)
	if err != nil {
		t.Fatal(err)
	}
	if !bytes.Equal(kept, drawn.Bytes()) {
		t.Error("docs/images/associations.svg is not what the program draws: if the change is meant, run this test with -update")
	}
}

var excerpts = regexp.MustCompile("(?s)```text\n(.*?)```")

func TestExcerptsOfReadmeArePrinted(t *testing.T) {
	readme, err := os.ReadFile(filepath.Join(testkit.Root(), "README.md"))
	if err != nil {
		t.Fatal(err)
	}
	var printed bytes.Buffer
	if err := StudySummary(&printed, result(t)); err != nil {
		t.Fatal(err)
	}
	lines := map[string]bool{}
	for line := range strings.Lines(printed.String()) {
		lines[strings.TrimRight(line, " \n")] = true
	}
	found := excerpts.FindAllStringSubmatch(string(readme), -1)
	if len(found) == 0 {
		t.Fatal("the README shows nothing of what the study prints")
	}
	for _, excerpt := range found {
		for line := range strings.Lines(excerpt[1]) {
			if line = strings.TrimRight(line, " \n"); !lines[line] {
				t.Errorf("the README has a line that the study does not print: %q", line)
			}
		}
	}
}
