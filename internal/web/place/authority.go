package place

import (
	"context"
	"fmt"
	"html/template"
	"slices"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

func authority() site.Page {
	return site.Page{Name: "authority", Path: "/authority/{slug}", Section: "Authorities", Heavy: true,
		About: "One authority: its figures beside England’s or its neighbours’, where it stands, what has changed, and what inspectors found.",
		Params: []site.Param{{Name: "measure", About: "the ID of a measure, to see its figures over the years", Part: true},
			{Name: "show", About: "all: every measure there is, not only those of the definition", OneOf: []string{"all"}},
			{Name: "with", About: "authorities to add to a group of one’s own to compare with: names, initials or codes, with commas between"}},
		Examples: []string{"/authority/kingston-upon-hull", "/authority/cumberland?b=neighbours&measure=sw_vacancy", "/authority/isles-of-scilly",
			"/authority/cumbria-to-2023", "/authority/rutland?b=region", "/authority/leeds?b=hull,sheffield,bradford,leeds,isles-of-scilly", "/authority/leeds?b=hull&with=lees", "/authority/bcp", "/authority/hul"}, Data: portrait{}, Load: loadAuthority}
}

// portrait is what the page shows.
type portrait struct {
	*workbench.Portrait
	Shown    string   `json:"measure_shown,omitempty"` // whose trend is shown
	All      bool     `json:"all_measures"`
	Own      ownGroup `json:"own_group"`
	Sources  []string `json:"sources"`
	Facts    []fact   `json:"facts"`
	places   []study.Authority
	pictures map[string]pictures
	paths    func(code string) string
}

type fact struct {
	Name  string `json:"name"`
	Words string `json:"words"`
}

// pictures are those of one row.
type pictures struct{ strip, sparkline template.HTML }

// Strip is the picture of all authorities on a measure.
func (p portrait) Strip(id string) template.HTML { return p.pictures[id].strip }

// Sparkline is the picture of a measure over the years.
func (p portrait) Sparkline(id string) template.HTML { return p.pictures[id].sparkline }

// Room is a list of what stands out, whole.
func (p portrait) Room(all []workbench.Standout) someStandouts { return someStandouts{all, 0} }

// TrendID is the ID of the trend that is shown.
func (p portrait) TrendID() string { return trendID(p.Shown) }

// PathOf is the address of an authority by its code.
func (p portrait) PathOf(code string) string { return p.paths(code) }

// Places are the authorities that fields offer.
func (p portrait) Places() []study.Authority { return p.places }

// mostFromGroup is how many of a group a comparison with their authority has room for.
const mostFromGroup = 5

// CompareWith are the authority and the first of its own group, or else the nearest of its neighbours, for a comparison to
// begin with.
func (p portrait) CompareWith() string {
	slugs := []string{p.Slug}
	for _, member := range p.Own.Members {
		if member.Authority != p.Authority.Code && len(slugs) <= mostFromGroup {
			slugs = append(slugs, strings.TrimPrefix(member.Path, "/authority/"))
		}
	}
	if len(slugs) == 1 && len(p.Company.Models) > 0 {
		for _, n := range p.Company.Models[0].Neighbours[:min(3, len(p.Company.Models[0].Neighbours))] {
			slugs = append(slugs, strings.TrimPrefix(p.paths(n.Authority), "/authority/"))
		}
	}
	return strings.Join(slugs, ",")
}

func loadAuthority(ctx context.Context, r *site.Request) (*site.View, error) {
	a, location, err := found(r, "")
	if err != nil || location != "" {
		return &site.View{Location: location}, err
	}
	with, notice := strings.TrimSpace(r.Query.Get("with")), ""
	r.Query.Del("with") // links lead to what comes of it
	if with != "" {
		var link string
		if link, notice = joining(r, with); notice == "" {
			return &site.View{Location: r.Here("b", link) + "#group"}, nil
		}
	}
	all := r.Query.Get("show") == "all"
	made, err := r.Bench.Portrait(ctx, workbench.PortraitRequest{Authority: a, Definition: r.Definition, Benchmark: workbench.Benchmark(r.Benchmark), Group: r.Group, All: all})
	if err != nil {
		return nil, err
	}
	p := portrait{Portrait: made, All: all, Sources: made.Sources(), Facts: facts(made), pictures: map[string]pictures{}, paths: pathsOf(r.Bench), places: r.Bench.Edition.Authorities, Own: newOwnGroup(r, made.Company, with)}
	view := &site.View{Title: a.Name, Lede: lede(made), Tables: []site.Table{{ID: "measures", Table: made.Table()}, {ID: "inspections", Table: made.Timeline.Table()}}}
	view.Notices = notices(notice, made.Company.Why)
	if view.Figures, p.Shown, err = p.figures(r.Query.Get("measure")); err != nil {
		return nil, err
	}
	for _, row := range made.Rows() {
		if p.pictures[row.Indicator], err = p.picture(row); err != nil {
			return nil, err
		}
	}
	view.Data = p
	return view, nil
}

// notices are those of some that say anything.
func notices(all ...string) []string {
	return slices.DeleteFunc(all, func(said string) bool { return said == "" })
}

func lede(p *workbench.Portrait) string {
	words := p.Authority.Kind()
	if !p.Authority.Current() {
		words = "former " + words
	}
	if strings.HasPrefix(words, p.Authority.Region) { // a London borough is in London
		return upper(words) + "."
	}
	return upper(words) + " in " + study.InRegion(p.Authority.Region) + "."
}

func upper(words string) string {
	if words == "" {
		return ""
	}
	return strings.ToUpper(words[:1]) + words[1:]
}

func facts(p *workbench.Portrait) []fact {
	facts := []fact{{"Codes", strings.Join(append([]string{p.Authority.Code, p.Authority.ONS}, p.Authority.OtherONS...), ", ")}}
	if c := p.Context; c.ChildPopulation.Known() {
		facts = append(facts, fact{"Children", fmt.Sprintf("%s aged 0 to 17, mid-%d (ONS)", chart.Count(int(c.ChildPopulation), "child", "children"), c.ChildPopulationPeriod)})
	}
	if c := p.Context; c.IMD2025.Known() {
		facts = append(facts, fact{"Deprivation", fmt.Sprintf("%.1f, index of multiple deprivation 2025, higher is more deprived (MHCLG)", float64(c.IMD2025))})
	}
	latest := "no inspection is on record"
	for _, visit := range p.Timeline.Inspections {
		if grade := visit.Overall; !visit.EarlierScale {
			latest = fmt.Sprintf("%s, published %s (Ofsted)", grade.Words(), visit.Published.Long())
		}
	}
	return append(facts, fact{"Latest inspection", latest})
}

// source is the line under a picture.
func source(p *workbench.Portrait, words string) string {
	return words + ". " + p.Edition.Words() + "."
}

func visits(t workbench.Timeline) []chart.Visit {
	var visits []chart.Visit
	for _, v := range t.Inspections {
		if !v.EarlierScale {
			visits = append(visits, chart.Visit{Published: v.Published, Framework: v.Framework, Grade: v.Overall})
		}
	}
	return visits
}

// pathsOf gives the address of the page of each authority by its code.
func pathsOf(bench *workbench.Workbench) func(string) string {
	return func(code string) string {
		a, _ := bench.Edition.Authority(code)
		return site.AuthorityURL(a)
	}
}
