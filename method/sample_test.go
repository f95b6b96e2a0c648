package method

import (
	"cmp"
	"fmt"
	"math"
	"reflect"
	"strings"
	"testing"

	"pgregory.net/rapid"

	"goodmeasure/stats/rank"
	"goodmeasure/study"
)

// standingOf is a frame and a standing in which the share of draws of each authority in the best and worst quarter of
// the composite of all measures is given.
func standingOf(regions []string, top, bottom []float64) (*Frame, *Standing) {
	e := &study.Edition{}
	f := &Frame{Edition: e}
	c := Composite{Part: All}
	for a := range regions {
		code := fmt.Sprint(300 + a)
		f.Authorities = append(f.Authorities, study.Authority{Code: code, Name: "Authority " + code, Region: regions[a], Type: []string{"county", "unitary"}[a%2]})
		f.Judgements = append(f.Judgements, study.Inspection{})
		around := e.Context(code)
		around.IMD2025, around.ChildPopulation = study.Number(10+(a*7)%13), study.Number(10_000+(a*5000)%37_000)
		e.Contexts = append(e.Contexts, around)
		c.Score = append(c.Score, float64(a))
		c.Summaries = append(c.Summaries, rank.Summary{TopQuarter: top[a], BottomQuarter: bottom[a]})
	}
	return f, &Standing{Composites: map[Part]Composite{All: c}}
}

func TestSampleKeepsItsRule(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		n := rapid.IntRange(0, 30).Draw(t, "authorities")
		var regions []string
		var top, bottom []float64
		for range n {
			regions = append(regions, rapid.SampledFrom([]string{"North", "South", "East"}).Draw(t, "region"))
			share := rapid.Float64Range(0, 1).Draw(t, "share")
			top, bottom = append(top, share), append(bottom, 1-share)
		}
		c := Choices{Deprivation: "imd2025", Draws: 1000, Sample: SampleRule{Each: rapid.IntRange(1, 6).Draw(t, "each"), Share: 0.6,
			Reserves: rapid.IntRange(0, 4).Draw(t, "reserves"), MaxPerRegion: rapid.IntRange(0, 3).Draw(t, "per region")}}
		f, s := standingOf(regions, top, bottom)
		drawn, err := Draw(f, s, c)
		if err != nil {
			t.Fatal(err)
		}
		seen := map[string]bool{}
		once := func(code string) {
			if seen[code] {
				t.Fatalf("%s is proposed twice", code)
			}
			seen[code] = true
		}
		held := map[string]int{}
		for at, p := range append(append([]Pair{}, drawn.Pairs...), drawn.Reserves...) {
			once(p.Stronger.Authority)
			once(p.Weaker.Authority)
			if p.Stronger.Share < 0.6 || p.Weaker.Share < 0.6 || !p.Stronger.Stronger || p.Weaker.Stronger {
				t.Fatalf("%+v does not qualify", p)
			}
			if at < len(drawn.Pairs) {
				held["stronger "+p.Stronger.Region]++
				held["weaker "+p.Weaker.Region]++
			}
		}
		for region, k := range held {
			if c.Sample.MaxPerRegion > 0 && k > c.Sample.MaxPerRegion {
				t.Fatalf("%d of %s, at most %d wanted", k, region, c.Sample.MaxPerRegion)
			}
		}
		for _, u := range drawn.Unpaired {
			once(u.Authority)
		}
		// Any stronger one can be paired with any weaker one, so that only the regions limit how many pairs there are.
		can := [2]int{}
		for kind, shares := range [][]float64{top, bottom} {
			room := map[string]int{}
			for a, share := range shares {
				if share >= 0.6 && (c.Sample.MaxPerRegion == 0 || room[regions[a]] < c.Sample.MaxPerRegion) {
					room[regions[a]]++
					can[kind]++
				}
			}
		}
		if want := min(can[0], can[1], c.Sample.Each); len(drawn.Pairs) != want || drawn.Short != (want < c.Sample.Each) {
			t.Fatalf("%d pairs, short %v; %d are possible of %d", len(drawn.Pairs), drawn.Short, want, c.Sample.Each)
		}
		if again, _ := Draw(f, s, c); !reflect.DeepEqual(again, drawn) {
			t.Fatal("the same draw gives another sample")
		}
	})
}

func TestReservesCanStandIn(t *testing.T) {
	// Two from the North at most. A fourth stronger one from the North may replace a pair with a Northern one.
	f, s := standingOf([]string{"North", "North", "North", "South", "South", "East", "East", "East"},
		[]float64{1, 1, 1, 1, 0, 0, 0, 0}, []float64{0, 0, 0, 0, 1, 1, 1, 1})
	c := Choices{Deprivation: "imd2025", Sample: SampleRule{Each: 3, Share: 0.8, Reserves: 2, MaxPerRegion: 2}}
	drawn, err := Draw(f, s, c)
	if err != nil {
		t.Fatal(err)
	}
	if len(drawn.Pairs) != 3 || len(drawn.Reserves) != 1 || drawn.Reserves[0].Stronger.Region != "North" {
		t.Errorf("pairs %v, reserves %v", drawn.Pairs, drawn.Reserves)
	}
}

func TestShortSampleSaysWhatToLoosen(t *testing.T) {
	f, s := standingOf([]string{"North", "North", "North", "South", "South", "South"},
		[]float64{1, 0.9, 0.7, 0, 0, 0}, []float64{0, 0, 0, 1, 0.9, 0.7})
	rule := SampleRule{Each: 3, Share: 0.8, MaxPerRegion: 2}
	drawn, err := Draw(f, s, Choices{Deprivation: "imd2025", Sample: rule})
	if err != nil {
		t.Fatal(err)
	}
	var found []string
	for _, l := range drawn.Loosen {
		found = append(found, fmt.Sprint(l.Constraint, " ", l.Pairs))
	}
	if !drawn.Short || len(drawn.Pairs) != 2 || !strings.HasPrefix(strings.Join(found, "; "), "any number from one region 2; a share of 75% 2; a share of 70% 2") {
		t.Errorf("%d pairs; loosened: %v", len(drawn.Pairs), found)
	}
	rule.MaxPerRegion = 0
	if drawn, err = Draw(f, s, Choices{Deprivation: "imd2025", Sample: rule}); err != nil {
		t.Fatal(err)
	}
	if last := drawn.Loosen[len(drawn.Loosen)-1]; last.Constraint != "a share of 70%" || last.Pairs != 3 {
		t.Errorf("loosened: %v", drawn.Loosen)
	}
}

func TestSampleLimits(t *testing.T) {
	f, s := standingOf([]string{"North", "South", "North", "South"}, []float64{1, 1, 0, 0}, []float64{0, 0, 1, 1})
	for name, c := range map[string]struct {
		limit func(*SampleRule)
		want  [2]int
	}{
		"none":     {func(*SampleRule) {}, [2]int{2, 2}},
		"a region": {func(r *SampleRule) { r.Regions = []string{"North"} }, [2]int{1, 1}},
		"a type":   {func(r *SampleRule) { r.Types = []string{"county"} }, [2]int{1, 1}},
		"a size":   {func(r *SampleRule) { r.MinChildren, r.MaxChildren = 15_000, 20_000 }, [2]int{1, 1}},
		"nobody":   {func(r *SampleRule) { r.Regions = []string{"West"} }, [2]int{0, 0}},
	} {
		rule := SampleRule{Each: 1, Share: 0.8}
		c.limit(&rule)
		drawn, err := Draw(f, s, Choices{Deprivation: "imd2025", Sample: rule})
		if err != nil {
			t.Fatal(err)
		}
		if drawn.Qualified != c.want {
			t.Errorf("%s: %v qualify, want %v", name, drawn.Qualified, c.want)
		}
	}
	for _, rule := range []SampleRule{{Each: 0, Share: 0.8}, {Each: 1, Share: 0.2}, {Each: 1, Share: math.NaN()}, {Each: 1, Share: 0.8, Reserves: -1},
		{Each: 1, Share: 0.8, MinChildren: 2, MaxChildren: 1}} {
		if rule.Check() == nil {
			t.Errorf("%+v is allowed", rule)
		}
	}
}

func TestPairsAreTheClosest(t *testing.T) {
	f, s := standingOf([]string{"North", "North", "North", "North", "North", "North"}, []float64{1, 1, 1, 0, 0, 0}, []float64{0, 0, 0, 1, 1, 1})
	c := Choices{Deprivation: "imd2025", Sample: SampleRule{Each: 3, Share: 0.8}}
	drawn, err := Draw(f, s, c)
	if err != nil {
		t.Fatal(err)
	}
	d, err := newDrawing(s.Field(f, c), c.Sample, 0)
	if err != nil {
		t.Fatal(err)
	}
	stronger, weaker := d.stronger, d.weaker
	scale, least := d.scale, math.Inf(1)
	for _, order := range [][3]int{{0, 1, 2}, {0, 2, 1}, {1, 0, 2}, {1, 2, 0}, {2, 0, 1}, {2, 1, 0}} {
		sum := 0.0
		for i, j := range order {
			sum += scale.distance(stronger[i], weaker[j])
		}
		least = min(least, sum)
	}
	sum := 0.0
	for at, p := range drawn.Pairs {
		sum += float64(p.Distance)
		if at > 0 && cmp.Less(p.Distance, drawn.Pairs[at-1].Distance) {
			t.Error("the closest pair does not come first")
		}
	}
	if math.Abs(sum-least) > 1e-12 {
		t.Errorf("distances add to %v, the least is %v", sum, least)
	}
}
