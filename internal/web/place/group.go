package place

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

// ownGroup is the group that somebody chooses to compare an authority with, as the page shows and changes it.
type ownGroup struct {
	Members []groupMember `json:"members"`
	Unknown string        `json:"-"` // what was to be added and was not
	Least   int           `json:"least"`
	Most    int           `json:"most"`
}

// groupMember is one of it, and who is left without it.
type groupMember struct {
	workbench.GroupMember
	Path string `json:"-"`
	Rest string `json:"-"`
}

// joining adds those that a form names to the group: the new group, as an address takes it. What cannot be added is said in
// a notice, and adds none.
func joining(r *site.Request, text string) (link, notice string) {
	group := slices.Clone(r.Group)
	added, err := r.Bench.Places.FindEach(text)
	var unknown *study.UnknownAuthority
	if errors.As(err, &unknown) {
		var near []string
		for _, a := range unknown.Nearest {
			near = append(near, a.Name)
		}
		nearest := ""
		if len(near) > 0 {
			nearest = " Nearest: " + strings.Join(near, "; ") + "."
		}
		return "", site.NoAuthority(unknown.Text) + ", so none was added to your group." + nearest
	}
	for _, found := range added {
		if !slices.ContainsFunc(group, func(a study.Authority) bool { return a.Code == found.Code }) {
			group = append(group, found)
		}
	}
	if len(group) > workbench.MostInGroup {
		return "", fmt.Sprintf("That would make a group of %s, and a group has at most %d, so none was added.", chart.Count(len(group), "authority", "authorities"), workbench.MostInGroup)
	}
	return slugsOf(group, -1), ""
}

// slugsOf are authorities as an address takes them, without the one at a place.
func slugsOf(group []study.Authority, without int) string {
	var slugs []string
	for at, a := range group {
		if at != without {
			slugs = append(slugs, a.Slug())
		}
	}
	return strings.Join(slugs, ",")
}

func newOwnGroup(r *site.Request, company workbench.Company, unknown string) ownGroup {
	own := ownGroup{Members: []groupMember{}, Unknown: unknown, Least: workbench.LeastInGroup, Most: workbench.MostInGroup}
	for at, member := range company.Group {
		own.Members = append(own.Members, groupMember{member, site.AuthorityURL(r.Group[at]), slugsOf(r.Group, at)})
	}
	return own
}

// Taken are the neighbours of a model as a group of one's own begins with them.
func (p portrait) Taken(model workbench.NeighbourModel) string {
	var slugs []string
	for _, n := range model.Neighbours {
		slugs = append(slugs, strings.TrimPrefix(p.paths(n.Authority), "/authority/"))
	}
	return strings.Join(slugs, ",")
}
