package chart

import (
	"errors"
	"html/template"
	"math"
	"strings"

	"goodmeasure/study"
)

// The size in px of the pictures that stand in a cell of a table.
const (
	inlineWidth  = 160
	inlineHeight = 28
)

// StripRow is a strip for a cell of a table: a small svg element without text, whose title says the figures. Better is to
// the right whatever the measure's direction; where there is none, higher is. Others are short ticks, those near are
// darker and longer, England is a line through all, and highlighted authorities are dots.
func StripRow(data StripData) (template.HTML, error) {
	f, err := Strip(data)
	if err != nil {
		return "", err
	}
	data = data.inOrder()
	if len(data.measured()) == 0 {
		return inline(f.Sentence, nil, nil), nil
	}
	values := []study.Number{data.England}
	for _, v := range data.Values {
		values = append(values, v.Value)
	}
	low, high, _ := reach(values...)
	low, high = roomy(low, high)
	along := linear{low, high, 4, inlineWidth - 4}
	if data.Direction == study.LowerIsBetter {
		along = linear{low, high, inlineWidth - 4, 4}
	}
	var others, near strings.Builder
	var dots []dot
	last := ""
	for _, v := range data.Values {
		x := along.at(float64(v.Value))
		switch {
		case !v.Value.Known():
		case v.Highlight:
			dots = append(dots, dot{point{rounded(x), inlineHeight / 2}, 10, circle, "stronger"})
		case v.Near:
			near.WriteString("M" + short(x) + " 5v18")
		default:
			if tick := "M" + short(math.Round(2*x)/2) + " 8v12"; tick != last { // half a pixel is finer than ticks are wide, and pages have dozens of strips
				others.WriteString(tick)
				last = tick
			}
		}
	}
	lines := []strokes{{others.String(), "similar"}, {near.String(), "thin"}}
	if data.England.Known() {
		lines = append(lines, strokes{"M" + short(along.at(float64(data.England))) + " 0v28", "dashed"})
	}
	return inline(data.rowLabel(), lines, dots), nil
}

func (d StripData) rowLabel() string {
	places := placesOf(d)
	label := d.axis()
	for _, v := range d.Values {
		if v.Highlight && v.Value.Known() {
			label += "; " + isolate(v.Name) + " " + d.say(v.Value, places)
		}
	}
	if d.England.Known() {
		label += "; England (middle) " + d.say(d.England, places)
	}
	low, high := "lower", "higher"
	switch d.Direction {
	case study.HigherIsBetter, study.LowerIsBetter:
		low, high = "worse", "better"
	}
	return label + "; among " + authorities(len(d.measured())) + ", " + low + " to the left, " + high + " to the right"
}

func placesOf(d StripData) int {
	var values []study.Number
	for _, v := range d.measured() {
		values = append(values, v.Value)
	}
	low, high, _ := reach(values...)
	return placesFor(high - low)
}

// Sparkline is a trend for a cell of a table: a small svg element without text, whose title is the trend's sentence. The
// line is broken where a figure is missing and where the series breaks; England is dashed, and ticks at the foot are
// inspections.
func Sparkline(data TrendData) (template.HTML, error) {
	if err := errors.Join(data.check(), data.checkPoints()); err != nil {
		return "", err
	}
	data = data.inOrder()
	values := []study.Number{}
	for _, p := range data.Points {
		values = append(values, p.Value, p.England)
	}
	low, high, _ := reach(values...)
	if len(data.known()) == 0 {
		return inline("No figure of "+data.Name+" for "+isolate(data.Place), nil, nil), nil
	}
	low, high = roomy(low, high)
	up := linear{low, high, 20, 4}
	along := data.along(box{left: -8, right: inlineWidth})
	var ticks strings.Builder
	for _, v := range data.Inspections {
		ticks.WriteString("M" + short(along.at(day(v.Published))) + " 22v6")
	}
	points := data.known()
	last := points[len(points)-1]
	return inline(data.sentence(), []strokes{
		{data.path(along, up, func(p TrendPoint) study.Number { return p.England }), "dashed"},
		{data.path(along, up, func(p TrendPoint) study.Number { return p.Value }), "stronger thin"},
		{ticks.String(), "thin"},
	}, []dot{{point{rounded(along.at(data.day(last.Period))), rounded(up.at(float64(last.Value)))}, 6, circle, "stronger"}}), nil
}

func (d TrendData) path(along, up linear, of func(TrendPoint) study.Number) string {
	var path strings.Builder
	for _, run := range d.runs(func(p TrendPoint) bool { return of(p).Known() }) {
		for i, p := range run {
			command := "L"
			if i == 0 {
				command = "M"
			}
			path.WriteString(command + short(along.at(d.day(p.Period))) + " " + short(up.at(float64(of(p)))))
		}
		if len(run) == 1 {
			path.WriteString("h3")
		}
	}
	return path.String()
}
