package finding

import (
	"fmt"
	"slices"

	"goodmeasure/chart"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
	"goodmeasure/method"
	"goodmeasure/study"
)

// measureDrawing makes the parts of the page of a measure.
type measureDrawing struct {
	*workbench.Measure
	picked []string
	region string
	named  []workbench.AuthorityTrend
}

func (d measureDrawing) caption(id, title, subtitle string) chart.Caption {
	return chart.Caption{ID: id, Title: title, Subtitle: subtitle, Source: source(d.SourceLine()), Licence: study.Licence}
}

func (d measureDrawing) axis() chart.Measure {
	return workbench.Axis(d.Record.Name, d.Record.Unit, d.Record.Direction)
}

func (d measureDrawing) highlighted(code string) bool { return slices.Contains(d.picked, code) }

// part is what is said, drawn and listed in one part of the page.
func (d measureDrawing) part(show, sort string) ([]string, []chart.Figure, []site.Table, error) {
	switch show {
	case "funnel":
		said := []string{d.FunnelWords()}
		if d.Funnel.Why != "" {
			return said, nil, nil, nil
		}
		made, err := figures(d.funnel)
		return said, made, nil, err
	case "trend":
		return d.trends()
	case "map":
		made, err := figures(d.tileMap)
		return []string{"Each authority is one tile of the same size, so that London and large counties look alike. Darker is a higher figure, which is better or worse as stated above; the fifths are cut without regard to chance."}, made, nil, err
	case "inspection":
		made, err := figures(d.gradeStrips)
		return d.inspectionWords(), made, nil, err
	case "table":
		return append(d.told(), d.reasons()...), nil, []site.Table{{ID: "ranks", Table: d.ranksTable(sort)}}, nil
	}
	made, err := figures(d.distribution)
	return d.told(), made, nil, err
}

// told says what each reading's ranks can tell apart.
func (d measureDrawing) told() []string {
	said := []string{}
	for _, r := range d.Readings {
		words := r.Told()
		if slices.Contains(said, words) {
			continue
		}
		if len(d.Readings) > 1 && r.Better+r.Worse+r.Unclear > 0 {
			words = fmt.Sprintf("If %s: %s", r.Words, words)
		}
		said = append(said, words)
	}
	return said
}

func (d measureDrawing) distribution() (chart.Figure, error) {
	data := chart.StripData{Measure: d.axis(), England: d.Spread.Median,
		Caption: d.caption("distribution", d.spreadTitle(d.Spread), d.Record.Name+", "+d.PeriodWords+". England (middle) is the middle authority, each counting alike.")}
	for _, f := range d.Figures {
		if !f.Tiny {
			data.Values = append(data.Values, chart.StripValue{Authority: f.Authority, Name: f.Name, Value: f.Value, Highlight: d.highlighted(f.Authority), Reason: f.Reason})
		}
	}
	return chart.Distribution(data)
}

func (d measureDrawing) spreadTitle(s method.Spread) string {
	if s.N == 0 {
		return "No authority has a figure"
	}
	return fmt.Sprintf("Authorities have from %s to %s", workbench.Amount(s.Low, d.Record.Unit), workbench.Amount(s.High, d.Record.Unit))
}

func (d measureDrawing) funnel() (chart.Figure, error) {
	f := d.Funnel
	out := 0
	for _, p := range f.Points {
		if p.Beyond == 2 || p.Beyond == -2 {
			out++
		}
	}
	data := chart.FunnelData{Measure: d.axis(), Size: d.sizeWords(), Centre: f.Target, Round: d.FunnelRound(), Note: d.limitsWords(),
		Caption: d.caption("funnel", chart.Capital(isOrAre(out, "authority", "authorities"))+" out of the ordinary, given how many "+chart.Choose(max(out, 1), "it counts", "they count"), d.Record.Name+", "+d.PeriodWords+".")}
	for _, l := range f.Limits {
		data.Limits = append(data.Limits, chart.FunnelLimit{Size: float64(l.Denominator), Limit95: chart.Interval{Low: l.InnerLow, High: l.InnerHigh}, Limit99: chart.Interval{Low: l.OuterLow, High: l.OuterHigh}})
	}
	for _, p := range f.Points {
		band := map[int]chart.FunnelBand{0: chart.WithinLimits, 1: chart.Beyond95, -1: chart.Beyond95, 2: chart.Beyond99, -2: chart.Beyond99}[p.Beyond]
		data.Units = append(data.Units, chart.FunnelUnit{Authority: p.Authority, Name: p.Name, Size: p.Denominator, Value: p.Value, Band: band, Highlight: d.highlighted(p.Authority)})
	}
	return chart.Funnel(data)
}

func (d measureDrawing) sizeWords() string {
	if d.Record.Denominator != "" {
		return d.Record.Denominator
	}
	return "counted"
}

func (d measureDrawing) limitsWords() string {
	if d.Funnel.Dispersion > 1 {
		return "The limits allow for chance and for the usual difference between authorities."
	}
	return "The limits allow for chance; authorities differ by no more than that."
}

func (d measureDrawing) tileMap() (chart.Figure, error) {
	data := chart.TileMapData{Measure: d.axis(), Cuts: d.Fifths, Caption: d.caption("map", "", d.Record.Name+", "+d.PeriodWords+", in fifths of authorities.")}
	byCode := map[string]workbench.MeasureFigure{}
	for _, f := range d.Figures {
		byCode[f.Authority] = f
	}
	for _, h := range d.Hexes {
		f, there := byCode[h.Authority]
		if !there {
			continue
		}
		tile := chart.Tile{Authority: f.Authority, Name: f.Name, Q: h.Q, R: h.R, Value: f.Value, Highlight: d.highlighted(f.Authority), Reason: f.Reason}
		if f.Tiny && f.Value.Known() {
			tile.Value, tile.Reason, tile.Apart = study.Missing, "too few children", true
		}
		data.Tiles = append(data.Tiles, tile)
	}
	drawn := map[string]bool{}
	var values []float64
	for _, tile := range data.Tiles {
		drawn[tile.Authority] = true
		if tile.Value.Known() {
			values = append(values, float64(tile.Value))
		}
	}
	for _, f := range d.Figures {
		if !drawn[f.Authority] && f.Value.Known() {
			data.Untiled = append(data.Untiled, chart.Untiled{Authority: f.Authority, Name: f.Name, Value: f.Value})
		}
	}
	data.Title = d.spreadTitle(method.SpreadOf(values))
	data.Cuts = slices.Compact(slices.Clone(data.Cuts))
	return chart.TileMap(data)
}

func isOrAre(n int, one, many string) string {
	switch n {
	case 0:
		return "no " + one + " is"
	case 1:
		return "1 " + one + " is"
	}
	return fmt.Sprintf("%d %s are", n, many)
}
