package site

import (
	"cmp"
	"slices"
	"strings"

	"goodmeasure/study"
)

// nearestPages are the home page and at most three pages whose paths are spelt most like one that is not there.
func (s *Site) nearestPages(path string) []Link {
	type near struct {
		link     Link
		distance int
	}
	var all []near
	path = strings.TrimSuffix(path[:min(len(path), 100)], "/")
	for _, p := range s.pages {
		if p.Path != "/" && !strings.Contains(p.Path, "{") && !p.Private {
			if distance := study.EditDistance(path, p.Path); distance <= max(2, len(p.Path)/3) {
				all = append(all, near{Link{p.Path, p.Path}, distance})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b near) int { return cmp.Compare(a.distance, b.distance) })
	links := []Link{}
	for _, n := range all[:min(3, len(all))] {
		links = append(links, n.link)
	}
	if s.paths["/"] {
		links = append(links, Link{"Home", "/"})
	}
	return links
}
