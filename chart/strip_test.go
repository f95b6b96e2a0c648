package chart

import (
	"strings"
	"testing"

	"goodmeasure/study"
)

// Bands have lanes in the picture, a column in the table and words in the sentence.
func TestAStripShowsBands(t *testing.T) {
	data := StripData{Caption: caption("bands", "Two bands"), Measure: Measure{Name: "Score", Unit: "points", Direction: study.HigherIsBetter}, England: study.Missing, Values: []StripValue{
		{Authority: "301", Name: "Ambridge", Value: 70, Band: "A"}, {Authority: "302", Name: "Borchester", Value: 40, Band: "D", Highlight: true},
		{Authority: "303", Name: "Casterbridge", Value: 50}, {Authority: "304", Name: "Dunwich", Value: study.Missing, Reason: "suppressed"}}}
	f := made(t)(Strip(data))
	if want := "from 40.0 (Borchester, band D) to 70.0 (Ambridge, band A)"; !strings.Contains(f.Sentence, want) || !strings.Contains(f.Sentence, "Borchester: 40.0, band D.") {
		t.Errorf("%q does not say %q", f.Sentence, want)
	}
	var bands []string
	for _, row := range f.Table.Rows {
		bands = append(bands, row[2].Text)
	}
	if got := strings.Join(bands, " "); f.Table.Columns[2].Name != "Band" || got != "D none A none" {
		t.Errorf("the table has %v with %s", f.Table.Columns, got)
	}
	for _, size := range sizes {
		checkLayout(t, f, size)
		picture := string(drawn(t, f, size))
		at := -1
		for _, label := range []string{">band A<", ">band D<", ">no band<"} {
			if next := strings.Index(picture, label); next <= at {
				t.Errorf("%q is not drawn, or not in its order", label)
			} else {
				at = next
			}
		}
	}
	data.Values[0].Band = "far too long"
	if _, err := Strip(data); err == nil {
		t.Error("a band without room is drawn")
	}
	for at := range data.Values {
		data.Values[at].Band = ""
	}
	if f := made(t)(Strip(data)); len(f.Table.Columns) != 2 || strings.Contains(f.Sentence, "band") {
		t.Errorf("without bands: %v, %q", f.Table.Columns, f.Sentence)
	}
}
