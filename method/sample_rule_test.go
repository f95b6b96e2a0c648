package method

import (
	"encoding/json"
	"fmt"
	"reflect"
	"slices"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"goodmeasure/study"
)

// someField draws a field of authorities and a rule for it.
func someField(t *rapid.T) (Field, SampleRule) {
	f := Field{Ranking: "a ranking", Times: "100 draws", Deprivation: "imd2025", Prospects: []Prospect{}}
	for at := range rapid.IntRange(4, 30).Draw(t, "authorities") {
		share := study.Number(rapid.SampledFrom([]float64{0, 0.1, 0.3, 0.5, 0.7, 0.9, 1}).Draw(t, "share"))
		f.Prospects = append(f.Prospects, Prospect{Authority: fmt.Sprint(300 + at), Name: fmt.Sprint("Authority ", at), PBestQuarter: share, PWorstQuarter: 1 - share,
			Region: rapid.SampledFrom([]string{"North", "South", "East"}).Draw(t, "region"), Type: rapid.SampledFrom([]string{"county", "unitary"}).Draw(t, "type"),
			Children:    study.Number(rapid.IntRange(10, 90).Draw(t, "thousands of children") * 1000),
			Deprivation: study.Number(rapid.IntRange(5, 45).Draw(t, "deprivation")), Fifth: rapid.IntRange(1, 5).Draw(t, "fifth")})
	}
	rule := SampleRule{Each: rapid.IntRange(1, 5).Draw(t, "each"), Share: 0.6, Reserves: rapid.IntRange(0, 3).Draw(t, "reserves"),
		MaxPerRegion: rapid.IntRange(0, 3).Draw(t, "per region"), Apart: rapid.Bool().Draw(t, "unpaired")}
	if rapid.Bool().Draw(t, "limited by deprivation") {
		rule.MinDeprivation, rule.MaxDeprivation = 10, 40
	}
	if rapid.Bool().Draw(t, "limited to fifths") {
		rule.Fifths = []int{1, 2, 4}
	}
	if rapid.Bool().Draw(t, "limited by size") {
		rule.MinChildren = 20_000
	}
	if rapid.Bool().Draw(t, "limited to a region") {
		rule.Regions = []string{"North", "East"}
	}
	if rapid.Bool().Draw(t, "one left out") {
		rule.Exclude = []string{"301"}
	}
	if rapid.Bool().Draw(t, "one kept") {
		rule.Keep = []Keep{{"303", rapid.SampledFrom([]Kind{Stronger, Weaker}).Draw(t, "as")}}
	}
	return f, rule
}

func membersOf(s Sample) (chosen, reserves []Candidate) {
	for _, p := range s.Pairs {
		chosen = append(chosen, p.Stronger, p.Weaker)
	}
	for _, p := range s.Reserves {
		reserves = append(reserves, p.Stronger, p.Weaker)
	}
	return append(chosen, s.Drawn...), append(reserves, s.DrawnReserves...)
}

func TestLimitsHoldForEveryoneChosen(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, rule := someField(t)
		seed := rapid.Uint64().Draw(t, "seed")
		s, err := DrawSample(f, rule, seed)
		if err != nil {
			t.Fatal(err)
		}
		chosen, reserves := membersOf(s)
		seen, held := map[string]bool{}, map[string]int{}
		for at, c := range append(slices.Clone(chosen), reserves...) {
			p := f.Prospects[slices.IndexFunc(f.Prospects, func(p Prospect) bool { return p.Authority == c.Authority })]
			if seen[c.Authority] {
				t.Fatalf("%s comes twice", c.Name)
			}
			seen[c.Authority] = true
			if !c.Kept && (!rule.admits(p) || float64(c.Share) < rule.Share) {
				t.Fatalf("%+v is not within %+v", c, rule)
			}
			if at < len(chosen) && !c.Kept {
				held[string(c.kind())+c.Region]++
			}
			if at >= len(chosen) && c.Kept && len(s.Pairs) > 0 && !rule.Apart {
				t.Fatalf("%s is kept, and in reserve", c.Name)
			}
		}
		for of, n := range held {
			if rule.MaxPerRegion > 0 && n > rule.MaxPerRegion {
				t.Fatalf("%d of %s, at most %d are wanted", n, of, rule.MaxPerRegion)
			}
		}
		for _, k := range rule.Keep {
			others := len(s.Pairs) > 0 || rule.Apart
			if others && !slices.ContainsFunc(chosen, func(c Candidate) bool { return c.Authority == k.Authority && c.Kept && c.kind() == k.Kind }) {
				t.Fatalf("%s is to be kept as %s: %+v", k.Authority, k.Kind, s)
			}
		}
		if s.Short != (s.Size() < rule.Each) {
			t.Fatalf("%d of %d, short: %v", s.Size(), rule.Each, s.Short)
		}
		for _, l := range s.Loosen {
			if l.Pairs < s.Size() || l.Pairs > rule.Each {
				t.Fatalf("%d come out, and with %s %d of %d", s.Size(), l.Constraint, l.Pairs, rule.Each)
			}
		}
	})
}

func TestASampleCanBeDrawnAgainFromItsRecord(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		f, rule := someField(t)
		s, err := DrawSample(f, rule, 7)
		if err != nil {
			t.Fatal(err)
		}
		text, err := json.Marshal(struct {
			Field  Field
			Sample Sample
		}{f, s})
		if err != nil {
			t.Fatal(err)
		}
		var read struct {
			Field  Field
			Sample Sample
		}
		if err := json.Unmarshal(text, &read); err != nil {
			t.Fatal(err)
		}
		again, err := DrawSample(read.Field, read.Sample.Rule, read.Sample.Seed)
		if err != nil {
			t.Fatal(err)
		}
		if !reflect.DeepEqual(again.Pairs, s.Pairs) || !reflect.DeepEqual(again.Drawn, s.Drawn) || again.Stated != s.Stated {
			t.Fatalf("first %+v\nagain %+v", s, again)
		}
	})
}

func TestTwoLimitsAreLoosenedWhereOneDoesNotSuffice(t *testing.T) {
	f := Field{Deprivation: "imd2025"}
	for at, region := range []string{"North", "North", "South", "South"} {
		for side := range 2 {
			f.Prospects = append(f.Prospects, Prospect{Authority: fmt.Sprint(300 + 2*at + side), PBestQuarter: study.Number(1 - side), PWorstQuarter: study.Number(side),
				Region: region, Type: []string{"county", "unitary"}[at%2], Children: 1000, Deprivation: 10})
		}
	}
	s, err := DrawSample(f, SampleRule{Each: 4, Share: 0.8, Regions: []string{"North"}, Types: []string{"county"}}, 1)
	if err != nil {
		t.Fatal(err)
	}
	last := s.Loosen[len(s.Loosen)-1]
	if s.Size() != 1 || last.Constraint != "any region and any type of authority" || last.Pairs != 4 {
		t.Errorf("%d pairs; %v", s.Size(), s.Loosen)
	}
	for _, l := range s.Loosen[:len(s.Loosen)-1] {
		if strings.Contains(l.Constraint, " and ") {
			t.Errorf("%s gives %d, which is no help", l.Constraint, l.Pairs)
		}
	}
}

func TestWhoCannotBeKept(t *testing.T) {
	f := Field{Prospects: []Prospect{{Authority: "300", Name: "One", PBestQuarter: 0.2, PWorstQuarter: 0.2}, {Authority: "301", PBestQuarter: 0.3, PWorstQuarter: 0}, {Authority: "302", PBestQuarter: 0.3, PWorstQuarter: 0}}}
	for name, rule := range map[string]SampleRule{
		"do not tell as what": {Each: 1, Share: 0.8, Keep: []Keep{{"300", ""}}},
		"not among those":     {Each: 1, Share: 0.8, Keep: []Keep{{"999", Weaker}}},
		"keep fewer":          {Each: 1, Share: 0.8, Keep: []Keep{{"301", ""}, {"302", ""}}},
		"say one of the two":  {Each: 1, Share: 0.8, Keep: []Keep{{"301", ""}}, Exclude: []string{"301"}},
		"twice":               {Each: 2, Share: 0.8, Keep: []Keep{{"301", ""}, {"301", Weaker}}},
		"not a fifth":         {Each: 2, Share: 0.8, Fifths: []int{6}},
		"no authority has":    {Each: 2, Share: 0.8, MinDeprivation: 3, MaxDeprivation: 2},
	} {
		if _, err := DrawSample(f, rule, 1); err == nil || !strings.Contains(err.Error(), name) {
			t.Errorf("%+v: %v", rule, err)
		}
	}
}

func TestLotsFallOnEverybodyAlike(t *testing.T) {
	f := Field{}
	for at := range 6 {
		f.Prospects = append(f.Prospects, Prospect{Authority: fmt.Sprint(300 + at), PBestQuarter: 1, PWorstQuarter: 0})
	}
	drawn := map[string]int{}
	const seeds = 3000
	for seed := range uint64(seeds) {
		s, err := DrawSample(f, SampleRule{Each: 2, Share: 0.8, Apart: true}, seed)
		if err != nil {
			t.Fatal(err)
		}
		for _, c := range s.Drawn {
			drawn[c.Authority]++
		}
	}
	for code, n := range drawn { // 1000 expected, standard deviation 26
		if n < 870 || n > 1130 {
			t.Errorf("%s is drawn %d times of %d, a third expected", code, n, seeds)
		}
	}
}
