package method

import (
	"fmt"
	"math"
	"slices"

	"goodmeasure/study"
)

// Member is an authority of a sample, and why it is in it.
type Member struct {
	Candidate
	Role string `json:"role"`           // chosen or reserve
	Kind Kind   `json:"kind"`           // stronger or weaker
	Pair int    `json:"pair,omitempty"` // from 1, the reserves after the chosen; 0 without pairing
	Why  string `json:"why"`
}

// The roles in a sample.
const (
	RoleChosen  = "chosen"
	RoleReserve = "reserve"
)

// Members lists everyone in a sample, the chosen before the reserves, pairs together and the stronger first.
func (s Sample) Members(f Field) []Member {
	members := []Member{}
	scale := newContextScale(f)
	for at, p := range append(slices.Clone(s.Pairs), s.Reserves...) {
		role := RoleChosen
		if at >= len(s.Pairs) {
			role = RoleReserve
		}
		beside := scale.words(p.Stronger, p.Weaker, p.Distance, f.Deprivation)
		for _, c := range []Candidate{p.Stronger, p.Weaker} {
			other := p.Weaker
			if !c.Stronger {
				other = p.Stronger
			}
			members = append(members, Member{c, role, c.kind(), at + 1, fmt.Sprintf("%s; paired with %s: %s", c.standing(f), other.Name, beside)})
		}
	}
	for at, c := range append(slices.Clone(s.Drawn), s.DrawnReserves...) {
		role, drawn := RoleChosen, "; drawn by lot"
		if at >= len(s.Drawn) {
			role = RoleReserve
		}
		if c.Kept {
			drawn = ""
		}
		members = append(members, Member{c, role, c.kind(), 0, c.standing(f) + drawn})
	}
	return members
}

// standing says how often a candidate is where.
func (c Candidate) standing(f Field) string {
	quarter := "worst"
	if c.Stronger {
		quarter = "best"
	}
	often := "how often it is in the " + quarter + " quarter is not known"
	if c.Share.Known() {
		often = fmt.Sprintf("in the %s quarter in %s of %s", quarter, drawnShare(float64(c.Share)), f.Times)
	}
	if c.Kept {
		return "kept, since it is chosen already; " + often
	}
	return often
}

// drawnShare is a share of draws that were made: all of them are no certainty.
func drawnShare(share float64) string {
	if share == 1 {
		return "all"
	}
	return percentOf(share)
}

// percentOf writes a share so that only all is 100% and only none 0%.
func percentOf(share float64) string {
	switch {
	case share > 0.999 && share < 1:
		return "over 99.9%"
	case share > 0 && share < 0.001:
		return "under 0.1%"
	}
	return fmt.Sprintf("%.3g%%", 100*share)
}

// words says in what two surroundings differ.
func (s contextScale) words(a, b Candidate, distance study.Number, deprivation string) string {
	said := fmt.Sprintf("distance %.2f (", float64(distance))
	if a.Deprivation.Known() && b.Deprivation.Known() {
		said += fmt.Sprintf("%s %.1f standard deviations apart", indexWords(deprivation), math.Abs(float64(a.Deprivation-b.Deprivation))/s.deprivationSD)
	} else {
		said += indexWords(deprivation) + " not known"
	}
	if a.Children > 0 && b.Children > 0 {
		said += ", " + timesAsMany(math.Max(float64(a.Children/b.Children), float64(b.Children/a.Children)))
	} else {
		said += ", number of children not known"
	}
	for _, same := range []struct {
		is   bool
		what string
	}{{a.Region == b.Region, "region"}, {a.Type == b.Type, "type"}} {
		if same.is {
			said += ", same " + same.what
		} else {
			said += ", another " + same.what
		}
	}
	return said + ")"
}

// timesAsMany says of a pair, and so of either of it, how its numbers of children differ.
func timesAsMany(ratio float64) string {
	if ratio < 1.05 {
		return "about as many children"
	}
	return fmt.Sprintf("the larger has %.1f times as many children", ratio)
}

// BalanceRow sets the chosen beside all authorities that the sample could be drawn from.
type BalanceRow struct {
	What     string       `json:"what"`
	Stronger study.Number `json:"stronger"`
	Weaker   study.Number `json:"weaker"`
	All      study.Number `json:"all"`
}

// Balance is how many authorities there are on either side and in all, their mean deprivation and median number of
// children, and the share of each that every region and type has.
func (s Sample) Balance(f Field) []BalanceRow {
	var sides [3][]Prospect // stronger, weaker, all
	for _, m := range s.Members(f) {
		if m.Role != RoleChosen {
			continue
		}
		side := 0
		if m.Kind == Weaker {
			side = 1
		}
		sides[side] = append(sides[side], Prospect{Region: m.Region, Type: m.Type, Children: m.Children, Deprivation: m.Deprivation})
	}
	var regions, types []string
	for _, p := range f.Prospects {
		if p.PBestQuarter.Known() {
			sides[2] = append(sides[2], p)
			regions, types = append(regions, p.Region), append(types, p.Type)
		}
	}
	row := func(what string, of func([]Prospect) float64) BalanceRow {
		return BalanceRow{what, study.Number(of(sides[0])), study.Number(of(sides[1])), study.Number(of(sides[2]))}
	}
	rows := []BalanceRow{
		row("authorities", func(side []Prospect) float64 { return float64(len(side)) }),
		row("mean "+indexWords(f.Deprivation), func(side []Prospect) float64 {
			known := knownOf(side, func(p Prospect) study.Number { return p.Deprivation })
			sum := 0.0
			for _, x := range known {
				sum += x
			}
			return sum / float64(len(known))
		}),
		row("median number of children", func(side []Prospect) float64 {
			return quantileOf(knownOf(side, func(p Prospect) study.Number { return p.Children }), 0.5)
		}),
	}
	for _, by := range []struct {
		names []string
		of    func(Prospect) string
	}{{regions, func(p Prospect) string { return p.Region }}, {types, func(p Prospect) string { return p.Type }}} {
		slices.Sort(by.names)
		for _, name := range slices.Compact(by.names) {
			rows = append(rows, row("share of "+name, func(side []Prospect) float64 {
				n := 0
				for _, p := range side {
					if by.of(p) == name {
						n++
					}
				}
				return float64(n) / float64(len(side))
			}))
		}
	}
	return rows
}

func knownOf(side []Prospect, of func(Prospect) study.Number) []float64 {
	var known []float64
	for _, p := range side {
		if x := of(p); x.Known() {
			known = append(known, float64(x))
		}
	}
	return known
}
