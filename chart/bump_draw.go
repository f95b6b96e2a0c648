package chart

func (d BumpData) draw(size Size) *scene {
	s := newScene(size)
	var keys []key
	intervals := false
	for i, l := range d.highlighted() {
		sh, role := seriesLook(i)
		last := len(l.Ranks) - 1
		keys = append(keys, dotKey(sh, role, isolate(l.Name)+": "+l.place(0)+" to "+l.place(last)))
		for j := range l.Ranks {
			intervals = intervals || l.Ranks[j].Known() && l.interval(j).known()
		}
	}
	if intervals {
		keys = append(keys, uprightKey("thin", "95% interval"))
	}
	if len(keys) == 0 || len(d.highlighted()) < len(d.Lines) {
		keys = append(keys, ruleKey("grid", "another authority"))
	}
	y := s.keys(edge, keys)
	y = s.paragraph(edge, y, s.width-2*edge, "Rank among "+d.among()+", 1 is best", style{role: "muted"}) + 4
	y = s.paragraph(edge, y, s.width-2*edge, "↑\u00a0better", style{bold: true}) + 8
	height := max(60, min(360, 20*float64(d.Among)))
	down := linear{0.5, float64(d.Among) + 0.5, y, y + height}
	left := edge + textWidth(decimal(float64(d.Among), 0), style{}) + 8
	for _, v := range (CaterpillarData{Among: d.Among}).rankTicks() {
		s.label(left-6, down.at(v)+5, end, decimal(v, 0), style{role: "muted"})
	}
	across := band{left, s.width - edge, len(d.Columns)}
	for i := range d.Columns {
		s.add(rule{point{across.at(i), down.from}, point{across.at(i), down.to}, "grid"})
	}
	d.lines(s, across, down)
	bottom := d.heads(s, across, down.to+6)
	bottom = s.paragraph(edge, bottom+2, s.width-2*edge, "↓\u00a0worse", style{bold: true}) + 2
	s.notes(bottom, d.unranked())
	return s
}

// lines draws the faint ones first. Highlighted ones stand a little apart at each column, so that intervals can be told.
func (d BumpData) lines(s *scene, across band, down linear) {
	n := 0
	for _, l := range d.Lines {
		if !l.Highlight {
			s.about("authority", l.Authority)
			l.join(s, across, down, "grid", 0)
		}
	}
	for _, l := range d.highlighted() {
		s.about("authority", l.Authority)
		sh, role := seriesLook(n)
		apart := (float64(n) - float64(len(d.highlighted())-1)/2) * min(5, across.step()/12)
		l.join(s, across, down, role+" thin", apart)
		for i, r := range l.Ranks {
			if !r.Known() {
				continue
			}
			x := across.at(i) + apart
			if v := l.interval(i); v.known() {
				s.add(rule{point{x, down.at(float64(v.Low))}, point{x, down.at(float64(v.High))}, role + " thin"})
			}
			s.add(dot{point{x, down.at(float64(r))}, 9, sh, role})
		}
		n++
	}
	s.about("", "")
}

func (l BumpLine) join(s *scene, across band, down linear, role string, apart float64) {
	var points []point
	flush := func() {
		if len(points) > 1 {
			s.add(line{points, role})
		}
		points = nil
	}
	for i, r := range l.Ranks {
		if !r.Known() {
			flush()
			continue
		}
		points = append(points, point{across.at(i) + apart, down.at(float64(r))})
	}
	flush()
}

// heads sets the columns' names in lines under them where each finds room in its own, otherwise as a lettered list.
func (d BumpData) heads(s *scene, across band, top float64) float64 {
	longest := 0
	var heads [][]string
	for _, c := range d.Columns {
		lines := wrap(isolate(c), across.step()-8, style{role: "muted"})
		heads = append(heads, lines)
		longest = max(longest, len(lines))
	}
	if longest > 4 {
		bottom := top
		for i := range d.Columns {
			s.label(across.at(i), top+textSize, middle, bandLetter(i+1), style{role: "muted"})
		}
		bottom += lineHeight
		for i, c := range d.Columns {
			bottom = s.paragraph(edge, bottom, s.width-2*edge, bandLetter(i+1)+": "+isolate(c), style{role: "muted"})
		}
		return bottom
	}
	bottom := top
	for i, lines := range heads {
		bottom = max(bottom, s.lines(across.at(i), top, middle, lines, style{role: "muted"}))
	}
	return bottom
}
