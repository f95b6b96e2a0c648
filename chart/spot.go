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

// name sets each name where it stays in the plot, covers no taken box and meets no other name: beside its mark if it can,
// otherwise a little off, joined to the mark by a rule that crosses nothing. It returns the words that found no room.
func (s *scene) name(spots []spot, plot box, taken []box) (left []string) {
	taken = slices.Clone(taken)
	for _, sp := range spots {
		label, joint, found := sp.settle(box{plot.left, plot.top, s.width - 2, plot.bottom}, taken)
		if !found {
			left = append(left, sp.words)
			continue
		}
		s.about("authority", sp.authority)
		for _, j := range joint {
			s.add(j)
			taken = append(taken, j.room()...)
		}
		s.add(label)
		taken = append(taken, label.box())
	}
	return left
}

// settle finds the first place that is free, and the rule that joins it to the mark if it needs one.
func (sp spot) settle(plot box, taken []box) (label text, joint []rule, found bool) {
	others := slices.DeleteFunc(slices.Clone(taken), func(b box) bool { return b == sp.mark.box() })
	for i, t := range sp.places() {
		room := t.box()
		if room.left < plot.left || room.right > plot.right || room.top < plot.top || room.bottom > plot.bottom || meets(room, taken) {
			continue
		}
		if i < beside {
			return t, nil, true
		}
		j := sp.joint(room)
		if !slices.ContainsFunc(j.room(), func(b box) bool { return meets(b, others) }) {
			return t, []rule{j}, true
		}
	}
	return text{}, nil, false
}

// joint runs from the edge of the mark to the nearest point of the name.
func (sp spot) joint(room box) rule {
	at := sp.mark.at
	to := point{max(room.left, min(at.x, room.right)), max(room.top, min(at.y, room.bottom))}
	share := min(1, (sp.mark.size/2+1)/math.Hypot(to.x-at.x, to.y-at.y))
	return rule{point{at.x + share*(to.x-at.x), at.y + share*(to.y-at.y)}, to, "muted"}
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

// beside is how many of the places are so near to the mark that nothing need join them to it.
const beside = 8

// places are where a name may stand: to the right and left of its mark, above and below it, a line further off, and then
// ever further away.
func (sp spot) places() (texts []text) {
	at, gap := sp.mark.at, sp.mark.size/2+4
	st := sp.style
	st.role += " halo"
	add := func(x, y float64, a anchor) {
		texts = append(texts, text{point{at.x + x, at.y + y}, a, isolate(sp.words), st})
	}
	add(gap, 5, start)
	add(-gap, 5, end)
	add(0, -gap-3, middle)
	add(0, gap+13, middle)
	for _, y := range []float64{-9, 19} {
		add(gap, y, start)
		add(-gap, y, end)
	}
	for away := 16.0; away <= 64; away += 12 {
		for _, y := range []float64{-away, away + 10, -away / 2, away/2 + 10} {
			add(away, y, start)
			add(-away, y, end)
			add(0, y, middle)
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
