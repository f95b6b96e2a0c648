package chart

import "goodmeasure/study"

// seriesLook tells up to six authorities apart by shape and, as far as four colours go, by colour.
func seriesLook(i int) (shape, string) {
	return [...]shape{circle, square, up, down, leftwards, rightwards}[i], [...]string{"series-1", "series-2", "series-3", "series-4", "", "series-1 hollow"}[i]
}

func (d ComparisonData) keys() (keys []key) {
	for i, a := range d.Authorities {
		sh, role := seriesLook(i)
		keys = append(keys, dotKey(sh, role, isolate(a.Name)))
	}
	england, interval := false, false
	for _, r := range d.Rows {
		england = england || r.England.Known()
		for _, f := range r.Figures {
			interval = interval || f.Value.Known() && f.Interval.known()
		}
	}
	if interval {
		keys = append(keys, ruleKey("thin", "95% interval"))
	}
	if england {
		keys = append(keys, uprightKey("dashed", "England (middle)"))
	}
	return append(keys, ruleKey("similar", "from the lowest to the highest authority"))
}

func (d ComparisonData) draw(size Size) *scene {
	s := newScene(size)
	y := s.keys(edge, d.keys())
	s.label(edge, y+textSize, start, "← worse", style{bold: true})
	s.label(s.width-edge, y+textSize, end, "better →", style{bold: true})
	y += lineHeight + 8
	for _, r := range d.Rows {
		s.about("indicator", r.Indicator)
		y = d.row(s, r, y)
	}
	s.about("", "")
	s.notes(y)
	return s
}

// row draws one measure: its name, and a line of its own for each authority that has a figure, so that intervals never
// cover each other.
func (d ComparisonData) row(s *scene, r ComparisonRow, top float64) float64 {
	const step = 13
	s.add(rule{point{edge, top}, point{s.width - edge, top}, "grid"})
	y := s.paragraph(edge, top+4, s.width-2*edge, r.title(), style{bold: true})
	if r.Direction.Sign() == 0 {
		y = s.paragraph(edge, y, s.width-2*edge, Capital(r.Direction.Words())+": this row runs from lower to higher.", style{role: "muted"})
	}
	missing := ""
	for i, f := range r.Figures {
		if !f.Value.Known() {
			missing += isolate(d.Authorities[i].Name) + ": no figure, " + f.Reason + ". "
		}
	}
	low, high, any := reach(r.numbers()...)
	if any && r.any() {
		low, high = roomy(low, high)
		along := linear{low, high, 20, s.width - 20}
		if r.Direction == study.LowerIsBetter {
			along = linear{low, high, s.width - 20, 20}
		}
		y = d.marks(s, r, along, y+6, step)
	}
	return s.paragraph(edge, y, s.width-2*edge, missing, style{role: "muted"}) + 8
}

func (d ComparisonData) marks(s *scene, r ComparisonRow, along linear, top, step float64) float64 {
	shown := 0
	for _, f := range r.Figures {
		if f.Value.Known() {
			shown++
		}
	}
	bottom := top + float64(shown)*step + 4
	if r.All.known() {
		s.add(rule{point{along.at(float64(r.All.Low)), bottom}, point{along.at(float64(r.All.High)), bottom}, "similar"})
		for _, v := range []study.Number{r.All.Low, r.All.High} {
			s.add(rule{point{along.at(float64(v)), bottom - 4}, point{along.at(float64(v)), bottom}, "similar"})
		}
	}
	if r.England.Known() {
		x := along.at(float64(r.England))
		s.add(rule{point{x, top - 2}, point{x, bottom}, "dashed"})
	}
	y := top + step/2
	for i, f := range r.Figures {
		if !f.Value.Known() {
			continue
		}
		sh, role := seriesLook(i)
		if f.Interval.known() {
			s.add(rule{point{along.at(float64(f.Interval.Low)), y}, point{along.at(float64(f.Interval.High)), y}, role + " thin"})
		}
		s.add(dot{point{along.at(float64(f.Value)), y}, 10, sh, role})
		y += step
	}
	return d.rowTicks(s, along, bottom)
}

// rowTicks sets the figures at round places under a row.
func (d ComparisonData) rowTicks(s *scene, along linear, top float64) float64 {
	upwards := along
	if upwards.from > upwards.to {
		upwards.from, upwards.to = upwards.to, upwards.from
	}
	ticks, places := spacedTicks(upwards)
	for _, v := range ticks {
		s.add(rule{point{along.at(v), top}, point{along.at(v), top + 4}, "muted"})
	}
	s.tickLabels(along, top+4+textSize, ticks, func(v float64) string { return decimal(v, places) })
	return top + 4 + lineHeight
}
