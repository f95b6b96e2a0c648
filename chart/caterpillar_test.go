package chart

import (
	"math"
	"strings"
	"testing"

	"goodmeasure/study"
	"pgregory.net/rapid"
)

func TestCaterpillarMarksStandWhereTheirNumbersSay(t *testing.T) {
	data := sampleCaterpillar(153)
	f, err := Caterpillar(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range sizes {
		elements := parse(t, drawn(t, f, size))
		ends := map[string]float64{}
		for _, e := range elements {
			if e.name == "text" && e.is("muted") && (e.text == "1" || e.text == "153") {
				ends[e.text] = e.number(t, "x")
			}
		}
		rank := func(px float64) float64 { return 1 + (px-ends["1"])/(ends["153"]-ends["1"])*152 }
		last := math.Inf(-1)
		for _, u := range f.ranking(t, data) {
			dots := find(elements, "dot", u.Authority)
			if len(dots) != 1 {
				t.Fatalf("%s has %d dots", u.Name, len(dots))
			}
			place := dots[0].at(t)
			if got := rank(place.x); math.Abs(got-float64(u.Median)) > 0.02 {
				t.Errorf("%s: median drawn at %v, is %v", u.Name, got, u.Median)
			}
			if place.y <= last {
				t.Errorf("%s is drawn above the one before", u.Name)
			}
			last = place.y
			if dots[0].is("hollow") == u.Interval95.known() {
				t.Errorf("%s: the mark must be hollow exactly when there is no interval", u.Name)
			}
			for class, i := range map[string]Interval{"thin": u.Interval95, "thick": u.Interval50} {
				rules := find(elements, class, u.Authority)
				if !i.known() {
					if len(rules) > 0 {
						t.Errorf("%s has a line without an interval", u.Name)
					}
					continue
				}
				low, high := rank(rules[0].number(t, "x1")), rank(rules[0].number(t, "x2"))
				if math.Abs(low-float64(i.Low)) > 0.02 || math.Abs(high-float64(i.High)) > 0.02 {
					t.Errorf("%s: %s line from %v to %v, the interval is %v", u.Name, class, low, high, i)
				}
			}
		}
		if len(find(elements, "dot", "901")) > 0 {
			t.Error("an authority without a rank is drawn")
		}
	}
}

// ranking checks that the table lists the authorities as ranked, and returns those that have a rank.
func (f Figure) ranking(t *testing.T, data CaterpillarData) []RankedUnit {
	t.Helper()
	byCode := map[string]RankedUnit{}
	for _, u := range data.Units {
		byCode[u.Authority] = u
	}
	var ranked []RankedUnit
	for _, row := range f.Table.Rows {
		u := byCode[row[0].Authority]
		if row[0].Text != u.Name || row[1].Value.Known() != u.Median.Known() || u.Median.Known() && row[1].Value != u.Median {
			t.Errorf("the table says %v of %v", row, u)
		}
		if u.Median.Known() {
			ranked = append(ranked, u)
		}
	}
	return ranked
}

func TestCaterpillarSaysWhatItShows(t *testing.T) {
	none := Interval{study.Missing, study.Missing}
	f, err := Caterpillar(CaterpillarData{Caption: caption("three", "Three"), Among: 9, Units: []RankedUnit{
		{Authority: "303", Name: "Last", Median: 8.5, Interval50: Interval{8, 9}, Interval95: Interval{6, 9}},
		{Authority: "301", Name: "First", Median: 1, Interval50: none, Interval95: Interval{1, 3.025}, Highlight: true},
		{Authority: "302", Name: "Unsure", Median: 5, Interval50: none, Interval95: none},
		{Authority: "304", Name: "Tiny", Median: study.Missing, Reason: "too few children"},
	}})
	if err != nil {
		t.Fatal(err)
	}
	want := "The whole 95% interval lies in the better half for 1 of 3 authorities, and in the worse half for 1. " +
		"For 1 authority the sampling error is not known. First: rank 1 (1 to 4). Not ranked: Tiny."
	if f.Sentence != want {
		t.Errorf("got  %s\nwant %s", f.Sentence, want)
	}
	if !strings.Contains(string(drawn(t, f, Wide)), "Unsure, rank 5, sampling error not known") {
		t.Error("the drawing does not say that the sampling error is not known")
	}
	if row := f.Table.Rows[0]; row[4].Text != "1" || row[5].Text != "4" || row[5].Value != 3.025 {
		t.Errorf("the interval from 1 to 3.025 stands in the table as %v", row)
	}
	if row := f.Table.Rows[3]; row[1].Text != "not ranked: too few children" {
		t.Errorf("the table says %v", row)
	}
}

func TestCaterpillarRefusesWhatCannotBe(t *testing.T) {
	for words, u := range map[string]RankedUnit{
		"give the reason": {Authority: "301", Name: "A", Median: study.Missing},
		"in the order":    {Authority: "301", Name: "A", Median: 1, Interval95: Interval{1, 7}, Interval50: Interval{1, 1}},
		"one end":         {Authority: "301", Name: "A", Median: 1, Interval95: Interval{1, study.Missing}, Interval50: Interval{1, 1}},
	} {
		_, err := Caterpillar(CaterpillarData{Caption: caption("x", "X"), Among: 2, Units: []RankedUnit{u}})
		if err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%v: got error %v, expected %q", u, err, words)
		}
	}
}

func TestAnyCaterpillarStaysInside(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(1, 60).Draw(t, "n")
		data := sampleCaterpillar(n)
		for i := range data.Units {
			data.Units[i].Highlight = rapid.Bool().Draw(t, "highlight")
			data.Units[i].Name = rapid.StringN(1, 60, -1).Draw(t, "name") + "."
		}
		f, err := Caterpillar(data)
		if err != nil {
			t.Fatal(err)
		}
		for _, size := range sizes {
			checkLayout(t, f, size)
		}
	})
}
