package finding

import (
	"context"
	"fmt"
	"slices"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

// bandsFigure is the grid of years for those counted as strong or weak, and for those picked out; or for one region.
func bandsFigure(p *workbench.Persistence, counted workbench.Persistent, region string, codes []string) (chart.Figure, error) {
	shown := "those counted and those picked out"
	if region != "" {
		shown = "its authorities, ranked among all of England"
	}
	data := chart.BandsData{Note: counted.ChanceLine(), Caption: chart.Caption{ID: "bands", Title: fmt.Sprintf("%s: the bands of its authorities year by year", region), Source: source(p.SourceLine()), Licence: study.Licence,
		Subtitle: fmt.Sprintf("Band in each year under “%s” and the definitions around it, for %s. A and D: the whole 95%% interval lies in one half; B and C: it does not. Being counted asks something else: the best, or the worst, quarter under at least %d%% of the definitions of a year, so that somebody counted can be in B or C.", p.Definition.Name, shown, counted.Percent)}}
	for _, band := range workbench.Bands {
		data.Bands = append(data.Bands, band.Words())
	}
	for _, y := range p.Years {
		data.Columns = append(data.Columns, fmt.Sprint(y.Label))
	}
	named := map[string]bool{}
	for _, list := range [][]workbench.PersistentIn{counted.Strong, counted.Weak} {
		for _, one := range list {
			named[one.Authority] = true
		}
	}
	n := len(named) // somebody can be strong in one year and weak in another
	for _, code := range codes {
		named[code] = true
	}
	for _, a := range p.Authorities {
		if (region == "" && !named[a.Authority]) || (region != "" && a.Region != region) {
			continue
		}
		row := chart.BandRow{Authority: a.Authority, Name: a.Name}
		for _, y := range a.Years {
			row.Bands = append(row.Bands, 1+slices.Index(workbench.Bands, y.Band))
			if y.Band == "" {
				row.Reason = y.Reason
			}
		}
		data.Rows = append(data.Rows, row)
	}
	if region == "" {
		data.Title = shownTitle(counted.Why, n, len(data.Rows))
	}
	return chart.Bands(data)
}

// shownTitle says who is in the grid: so many that are counted, among so many rows.
func shownTitle(why string, n, rows int) string {
	others := ""
	switch {
	case why != "":
		return "No authority has a band in any year"
	case n == 0:
		return "Nobody is counted as strong or weak in so many years"
	case rows > n:
		others = fmt.Sprintf(" and of %d picked out", rows-n)
	}
	return fmt.Sprintf("The bands of the %s counted%s, year by year", chart.Count(n, "authority", "authorities"), others)
}

// yearsOf are the years that the places of those picked out are drawn over, nil where there is nothing to draw, and notices
// of why that is and of who is in none of them.
func yearsOf(ctx context.Context, r *site.Request, codes []string) (p *workbench.Persistence, notices []string, err error) {
	const left = "Places year by year are left out: "
	p, err = r.Bench.Persistence(ctx, r.Definition)
	if err != nil {
		why, ofDefinition := r.Bench.Unmade(err)
		if !ofDefinition {
			return nil, nil, err
		}
		return nil, []string{left + why + "."}, nil
	}
	if len(p.Years) < 2 { // the newest is always there
		return nil, []string{fmt.Sprintf("%sunder this definition authorities can be ranked in %d alone, and it takes two years to set them beside each other.", left, p.Years[0].Label)}, nil
	}
	var without []string
	for _, code := range codes {
		a, _ := r.Bench.Edition.Authority(code)
		if !slices.ContainsFunc(p.Authorities, func(y workbench.YearsOf) bool { return y.Authority == code }) {
			without = append(without, r.Bench.ShortName(a))
		}
	}
	switch {
	case len(without) == len(codes):
		return nil, []string{left + "none of those named has a place in them."}, nil
	case len(without) > 0:
		notices = []string{"Without a place year by year: " + strings.Join(without, ", ") + "."}
	}
	return p, notices, nil
}

// yearsFigure is the places of the authorities picked out, year by year, with their intervals.
func yearsFigure(p *workbench.Persistence, codes []string) (chart.Figure, error) {
	data := chart.BumpData{Caption: chart.Caption{ID: "years", Title: "The places of those picked out, year by year", Source: source(p.SourceLine()), Licence: study.Licence,
		Subtitle: fmt.Sprintf("Median rank and 95%% interval over %s definitions drawn around “%s” in each year, sampling error included.", workbench.Whole(study.Number(p.Draws)), p.Definition.Name)}}
	data.Fewest = p.Years[0].Ranked
	for _, y := range p.Years {
		data.Columns = append(data.Columns, fmt.Sprint(y.Label))
		data.Among, data.Fewest = max(data.Among, y.Ranked), min(data.Fewest, y.Ranked)
	}
	for _, a := range p.Authorities {
		line := chart.BumpLine{Authority: a.Authority, Name: a.Name, Highlight: slices.Contains(codes, a.Authority)}
		if !line.Highlight {
			continue
		}
		for _, y := range a.Years {
			line.Ranks = append(line.Ranks, y.Median)
			line.Intervals = append(line.Intervals, chart.Interval{Low: y.Low, High: y.High})
			if y.Band == "" {
				line.Reason = y.Reason
			}
		}
		data.Lines = append(data.Lines, line)
	}
	return chart.Bump(data)
}
