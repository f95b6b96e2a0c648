package chart

import (
	"math"
	"strings"
	"testing"

	"goodmeasure/study"
)

func TestAssociationMarksStandWhereTheirNumbersSay(t *testing.T) {
	data := sampleAssociation()
	f, err := Association(data)
	if err != nil {
		t.Fatal(err)
	}
	for _, size := range sizes {
		elements := parse(t, drawn(t, f, size))
		// The axis is read from two of its own figures, 0.5 and 2.
		tick := map[string]float64{}
		for _, e := range elements {
			if e.name == "text" && e.is("muted") {
				tick[e.text] = e.number(t, "x")
			}
		}
		perLog := (tick["2"] - tick["0.5"]) / math.Log(4)
		value := func(px float64) float64 { return math.Exp((px - tick["1"]) / perLog) }
		for _, r := range data.Rows {
			rules := find(elements, "thick", r.Indicator)
			dots := find(elements, "dot", r.Indicator)
			if !r.estimated() {
				if len(rules)+len(dots) > 0 {
					t.Errorf("%s is drawn without an estimate", r.Name)
				}
				continue
			}
			estimate := dots[len(dots)-1]
			if hollow := estimate.is("hollow"); hollow != !(r.AdjustedP < 0.05) {
				t.Errorf("%s, p %v: hollow is %v", r.Name, r.AdjustedP, hollow)
			}
			if r.OddsRatio == 0 || math.IsInf(r.High, 1) {
				continue // drawn as arrows, see below
			}
			for _, pair := range [][2]float64{{r.OddsRatio, estimate.at(t).x}, {r.Low, rules[0].number(t, "x1")}, {r.High, rules[0].number(t, "x2")}} {
				if got := value(pair[1]); math.Abs(math.Log(got/pair[0])) > 0.001 {
					t.Errorf("%s %s: a mark stands at %v, its number is %v", size.name(), r.Name, got, pair[0])
				}
			}
		}
		if arrow := find(elements, "dot", "rare")[0]; value(arrow.at(t).x) < 6.5 {
			t.Errorf("an interval without upper limit ends in an arrow at %v", value(arrow.at(t).x))
		}
		if arrow := find(elements, "dot", "perfect")[0]; value(arrow.at(t).x) > 0.25 {
			t.Errorf("an odds ratio of 0 is drawn at %v", value(arrow.at(t).x))
		}
	}
}

func TestAssociationSaysWhatItShows(t *testing.T) {
	f, err := Association(sampleAssociation())
	if err != nil {
		t.Fatal(err)
	}
	for _, words := range []string{"Of 13 measures, 2 go with the inspection grade",
		"and social worker turnover (odds ratio 1.85, 1.35 to 2.54)", "For 11 no association was found", "nearer to 1 than 1.58 to 4.20",
		"Not estimated: Days from entering care"} {
		if !strings.Contains(f.Sentence, words) {
			t.Errorf("the sentence does not say %q: %s", words, f.Sentence)
		}
	}
	rare := f.Table.Rows[7]
	if rare[3].Text != "no upper limit" || !math.IsInf(float64(rare[3].Value), 1) || rare[6].Text != "not significant" {
		t.Errorf("the row without an upper limit is %v", rare)
	}
	missing := f.Table.Rows[9]
	if missing[1].Value.Known() || missing[1].Text != "not estimated: published for too few authorities" {
		t.Errorf("the row without an estimate is %v", missing)
	}
}

func TestAssociationOfOne(t *testing.T) {
	data := AssociationData{Caption: caption("one", "One"), Rows: []AssociationRow{{"a", "A", 1, 1, 1, 1, 3, study.Missing, ""}}}
	f, err := Association(data)
	if err != nil {
		t.Fatal(err)
	}
	if got := f.Table.Rows[0][4].Text; got != "neither: no association found" {
		t.Errorf("a better grade goes with %q", got)
	}
	if want := "Of 1 measure, none goes with the inspection grade once allowance is made for looking at several."; f.Sentence != want {
		t.Errorf("got %q", f.Sentence)
	}
	checkLayout(t, f, Narrow)
}

func TestAssociationRefusesWhatCannotBe(t *testing.T) {
	for words, row := range map[string]AssociationRow{
		"give the reason":     {"a", "A", math.NaN(), 0, 0, study.Missing, 0, study.Missing, ""},
		"not inside":          {"a", "A", 2, 2.1, 3, 0.5, 9, study.Missing, ""},
		"starts at 0 or more": {"a", "A", 2, math.NaN(), 3, 0.5, 9, study.Missing, ""},
		"expected 0 to 1":     {"a", "A", 2, 1, 3, 1.5, 9, study.Missing, ""},
		"expected 1 or more":  {"a", "A", 2, 1, 3, 0.5, 9, 0.5, ""},
		"a name":              {"", "A", 2, 1, 3, 0.5, 9, study.Missing, ""},
	} {
		_, err := Association(AssociationData{Caption: caption("x", "X"), Rows: []AssociationRow{row}})
		if err == nil || !strings.Contains(err.Error(), words) {
			t.Errorf("%v: got error %v, expected %q", row, err, words)
		}
	}
	if _, err := Association(AssociationData{Caption: Caption{ID: "Bad id"}}); err == nil {
		t.Error("a bad ID is taken")
	}
}
