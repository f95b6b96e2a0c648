package chart

import (
	"strings"

	"goodmeasure/study"
)

const barHeight = 10

func (d TransitionsData) draw(size Size) *scene {
	s := newScene(size)
	y := s.paragraph(edge, edge, s.width-2*edge, "↑\u00a0better grade, =\u00a0the same, ↓\u00a0worse grade at the next inspection. Bars and percentages are shares of the earlier grade.", style{role: "muted"}) + 6
	if size == Wide {
		y = d.grid(s, y)
	} else {
		y = d.blocks(s, y)
	}
	s.notes(y)
	return s
}

func (d TransitionsData) grid(s *scene, y float64) float64 {
	columns := band{160, s.width - edge, len(study.Grades)}
	y = s.gradeHeads(y, columns, func(study.Grade) string { return "next" })
	for from, g := range study.Grades {
		s.add(rule{point{edge, y}, point{s.width - edge, y}, "grid"})
		total := d.after(from).all()
		bottom := s.lines(edge, y+8, start, wrap("After "+strings.ToLower(g.Words()), columns.from-edge-12, style{bold: true}), style{bold: true})
		bottom = s.paragraph(edge, bottom, columns.from-edge-12, Count(total, "pair", "pairs"), style{})
		under := y
		for to := range study.Grades {
			left := columns.at(to) - columns.step()/2
			under = max(under, s.paragraph(left, y+8, columns.step()-8, d.cell(from, to), style{}))
		}
		for to := range study.Grades {
			d.bar(s, from, to, columns.at(to)-columns.step()/2, under+6, columns.step()-14)
		}
		y = max(bottom, under+6+barHeight) + 8
	}
	return y
}

func (d TransitionsData) blocks(s *scene, y float64) float64 {
	for from, g := range study.Grades {
		s.add(rule{point{edge, y}, point{s.width - edge, y}, "grid"})
		heading := style{bold: true}
		words := "After " + strings.ToLower(g.Words()) + ", " + Count(d.after(from).all(), "pair", "pairs")
		y = s.lines(edge, y+8, start, wrap(words, s.width-2*edge, heading), heading) + 2
		for to, next := range study.Grades {
			y = s.paragraph(edge, y, s.width-2*edge, next.Words()+": "+d.cell(from, to), style{})
			d.bar(s, from, to, edge, y+3, s.width-2*edge)
			y += barHeight + 8
		}
		y += 4
	}
	return y
}

func (d TransitionsData) cell(from, to int) string {
	n, total := d.Counts[from][to], d.after(from).all()
	if n == 0 {
		return "0"
	}
	return changeTo(from, to).sign + " " + Grouped(n) + " (" + percent(n, total) + ")"
}

// bar is as long as the share of the earlier grade; the whole width is all of it.
func (d TransitionsData) bar(s *scene, from, to int, left, top, width float64) {
	s.add(rule{point{left, top}, point{left, top + barHeight}, "muted"})
	if n := d.Counts[from][to]; n > 0 {
		share := linear{0, float64(d.after(from).all()), left, left + width}
		s.add(bar{box{left, top, share.at(float64(n)), top + barHeight}, changeTo(from, to).role})
	}
}
