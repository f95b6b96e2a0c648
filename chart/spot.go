package chart

// spot is a mark that is to be named where there is room.
type spot struct {
	authority string
	words     string
	mark      dot
	style     style
}

// name sets each name beside its mark where it meets no other name, no taken box and stays in the plot; if it must meet
// marks, it may, but never another name. It returns the words that found no room.
func (s *scene) name(spots []spot, plot box, taken []box) (left []string) {
	var words []box
	for _, sp := range spots {
		placed := false
		for _, strict := range []bool{true, false} {
			for _, t := range sp.places() {
				room := t.box()
				free := room.left >= plot.left && room.right <= s.width-2 && room.top >= plot.top && room.bottom <= plot.bottom && !meets(room, words)
				if placed || !free || strict && meets(room, taken) {
					continue
				}
				s.about("authority", sp.authority)
				s.add(t)
				words = append(words, room)
				placed = true
			}
		}
		if !placed {
			left = append(left, sp.words)
		}
	}
	return left
}

func meets(room box, others []box) bool {
	for _, other := range others {
		if room.overlaps(other) {
			return true
		}
	}
	return false
}

// places are where a name may stand: to the right and left of its mark, above and below it, and a line further off.
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
