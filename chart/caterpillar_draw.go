package chart

import (
	"math"
	"strconv"
)

// Up to allNamed authorities every row carries its name; beyond that only highlighted rows do, and are given the room.
const allNamed = 30

func (d CaterpillarData) draw(size Size) *scene {
	s := newScene(size)
	along := linear{0.5, float64(d.Among) + 0.5, 20, s.width - 20}
	y := s.keys(edge, d.keys())
	y = s.paragraph(edge, y, s.width-2*edge, "Rank among "+authorities(d.Among)+", 1 is best", style{role: "muted"}) + 4
	s.label(edge, y+textSize, start, "← better", style{bold: true})
	s.label(s.width/2, y+textSize, middle, "middle", style{})
	s.label(s.width-edge, y+textSize, end, "worse →", style{bold: true})
	top := y + 2*lineHeight + 6

	units := d.ranked()
	rows := newScene(size)
	bottom := top
	for _, u := range units {
		rows.about("authority", u.Authority)
		bottom = d.row(rows, u, along, bottom, u.Highlight || len(units) <= allNamed)
	}
	say := func(v float64) string { return decimal(v, 0) }
	s.ticks(along, top-8, top, bottom, d.rankTicks(), say)
	s.add(rule{point{s.width / 2, top}, point{s.width / 2, bottom}, "dashed"})
	s.marks = append(s.marks, rows.marks...)
	if bottom > top+400 {
		s.tickLabels(along, bottom+textSize+2, d.rankTicks(), say)
		bottom += lineHeight
	}
	s.notes(bottom+8, d.note, d.unranked())
	return s
}

func (d CaterpillarData) rankTicks() []float64 {
	if d.Among == 1 {
		return []float64{1}
	}
	ticks := []float64{1}
	round, _ := evenTicks(1, float64(d.Among), 4)
	for _, v := range round {
		if room := float64(d.Among) / 8; v > 1+room && v < float64(d.Among)-room && v == math.Trunc(v) {
			ticks = append(ticks, v)
		}
	}
	return append(ticks, float64(d.Among))
}

func (d CaterpillarData) keys() []key {
	var keys []key
	counts := d.tally()
	switch {
	case d.reachable:
		keys = append(keys, ruleKey("similar thin", "from the best to the worst rank that can be reached"))
	case counts[noSamplingError] < len(d.ranked()):
		keys = append(keys, ruleKey("similar thin", "95% interval"), ruleKey("similar thick", "50% interval"))
	}
	for _, s := range []standing{clearlyBetter, unclear, clearlyWorse, noSamplingError} {
		if counts[s] > 0 {
			sh, role := s.look()
			keys = append(keys, dotKey(sh, role, d.standingWords(s)+", "+strconv.Itoa(counts[s])))
		}
	}
	return keys
}

// row draws one authority from the top down and returns where the next row starts. A name stands beside the interval where
// there is room, otherwise above it.
func (d CaterpillarData) row(s *scene, u RankedUnit, along linear, top float64, named bool) float64 {
	const plain, roomy = 7, 22
	left, right := along.at(float64(u.Median))-6, along.at(float64(u.Median))+6
	if u.Interval95.known() {
		left = min(left, along.at(float64(u.Interval95.Low)))
		right = max(right, along.at(float64(u.Interval95.High)))
	}
	if !named {
		d.interval(s, u, along, top+plain/2.0, 6)
		return top + plain
	}
	across := 8.0
	st := style{}
	if u.Highlight {
		st.bold, across = true, 12
	}
	words := isolate(u.Name) + ", " + d.place(u)
	width := textWidth(words, st)
	switch {
	case right+8+width <= s.width-edge:
		s.cover(right+8, top+16, start, words, st)
	case left-8-width >= edge:
		s.cover(left-8, top+16, end, words, st)
	default:
		top = s.above(left, top, isolate(u.Name), d.place(u), st)
	}
	d.interval(s, u, along, top+roomy/2, across)
	return top + roomy
}

// above sets a name and its place over a row, starting at x as far as the drawing's width allows, and returns the row's top.
func (s *scene) above(x, top float64, name, place string, st style) float64 {
	lines := wrap(name+", "+place, s.width-2*edge, st)
	if len(lines) > 1 {
		lines = append(wrap(name+",", s.width-2*edge, st), wrap(place, s.width-2*edge, st)...)
	}
	widest := 0.0
	for _, line := range lines {
		widest = max(widest, textWidth(line, st))
	}
	return s.covers(max(edge, min(x, s.width-edge-widest)), top, lines, st)
}

func (d CaterpillarData) interval(s *scene, u RankedUnit, along linear, y, across float64) {
	sh, role := d.standing(u).look()
	for _, i := range []struct {
		Interval
		weight string
	}{{u.Interval95, " thin"}, {u.Interval50, " thick"}} {
		if i.known() {
			s.add(rule{point{along.at(float64(i.Low)), y}, point{along.at(float64(i.High)), y}, role + i.weight})
		}
	}
	s.add(dot{point{along.at(float64(u.Median)), y}, across, sh, role})
}
