package chart

import (
	"math"
	"strconv"
)

func (d ScreeData) draw(size Size) *scene {
	s := newScene(size)
	depth := 260.0
	y := s.keys(edge, d.keys())
	y = s.paragraph(edge, y, s.width-2*edge, "Eigenvalue: variance, where one indicator has 1", style{role: "muted"}) + 10

	low, high := d.reach()
	up := linear{low, high, y + depth, y}
	ticks, places := evenTicks(low, high, 5)
	left := float64(edge)
	for _, v := range ticks {
		left = max(left, edge+8+textWidth(decimal(v, places), style{}))
	}
	for _, v := range ticks {
		s.add(rule{point{left, up.at(v)}, point{s.width - edge, up.at(v)}, "grid"})
		s.add(text{point{left - 6, up.at(v) + 5}, end, decimal(v, places), style{role: "muted"}})
	}
	across := band{left, s.width - edge, len(d.Eigenvalues)}
	var found []point
	for i, v := range d.Eigenvalues {
		found = append(found, point{across.at(i), up.at(v)})
	}
	d.line(s, across, up)
	s.add(line{found, "stronger thin"})
	for i, p := range found {
		role := "stronger hollow"
		if i < d.retained() {
			role = "stronger"
		}
		s.add(dot{p, 10, circle, role})
	}
	y += depth + 8
	d.numbers(s, across, y+textSize)
	s.notes(s.paragraph(edge, y+lineHeight+2, s.width-2*edge, "Component, largest first", style{role: "muted"}))
	return s
}

// line draws the line of random data, with a gap where it is not known.
func (d ScreeData) line(s *scene, across band, up linear) {
	var run []point
	flush := func() {
		if len(run) > 1 {
			s.add(line{run, "dashed"})
		}
		run = nil
	}
	for i, v := range d.Random95 {
		if !v.Known() {
			flush()
			continue
		}
		p := point{across.at(i), up.at(float64(v))}
		run = append(run, p)
		s.add(rule{point{p.x - 4, p.y}, point{p.x + 4, p.y}, "thin"})
	}
	flush()
}

// numbers sets every component's number, or every second, third and so on where there is no room for all.
func (d ScreeData) numbers(s *scene, across band, baseline float64) {
	room := textWidth(strconv.Itoa(len(d.Eigenvalues)), style{}) + 6
	every := int(math.Ceil(room / across.step()))
	for i := 0; i < len(d.Eigenvalues); i += every {
		s.label(across.at(i), baseline, middle, strconv.Itoa(i+1), style{role: "muted"})
	}
}

// reach starts at zero, so that heights can be compared, unless an eigenvalue lies below it.
func (d ScreeData) reach() (low, high float64) {
	for i, v := range d.Eigenvalues {
		low, high = min(low, v), max(high, v)
		if d.Random95[i].Known() {
			low, high = min(low, float64(d.Random95[i])), max(high, float64(d.Random95[i]))
		}
	}
	if low == high {
		high = low + 1
	}
	_, top := roomy(low, high)
	return low, top
}

func (d ScreeData) keys() []key {
	var keys []key
	if d.retained() > 0 {
		keys = append(keys, dotKey(circle, "stronger", "component that stands out"))
	}
	if d.retained() < len(d.Eigenvalues) {
		keys = append(keys, dotKey(circle, "stronger hollow", "could be chance"))
	}
	return append(keys, ruleKey("dashed", "random data reach this 5 times in 100"))
}
