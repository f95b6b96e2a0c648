package chart

import (
	"slices"
	"strconv"

	"goodmeasure/study"
)

func (d TrendData) draw(size Size) *scene {
	s := newScene(size)
	height := 220 + 20*float64(len(d.Others)) // lines beside it need room to be told apart, most of all on a phone
	if size == Narrow {
		height = 190 + 40*float64(len(d.Others))
	}
	y := s.keys(edge, d.keys())
	y = s.paragraph(edge, y, s.width-2*edge, d.axis()+". Figures stand at the end of their year.", style{role: "muted"}) + 4
	less, more := d.upAndDown()
	y = s.paragraph(edge, y, s.width-2*edge, more, style{bold: true}) + 8
	low, high, _ := reach(d.numbers()...)
	low, high = roomy(low, high)
	room := d.endRoom(size)
	plot := box{0, y, s.width - 28, y + height}
	if room > 0 {
		plot.right = s.width - edge - room - toTheEnd
	}
	plot.left = s.upright(linear{low, high, plot.bottom, plot.top}, plot.right)
	along := d.along(plot)
	d.lines(s, plot, along, linear{low, high, plot.bottom, plot.top})
	d.nameEnds(s, plot, along, linear{low, high, plot.bottom, plot.top}, room)
	bottom := d.years(s, along, plot.bottom+underAxis)
	bottom = s.paragraph(edge, bottom+2, s.width-2*edge, less, style{bold: true}) + 4
	s.about("", "")
	if len(d.Inspections) > 0 {
		bottom = s.paragraph(edge, bottom, s.width-2*edge, "Inspections, when the report was published", style{role: "muted"}) + 4
		bottom = s.visits(d.Inspections, along, bottom)
	}
	s.notes(bottom, d.contested(), d.breakWords(), d.jointWords(), d.missing()+d.othersMissing()+d.noFigures())
	return s
}

// upright draws the grid and figures of an axis that runs upwards, and returns where the plot may begin on the left.
func (s *scene) upright(up linear, right float64) (left float64) {
	ticks, places := evenTicks(up.low, up.high, 5)
	wide := 0.0
	for _, v := range ticks {
		wide = max(wide, textWidth(decimal(v, places), style{}))
	}
	left = edge + wide + 6
	for _, v := range ticks {
		s.add(rule{point{left, up.at(v)}, point{right, up.at(v)}, "grid"})
		s.label(left-6, up.at(v)+5, end, decimal(v, places), style{role: "muted"})
	}
	return left
}

func (d TrendData) along(plot box) linear {
	first, last := d.day(d.Points[0].Period), d.day(d.Points[len(d.Points)-1].Period)
	for _, v := range d.Inspections {
		first, last = min(first, day(v.Published)), max(last, day(v.Published))
	}
	if first == last {
		first, last = first-183, last+183
	}
	return linear{first, last, plot.left + 14, plot.right - 4}
}

func (d TrendData) day(p study.Period) float64 { return day(d.PeriodType.End(p)) }

// years sets the years in which periods end, as many as have room, the last one always.
func (d TrendData) years(s *scene, along linear, top float64) float64 {
	free := s.width
	for i := len(d.Points) - 1; i >= 0; i-- {
		words := strconv.Itoa(int(d.Points[i].Period))
		x, half := along.at(d.day(d.Points[i].Period)), textWidth(words, style{})/2
		if x+half < free-8 || i == len(d.Points)-1 {
			s.label(x, top+textSize, middle, words, style{role: "muted"})
			free = x - half
		}
	}
	return top + lineHeight
}

func (d TrendData) keys() []key {
	keys := []key{dotKey(circle, d.own(), isolate(d.Place))}
	keys = append(keys, d.otherKeys()...)
	var interval, england, benchmark, between, gap bool
	for _, p := range d.Points {
		interval = interval || p.Value.Known() && p.Interval.known()
		england, benchmark = england || p.England.Known(), benchmark || p.Benchmark.Known()
		between, gap = between || p.Middle.known(), gap || !p.Value.Known()
	}
	for _, l := range d.Others {
		interval = interval || slices.ContainsFunc(l.Points, func(p TrendPoint) bool { return p.Value.Known() && p.Interval.known() })
	}
	add := func(there bool, k key) {
		if there {
			keys = append(keys, k)
		}
	}
	add(interval, uprightKey(d.own()+" thin", "95% interval"))
	add(england, ruleKey("dashed", "England (middle)"))
	add(benchmark, key{func(at point) []mark {
		return append(ruleKey("similar thin", "").symbol(at), dot{at, 7, square, "similar"})
	}, d.benchmark()})
	add(between, key{func(at point) []mark { return []mark{bar{box{at.x - 11, at.y - 6, at.x + 11, at.y + 6}, "tint"}} }, "middle half of authorities"})
	add(len(d.shownBreaks()) > 0, uprightKey("muted dashed", "break in the series"))
	add(gap, key{func(at point) []mark { return []mark{hatch{box{at.x - 5, at.y - 6, at.x + 5, at.y + 6}, "muted"}} }, "no figure"})
	return append(keys, gradeKeys(Journey{Visits: d.Inspections})...)
}

func uprightKey(role, words string) key {
	return key{func(at point) []mark { return []mark{rule{point{at.x, at.y - 8}, point{at.x, at.y + 8}, role}} }, words}
}
