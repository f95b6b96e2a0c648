package chart

import (
	"bytes"
	"flag"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/google/go-cmp/cmp"
	"goodmeasure/study"
)

var update = flag.Bool("update", false, "write the golden drawings anew")

var sizes = []Size{Wide, Narrow}

// samples are one figure of each kind, of realistic size and with awkward names, and the empty ones.
func samples(t testing.TB) []Figure {
	t.Helper()
	var figures []Figure
	add := func(f Figure, err error) {
		t.Helper()
		if err != nil {
			t.Fatal(err)
		}
		figures = append(figures, f)
	}
	add(Association(sampleAssociation()))
	add(Association(AssociationData{Caption: caption("association-empty", "No measures")}))
	add(Caterpillar(sampleCaterpillar(153)))
	add(Caterpillar(CaterpillarData{Caption: caption("caterpillar-empty", "No ranks")}))
	small := sampleCaterpillar(12)
	small.ID = "caterpillar-small"
	add(Caterpillar(small))
	add(Tenths(sampleTenths(153)))
	add(Tenths(TenthsData{Caption: caption("tenths-empty", "No authorities")}))
	add(Transitions(sampleTransitions()))
	add(Transitions(TransitionsData{Caption: caption("transitions-empty", "No inspections")}))
	add(Journeys(sampleJourneys(29)))
	add(Journeys(JourneysData{Caption: caption("journeys-empty", "No authorities")}))
	add(Strip(sampleStrip(153)))
	add(Strip(StripData{Caption: caption("strip-empty", "No figures")}))
	add(Trend(sampleTrend()))
	add(Trend(sampleTrendWithOthers()))
	add(Trend(TrendData{Caption: caption("trend-empty", "No figures"), Measure: Measure{Name: "Turnover"}, Place: "Nowhere", PeriodType: study.FinancialYear}))
	add(Funnel(sampleFunnel(150)))
	add(Funnel(FunnelData{Caption: caption("funnel-empty", "No figures")}))
	swarmed := sampleStrip(153)
	swarmed.ID = "distribution"
	add(Distribution(swarmed))
	add(GradeStrips(sampleGradeStrips()))
	add(GradeStrips(GradeStripsData{Caption: caption("gradestrips-empty", "No figures")}))
	add(DotComparison(sampleComparison()))
	add(Flow(sampleFlow()))
	add(DotComparison(ComparisonData{Caption: caption("comparison-empty", "No measures")}))
	add(Bump(sampleBump(153, 2)))
	periods := sampleBump(20, 8)
	periods.ID = "bump-periods"
	add(Bump(periods))
	add(Bump(BumpData{Caption: caption("bump-empty", "No ranks")}))
	add(TileMap(sampleTileMap()))
	add(TileMap(TileMapData{Caption: caption("tilemap-empty", "No figures")}))
	add(Bands(sampleBands(25)))
	add(Bands(BandsData{Caption: caption("bands-empty", "No bands")}))
	add(Bounds(sampleBounds(40)))
	add(Bounds(BoundsData{Caption: caption("bounds-empty", "No bounds")}))
	add(Scree(sampleScree()))
	add(Scree(ScreeData{Caption: caption("scree-empty", "No components")}))
	return figures
}

func TestDrawingsAreAsKept(t *testing.T) {
	for _, f := range samples(t) {
		if len(f.Table.Rows) > 40 {
			continue
		}
		for _, size := range sizes {
			path := filepath.Join("testdata", f.ID+"-"+size.name()+".svg")
			got := drawn(t, f, size)
			if *update {
				if err := os.WriteFile(path, got, 0o644); err != nil {
					t.Fatal(err)
				}
			}
			want, err := os.ReadFile(path)
			if err != nil {
				t.Fatalf("%v (run the test with -update to write it)", err)
			}
			if diff := cmp.Diff(string(want), string(got)); diff != "" {
				t.Errorf("%s differs (look at it, then run with -update):\n%s", path, diff)
			}
		}
	}
}

func TestDrawingsStayInsideAndLabelsApart(t *testing.T) {
	for _, f := range samples(t) {
		for _, size := range sizes {
			checkLayout(t, f, size)
		}
	}
}

// checkLayout fails when a mark leaves the drawing, two texts share room, or the name of a mark covers a mark.
func checkLayout(t interface{ Fatalf(string, ...any) }, f Figure, size Size) {
	s := f.draw(size)
	var texts []text
	var dots []dot
	for _, m := range s.marks {
		if d, ok := m.mark.(dot); ok {
			dots = append(dots, d)
		}
	}
	for _, m := range s.marks {
		b := m.box()
		if !(b.left >= 0 && b.top >= 0 && b.right <= s.width && b.bottom <= s.height) {
			t.Fatalf("%s %s: %#v leaves the drawing of %v by %v: %v", f.ID, size.name(), m.mark, s.width, s.height, b)
		}
		words, ok := m.mark.(text)
		if !ok {
			continue
		}
		for _, other := range texts {
			if words.box().overlaps(other.box()) {
				t.Fatalf("%s %s: %q and %q overlap", f.ID, size.name(), words.words, other.words)
			}
		}
		for _, d := range dots {
			if strings.Contains(words.style.role, "halo") && b.overlaps(d.box()) {
				t.Fatalf("%s %s: %q covers the mark at %v", f.ID, size.name(), words.words, d.at)
			}
		}
		if words.style.px() < 14 {
			t.Fatalf("%s %s: %q is set at %v px", f.ID, size.name(), words.words, words.style.px())
		}
		texts = append(texts, words)
	}
}

func TestDrawingsAreAccessibleAndSelfContained(t *testing.T) {
	ids := map[string]bool{}
	for _, f := range samples(t) {
		for _, size := range sizes {
			svg := drawn(t, f, size)
			for _, forbidden := range []string{"style=", "<style", "<script", "href", "url(", "onload", "<image", "<foreignObject"} {
				if bytes.Contains(svg, []byte(forbidden)) {
					t.Errorf("%s %s contains %q", f.ID, size.name(), forbidden)
				}
			}
			elements := parse(t, svg)
			root := elements[0]
			if root.attr["role"] != "img" || root.attr["viewBox"] == "" {
				t.Errorf("%s: root is %v", f.ID, root.attr)
			}
			byID := map[string]string{}
			for _, e := range elements {
				if id := e.attr["id"]; id != "" {
					if ids[id] {
						t.Errorf("ID %q is used twice", id)
					}
					ids[id], byID[id] = true, e.text
				}
			}
			if label := root.attr["aria-labelledby"]; byID[label] != f.Title {
				t.Errorf("%s: labelled by %q of %q, expected the title alone: the page says the rest", f.ID, label, byID)
			}
			if group := elements[2]; group.attr["aria-hidden"] != "true" {
				t.Errorf("%s: the marks are not hidden from assistive technology: %v", f.ID, group)
			}
		}
	}
}

func TestDocumentStandsAlone(t *testing.T) {
	for _, f := range samples(t) {
		for _, size := range sizes {
			var b bytes.Buffer
			if err := f.WriteDocument(&b, size); err != nil {
				t.Fatal(err)
			}
			var words []string
			elements, byID := parse(t, b.Bytes()), map[string]string{}
			for _, e := range elements {
				byID[e.attr["id"]] = e.text
			}
			if labels := strings.Fields(elements[0].attr["aria-labelledby"]); len(labels) != 2 || byID[labels[0]] != f.Title || !strings.HasSuffix(byID[labels[1]], f.Sentence) {
				t.Errorf("%s: labelled by %v of %q, expected title and sentence", f.ID, labels, byID)
			}
			for _, e := range elements {
				if e.name == "text" {
					words = append(words, e.text)
				}
			}
			said := strings.Join(words, " ")
			for _, part := range []string{f.Title, f.Subtitle, f.Source, f.Licence} {
				if !strings.Contains(said, part) {
					t.Errorf("%s %s does not say %q", f.ID, size.name(), part)
				}
			}
			var again bytes.Buffer
			bare := f
			bare.Source = strings.TrimPrefix(f.Source, "Source: ")
			if err := bare.WriteDocument(&again, size); err != nil || again.String() != b.String() {
				t.Errorf("%s %s does not say that what stands at its foot is the source: %v", f.ID, size.name(), err)
			}
		}
	}
}

func TestTablesAreFull(t *testing.T) {
	for _, f := range samples(t) {
		for _, row := range f.Table.Rows {
			if len(row) != len(f.Table.Columns) {
				t.Fatalf("%s: a row has %d cells, the table %d columns", f.ID, len(row), len(f.Table.Columns))
			}
			for i, cell := range row {
				if cell.Text == "" {
					t.Errorf("%s: column %s is blank in %v", f.ID, f.Table.Columns[i].Name, row)
				}
				if !f.Table.Columns[i].Numeric && cell.Value.Known() {
					t.Errorf("%s: %q in column %s has the value %v", f.ID, cell.Text, f.Table.Columns[i].Name, cell.Value)
				}
			}
		}
	}
}
