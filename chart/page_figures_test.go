package chart

import (
	"cmp"
	"math"
	"os"
	"slices"
	"strconv"
	"strings"
	"testing"

	"goodmeasure/internal/testkit"
	"goodmeasure/study"
	"pgregory.net/rapid"
)

func TestComparisonMarksStandWhereTheirNumbersSay(t *testing.T) {
	data := sampleComparison()
	f := made(t)(DotComparison(data))
	for _, size := range sizes {
		elements := parse(t, drawn(t, f, size))
		for _, r := range data.Rows {
			at := map[string]float64{}
			for _, e := range find(elements, "muted", r.Indicator) {
				if e.name == "text" && e.attr["text-anchor"] == "middle" {
					at[e.text] = e.number(t, "x")
				}
			}
			value := func(px float64) float64 { return 20 + (px-at["20"])/(at["40"]-at["20"])*20 }
			if better := at["40"] > at["20"]; better != (r.Direction != study.LowerIsBetter) {
				t.Errorf("%s: better is not to the right: %v", r.Name, at)
			}
			dots := find(elements, "dot", r.Indicator)
			for _, c := range r.Figures {
				if !c.Value.Known() {
					continue
				}
				if got := value(dots[0].at(t).x); math.Abs(got-float64(c.Value)) > 0.05 {
					t.Errorf("%s %s: a figure is drawn at %v, is %v", size.name(), r.Name, got, c.Value)
				}
				dots = dots[1:]
			}
			if len(dots) > 0 {
				t.Errorf("%s: %d marks too many", r.Name, len(dots))
			}
		}
	}
	if len(f.Table.Rows) != 24 || f.Table.Rows[1][5].Text != "no figure: suppressed by the publisher" {
		t.Errorf("%d rows, the second %v", len(f.Table.Rows), f.Table.Rows[1])
	}
	looks := map[string]bool{}
	for i := range mostHighlighted {
		sh, role := seriesLook(i)
		looks[strconv.Itoa(int(sh))] = true
		looks[role] = true
	}
	if len(looks) != 12 {
		t.Errorf("the six looks share a shape or a role: %v", looks)
	}
}

func TestBumpLinesRunFromRankToRank(t *testing.T) {
	data := sampleBump(153, 2)
	f := made(t)(Bump(data))
	for _, size := range sizes {
		elements := parse(t, drawn(t, f, size))
		rank := axisOf(t, elements, "1", "153", "end", "y")
		for _, l := range data.Lines {
			dots := find(elements, "dot", l.Authority)
			if !l.Highlight && len(dots) > 0 {
				t.Errorf("%s is not picked out and has a mark", l.Name)
			}
			lines := find(elements, "line", l.Authority)
			if _, _, whole := reach(l.Ranks[1]); !whole {
				if len(lines) > 0 || len(dots) != 1 {
					t.Errorf("%s has one rank, %d lines and %d marks", l.Name, len(lines), len(dots))
				}
				continue
			}
			for i, pair := range strings.Fields(lines[0].attr["points"]) {
				_, y, _ := strings.Cut(pair, ",")
				px, _ := strconv.ParseFloat(y, 64)
				if got := rank(px + 5); math.Abs(got-float64(l.Ranks[i])) > 0.05 {
					t.Errorf("%s: rank %v is drawn at %v", l.Name, l.Ranks[i], got)
				}
			}
		}
	}
	if want := "Dunmere: 32, then 62."; !strings.Contains(f.Sentence, want) || !strings.HasSuffix(f.Sentence, "Not ranked throughout: Castleford Vale.") {
		t.Errorf("got %s", f.Sentence)
	}
}

// The catalogue's layout of England has no two authorities that read the same, and every tile stands where its place says.
func TestTileMapOfEngland(t *testing.T) {
	root := testkit.Root()
	hex, err := os.ReadFile(root + "/catalogue/edition/hex.tsv")
	if err != nil {
		t.Fatal(err)
	}
	names := map[string]string{}
	listed, err := os.ReadFile(root + "/catalogue/edition/authorities.tsv")
	if err != nil {
		t.Fatal(err)
	}
	for _, row := range strings.Split(string(listed), "\n") {
		if cells := strings.Split(row, "\t"); len(cells) > 3 {
			names[cells[0]] = cells[3]
		}
	}
	data := TileMapData{Caption: caption("england", "England"), Measure: turnover, Cuts: []float64{10, 20, 30, 40}}
	for i, row := range strings.Split(strings.TrimSpace(string(hex)), "\n")[1:] {
		cells := strings.Split(row, "\t")
		q, _ := strconv.Atoi(cells[1])
		r, _ := strconv.Atoi(cells[2])
		data.Tiles = append(data.Tiles, Tile{Authority: cells[0], Name: names[cells[0]], Q: q, R: r, Value: study.Number(i % 50)})
	}
	f := made(t)(TileMap(data))
	letters := map[string]string{}
	for _, row := range f.Table.Rows {
		if other, taken := letters[row[1].Text]; taken {
			t.Errorf("%s and %s are both %s", other, row[0].Text, row[1].Text)
		}
		letters[row[1].Text] = row[0].Text
	}
	for _, size := range sizes {
		checkLayout(t, f, size)
		elements := parse(t, drawn(t, f, size))
		centre := func(authority string) (x, y float64) {
			tile := find(elements, "tile", authority)[0]
			for _, pair := range strings.Fields(tile.attr["points"]) {
				px, py, _ := strings.Cut(pair, ",")
				a, _ := strconv.ParseFloat(px, 64)
				b, _ := strconv.ParseFloat(py, 64)
				x, y = x+a/6, y+b/6
			}
			return x, y
		}
		for i, one := range data.Tiles {
			x, y := centre(one.Authority)
			for _, other := range data.Tiles[:i] {
				ox, oy := centre(other.Authority)
				if (one.R > other.R) != (y < oy-1) || (one.R == other.R && (one.Q > other.Q) != (x > ox+1)) {
					t.Fatalf("%v at %v,%v and %v at %v,%v", one, x, y, other, ox, oy)
				}
			}
			if tile := find(elements, "tile", one.Authority)[0]; !tile.is("step-" + strconv.Itoa(data.class(one))) {
				t.Errorf("%v is drawn as %v", one, tile.classes)
			}
		}
	}
}

func TestTileMapTellsItsClasses(t *testing.T) {
	data := TileMapData{Caption: caption("m", "M"), Measure: turnover, Cuts: []float64{10, 20}, Tiles: []Tile{
		{"301", "A", 0, 0, 10, true, "", false}, {"302", "B", 1, 0, 10.5, false, "", false}, {"303", "C", 0, 1, 30, false, "", false}, {"304", "D", 5, 5, study.Missing, false, "suppressed", false},
		{"305", "E", 6, 5, study.Missing, false, "too few children", true}}}
	f := made(t)(TileMap(data))
	want := "Social worker turnover, %, on a map of equal tiles: up to 10.0%, 1 authority; over 10.0% to 20.0%, 1 authority; over 20.0%, 1 authority; lower is better. A: 10.0%. No figure: D. Not compared: E."
	if f.Sentence != want {
		t.Errorf("got  %s\nwant %s", f.Sentence, want)
	}
	if hatched := find(parse(t, drawn(t, f, Wide)), "hatch", "304"); len(hatched) != 1 {
		t.Error("an authority without a figure is not hatched")
	}
	picture, apart := string(drawn(t, f, Wide)), f.Table.Rows[4]
	if !strings.Contains(picture, "no figure, 1; not compared, 1") || apart[2].Text != "not compared: too few children" || apart[3].Text != apart[2].Text {
		t.Errorf("an authority that is not compared is %v, and drawn as\n%s", apart, picture)
	}
	data.Untiled = []Untiled{{"837", "Z", 50}}
	f = made(t)(TileMap(data))
	if said := " Not on the map, which has today’s authorities: Z 50.0%."; f.Sentence != want+said || !strings.Contains(string(drawn(t, f, Wide)), "today’s authorities: Z 50.0%") {
		t.Errorf("who has a figure and no tile is not named: %s", f.Sentence)
	}
	if row := f.Table.Rows[5]; row[0].Text != "Z" || row[2].Value != 50 || row[3].Text != "not on the map" {
		t.Errorf("who has a figure and no tile stands in the table as %v", row)
	}
	for words, change := range map[string]func(*TileMapData){
		"from low to high":  func(d *TileMapData) { d.Cuts = []float64{2, 1} },
		"a tile of its own": func(d *TileMapData) { d.Tiles[1].Q = 0 },
		"expected 0 to 63":  func(d *TileMapData) { d.Tiles[1].R = 1 << 40 },
		"a code of its own": func(d *TileMapData) { d.Untiled = []Untiled{{"301", "A", 3}} },
		"give the reason":   func(d *TileMapData) { d.Tiles[3].Reason = "" },
	} {
		wrong := data
		wrong.Tiles = append([]Tile{}, data.Tiles...)
		change(&wrong)
		if _, err := TileMap(wrong); err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("got error %v, expected %q", err, words)
		}
	}
}

func TestBandsLetterEveryCell(t *testing.T) {
	data := sampleBands(25)
	f := made(t)(Bands(data))
	for _, size := range sizes {
		elements := parse(t, drawn(t, f, size))
		for _, r := range data.Rows {
			var letters string
			cells := find(elements, "bold", r.Authority)
			slices.SortFunc(cells, func(a, b element) int { return cmp.Compare(a.number(t, "x"), b.number(t, "x")) })
			for _, e := range cells {
				letters += e.text
			}
			want := ""
			for _, band := range r.Bands {
				if band > 0 {
					want += bandLetter(band)
				}
			}
			gaps := r.count(func(band int) bool { return band == 0 })
			if letters != want || len(find(elements, "muted", r.Authority)) != gaps {
				t.Errorf("%s is lettered %s, expected %s and %d gaps", r.Name, letters, want, gaps)
			}
		}
	}
	want := "Bands of 25 authorities in 10 periods, 2016 to 2025, from A, clearly above the middle, to D, clearly below the middle. " +
		"1 authority was in band A in every period for which it has a band. If ranks were random, 0.4 authorities would be expected."
	if f.Sentence != want {
		t.Errorf("got  %s\nwant %s", f.Sentence, want)
	}
	data.Rows[0].Bands[0] = 5
	if _, err := Bands(data); err == nil || !strings.Contains(err.Error(), "no band 5 of 4") {
		t.Errorf("got %v", err)
	}
}

func TestBoundsReachFromBestToWorst(t *testing.T) {
	data := sampleBounds(40)
	f := made(t)(Bounds(data))
	elements := parse(t, drawn(t, f, Wide))
	rank := axisOf(t, elements, "1", "40", "middle", "x")
	for _, u := range data.Units {
		if !u.Today.Known() {
			continue
		}
		reachable := find(elements, "thin", u.Authority)[0]
		for name, want := range map[string]study.Number{"x1": u.Best, "x2": u.Worst} {
			if got := rank(reachable.number(t, name)); math.Abs(got-float64(want)) > 0.05 {
				t.Errorf("%s: a bound is drawn at %v, is %v", u.Name, got, want)
			}
		}
	}
	if want := "By the choice of weights alone, 4 of 40 authorities can be first, 5 can be last, and none can be either. Fallowby: rank 6 (2 to 35)."; !strings.HasPrefix(f.Sentence, want) {
		t.Errorf("got %s", f.Sentence)
	}
	beyond := &data.Units[7] // a rank that was made with gaps, which the bounds were not
	beyond.Today, beyond.Best, beyond.Worst = 8, 1, 7
	f = made(t)(Bounds(data))
	if row := f.Table.Rows[7]; row[1].Text != "8" || row[2].Text != "1" || row[3].Text != "7" {
		t.Errorf("a rank beyond its bounds is %v", row)
	}
	data.Units[3].Best = study.Missing
	if _, err := Bounds(data); err == nil || !strings.Contains(err.Error(), "all three or none") {
		t.Errorf("got %v", err)
	}
}

func TestAnyFigureOfAPageStaysInside(t *testing.T) {
	rapid.Check(t, func(r *rapid.T) {
		n := rapid.IntRange(0, 12).Draw(r, "n")
		columns := rapid.IntRange(2, mostColumns).Draw(r, "columns")
		comparison := ComparisonData{Caption: caption("any", "Any")}
		bump := BumpData{Caption: caption("any", "Any"), Among: max(1, n)}
		tiles := TileMapData{Caption: caption("any", "Any"), Measure: Measure{Name: anyName().Draw(r, "measure"), Unit: "%", Direction: study.HigherIsBetter}}
		bands := BandsData{Caption: caption("any", "Any"), Bands: []string{anyName().Draw(r, "band"), "B"}, Note: anyName().Draw(r, "note")}
		bounds := BoundsData{Caption: caption("any", "Any"), Among: max(1, n)}
		for range rapid.IntRange(0, mostCuts).Draw(r, "cuts") {
			tiles.Cuts = append(tiles.Cuts, float64(len(tiles.Cuts)))
		}
		for range columns {
			bump.Columns = append(bump.Columns, anyName().Draw(r, "column"))
		}
		bands.Columns = bump.Columns
		for i := range n {
			code, _ := place(i)
			name := anyName().Draw(r, "name")
			if i < mostHighlighted {
				comparison.Authorities = append(comparison.Authorities, ComparedAuthority{Code: code, Name: name})
			}
			l := BumpLine{Authority: code, Name: name, Highlight: i < mostHighlighted, Reason: "too few"}
			b := BandRow{Authority: code, Name: name, Reason: "too few"}
			for range columns {
				rank := study.Number(rapid.IntRange(0, n).Draw(r, "rank"))
				b.Bands = append(b.Bands, int(rank)%3)
				if rank == 0 {
					rank = study.Missing
				}
				l.Ranks = append(l.Ranks, rank)
			}
			bump.Lines, bands.Rows = append(bump.Lines, l), append(bands.Rows, b)
			tiles.Tiles = append(tiles.Tiles, Tile{code, name, i % 3, i * 4, anyValue().Draw(r, "value"), i < 2, "suppressed", false})
			bounds.Units = append(bounds.Units, BoundedUnit{code, name, study.Number(i + 1), 1, study.Number(n), i < 3, ""})
		}
		for i := range rapid.IntRange(0, 4).Draw(r, "rows") {
			row := ComparisonRow{Indicator: strconv.Itoa(i), Measure: Measure{Name: anyName().Draw(r, "row"), Direction: study.LowerIsBetter}, England: anyValue().Draw(r, "England"),
				All: Interval{study.Missing, study.Missing}}
			for range comparison.Authorities {
				v := anyValue().Draw(r, "figure")
				row.Figures = append(row.Figures, ComparisonFigure{v, Interval{v, v}, "suppressed"})
			}
			comparison.Rows = append(comparison.Rows, row)
		}
		f, err := DotComparison(comparison)
		checkAny(r, t, f, err)
		f, err = Bump(bump)
		checkAny(r, t, f, err)
		f, err = TileMap(tiles)
		checkAny(r, t, f, err)
		f, err = Bands(bands)
		checkAny(r, t, f, err)
		f, err = Bounds(bounds)
		checkAny(r, t, f, err)
	})
}

func TestAComparisonOfManySaysWhatItComesTo(t *testing.T) {
	data := sampleComparison()
	none := Interval{study.Missing, study.Missing}
	for i := range data.Rows {
		for at := range data.Rows[i].Figures {
			v := study.Number(20)
			switch {
			case at == 0 && i == 0: // lower is better
				v = 10
			case at == 0 && i == 2: // higher is better
				v = 12
			}
			data.Rows[i].Figures[at] = ComparisonFigure{Value: v, Interval: Interval{v - 3, v + 4}}
			switch at {
			case 5:
				data.Rows[i].Figures[at].Interval = none
			case 4:
				data.Rows[i].Figures[at] = ComparisonFigure{study.Missing, none, "it had ended"}
			}
		}
	}
	data.Authorities[3].Few = true
	f := made(t)(DotComparison(data))
	for _, want := range []string{"6 authorities on 4 measures", data.Authorities[0].Name + ": of 3 measures that can be tested, better than England (middle) on 1, worse on 1, not told apart on 1.",
		data.Authorities[5].Name + ": 4 figures, none of which can be tested.", data.Authorities[4].Name + ": no figures. ",
		data.Authorities[3].Name + ": 4 figures, not tested, as it has a handful of children.", "The table has every figure."} {
		if !strings.Contains(f.Sentence, want) {
			t.Errorf("%q is not said: %s", want, f.Sentence)
		}
	}
	if n := strings.Count(f.Sentence, "%"); n > 1 {
		t.Errorf("%d figures are read out: %s", n, f.Sentence)
	}
	data.Rows = data.Rows[:2]
	data.Rows[0].Figures[1].Value = 21
	if f := made(t)(DotComparison(data)); !strings.Contains(f.Sentence, "21.0%") {
		t.Errorf("a comparison of few names its figures: %s", f.Sentence)
	}
}
