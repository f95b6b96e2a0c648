package about

import (
	"time"

	"goodmeasure/chart"
	"goodmeasure/study"
)

func sampleBump(c chart.Caption) (chart.Figure, error) {
	data := chart.BumpData{Caption: c, Columns: []string{"Default", "My definition"}, Among: 10}
	for i := range 10 {
		code, name := place(i)
		after := study.Number((i*7)%10 + 1)
		data.Lines = append(data.Lines, chart.BumpLine{Authority: code, Name: name, Ranks: []study.Number{study.Number(i + 1), after}, Highlight: i < 3,
			Intervals: []chart.Interval{{Low: max(1, study.Number(i)), High: min(10, study.Number(i+2))}, {Low: max(1, after-1), High: min(10, after+1)}}})
	}
	return chart.Bump(data)
}

func sampleTiles(c chart.Caption) (chart.Figure, error) {
	data := chart.TileMapData{Caption: c, Measure: sampleMeasure, Cuts: []float64{30, 45, 60}}
	for i := range 30 {
		code, name := place(i)
		data.Tiles = append(data.Tiles, chart.Tile{Authority: code, Name: name, Q: i % 6, R: i / 6, Value: spread(i)})
	}
	data.Tiles[9].Value, data.Tiles[9].Reason = study.Missing, "suppressed"
	return chart.TileMap(data)
}

func sampleBands(c chart.Caption) (chart.Figure, error) {
	data := chart.BandsData{Caption: c, Columns: []string{"2023", "2024", "2025"}, Bands: []string{"clearly above average", "rather above", "rather below", "clearly below"}, Note: "If ranks were random, 0.4 authorities would be expected."}
	for i := range 6 {
		code, name := place(i)
		data.Rows = append(data.Rows, chart.BandRow{Authority: code, Name: name, Bands: []int{1 + i%4, 1 + (i+1)%4, 1 + i%4}})
	}
	return chart.Bands(data)
}

func sampleBounds(c chart.Caption) (chart.Figure, error) {
	data := chart.BoundsData{Caption: c, Among: 12, Note: "Any weights are allowed."}
	for i := range 12 {
		code, name := place(i)
		data.Units = append(data.Units, chart.BoundedUnit{Authority: code, Name: name, Today: study.Number(i + 1), Best: study.Number(1 + i/2), Worst: study.Number(min(12, i+5)), Highlight: i == 4})
	}
	return chart.Bounds(data)
}

func sampleTenths(c chart.Caption) (chart.Figure, error) {
	data := chart.TenthsData{Caption: c}
	for i := range 40 {
		code, name := place(i)
		unit := chart.TenthUnit{Authority: code, Name: name, Grade: study.Grades[i%4], Tenth: chart.MiddleTenths}
		switch {
		case i < 4:
			unit.Tenth = chart.BestTenth
		case i > 35:
			unit.Tenth = chart.WorstTenth
		}
		data.Units = append(data.Units, unit)
	}
	return chart.Tenths(data)
}

func sampleJourneys(c chart.Caption) (chart.Figure, error) {
	data := chart.JourneysData{Caption: c}
	for i := range 4 {
		code, name := place(i)
		data.Rows = append(data.Rows, chart.Journey{Authority: code, Name: name, Visits: []chart.Visit{{Published: study.DateOf(2016, time.March, 1+i), Framework: study.SIF, Grade: study.Grades[i]},
			{Published: study.DateOf(2022, time.June, 1+i), Framework: study.ILACS, Grade: study.Grades[3-i]}}})
	}
	return chart.Journeys(data)
}
