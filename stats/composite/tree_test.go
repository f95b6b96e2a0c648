package composite_test

import (
	"errors"
	"math"
	"strings"
	"testing"

	"goodmeasure/stats/composite"
	"goodmeasure/stats/composite/aggregate"
	"goodmeasure/stats/composite/normalise"
	"goodmeasure/stats/stream"
)

type nodes = []composite.Node

func TestBrokenHierarchiesAreRefusedByName(t *testing.T) {
	for name, c := range map[string]struct {
		nodes nodes
		says  []string
	}{
		"circle":         {nodes{{"T", "", 1}, {"a", "b", 1}, {"b", "c", 1}, {"c", "a", 1}, {"x", "c", 1}}, []string{"a → b → c → a", "circle"}},
		"own parent":     {nodes{{"a", "a", 1}}, []string{"a → a"}},
		"way into it":    {nodes{{"x", "a", 1}, {"a", "b", 1}, {"b", "a", 1}}, []string{"a → b → a"}},
		"unknown parent": {nodes{{"T", "", 1}, {"a", "B", 1}}, []string{`"a"`, `"B"`}},
		"two tops":       {nodes{{"T", "", 1}, {"U", "", 1}}, []string{`"T"`, `"U"`}},
		"twice":          {nodes{{"T", "", 1}, {"a", "T", 1}, {"a", "T", 1}}, []string{`"a" appears twice`}},
		"negative":       {nodes{{"T", "", 1}, {"a", "T", -0.04}}, []string{`"a" weighs -0.04`}},
		"weigh nothing":  {nodes{{"T", "", 1}, {"a", "T", 0}, {"b", "T", 0}}, []string{`"T"`, "sum to 0"}},
		"no name":        {nodes{{"", "T", 1}}, []string{"node 1"}},
		"not a number":   {nodes{{"T", "", math.NaN()}}, []string{`"T" weighs NaN`}},
		"nothing":        {nil, []string{"no nodes"}},
	} {
		_, err := composite.NewTree(c.nodes)
		if err == nil {
			t.Errorf("%s: accepted", name)
			continue
		}
		for _, s := range c.says {
			if !strings.Contains(err.Error(), s) {
				t.Errorf("%s: %v does not say %s", name, err, s)
			}
		}
	}
}

// TestMethodsByLevel: pillars by arithmetic means, the top by a geometric one, over branches of unequal depth.
func TestMethodsByLevel(t *testing.T) {
	tree, err := composite.NewTree(nodes{{"a", "P", 1}, {"b", "P", 3}, {"c", "T", 1}, {"P", "T", 1}, {"T", "", 1}})
	if err != nil {
		t.Fatal(err)
	}
	rule := composite.Rule{Methods: []aggregate.Method{aggregate.Arithmetic{}, aggregate.Geometric{}}}
	scores, err := tree.Index([]string{"u"}, [][]float64{{1}, {5}, {9}}, rule)
	if err != nil {
		t.Fatal(err)
	}
	names := ""
	for _, s := range scores {
		names += s.Name
	}
	if top := scores[len(scores)-1]; names != "abcPT" || math.Abs(top.Values[0]-6) > 1e-12 || top.Level != 3 {
		t.Errorf("%+v, expected √(4·9) at the top", scores)
	}
	if w := tree.EffectiveWeights(); w[0] != 0.125 || w[1] != 0.375 || w[2] != 0.5 {
		t.Errorf("effective weights %v", w)
	}
	_, err = tree.Index([]string{"u"}, [][]float64{{-10}, {2}, {9}}, rule)
	var named *composite.NamedValueError
	if !errors.As(err, &named) || named.Unit != "u" || named.Member != "P" || !strings.Contains(err.Error(), `"T"`) {
		t.Errorf("a pillar below zero: %v", err)
	}
}

func TestScreenAndStandings(t *testing.T) {
	gap := math.NaN()
	x := [][]float64{{1, gap, 3, 4}, {gap, gap, 1, 2}, {0, 5, 9, 1}}
	kept, err := composite.Screen(x, 0.65)
	if err != nil || len(kept) != 3 || kept[1] != 2 {
		t.Errorf("kept %v (%v)", kept, err)
	}
	if _, err := composite.Screen([][]float64{{gap}}, 0.5); err == nil {
		t.Error("nothing was left and nobody was told")
	}
	standings, err := composite.Standings(x, 3)
	if err != nil || standings[0].Indicator != 0 || standings[0].Rank != 1 || standings[2].Indicator != 2 || standings[2].Rank != 3 {
		t.Errorf("%+v (%v)", standings, err)
	}
	if _, err := composite.Standings(x, 4); err == nil {
		t.Error("a unit that does not exist was accepted")
	}
	if d, err := composite.Describe([]float64{2, 2, gap}, composite.UsualWarnings); err != nil || !math.IsNaN(d.Skewness) || d.SD != 0 {
		t.Errorf("%+v (%v)", d, err)
	}
	if _, err := composite.Describe([]float64{gap}, composite.UsualWarnings); err == nil {
		t.Error("an empty indicator was described")
	}
}

// TestLargeTable: ten thousand units and two hundred indicators, with ties.
func TestLargeTable(t *testing.T) {
	const units, indicators = 10_000, 200
	r := stream.New(1, "large", 0)
	var all nodes
	x := make([][]float64, indicators)
	directions := make([]normalise.Direction, indicators)
	for j := range x {
		all = append(all, composite.Node{Name: "i" + string(rune('A'+j)), Parent: "T", Weight: 1})
		directions[j] = normalise.HigherIsBetter
		for range units {
			x[j] = append(x[j], math.Floor(1000*r.Float64()))
		}
	}
	tree, err := composite.NewTree(append(all, composite.Node{Name: "T"}))
	if err != nil {
		t.Fatal(err)
	}
	for _, m := range []normalise.Method{normalise.MinMax{Lower: 1, Upper: 100}, normalise.Rank{}} {
		scaled, err := normalise.Table(x, directions, m)
		if err != nil {
			t.Fatal(err)
		}
		for _, by := range []aggregate.Method{aggregate.Arithmetic{}, aggregate.Geometric{}} {
			if _, err := tree.Index(make([]string, units), scaled, composite.Rule{Methods: []aggregate.Method{by}}); err != nil {
				t.Fatal(err)
			}
		}
	}
}
