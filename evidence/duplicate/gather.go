package duplicate

import (
	"cmp"
	"slices"
)

// group is the records put together so far, and what two groups must not differ in.
type group struct {
	members     []int
	dois        []string
	first, last int // years; 0 where none is known
}

// byScore puts likelier pairs first.
func byScore(x, y Pair) int {
	return cmp.Or(cmp.Compare(y.Score, x.Score), cmp.Compare(x.A, y.A), cmp.Compare(x.B, y.B))
}

// gather puts sure pairs together, likeliest first. Two groups that a pair would join while their identifiers differ or
// their years are more than one apart stay apart, and the pair goes to a person: a chain of likely pairs proves little.
func gather(prints []print, sure, unsure []Pair) Result {
	slices.SortStableFunc(sure, byScore)
	groups := map[int]*group{}
	of := func(i int) *group {
		if groups[i] == nil {
			groups[i] = &group{members: []int{i}, first: prints[i].year, last: prints[i].year}
			if prints[i].doi != "" {
				groups[i].dois = []string{prints[i].doi}
			}
		}
		return groups[i]
	}
	var result Result
	for _, p := range sure {
		a, b := of(p.A), of(p.B)
		if a == b {
			continue
		}
		if why := a.against(b); why != "" && !slices.Contains(p.Agree, DOI) {
			p.Why = why + "; otherwise " + p.Why
			unsure = append(unsure, p)
			continue
		}
		if len(a.members) < len(b.members) {
			a, b = b, a
		}
		a.take(b)
		for _, i := range b.members {
			groups[i] = a
		}
		result.Merges = append(result.Merges, p)
	}
	for i := range prints {
		if g := groups[i]; g != nil && len(g.members) > 1 && slices.Min(g.members) == i {
			slices.Sort(g.members)
			result.Clusters = append(result.Clusters, g.members)
		}
	}
	slices.SortStableFunc(unsure, byScore)
	head := func(i int) int {
		if groups[i] == nil {
			return i
		}
		return groups[i].members[0]
	}
	asked := map[candidate]bool{}
	for _, p := range unsure {
		works := candidate{min(head(p.A), head(p.B)), max(head(p.A), head(p.B))}
		if works.a != works.b && !asked[works] {
			asked[works] = true
			result.Unsure = append(result.Unsure, p)
		}
	}
	return result
}

func (g *group) against(h *group) string {
	if len(g.dois) > 0 && len(h.dois) > 0 && !slices.ContainsFunc(g.dois, func(doi string) bool { return slices.Contains(h.dois, doi) }) {
		return "others of the same two works have DOIs that differ"
	}
	if g.first > 0 && h.first > 0 && max(g.last, h.last)-min(g.first, h.first) > 1 {
		return "others of the same two works are years apart"
	}
	return ""
}

func (g *group) take(h *group) {
	g.members = append(g.members, h.members...)
	for _, doi := range h.dois {
		if !slices.Contains(g.dois, doi) {
			g.dois = append(g.dois, doi)
		}
	}
	if h.first > 0 {
		if g.first == 0 {
			g.first, g.last = h.first, h.last
		}
		g.first, g.last = min(g.first, h.first), max(g.last, h.last)
	}
}
