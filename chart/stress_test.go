package chart

import (
	"math"
	"strings"
	"testing"

	"goodmeasure/study"
)

func sampleShares() SharesData {
	return SharesData{Caption: caption("shares", "Weights matter most"), Of: "mean shift of ranks", Choices: []ChoiceShare{
		{"aggregation", 0.1, 0.15, Interval{0.05, 0.16}, Interval{0.1, 0.2}, false},
		{"readings", 0, 0, Interval{0, 0}, Interval{0, 0}, true},
		{"weights", 0.6, 0.8, Interval{0.5, 0.7}, Interval{0.72, 0.9}, false},
		{"imputation", -0.02, 0.01, Interval{-0.06, 0.03}, Interval{0, 0.02}, false},
	}}
}

// A choice that takes words to say has room for them, however narrow the picture.
func TestSharesHaveRoomForWords(t *testing.T) {
	data := sampleShares()
	for at := range data.Choices {
		data.Choices[at].Choice = "whether figures of few children are drawn to the mean, and how far they are"
	}
	f := made(t)(Shares(data))
	for _, size := range sizes {
		checkLayout(t, f, size)
	}
}

func TestSharesStandWhereTheirNumbersSay(t *testing.T) {
	f := made(t)(Shares(sampleShares()))
	if want := "Of 3 choices varied, weights has a part in the largest share of the variance of the mean shift of ranks: 0.80 (95% interval 0.72 to 0.90), and 0.60 alone. Held, and so without a part: \u2068readings\u2069."; stripped(f.Sentence) != stripped(want) {
		t.Errorf("got %q", f.Sentence)
	}
	if len(f.Table.Rows) != 4 || f.Table.Rows[0][0].Text != "weights" || f.Table.Rows[3][7].Text != "held" {
		t.Errorf("%v", f.Table.Rows)
	}
	for _, size := range sizes {
		checkLayout(t, f, size)
		dots := find(parse(t, drawn(t, f, size)), "dot", "")
		if len(dots) != 8 { // with two that explain the symbols
			t.Fatalf("%d dots for 3 choices", len(dots))
		}
		dots = dots[2:]
		x := func(at int) float64 { return dots[at].at(t).x }
		unit := (x(0) - x(1)) / (0.8 - 0.6) // total and first of weights
		for at, want := range []float64{0.8, 0.6, 0.15, 0.1, 0.01, -0.02} {
			if got := 0.8 + (x(at)-x(0))/unit; math.Abs(got-want) > 0.005 {
				t.Errorf("dot %d stands at %.3f, want %.3f", at, got, want)
			}
		}
	}
}

func stripped(s string) string {
	return strings.NewReplacer("\u2068", "", "\u2069", "").Replace(s)
}

func sampleSpecifications(n int) SpecificationData {
	d := SpecificationData{Caption: caption("specifications", "Agreement is weak but mostly above zero"), Measure: "Spearman’s correlation with the grade",
		Nominal: 0.3, Critical: 0.16, Low: -0.1, High: 0.5, Among: 100_000,
		Choices: []SpecifiedChoice{{Choice: "aggregation", Options: []string{"arithmetic", "copeland"}}, {Choice: "weights", Options: []string{"stated", "dirichlet"}}}}
	for i := range n {
		d.Answers = append(d.Answers, -0.1+0.6*float64(i)/float64(max(n-1, 1)))
		d.Choices[0].Took = append(d.Choices[0].Took, i%2)
		d.Choices[1].Took = append(d.Choices[1].Took, i/3%2)
	}
	return d
}

func TestSpecificationsStandWhereTheirNumbersSay(t *testing.T) {
	d := sampleSpecifications(60)
	f := made(t)(Specifications(d))
	if !strings.HasPrefix(f.Sentence, "60 specifications are shown, from −0.10 to 0.50; 50 of them above 0. Of all 100,000, 95% lie from −0.10 to 0.50; the one they depart from has 0.30.") {
		t.Errorf("got %q", f.Sentence)
	}
	for _, size := range sizes {
		checkLayout(t, f, size)
		dots := find(parse(t, drawn(t, f, size)), "dot", "")
		dots = dots[len(dots)-60:] // the first explains the symbol
		first, last := dots[0].at(t).y, dots[59].at(t).y
		for at, e := range dots {
			want := first + (d.Answers[at]-d.Answers[0])/0.6*(last-first)
			if math.Abs(e.at(t).y-want) > 0.2 || e.is("hollow") != (math.Abs(d.Answers[at]) < 0.16) {
				t.Errorf("specification %d stands at %v, want %v", at+1, e.at(t).y, want)
			}
		}
	}
}

func TestStressFiguresRefuseWhatCannotBe(t *testing.T) {
	shares, curve := sampleShares(), sampleSpecifications(5)
	shares.Choices[0].Total = study.Missing
	if _, err := Shares(shares); err == nil {
		t.Error("a share that is missing was drawn")
	}
	curve.Answers[0] = 1
	if _, err := Specifications(curve); err == nil {
		t.Error("answers out of order were drawn")
	}
	curve = sampleSpecifications(5)
	curve.Choices[0].Took[2] = 2
	if _, err := Specifications(curve); err == nil {
		t.Error("an option that does not exist was drawn")
	}
	for _, f := range []Figure{made(t)(Shares(SharesData{Caption: caption("a", "A")})), made(t)(Specifications(SpecificationData{Caption: caption("a", "A")}))} {
		if !strings.HasPrefix(f.Sentence, "There is nothing to show") {
			t.Errorf("got %q", f.Sentence)
		}
	}
}

// One answer has no span, and one choice no rivals.
func TestOneOfAKindIsSaidPlainly(t *testing.T) {
	one := made(t)(Specifications(SpecificationData{Caption: caption("s", "S"), Measure: "Spearman’s correlation", Nominal: 0.13, Critical: 0.17, Low: study.Missing, High: study.Missing, Among: 1, Answers: []float64{0.13}}))
	if want := "1 specification is shown, of 0.13."; one.Sentence != want {
		t.Errorf("got %q", one.Sentence)
	}
	whole := Interval{Low: 1, High: 1}
	alone := made(t)(Shares(SharesData{Caption: caption("c", "C"), Of: "mean shift of ranks", Choices: []ChoiceShare{{"weights", 1, 1, whole, whole, false}}}))
	if want := "One choice is varied, weights, so that all of the variance of the mean shift of ranks comes from it."; alone.Sentence != want {
		t.Errorf("got %q", alone.Sentence)
	}
	idle := made(t)(Shares(SharesData{Caption: caption("i", "I"), Of: "mean shift of ranks", Choices: []ChoiceShare{{"weights", 0, 0, Interval{}, Interval{}, false}}}))
	if want := "No choice changes the mean shift of ranks."; idle.Sentence != want {
		t.Errorf("got %q", idle.Sentence)
	}
}
