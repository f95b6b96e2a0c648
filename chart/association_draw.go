package chart

const (
	withBetter = "better grade goes with a better figure\u00a0→"
	withWorse  = "←\u00a0better grade goes with a worse figure"
)

func (d AssociationData) draw(size Size) *scene {
	s := newScene(size)
	names, left, right := float64(186), float64(214), float64(436)
	if size == Narrow {
		names, left, right = s.width-2*edge, 22, s.width-22
	}
	most := d.reach()
	along := logarithmic{1 / most, most, left, right}

	y := s.paragraph(edge, edge, s.width-2*edge, "Odds ratio for one standard deviation of a better figure, with 95% interval", style{role: "muted"}) + 6
	y = s.keys(y, d.keys())
	reach := min(along.at(1)-edge, 216)
	y = s.axisWords(y, along.at(1)-reach, along.at(1), along.at(1)+reach, withWorse, withBetter) + 4
	top := y + lineHeight

	zones, rows := newScene(size), newScene(size) // under and over the grid, whose depth the rows decide
	bottom := top + 2
	for _, r := range d.Rows {
		rows.about("indicator", r.Indicator)
		above := bottom
		var y float64
		if size == Wide {
			rows.add(rule{point{edge, above}, point{s.width - edge, above}, "grid"})
			y, bottom = d.wideRow(rows, r, along, above+7, names, right+22)
		} else {
			y, bottom = d.narrowRow(rows, r, along, above+7, names)
		}
		if r.estimated() && r.Detectable.Known() {
			limit := min(float64(r.Detectable), most)
			zones.add(zone(along.at(1/limit), along.at(limit), y-14, y+14))
		}
	}
	s.marks = append(s.marks, zones.marks...)
	s.ticks(along, y+textSize, top, bottom, ratioTicks(most), func(v float64) string { return trimmed(v, 2) })
	s.add(rule{point{along.at(1), top}, point{along.at(1), bottom}, "dashed"})
	s.marks = append(s.marks, rows.marks...)
	s.notes(bottom + 4)
	return s
}

func (d AssociationData) keys() []key {
	keys := []key{}
	significant, unclear, limit := false, false, false
	for _, r := range d.estimates() {
		significant = significant || d.significant(r)
		unclear = unclear || !d.significant(r)
		limit = limit || r.Detectable.Known()
	}
	if significant {
		keys = append(keys, dotKey(circle, "stronger", "significant after adjustment"))
	}
	if unclear {
		keys = append(keys, dotKey(circle, "stronger hollow", "not significant"))
	}
	if limit {
		keys = append(keys, key{func(at point) []mark {
			return []mark{zone(at.x-11, at.x+11, at.y-6, at.y+6)}
		}, "too near 1 for these data to detect"})
	}
	return keys
}

func zone(left, right, top, bottom float64) mark {
	return area{[]point{{left, top}, {right, top}, {right, bottom}, {left, bottom}}, "tint"}
}

// wideRow sets name, interval and figures side by side.
func (d AssociationData) wideRow(s *scene, r AssociationRow, along logarithmic, top, width, figures float64) (y, bottom float64) {
	name := wrap(r.Name, width, style{})
	said := d.figures(r, s.width-edge-figures)
	depth := float64(max(len(name), len(said))) * lineHeight
	s.lines(edge, top+(depth-float64(len(name))*lineHeight)/2, start, name, style{})
	s.lines(figures, top+(depth-float64(len(said))*lineHeight)/2, start, said, style{})
	d.interval(s, r, along, top+depth/2)
	return top + depth/2, top + depth + 6
}

// narrowRow sets name, interval and figures under each other.
func (d AssociationData) narrowRow(s *scene, r AssociationRow, along logarithmic, top, width float64) (y, bottom float64) {
	heading := style{bold: true}
	top = s.covers(edge, top, wrap(r.Name, width, heading), heading) + 4
	y = top + 14
	if r.estimated() {
		d.interval(s, r, along, y)
		top += 30
	}
	return y, s.covers(edge, top, d.figures(r, width), style{}) + 8
}

func (d AssociationData) figures(r AssociationRow, width float64) []string {
	if !r.estimated() {
		return wrap("not estimated: "+r.Reason, width, style{})
	}
	lines := wrap(ratio(r.OddsRatio)+" ("+r.interval()+"), n "+Grouped(r.N), width, style{})
	verdict := d.verdict(r)
	if r.AdjustedP.Known() {
		verdict += ", p " + probability(r.AdjustedP)
	}
	return append(lines, wrap(verdict, width, style{})...)
}

// interval draws the interval and the estimate. What lies beyond the axis is an arrow past its end.
func (d AssociationData) interval(s *scene, r AssociationRow, along logarithmic, y float64) {
	if !r.estimated() {
		return
	}
	const past = 9
	inside := func(v float64) float64 {
		switch {
		case v < along.low:
			return along.from - past
		case v > along.high:
			return along.to + past
		}
		return along.at(v)
	}
	role := "stronger"
	s.add(rule{point{inside(r.Low), y}, point{inside(r.High), y}, role + " thick"})
	if r.Low < along.low {
		s.add(dot{point{along.from - past, y}, 10, leftwards, role})
	}
	if r.High > along.high {
		s.add(dot{point{along.to + past, y}, 10, rightwards, role})
	}
	sh := circle
	switch {
	case r.OddsRatio < along.low:
		sh = leftwards
	case r.OddsRatio > along.high:
		sh = rightwards
	}
	if !d.significant(r) {
		role += " hollow"
	}
	s.add(dot{point{inside(r.OddsRatio), y}, 12, sh, role})
}
