package publish

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
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
