package finding

import (
	"context"
	"errors"
	"fmt"
	"strconv"

	"goodmeasure/chart"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

// The parts of the page of a measure, of which one is shown at a time, so that the page stays small.
var measureParts = []string{"figures", "funnel", "trend", "map", "inspection", "table"}

func partWords(part string) string {
	return map[string]string{"figures": "Figures", "funnel": "Funnel", "trend": "Over time", "map": "Map", "inspection": "Inspection", "table": "Ranks and table"}[part]
}

func measurePage() site.Page {
	return site.Page{Name: "measure", Path: "/measure/{id}", Section: "Measures", Data: measureData{}, Load: loadMeasure,
		About: "One measure: what it counts, which way is better, who has which figure, who is out of the ordinary, how it has moved, and how it goes with inspection.",
		Params: []site.Param{{Name: "show", About: "The part of the page.", OneOf: measureParts, Part: true}, {Name: "period", About: "The year in which the period ends; the newest that is well covered unless given."},
			{Name: "region", About: "The region whose trend is shown beside England’s, or whose authorities the table is of."},
			{Name: "sort", About: "What the table is sorted by.", OneOf: measureSorts}},
		Examples: []string{"/measure/cla_missing?a=leeds", "/measure/sw_agency?show=inspection", "/measure/rereferral?show=funnel", "/measure/cla_missing?show=trend&region=London&a=hackney,leeds",
			"/measure/cl_eet?show=map&a=kingston-upon-hull", "/measure/cla_sdq?show=table&sort=rank"}}
}

// measureData is what the page of a measure shows.
type measureData struct {
	*workbench.Measure
	Show     string                     `json:"show"`
	Region   string                     `json:"region,omitempty"`
	Sort     string                     `json:"sort,omitempty"`
	Headline string                     `json:"headline"`
	Said     []string                   `json:"said"`             // the finding of the part that is shown
	Trends   []workbench.AuthorityTrend `json:"trends,omitempty"` // of the authorities asked for by name, in the part of years
	named    string
	parts    []choice
	periods  []choice
	regions  []choice
}

func (d measureData) Named() string     { return d.named }
func (d measureData) Unit() string      { return workbench.ChartUnit(d.Record.Unit) }
func (d measureData) Parts() []choice   { return d.parts }
func (d measureData) Periods() []choice { return d.periods }
func (d measureData) Places() []choice  { return d.regions }

func loadMeasure(_ context.Context, r *site.Request) (*site.View, error) {
	m, err := askedMeasure(r)
	if err != nil {
		return nil, err
	}
	region, err := regionOf(r)
	if err != nil {
		return nil, err
	}
	show := r.Query.Get("show")
	if show == "" {
		show = measureParts[0]
	}
	data := measureData{Measure: m, Show: show, Region: region, Sort: r.Query.Get("sort"), Headline: m.Headline(), Said: []string{},
		parts: choices(measureParts, show, partWords), regions: choices(r.Bench.Regions(), region, itself)}
	for at := len(m.Record.Coverage) - 1; at >= 0; at-- {
		c := m.Record.Coverage[at]
		data.periods = append(data.periods, choice{strconv.Itoa(int(c.Period)), fmt.Sprintf("%s (%d of %d)", c.PeriodWords, c.N, c.Authorities), c.Period == m.Period})
	}
	view := &site.View{Title: m.Record.Name, Lede: m.Record.Plain}
	if show != "trend" {
		view.Period = strconv.Itoa(int(m.Period))
	}
	if view.Lede == view.Title {
		view.Lede = ""
	}
	most := mostPicked
	if show == "trend" {
		most = chart.MostOthers
	}
	authorities, notices := pickedUpTo(r, most)
	view.Notices = notices
	data.named = r.Named()
	if show == "trend" {
		if data.Trends, err = trendsOf(r, m.Record.ID, authorities); err != nil {
			return nil, err
		}
	}
	drawn := measureDrawing{Measure: m, picked: codesOf(authorities), region: region, named: data.Trends}
	if data.Said, view.Figures, view.Tables, err = drawn.part(show, data.Sort); err != nil {
		return nil, err
	}
	view.Data = data
	return view, nil
}

func trendsOf(r *site.Request, measure string, authorities []*study.Authority) ([]workbench.AuthorityTrend, error) {
	var trends []workbench.AuthorityTrend
	for _, a := range authorities {
		trend, err := r.Bench.TrendOf(*a, measure)
		if err != nil {
			return nil, err
		}
		trends = append(trends, trend)
	}
	return trends, nil
}

func askedMeasure(r *site.Request) (*workbench.Measure, error) {
	id := r.Segment("id")
	if _, found := r.Bench.Edition.Indicator(id); !found {
		return nil, unknownMeasure(r, id)
	}
	var period study.Period
	if text := r.Query.Get("period"); text != "" {
		year, err := strconv.Atoi(text)
		if err != nil || len(text) != 4 {
			return nil, &site.BadRequest{What: fmt.Sprintf("“%s” is no year.", text), Do: "Give the year in which the period ends, as in 2025 for 2024-25.", Param: "period"}
		}
		period = study.Period(year)
	}
	m, err := r.Bench.Measure(id, period)
	var without *workbench.NoSuchPeriod
	switch {
	case errors.As(err, &without):
		return nil, &site.NotFound{What: without.Sentence(), Do: "Choose another period.", Nearest: []site.Link{{Text: "The newest figures", URL: r.URL("/measure/" + id)}}}
	case err != nil:
		return nil, err
	}
	return m, nil
}

func unknownMeasure(r *site.Request, id string) error {
	missing := &site.NotFound{What: fmt.Sprintf("No measure is called “%s”.", id), Do: "Choose one of the nearest, or look through all of them."}
	for _, near := range r.Bench.NearestMeasures(id) {
		missing.Nearest = append(missing.Nearest, site.Link{Text: near.Name, URL: r.URL("/measure/" + near.ID)})
	}
	missing.Nearest = append(missing.Nearest, site.Link{Text: "All measures", URL: r.URL("/measures")})
	return missing
}
