package chart

import (
	"math/rand/v2"
	"strconv"

	"goodmeasure/study"
)

func sampleComparison() ComparisonData {
	data := ComparisonData{Caption: caption("comparison", "Dunmere has the steadiest workforce of the six")}
	for i := range 6 {
		code, name := place(i)
		data.Authorities = append(data.Authorities, ComparedAuthority{Code: code, Name: name})
	}
	random := rand.New(rand.NewPCG(11, 12))
	for i, m := range []Measure{turnover, {Name: "Children in care with three or more placements in the year", Unit: "%", Direction: study.LowerIsBetter},
		{Name: "Care leavers in education, employment or training", Unit: "%", Direction: study.HigherIsBetter}, {Name: "Children who return home", Unit: "per 10,000 children", Direction: study.Contested}} {
		row := ComparisonRow{Indicator: "m" + strconv.Itoa(i), Measure: m, Period: "2024-25", England: 20, All: Interval{4, 44}}
		for j := range 6 {
			v := study.Number(10 + 25*random.Float64())
			f := ComparisonFigure{Value: v, Interval: Interval{v - 3, v + 4}}
			if j == i+1 {
				f = ComparisonFigure{Value: study.Missing, Interval: Interval{study.Missing, study.Missing}, Reason: "suppressed by the publisher"}
			}
			row.Figures = append(row.Figures, f)
		}
		data.Rows = append(data.Rows, row)
	}
	return data
}

func sampleBump(n, columns int) BumpData {
	random := rand.New(rand.NewPCG(13, 14))
	data := BumpData{Caption: caption("bump", "Weights move most authorities by fewer than ten places"), Among: n}
	if columns == 2 {
		data.Columns = []string{"Default: 14 measures, equal weights", "My definition"}
	} else {
		for i := range columns {
			data.Columns = append(data.Columns, strconv.Itoa(2018+i))
		}
	}
	for i := range n {
		code, name := place(i)
		l := BumpLine{Authority: code, Name: name, Highlight: i > 0 && i < 6}
		for range columns {
			rank := 1 + random.IntN(n)
			l.Ranks = append(l.Ranks, study.Number(rank))
			l.Intervals = append(l.Intervals, Interval{study.Number(max(1, rank-n/8)), study.Number(min(n, rank+n/8))})
		}
		data.Lines = append(data.Lines, l)
	}
	data.Lines[2].Ranks[columns-1], data.Lines[2].Reason = study.Missing, "created in April 2025"
	data.Lines[3].Intervals = nil
	return data
}

func sampleTileMap() TileMapData {
	data := TileMapData{Caption: caption("tilemap", "Turnover is highest in the east"), Measure: turnover, Cuts: []float64{10, 14, 18, 22}}
	strip := sampleStrip(153)
	for i, v := range strip.Values {
		data.Tiles = append(data.Tiles, Tile{v.Authority, v.Name, i % 17, i / 9, v.Value, v.Highlight, v.Reason, false})
	}
	return data
}

func sampleBands(n int) BandsData {
	random := rand.New(rand.NewPCG(15, 16))
	data := BandsData{Caption: caption("bands", "Three authorities were in the best band in at least seven of ten years"),
		Bands: []string{"clearly above the middle", "probably above", "probably below", "clearly below the middle"}, Note: "If ranks were random, 0.4 authorities would be expected."}
	for i := range 10 {
		data.Columns = append(data.Columns, strconv.Itoa(2016+i))
	}
	for i := range n {
		code, name := place(i)
		r := BandRow{Authority: code, Name: name, Reason: "too few measures"}
		for range data.Columns {
			r.Bands = append(r.Bands, min(4, random.IntN(6)))
		}
		data.Rows = append(data.Rows, r)
	}
	data.Rows[4].Bands = []int{1, 1, 1, 1, 0, 1, 1, 1, 1, 1}
	return data
}

func sampleBounds(n int) BoundsData {
	random := rand.New(rand.NewPCG(17, 18))
	data := BoundsData{Caption: caption("bounds", "Half of the authorities can be made first by some weights"), Among: n, Note: "Each weight may lie between half and twice its value."}
	for i := range n {
		code, name := place(i)
		data.Units = append(data.Units, BoundedUnit{Authority: code, Name: name, Today: study.Number(i + 1), Best: study.Number(1 + random.IntN(i+1)),
			Worst: study.Number(i + 1 + random.IntN(n-i)), Highlight: i == 5})
	}
	return BoundsData{data.Caption, n, append(data.Units, BoundedUnit{"901", "Tiny Isle", study.Missing, study.Missing, study.Missing, false, "too few children"}), data.Note}
}
