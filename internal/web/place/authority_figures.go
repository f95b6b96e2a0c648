package place

import (
	"fmt"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

// figures are the journey, and the trend of a measure where one is asked for.
func (p portrait) figures(measure string) (figures []chart.Figure, shown string, err error) {
	journey, err := p.journey()
	if err != nil {
		return nil, "", err
	}
	figures = append(figures, journey)
	if measure == "" {
		return figures, "", nil
	}
	for _, row := range p.Rows() {
		if row.Indicator == measure {
			trend, err := chart.Trend(p.trend(row))
			return append(figures, trend), measure, err
		}
	}
	return nil, "", &site.BadRequest{What: fmt.Sprintf("There is no measure %q among those shown.", measure),
		Do: "Take measure out of the address, or put show=all into it to see every measure there is.", Param: "measure"}
}

func (p portrait) journey() (chart.Figure, error) {
	one := chart.Journey{Authority: p.Authority.Code, Name: p.Authority.Short(), Visits: visits(p.Timeline)}
	title := "Overall grades of " + p.Authority.Short() + ": none on the scale of today"
	if len(one.Visits) == 0 {
		one.Reason = "no inspection is on record"
	}
	if p.Timeline.Shape != "" {
		title = fmt.Sprintf("Overall grades of %s: %s", p.Authority.Short(), p.Timeline.ShapeWords())
	}
	return chart.Journeys(chart.JourneysData{Caption: chart.Caption{ID: "journey", Title: title,
		Subtitle: "Inspections of children’s services under the single inspection framework and its successor, by date of publication.",
		Source:   source(p.Portrait, "Ofsted, published inspection outcomes"), Licence: study.Licence}, Rows: []chart.Journey{one}})
}

func (p portrait) trend(row workbench.PortraitRow) chart.TrendData {
	data := chart.TrendData{Caption: chart.Caption{ID: trendID(row.Indicator), Title: p.trendTitle(row),
		Subtitle: fmt.Sprintf("%s, each year with its 95%% interval where that is known; dashed: England’s middle authority.", row.Name),
		Source:   source(p.Portrait, row.SourceWords+"; inspections: Ofsted"), Licence: study.Licence},
		Measure: workbench.Axis(row.Name, row.Unit, row.Taken()), Authority: p.Authority.Code, Place: p.Authority.Short(), Few: p.Authority.Tiny(),
		PeriodType: row.PeriodType(), Inspections: visits(p.Timeline), Breaks: row.Breaks}
	if p.Benchmark != workbench.AgainstEngland {
		data.Benchmark = "median of " + p.BenchmarkWords
	}
	for _, past := range row.Past {
		data.Points = append(data.Points, chart.TrendPoint{Period: past.Period, Value: past.Value, Interval: chart.Interval{Low: past.Low, High: past.High}, SamplingError: string(past.SamplingError),
			England: past.England, Benchmark: past.Benchmark, Middle: chart.Interval{Low: past.QuarterLow, High: past.QuarterHigh}, Reason: past.Reason, Joint: past.Joint})
	}
	return data
}

func (p portrait) trendTitle(row workbench.PortraitRow) string {
	if row.Change == nil {
		return fmt.Sprintf("%s in %s: there are not enough years to tell a change", row.Name, p.Authority.Short())
	}
	return fmt.Sprintf("%s in %s: %s, %s", row.Name, p.Authority.Short(), row.Change.Verdict, row.Change.Words)
}

// picture draws a row's two small pictures.
func (p portrait) picture(row workbench.PortraitRow) (pictures, error) {
	strip, err := chart.StripRow(chart.StripData{Caption: chart.Caption{ID: "strip", Title: row.Name}, Measure: workbench.Axis(row.Name, row.Unit, row.Taken()),
		England: row.EnglandMedian, Values: row.Others(p.Company.Near, p.Authority.Code)})
	if err != nil {
		return pictures{}, fmt.Errorf("the strip of %s: %w", row.Indicator, err)
	}
	if p.All {
		return pictures{strip: strip}, nil // the page of every measure has no room for both
	}
	sparkline, err := chart.Sparkline(p.trend(row))
	if err != nil {
		return pictures{}, fmt.Errorf("the trend of %s: %w", row.Indicator, err)
	}
	return pictures{strip, sparkline}, nil
}

func trendID(indicator string) string { return "trend-" + strings.ReplaceAll(indicator, "_", "-") }
