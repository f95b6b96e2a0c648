package chart

import "goodmeasure/study"

const pitch = 11 // between dots that stand for one authority each

func (d TenthsData) draw(size Size) *scene {
	s := newScene(size)
	y := s.paragraph(edge, edge, s.width-2*edge, "Each mark is one authority. Percentages are shares of the authorities with that grade.", style{role: "muted"}) + 6
	if size == Wide {
		y = d.grid(s, y)
	} else {
		y = d.blocks(s, y)
	}
	s.notes(y+4, d.chance()+d.leftOut())
	return s
}

// grid sets grades in columns and tenths in rows.
func (d TenthsData) grid(s *scene, y float64) float64 {
	columns := band{120, s.width - edge, len(study.Grades)}
	y = s.gradeHeads(y, columns, func(g study.Grade) string { return authorities(d.graded(g)) })
	for _, t := range tenths {
		s.add(rule{point{edge, y}, point{s.width - edge, y}, "grid"})
		bottom := s.lines(edge, y+8, start, wrap(t.words(), columns.from-edge-16, style{bold: true}), style{bold: true})
		for i, g := range study.Grades {
			left := columns.at(i) - columns.step()/2
			under := s.paragraph(left, y+8, columns.step()-8, d.share(g, t), style{})
			bottom = max(bottom, s.tiles(left, under+6, columns.step()-12, d.cell(g, t)))
		}
		y = bottom + 8
	}
	return y
}

// gradeHeads sets the names of the grades over columns, worst on the left, with the direction in words.
func (s *scene) gradeHeads(y float64, columns band, below func(study.Grade) string) float64 {
	s.label(columns.from, y+textSize, start, "← worse grade", style{role: "muted"})
	s.label(columns.to, y+textSize, end, "better grade →", style{role: "muted"})
	y += lineHeight + 4
	bottom := y
	for i, g := range study.Grades {
		left, room := columns.at(i)-columns.step()/2, columns.step()-8
		under := s.lines(left, y, start, wrap(g.Words(), room, style{bold: true}), style{bold: true})
		bottom = max(bottom, s.lines(left, under, start, wrap(below(g), room, style{}), style{}))
	}
	return bottom + 8
}

// blocks sets the grades under each other, the tenths under each grade.
func (d TenthsData) blocks(s *scene, y float64) float64 {
	for _, g := range study.Grades {
		s.add(rule{point{edge, y}, point{s.width - edge, y}, "grid"})
		heading := style{bold: true}
		y = s.lines(edge, y+8, start, wrap(g.Words()+", "+authorities(d.graded(g)), s.width-2*edge, heading), heading) + 4
		for _, t := range tenths {
			y = s.paragraph(edge, y, s.width-2*edge, t.words()+": "+d.share(g, t), style{})
			y = s.tiles(edge, y+5, s.width-2*edge, d.cell(g, t)) + 5
		}
		y += 4
	}
	return y
}

// tiles sets one mark for each authority in lines no wider than width, and returns where they end.
func (s *scene) tiles(left, top, width float64, units []TenthUnit) float64 {
	across := int(width / pitch)
	for i, u := range units {
		sh, role := u.Tenth.look()
		s.about("authority", u.Authority)
		s.add(dot{point{left + pitch*(float64(i%across)+0.5), top + pitch*(float64(i/across)+0.5)}, 8, sh, role})
	}
	s.about("", "")
	return top + pitch*float64((len(units)+across-1)/across)
}
