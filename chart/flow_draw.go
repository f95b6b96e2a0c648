package chart

const (
	flowPad = 10.0 // inside a box
	flowGap = 28.0 // from a box to the next, for the arrow
)

// flowBox is a box with its lines of text, the first bold.
type flowBox struct {
	head string
	rest []string
	role string
}

func (d FlowData) draw(size Size) *scene {
	s := newScene(size)
	main, aside := s.width-2*edge, s.width-2*edge-flowGap
	left := edge + flowGap // of the boxes aside, which stand under their step where there is no room beside it
	beside := size == Wide
	if beside {
		main = (s.width - 2*edge - 2*flowGap) / 2
		aside, left = main, edge+main+2*flowGap
	}
	y := float64(edge)
	for n, step := range d.Steps {
		box := flowBox{step.Name + inBrackets(step.N), nil, "tint"}
		for _, part := range step.Parts {
			box.rest = append(box.rest, part.Name+inBrackets(part.N))
		}
		top := y
		y = s.flowBox(edge, top, main, box)
		arrow := top
		if len(step.Out) > 0 {
			out := flowBox{step.Leaves, nil, "grid"}
			for _, part := range step.Out {
				out.rest = append(out.rest, part.Name+inBrackets(part.N))
			}
			if beside {
				bottom := s.flowBox(left, top, aside, out)
				s.flowArrow(point{edge + main, top + 24}, point{left, top + 24})
				arrow, y = y, max(y, bottom)
			} else {
				arrow = y
				y = s.flowBox(left, y+flowGap/2, aside, out)
				s.flowArrow(point{edge + flowGap/2, arrow}, point{left, arrow + flowGap/2 + 18})
			}
		} else {
			arrow = y
		}
		if n+1 < len(d.Steps) {
			x := float64(edge + flowGap/2)
			s.add(rule{point{x, arrow}, point{x, y + flowGap - 5}, "muted"}, dot{point{x, y + flowGap - 5}, 9, down, "muted"})
			y += flowGap
		}
	}
	s.height = y + edge
	return s
}

// inBrackets is a number as it stands behind what it counts, on one line.
func inBrackets(n int) string { return " (n\u00a0=\u00a0" + Grouped(n) + ")" }

// flowArrow leads sideways, round the corner where the two ends are not at one height.
func (s *scene) flowArrow(from, to point) {
	s.add(line{[]point{from, {from.x, to.y}, {to.x - 5, to.y}}, "muted"}, dot{point{to.x - 5, to.y}, 9, rightwards, "muted"})
}

// flowBox draws a box and gives its bottom.
func (s *scene) flowBox(x, top, width float64, b flowBox) float64 {
	inside := width - 2*flowPad
	head := wrap(b.head, inside, style{bold: true})
	var rest []string
	for _, words := range b.rest {
		rest = append(rest, wrap(words, inside, style{})...)
	}
	bottom := top + 2*flowPad + float64(len(head)+len(rest))*lineHeight
	room := box{x, top, x + width, bottom}
	if b.role == "tint" {
		s.add(bar{room, "tint"})
	} else {
		s.add(line{[]point{{room.left, room.top}, {room.right, room.top}, {room.right, room.bottom}, {room.left, room.bottom}, {room.left, room.top}}, b.role})
	}
	y := s.lines(x+flowPad, top+flowPad-2, start, head, style{bold: true})
	s.lines(x+flowPad, y, start, rest, style{})
	return bottom
}
