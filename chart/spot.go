package chart

import (
	"math"
	"slices"
)

// spot is a mark that is to be named where there is room.
type spot struct {
	authority string
	words     string
	mark      dot
	style     style
}

// name sets each name where it stays in the plot, covers no mark and meets no other name: beside its mark if it can,
// otherwise further off and joined to it by a rule, which crosses other marks only where it must. On a line it stands only
// where it finds no other room. It returns the words that found none.
func (s *scene) name(spots []spot, plot box, marks, lines []box) (left []string) {
	plot.right = s.width - 2
	var words []box
	for _, sp := range spots {
		label, joint, found := sp.settle(plot, marks, words, lines)
		if !found {
			label, joint, found = sp.settle(plot, marks, words, nil)
		}
		if !found {
			left = append(left, sp.words)
			continue
		}
		s.about("authority", sp.authority)
		for _, j := range joint {
			s.add(j)
			words = append(words, j.room()...)
		}
		s.add(label)
		words = append(words, label.box())
	}
	return left
}

// settle finds the first place that is free, and the rule that joins it to the mark if it needs one.
func (sp spot) settle(plot box, marks, words, lines []box) (label text, joint []rule, found bool) {
	free := func(t text) bool {
		b := t.box()
		return b.left >= plot.left && b.right <= plot.right && b.top >= plot.top && b.bottom <= plot.bottom && !meets(b, words) && !meets(b, marks) && !meets(b, lines)
	}
	for _, t := range sp.beside() {
		if free(t) {
			return t, nil, true
		}
	}
	var others []box
	for _, m := range marks {
		if !m.overlaps(sp.mark.box()) {
			others = append(others, m)
		}
	}
	for _, avoided := range [][]box{others, nil} {
		for _, t := range sp.apart(plot) {
			if j := sp.joint(t.box()); free(t) && !j.meets(words) && !j.meets(avoided) {
				return t, []rule{j}, true
			}
		}
	}
	return text{}, nil, false
}

func (m rule) meets(others []box) bool {
	return slices.ContainsFunc(m.room(), func(b box) bool { return meets(b, others) })
}

// joint runs from the edge of the mark to the nearest point of the name.
func (sp spot) joint(room box) rule {
	at := sp.mark.at
	to := point{max(room.left, min(at.x, room.right)), max(room.top, min(at.y, room.bottom))}
	share := min(1, (sp.mark.size/2+1)/math.Hypot(to.x-at.x, to.y-at.y))
	return rule{point{at.x + share*(to.x-at.x), at.y + share*(to.y-at.y)}, to, ""}
}

// room is what a slanting rule takes up, in boxes of a few px.
func (m rule) room() (boxes []box) {
	const steps = 12
	for i := range steps {
		part := func(i int) point {
			share := float64(i) / steps
			return point{m.from.x + share*(m.to.x-m.from.x), m.from.y + share*(m.to.y-m.from.y)}
		}
		b := bounds([]point{part(i), part(i + 1)})
		boxes = append(boxes, box{b.left - 1, b.top - 1, b.right + 1, b.bottom + 1})
	}
	return boxes
}

func meets(room box, others []box) bool {
	for _, other := range others {
		if room.overlaps(other) {
			return true
		}
	}
	return false
}

// name is the text of a spot, so far from the middle of its mark.
func (sp spot) name(x, y float64, a anchor) text {
	st := sp.style
	st.role += " halo"
	return text{point{sp.mark.at.x + x, sp.mark.at.y + y}, a, isolate(sp.words), st}
}

// beside are the places next to a mark: to its right and left, above and below it, and a line further off.
func (sp spot) beside() []text {
	gap := sp.mark.size/2 + 4
	return []text{sp.name(gap, 5, start), sp.name(-gap, 5, end), sp.name(0, -gap-3, middle), sp.name(0, gap+13, middle),
		sp.name(gap, -9, start), sp.name(-gap, -9, end), sp.name(gap, 19, start), sp.name(-gap, 19, end)}
}

// apart are places further and further above and below a mark, straight or to a side, moved into the plot where they would leave it.
func (sp spot) apart(plot box) (texts []text) {
	for away := 24.0; away <= 132; away += 12 {
		for _, y := range []float64{-away, away + 10} {
			for _, x := range []float64{0, away, -away} {
				t := sp.name(x, y, middle)
				b := t.box()
				t.at.x += max(0, plot.left-b.left) - max(0, b.right-plot.right)
				texts = append(texts, t)
			}
		}
	}
	for away := 24.0; away <= 132; away += 12 { // and further to a side, where the middle is crowded
		for _, y := range []float64{-away, away + 10} {
			for _, x := range []float64{2 * away, -2 * away, 3 * away, -3 * away} {
				texts = append(texts, sp.name(x, y, middle))
			}
		}
	}
	return texts
}

// clip cuts a line to a room and returns the pieces inside.
func clip(points []point, room box) (runs [][]point) {
	inside := func(p point) bool {
		return p.x >= room.left && p.x <= room.right && p.y >= room.top && p.y <= room.bottom
	}
	var run []point
	flush := func() {
		if len(run) > 1 {
			runs = append(runs, run)
		}
		run = nil
	}
	for i, p := range points {
		if i > 0 && inside(points[i-1]) != inside(p) {
			run = append(run, crossing(points[i-1], p, inside))
		}
		if inside(p) {
			run = append(run, p)
		} else {
			flush()
		}
	}
	flush()
	return runs
}

// crossing is the last place inside between two points of which one is inside.
func crossing(a, b point, inside func(point) bool) point {
	if inside(b) {
		a, b = b, a
	}
	for range 40 {
		middle := point{(a.x + b.x) / 2, (a.y + b.y) / 2}
		if inside(middle) {
			a = middle
		} else {
			b = middle
		}
	}
	return a
}
