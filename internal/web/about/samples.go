package about

import (
	"strconv"
	"time"

	"goodmeasure/chart"
	"goodmeasure/study"
)

// samples are made-up data for every kind of figure.
var samples = []struct {
	name string
	draw func(chart.Caption) (chart.Figure, error)
}{
	{"strip", func(c chart.Caption) (chart.Figure, error) { return chart.Strip(sampleStrip(c)) }},
	{"distribution", func(c chart.Caption) (chart.Figure, error) { return chart.Distribution(sampleStrip(c)) }},
	{"caterpillar", sampleCaterpillar},
	{"association", sampleAssociation},
	{"trend", sampleTrend},
	{"funnel", sampleFunnel},
	{"grades", sampleGrades},
	{"comparison", sampleComparison},
	{"bump", sampleBump},
	{"tiles", sampleTiles},
	{"bands", sampleBands},
	{"bounds", sampleBounds},
	{"tenths", sampleTenths},
	{"transitions", func(c chart.Caption) (chart.Figure, error) {
		return chart.Transitions(chart.TransitionsData{Caption: c, Counts: [4][4]int{{3, 9, 4, 0}, {2, 20, 22, 3}, {1, 12, 30, 8}, {0, 1, 5, 7}}})
	}},
	{"journeys", sampleJourneys},
	{"scree", func(c chart.Caption) (chart.Figure, error) {
		return chart.Scree(chart.ScreeData{Caption: c, Eigenvalues: []float64{2.9, 1.6, 1.1, 0.8, 0.6}, Random95: []study.Number{1.5, 1.3, 1.2, 1.1, 1}})
	}},
	{"shares", func(c chart.Caption) (chart.Figure, error) {
		return chart.Shares(chart.SharesData{Caption: c, Of: "mean shift of ranks", Choices: []chart.ChoiceShare{
			{Choice: "the weights", First: 0.5, Total: 0.7, FirstInterval: chart.Interval{Low: 0.4, High: 0.6}, TotalInterval: chart.Interval{Low: 0.6, High: 0.8}},
			{Choice: "the scale", First: 0.2, Total: 0.4, FirstInterval: chart.Interval{Low: 0.1, High: 0.3}, TotalInterval: chart.Interval{Low: 0.3, High: 0.5}}}})
	}},
	{"specification", func(c chart.Caption) (chart.Figure, error) {
		return chart.Specifications(chart.SpecificationData{Caption: c, Measure: "Spearman’s correlation", Nominal: 0.3, Critical: 0.17, Low: 0.1, High: 0.4, Among: 6,
			Choices: []chart.SpecifiedChoice{{Choice: "scale", Options: []string{"percentile ranks", "z-scores"}, Took: []int{0, 1, 0, 1, 0, 1}}}, Answers: []float64{0.1, 0.18, 0.24, 0.3, 0.33, 0.4}})
	}},
}

func sampleStrip(c chart.Caption) chart.StripData {
	data := chart.StripData{Caption: c, Measure: chart.Measure{Name: "Care leavers in work or learning", Unit: "%", Direction: study.HigherIsBetter}, England: 48}
	for i := range 40 {
		code, name := place(i)
		data.Values = append(data.Values, chart.StripValue{Authority: code, Name: name, Value: spread(i), Highlight: i < 2})
	}
	data.Values[39].Value, data.Values[39].Reason = study.Missing, "suppressed"
	return data
}

var sampleMeasure = chart.Measure{Name: "Turnover of social workers", Unit: "%", Direction: study.LowerIsBetter}

func sampleCaterpillar(c chart.Caption) (chart.Figure, error) {
	data := chart.CaterpillarData{Caption: c}
	for i := range 12 {
		code, name := place(i)
		median := study.Number(i + 1)
		data.Units = append(data.Units, chart.RankedUnit{Authority: code, Name: name, Median: median, Interval50: chart.Interval{Low: max(1, median-1), High: min(12, median+1)},
			Interval95: chart.Interval{Low: max(1, median-4), High: min(12, median+3)}, Highlight: i == 4})
	}
	return chart.Caterpillar(data)
}

func sampleAssociation(c chart.Caption) (chart.Figure, error) {
	return chart.Association(chart.AssociationData{Caption: c, Rows: []chart.AssociationRow{
		{Indicator: "one", Name: "Turnover of social workers", OddsRatio: 0.6, Low: 0.4, High: 0.9, AdjustedP: 0.04, N: 150, Detectable: 1.6},
		{Indicator: "two", Name: "Care leavers in work or learning", OddsRatio: 1.1, Low: 0.8, High: 1.5, AdjustedP: 0.7, N: 150, Detectable: 1.6}}})
}

func sampleTrend(c chart.Caption) (chart.Figure, error) {
	data := chart.TrendData{Caption: c, Measure: sampleMeasure, Authority: "200", Place: "Place 1", PeriodType: study.September,
		Inspections: []chart.Visit{{Published: study.DateOf(2022, time.May, 3), Framework: study.ILACS, Grade: study.Good}}}
	for i := range 7 {
		value := 15 + spread(i)/10
		data.Points = append(data.Points, chart.TrendPoint{Period: study.Period(2019 + i), Value: value, Interval: chart.Interval{Low: value - 2, High: value + 3}, England: 17, Benchmark: study.Missing,
			Middle: chart.Interval{Low: 13, High: 20}})
	}
	data.Points[3] = chart.TrendPoint{Period: 2022, Value: study.Missing, Interval: chart.Interval{Low: study.Missing, High: study.Missing}, England: 17, Benchmark: study.Missing, Middle: chart.Interval{Low: 13, High: 20}, Reason: "not available"}
	return chart.Trend(data)
}

func sampleFunnel(c chart.Caption) (chart.Figure, error) {
	data := chart.FunnelData{Caption: c, Measure: sampleMeasure, Size: "social workers", Centre: 48, Note: "Limits allow for overdispersion."}
	for _, size := range []float64{50, 100, 200, 400, 800} {
		wide := study.Number(200 / (size / 50))
		data.Limits = append(data.Limits, chart.FunnelLimit{Size: size, Limit95: chart.Interval{Low: 48 - wide/8 - 5, High: 48 + wide/8 + 5}, Limit99: chart.Interval{Low: 48 - wide/5 - 7, High: 48 + wide/5 + 7}})
	}
	for i := range 30 {
		code, name := place(i)
		data.Units = append(data.Units, chart.FunnelUnit{Authority: code, Name: name, Size: study.Number(60 + 24*i), Value: 48 + (spread(i)-50)/5, Highlight: i == 3})
	}
	return chart.Funnel(data)
}

func sampleGrades(c chart.Caption) (chart.Figure, error) {
	data := chart.GradeStripsData{Caption: c, Measure: sampleMeasure, Note: "No relation is found."}
	for g, grade := range study.Grades {
		strip := chart.GradeStrip{Grade: grade, Median: 48, Quartiles: chart.Interval{Low: 35, High: 62}}
		for i := range 8 {
			code, name := place(8*g + i)
			strip.Values = append(strip.Values, chart.StripValue{Authority: code, Name: name, Value: spread(8*g + i)})
		}
		data.Strips = append(data.Strips, strip)
	}
	return chart.GradeStrips(data)
}

func sampleComparison(c chart.Caption) (chart.Figure, error) {
	data := chart.ComparisonData{Caption: c, Authorities: []chart.ComparedAuthority{{Code: "200", Name: "Place 1"}, {Code: "201", Name: "Place 2"}}}
	for i := range 3 {
		row := chart.ComparisonRow{Indicator: "m" + strconv.Itoa(i), Measure: sampleMeasure, Period: "2025", England: 48, All: chart.Interval{Low: 20, High: 80}}
		for j := range 2 {
			value := spread(7*i + j)
			row.Figures = append(row.Figures, chart.ComparisonFigure{Value: value, Interval: chart.Interval{Low: value - 4, High: value + 5}})
		}
		data.Rows = append(data.Rows, row)
	}
	return chart.DotComparison(data)
}
