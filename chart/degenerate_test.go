package chart

import (
	"math"
	"strings"
	"testing"

	"goodmeasure/study"
)

func TestNothingToShowIsSaidWithItsReason(t *testing.T) {
	for want, f := range map[string]Figure{
		"There is nothing to show: no measures were given.": made(t)(Association(AssociationData{Caption: caption("a", "A")})),
		"There is nothing to show: none of 1 measure could be estimated.": made(t)(Association(AssociationData{Caption: caption("a", "A"),
			Rows: []AssociationRow{{Indicator: "x", Name: "X", OddsRatio: math.NaN(), Reason: "no data"}}})),
		"There is nothing to show: none of 1 authority has a rank.": made(t)(Caterpillar(CaterpillarData{Caption: caption("a", "A"),
			Units: []RankedUnit{{Authority: "301", Name: "X", Median: study.Missing, Reason: "no data"}}})),
		"There is nothing to show: none of 1 authority has a figure.": made(t)(Strip(StripData{Caption: caption("a", "A"),
			Values: []StripValue{{"301", "X", study.Missing, true, "no data", false, ""}}})),
		"There is nothing to show: none of 1 authority has both a rank and a grade.": made(t)(Tenths(TenthsData{caption("a", "A"),
			[]TenthUnit{{"301", "X", study.Good, NotRanked, "no data"}}})),
		"There is nothing to show: none of 1 authority has an inspection.": made(t)(Journeys(JourneysData{caption("a", "A"),
			[]Journey{{Authority: "301", Name: "X", Reason: "no data"}}})),
	} {
		if f.Sentence != want {
			t.Errorf("got %q, want %q", f.Sentence, want)
		}
		if words := find(parse(t, drawn(t, f, Wide)), "text", ""); len(words) == 0 || words[0].text != want {
			t.Errorf("the drawing does not say %q: %v", want, words)
		}
		reason := ""
		for _, row := range f.Table.Rows {
			for _, cell := range row {
				reason += cell.Text
			}
		}
		if len(f.Table.Rows) > 0 && !strings.Contains(reason, "no data") {
			t.Errorf("the table does not give the reason: %v", f.Table.Rows)
		}
	}
}

func TestOneFigureAndEqualFiguresAreDrawn(t *testing.T) {
	equal := StripData{Caption: caption("a", "A"), Measure: Measure{Name: "Rate", Unit: "per 10,000 children", Direction: study.Contested}, England: study.Missing,
		Values: []StripValue{{"301", "X", 4, true, "", false, ""}, {"302", "Y", 4, false, "", false, ""}, {"303", "Z", study.Number(math.Inf(1)), false, "not published", false, ""}}}
	f := made(t)(Strip(equal))
	if want := "Rate, per 10,000 children: 2 authorities have a figure, all 4.0; people disagree which way is better. X: 4.0. No figure: Z."; f.Sentence != want {
		t.Errorf("got %s", f.Sentence)
	}
	checkLayout(t, f, Narrow)

	one := made(t)(Caterpillar(CaterpillarData{Caption: caption("a", "A"),
		Units: []RankedUnit{{Authority: "301", Name: "X", Median: 1, Interval50: Interval{1, 1}, Interval95: Interval{1, 1}}}}))
	if want := "The whole 95% interval lies in the better half for none of 1 authority, and in the worse half for none. 1 authority cannot be told apart from the middle."; one.Sentence != want {
		t.Errorf("got %s", one.Sentence)
	}
	checkLayout(t, one, Narrow)

	flat := made(t)(Scree(ScreeData{caption("a", "A"), []float64{0}, []study.Number{study.Missing}}))
	if want := "None of 1 component stands above the line that 5 in 100 random data sets pass."; flat.Sentence != want || flat.Table.Rows[0][3].Text != notKnown {
		t.Errorf("got %s and %v", flat.Sentence, flat.Table.Rows)
	}
	checkLayout(t, flat, Wide)

	visit := Visit{study.DateOf(2019, 3, 5), study.ILACS, study.Good}
	journey := made(t)(Journeys(JourneysData{caption("a", "A"), []Journey{{Authority: "301", Name: "X", Visits: []Visit{visit}}}}))
	if journey.Sentence != "X: good on 5 March 2019." {
		t.Errorf("got %s", journey.Sentence)
	}
	checkLayout(t, journey, Narrow)
}

func TestImpossibleDataAreRefusedByName(t *testing.T) {
	for words, err := range map[string]error{
		"expected the largest first": second(Scree(ScreeData{caption("a", "A"), []float64{1, 2}, []study.Number{1, 1}})),
		"expected as many":           second(Scree(ScreeData{caption("a", "A"), []float64{1}, nil})),
		"expected 0 or more":         second(Transitions(TransitionsData{caption("a", "A"), [4][4]int{{-1}}})),
		"has no date":                second(Journeys(JourneysData{caption("a", "A"), []Journey{{"301", "X", []Visit{{Grade: study.Good}}, ""}}})),
		"name at most 6":             second(Strip(tooManyHighlights())),
		"at most 1e+12":              second(Strip(StripData{Caption: caption("a", "A"), Values: []StripValue{{"301", "X", 1e13, false, "", false, ""}}})),
		"code of its own":            second(Tenths(TenthsData{caption("a", "A"), []TenthUnit{{"301", "X", 1, 1, ""}, {"301", "X", 1, 1, ""}}})),
		"has no title":               second(Tenths(TenthsData{Caption: Caption{ID: "a"}})),
	} {
		if err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("got error %v, expected %q", err, words)
		}
	}
}

func second(_ Figure, err error) error { return err }

func tooManyHighlights() StripData {
	data := sampleStrip(20)
	for i := range data.Values {
		data.Values[i].Highlight = true
	}
	return data
}
