package chart

// key explains a symbol in words above the drawing.
type key struct {
	symbol func(at point) []mark // within 24 px round a point
	words  string
}

func dotKey(sh shape, role, words string) key {
	return key{func(at point) []mark { return []mark{dot{at, 9, sh, role}} }, words}
}

func ruleKey(role, words string) key {
	return key{func(at point) []mark {
		return []mark{rule{point{at.x - 11, at.y}, point{at.x + 11, at.y}, role}}
	}, words}
}

// keys sets the explanations side by side, in as many lines as they need, and returns where the drawing may start.
func (s *scene) keys(top float64, keys []key) float64 {
	const symbol, gap = 30, 16
	x, depth := float64(edge), 0.0
	for _, k := range keys {
		room := s.width - 2*edge - symbol
		lines := wrap(k.words, room, style{})
		width := symbol
		if len(lines) > 0 {
			width += int(textWidth(lines[0], style{})) + 1
		}
		if x > edge && (len(lines) > 1 || x+float64(width) > s.width-edge) {
			x, top, depth = edge, top+depth, 0
		}
		s.add(k.symbol(point{x + 12, top + 10})...)
		depth = max(depth, s.lines(x+symbol, top, start, lines, style{})-top+6)
		x += float64(width) + gap
	}
	return top + depth + 6
}

// axisWords sets the two directions of an axis as words, up to its ends from each side of a middle.
func (s *scene) axisWords(top, left, middle, right float64, less, more string) float64 {
	const gap = 8
	st := style{bold: true}
	first := wrap(less, middle-left-gap, st)
	second := wrap(more, right-middle-gap, st)
	return max(s.lines(middle-gap, top, end, first, st), s.lines(middle+gap, top, start, second, st))
}

// ticks sets the figures of an axis in one line and, from the line to the foot of the drawing, its grid.
func (s *scene) ticks(along scale, baseline, top, bottom float64, values []float64, say func(float64) string) {
	for _, v := range values {
		x := along.at(v)
		s.add(rule{point{x, top}, point{x, bottom}, "grid"})
	}
	s.tickLabels(along, baseline, values, say)
}

func (s *scene) tickLabels(along scale, baseline float64, values []float64, say func(float64) string) {
	for _, v := range values {
		s.label(along.at(v), baseline, middle, say(v), style{role: "muted"})
	}
}

// notes sets sentences under the drawing and closes it.
func (s *scene) notes(top float64, notes ...string) {
	for _, note := range notes {
		if note != "" {
			top = s.paragraph(edge, top+4, s.width-2*edge, note, style{role: "muted"})
		}
	}
	s.height = top + edge
}
