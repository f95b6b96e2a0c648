package chart

import (
	"time"

	"goodmeasure/study"
)

const markSize = 22 // across the mark of an inspection, letter inside

// letter is how a grade is told inside its mark. Circles are good or better, squares are below good; a full mark is an end
// of the scale.
func letter(g study.Grade) (letters string, sh shape, role string) {
	switch g {
	case study.Outstanding:
		return "O", circle, "stronger"
	case study.Good:
		return "G", circle, "stronger hollow"
	case study.RequiresImprovement:
		return "RI", square, "weaker hollow"
	case study.Inadequate:
		return "I", square, "weaker"
	}
	return "", square, "muted hollow"
}

func visitMark(at point, g study.Grade) []mark {
	letters, sh, role := letter(g)
	marks := []mark{dot{at, markSize, sh, role}}
	st := style{bold: true, role: "inside"}
	if g == study.Good || g == study.RequiresImprovement {
		st.role = ""
	}
	if !g.Given() {
		half := markSize/2*0.89 - 2
		return append(marks, hatch{box{at.x - half, at.y - half, at.x + half, at.y + half}, "muted"})
	}
	return append(marks, text{point{at.x, at.y + 5}, middle, letters, st})
}

// day counts days, to place a date on an axis.
func day(d study.Date) float64 {
	t, err := time.Parse(time.DateOnly, d.String())
	if err != nil {
		panic("chart: a checked date does not read back: " + err.Error())
	}
	return float64(t.Unix() / (24 * 60 * 60))
}

func (d JourneysData) draw(size Size) *scene {
	s := newScene(size)
	left, right := float64(210), s.width-edge-markSize/2
	if size == Narrow {
		left = edge + markSize/2
	}
	y := s.keys(edge, gradeKeys(d.Rows...))
	first, last := d.span()
	along := linear{day(first), day(last), left, right}
	if first == last {
		along.low, along.high = along.low-183, along.high+183
	}
	marked := years(first, last, int((right-left)/64))
	heading := "Year the report was published"
	if len(marked) == 0 {
		heading += ": all in " + first.String()[:4]
	}
	y = s.paragraph(edge, y, s.width-2*edge, heading, style{role: "muted"}) + 2
	top := y + lineHeight

	rows := newScene(size)
	bottom := top + 4
	for _, r := range d.Rows {
		rows.about("authority", r.Authority)
		bottom = r.row(rows, along, bottom, size)
	}
	for _, year := range marked {
		x := along.at(day(study.DateOf(year, time.January, 1)))
		s.add(rule{point{x, top}, point{x, bottom}, "grid"})
		s.label(x, y+textSize, middle, study.DateOf(year, time.January, 1).String()[:4], style{role: "muted"})
	}
	s.marks = append(s.marks, rows.marks...)
	s.notes(bottom)
	return s
}

func gradeKeys(rows ...Journey) []key {
	var keys []key
	for _, g := range []study.Grade{study.Outstanding, study.Good, study.RequiresImprovement, study.Inadequate, study.NotGraded} {
		for _, r := range rows {
			if r.has(g) {
				keys = append(keys, key{func(at point) []mark { return visitMark(at, g) }, g.Words()})
				break
			}
		}
	}
	return keys
}

func (r Journey) has(g study.Grade) bool {
	for _, v := range r.Visits {
		if v.Grade == g {
			return true
		}
	}
	return false
}

func (d JourneysData) span() (first, last study.Date) {
	for _, r := range d.Rows {
		for _, v := range r.Visits {
			if first.IsZero() || v.Published.Before(first) {
				first = v.Published
			}
			if last.Before(v.Published) {
				last = v.Published
			}
		}
	}
	return first, last
}

// years gives at most so many years that begin between two days, evenly apart.
func years(first, last study.Date, most int) (ticks []int) {
	begin, finish := first.Year()+1, last.Year()
	step := (finish-begin)/most + 1
	for y := begin; y <= finish; y += step {
		ticks = append(ticks, y)
	}
	return ticks
}

func (r Journey) row(s *scene, along linear, top float64, size Size) float64 {
	const gap = 2
	heading := style{bold: size == Narrow}
	width := along.from - markSize/2 - 2*edge
	if size == Narrow {
		width = s.width - 2*edge
	}
	names := wrap(r.Name, width, heading)
	begin := top
	if size == Narrow {
		top = s.covers(edge, top+4, names, heading)
	} else {
		top += 5
		begin = s.lines(edge, top+2, start, names, heading)
	}
	if len(r.Visits) == 0 {
		s.cover(along.from-markSize/2, top+16, start, "no inspection", style{role: "muted"})
		return max(begin, top+markSize+gap) + 4
	}
	return max(begin, s.visits(r.Visits, along, top)) + 4
}

// visits marks inspections at their dates and returns where the next thing may start. Those too near each other to stand
// side by side stand in lanes under each other.
func (s *scene) visits(visits []Visit, along linear, top float64) float64 {
	const gap = 2
	var ends []float64 // of the last mark in each lane
	for _, v := range visits {
		x := along.at(day(v.Published))
		lane := 0
		for lane < len(ends) && x < ends[lane] {
			lane++
		}
		if lane == len(ends) {
			ends = append(ends, 0)
		}
		ends[lane] = x + markSize + gap
		s.add(visitMark(point{x, top + markSize/2 + float64(lane)*(markSize+gap)}, v.Grade)...)
	}
	return top + float64(len(ends))*(markSize+gap)
}
