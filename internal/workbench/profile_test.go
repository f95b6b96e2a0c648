package workbench

import (
	"context"
	"slices"
	"strings"
	"testing"

	"goodmeasure/definition"
	"goodmeasure/study"
)

// The command line says of a group what the page says: the same medians, stances and tally.
func TestProfileBesideAGroupIsThePortraitsBesideIt(t *testing.T) {
	w, err := Embedded()
	if err != nil {
		t.Fatal(err)
	}
	for name, names := range map[string]string{"hull": "leeds,sheffield,bradford", "isles of scilly": "kent,cornwall", "cumbria": "dorset,kent,cornwall", "bcp": "kensington and chelsea, westminster"} {
		a, err := w.Places.Find(name)
		if err != nil {
			t.Fatal(err)
		}
		group, err := w.Places.FindEach(names)
		if err != nil {
			t.Fatal(err)
		}
		page, err := w.Portrait(context.Background(), PortraitRequest{Authority: a, Definition: definition.Default(w.Edition.Indicators), Benchmark: AgainstGroup, Group: group})
		if err != nil {
			t.Fatal(err)
		}
		printed, err := w.Profile(ProfileRequest{Authority: name, Group: []string{names}})
		if err != nil {
			t.Fatal(err)
		}
		if page.Tally != *printed.Tally || !slices.Equal(page.Company.Group, printed.Group) {
			t.Errorf("%s: the page has %+v, the command %+v", name, page.Tally, printed.Tally)
		}
		compared := 0
		for _, row := range page.Rows() {
			for _, f := range printed.Figures {
				if f.Indicator != row.Indicator {
					continue
				}
				compared++
				if f.Stance != row.Stance || f.BenchmarkN != row.BenchmarkN || !same(f.Benchmark, row.Benchmark) || !same(f.PDiffers, row.PDiffers) {
					t.Errorf("%s, %s: the page has %+v, the command %+v", name, row.Indicator, row.Compared, *f.Compared)
				}
			}
		}
		if compared == 0 || compared != len(printed.Figures) {
			t.Errorf("%s: %d of %d figures are on the page", name, compared, len(printed.Figures))
		}
	}
}

// In the newest year Aston has 80% on the good measure beside 50% and 52%, whose median is 51%, and 50% on the bad one beside
// 20% and 10%. On the plain one only Barton has a figure, and one is no group.
func TestProfileBesideAGroupByHand(t *testing.T) {
	p, err := town().Profile(ProfileRequest{Authority: "901", Group: []string{"902", "carlton"}})
	if err != nil {
		t.Fatal(err)
	}
	for at, want := range []Compared{{Benchmark: 51, BenchmarkN: 2, Stance: Stronger}, {Benchmark: 15, BenchmarkN: 2, Stance: Weaker}, {Benchmark: study.Missing, BenchmarkN: 1, Stance: NotTested}} {
		if got := *p.Figures[at].Compared; !same(got.Benchmark, want.Benchmark) || got.BenchmarkN != want.BenchmarkN || got.Stance != want.Stance {
			t.Errorf("%s: %+v, expected %+v", p.Figures[at].Indicator, got, want)
		}
	}
	words := strings.Join(p.Footnotes(), "\n")
	for _, want := range []string{"Your group is Barton and Carlton.", "(1 of 2): so many of your group have a figure.", "- Stronger than your group: measure good.", "- Weaker than your group: measure bad."} {
		if !strings.Contains(words, want) {
			t.Errorf("%q is not said in:\n%s", want, words)
		}
	}
	if got := p.Table().Rows[2][3].Text; got != "no figure\n(1 of 2)" {
		t.Errorf("the plain measure of the group is %q", got)
	}
}
