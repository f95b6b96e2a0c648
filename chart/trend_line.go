package chart

import "goodmeasure/study"

// lines draws the middle half, breaks, gaps, England, the benchmark and, over them, the place's own figures.
func (d TrendData) lines(s *scene, plot box, along, up linear) {
	d.middle(s, along, up)
	for _, b := range d.shownBreaks() {
		x := d.breakAt(b.Period, along)
		s.add(rule{point{x, plot.top}, point{x, plot.bottom}, "muted dashed"})
	}
	for _, p := range d.Points {
		if x := along.at(d.day(p.Period)); !p.Value.Known() {
			s.add(hatch{box{x - 5, plot.bottom - 16, x + 5, plot.bottom}, "muted"})
		}
	}
	d.join(s, along, up, "dashed", func(p TrendPoint) study.Number { return p.England })
	d.join(s, along, up, "similar thin", func(p TrendPoint) study.Number { return p.Benchmark })
	for _, p := range d.Points {
		if p.Benchmark.Known() {
			s.add(dot{point{along.at(d.day(p.Period)), up.at(float64(p.Benchmark))}, 6, square, "similar"})
		}
	}
	s.about("authority", d.Authority)
	if d.Authority == "" {
		s.about("", "")
	}
	d.join(s, along, up, d.own()+" thin", func(p TrendPoint) study.Number { return p.Value })
	for _, p := range d.known() {
		x := along.at(d.day(p.Period))
		if p.Interval.known() {
			s.add(rule{point{x, up.at(float64(p.Interval.Low))}, point{x, up.at(float64(p.Interval.High))}, d.own() + " thin"})
		}
		s.add(dot{point{x, up.at(float64(p.Value))}, 9, circle, d.own()})
	}
	d.others(s, along, up)
}

// breakAt stands halfway between the period that breaks the series and the one before it.
func (d TrendData) breakAt(p study.Period, along linear) float64 {
	return along.at((d.day(p-1) + d.day(p)) / 2)
}

// join draws a line through figures of periods that follow each other, and a dash for a figure without a neighbour.
func (d TrendData) join(s *scene, along, up linear, role string, of func(TrendPoint) study.Number) {
	for _, run := range d.runs(func(p TrendPoint) bool { return of(p).Known() }) {
		var points []point
		for _, p := range run {
			points = append(points, point{along.at(d.day(p.Period)), up.at(float64(of(p)))})
		}
		if len(points) == 1 {
			at := points[0]
			s.add(rule{point{at.x - 7, at.y}, point{at.x + 7, at.y}, role})
			continue
		}
		s.add(line{points, role})
	}
}

// runs are the longest rows of periods that have something, follow each other and have no break between them.
func (d TrendData) runs(has func(TrendPoint) bool) (runs [][]TrendPoint) {
	last := -1
	for i, p := range d.Points {
		if !has(p) {
			continue
		}
		follows := last >= 0 && last == i-1 && p.Period == d.Points[last].Period+1 && len(d.brokenBetween(d.Points[last].Period, p.Period)) == 0
		if !follows {
			runs = append(runs, nil)
		}
		runs[len(runs)-1] = append(runs[len(runs)-1], p)
		last = i
	}
	return runs
}

func (d TrendData) middle(s *scene, along, up linear) {
	for _, run := range d.runs(func(p TrendPoint) bool { return p.Middle.known() }) {
		var over, under []point
		for _, p := range run {
			x := along.at(d.day(p.Period))
			over = append(over, point{x, up.at(float64(p.Middle.High))})
			under = append([]point{{x, up.at(float64(p.Middle.Low))}}, under...)
		}
		if len(run) == 1 {
			over = []point{{over[0].x - 7, over[0].y}, {over[0].x + 7, over[0].y}}
			under = []point{{under[0].x + 7, under[0].y}, {under[0].x - 7, under[0].y}}
		}
		s.add(area{append(over, under...), "tint"}, line{over, "grid"}, line{under, "grid"})
	}
}
