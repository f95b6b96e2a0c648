package finding

import (
	"context"
	"fmt"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

func rankingPage() site.Page {
	return site.Page{Name: "ranking", Path: "/ranking", Section: "Ranking", Data: rankingData{}, Load: loadRanking, Heavy: true,
		About: "Where authorities stand under the definition in force: bands and intervals of ranks, by source of doubt.",
		Params: []site.Param{{Name: "doubt", About: "What the intervals take into account: the data (sampling error), the weights and other choices, or both.", OneOf: workbench.Doubts},
			{Name: "region", About: "Show only its authorities; they are ranked among all."}},
		Examples: []string{"/ranking", "/ranking?doubt=both&region=London&a=kingston-upon-hull,leeds"}}
}

// rankingData is what the page shows.
type rankingData struct {
	*workbench.Standings
	Region   string     `json:"region,omitempty"`
	Headline string     `json:"headline"`
	About    string     `json:"about"`
	Bands    []bandLine `json:"bands"`
	doubts   []choice
	regions  []choice
	named    string
}

// bandLine is a band, what it means, and who is in it.
type bandLine struct {
	Band        workbench.Band `json:"band"`
	Words       string         `json:"words"`
	Authorities []placed       `json:"authorities"`
}

// placed is an authority with its shared place and interval, which never go apart.
type placed struct {
	Authority string `json:"authority"`
	Name      string `json:"name"`
	Slug      string `json:"slug"`
	Interval  string `json:"interval"`
	Picked    bool   `json:"picked,omitempty"`
}

func (d rankingData) Doubts() []choice { return d.doubts }
func (d rankingData) Places() []choice { return d.regions }
func (d rankingData) Named() string    { return d.named }

func loadRanking(ctx context.Context, r *site.Request) (*site.View, error) {
	region, err := regionOf(r)
	if err != nil {
		return nil, err
	}
	doubt := workbench.DoubtOfData
	if asked := r.Query.Get("doubt"); asked != "" {
		doubt = workbench.Doubt(asked)
	}
	s, err := r.Bench.Standings(ctx, r.Definition, doubt)
	if err != nil {
		return nil, r.Unusable(unranked, err)
	}
	codes, notices := picked(r)
	data := rankingData{Standings: s, Region: region, Headline: s.Headline(), About: s.About(), Bands: bandLines(r, s, region, codes), named: r.Named(),
		doubts: choices(workbench.Doubts, string(doubt), func(d string) string { return workbench.Doubt(d).Words() }), regions: choices(r.Bench.Regions(), region, itself)}
	view := &site.View{Title: data.Headline, Lede: data.About, Data: data, Notices: notices}
	if s.Why != "" {
		return view, nil
	}
	makers := []func() (chart.Figure, error){func() (chart.Figure, error) { return standingFigure(s, region, codes) }}
	if len(codes) > 0 {
		p, left, err := yearsOf(ctx, r, codes)
		if err != nil {
			return nil, err
		}
		view.Notices = append(view.Notices, left...)
		if p != nil {
			makers = append(makers, func() (chart.Figure, error) { return yearsFigure(p, codes) })
		}
	}
	if view.Figures, err = figures(makers...); err != nil {
		return nil, err
	}
	view.Tables = []site.Table{{ID: "places", Table: s.Table(region)}}
	return view, nil
}

// unranked begins the error for a definition that no index can be made of.
const unranked = "Nothing can be ranked under this definition"

func standingFigure(s *workbench.Standings, region string, codes []string) (chart.Figure, error) {
	data := chart.CaterpillarData{Among: s.N + s.ErrorUnknown, Caption: chart.Caption{ID: "places", Title: s.Overlap(), Source: source(s.SourceLine()), Licence: study.Licence,
		Subtitle: fmt.Sprintf("Rank under “%s” with 50%% and 95%% intervals; doubt: %s.", s.Definition.Name, strings.ToLower(s.Doubt.Words()))}}
	if region != "" {
		data.Title = fmt.Sprintf("%s: where its authorities stand among all", region)
	}
	for _, a := range s.Authorities {
		if region != "" && a.Region != region {
			continue
		}
		data.Units = append(data.Units, chart.RankedUnit{Authority: a.Authority, Name: a.Name, Median: a.Median, Interval50: chart.Interval{Low: a.Low50, High: a.High50},
			Interval95: chart.Interval{Low: a.Low, High: a.High}, Highlight: contains(codes, a.Authority), Reason: a.Reason})
	}
	return chart.Caterpillar(data)
}

func contains(codes []string, code string) bool {
	for _, one := range codes {
		if one == code {
			return true
		}
	}
	return false
}

func bandLines(r *site.Request, s *workbench.Standings, region string, codes []string) []bandLine {
	lines := []bandLine{}
	for _, band := range workbench.Bands {
		line := bandLine{Band: band, Words: band.Words(), Authorities: []placed{}}
		for _, a := range s.Authorities {
			if a.Band != band || (region != "" && a.Region != region) {
				continue
			}
			line.Authorities = append(line.Authorities, placed{a.Authority, a.Name, slug(r, a.Authority), workbench.RankRange(a.Low, a.High), contains(codes, a.Authority)})
		}
		lines = append(lines, line)
	}
	return lines
}

func slug(r *site.Request, code string) string {
	a, found := r.Bench.Edition.Authority(code)
	if !found {
		return code
	}
	return a.Slug()
}
