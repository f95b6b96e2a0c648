package chart

import "slices"

const (
	tickHeight = 28
	laneHeight = 22 // of each band, where there are several
)

// callout is a name over a strip, joined to its place by a rule.
type callout struct {
	authority string
	value     float64
	lines     []string
	style     style
	room      box
}

func (d StripData) draw(size Size) *scene {
	s := newScene(size)
	low, high := d.reach()
	along, bands, lane := linear{low, high, 20, s.width - 20}, d.bands(), float64(tickHeight)
	if d.banded() {
		lane = laneHeight
		for _, band := range bands {
			along.from = max(along.from, edge+textWidth(bandWords(band), style{})+16)
		}
	}
	callouts := d.callouts(s.width * 2 / 3)
	y := s.paragraph(edge, edge, s.width-2*edge, d.axis()+". Each line is one authority.", style{role: "muted"})
	top := y + 6 + settle(callouts, along, s.width) + 10

	bottom := top + lane*float64(len(bands))
	middleOf := func(v StripValue) float64 { return top + lane*(float64(slices.Index(bands, v.Band))+0.5) }
	labels := newScene(size)
	d.hang(labels, callouts, along, top, func(authority string) float64 {
		for _, v := range d.measured() {
			if v.Authority == authority {
				return middleOf(v)
			}
		}
		return bottom + 4
	})
	ticks, places := spacedTicks(along)
	if d.banded() {
		for at, band := range bands {
			s.label(edge, top+lane*(float64(at)+0.5)+5, start, bandWords(band), style{role: "muted"})
		}
	}
	s.ticks(along, bottom+6+textSize, top, bottom+4, ticks, func(v float64) string { return decimal(v, places) })
	s.about("", "")
	for _, v := range d.measured() {
		x := along.at(float64(v.Value))
		s.about("authority", v.Authority)
		if v.Highlight {
			labels.about("authority", v.Authority)
			labels.add(dot{point{x, middleOf(v)}, 12, circle, "stronger"})
			continue
		}
		s.add(rule{point{x, middleOf(v) - lane/2 + 2}, point{x, middleOf(v) + lane/2 - 2}, "similar"})
	}
	s.about("", "")
	s.marks = append(s.marks, labels.marks...)
	d.foot(s, bottom+6+lineHeight+4)
	return s
}

// hang joins each callout to its place by a rule that ends where down says, and sets its words.
func (d StripData) hang(labels *scene, callouts []callout, along linear, top float64, down func(authority string) float64) {
	for _, c := range callouts {
		labels.about("authority", c.authority)
		role := "muted"
		if c.authority == "" {
			labels.about("", "")
			role = "dashed"
		}
		x := along.at(c.value)
		labels.add(rule{point{x, top + c.room.bottom}, point{x, down(c.authority)}, role})
		for i, words := range c.lines {
			labels.cover((c.room.left+c.room.right)/2, top+c.room.top+textSize+float64(i)*lineHeight, middle, words, c.style)
		}
	}
}

// foot sets the directions and notes under the axis and closes the drawing.
func (d StripData) foot(s *scene, y float64) {
	less, more := d.ends()
	s.label(edge, y+textSize, start, less, style{bold: true})
	s.label(s.width-edge, y+textSize, end, more, style{bold: true})
	s.notes(y+lineHeight, d.contested(), d.withoutFigure())
}

// reach is the range of the axis: every figure and England's.
func (d StripData) reach() (low, high float64) {
	values := d.measured()
	low, high = float64(values[0].Value), float64(values[len(values)-1].Value)
	if d.England.Known() {
		low, high = min(low, float64(d.England)), max(high, float64(d.England))
	}
	return roomy(low, high)
}

func (d StripData) callouts(width float64) (out []callout) {
	if d.England.Known() {
		out = append(out, callout{value: float64(d.England), lines: wrap("England (middle) "+d.figure(d.England), width, style{})})
	}
	for _, v := range d.measured() {
		if v.Highlight {
			st := style{bold: true}
			words := isolate(v.Name) + " " + d.figure(v.Value) + d.inBand(v)
			out = append(out, callout{v.Authority, float64(v.Value), wrap(words, width, st), st, box{}})
		}
	}
	return out
}

// settle gives each callout a room of its own above the strip, the lowest that is free, and returns how high they reach.
// Rooms are relative to the top of the strip.
func settle(callouts []callout, along linear, width float64) (height float64) {
	for i := range callouts {
		c := &callouts[i]
		widest := 0.0
		for _, words := range c.lines {
			widest = max(widest, textWidth(words, c.style))
		}
		left := c.side(widest, callouts, along, width)
		depth := float64(len(c.lines)) * lineHeight
		bottom := -6.0
		for j := 0; j < i; j++ {
			other := callouts[j].room
			if (box{left - 4, bottom - depth, left + widest + 4, bottom}).overlaps(other) {
				bottom = other.top - 2
				j = -1 // the higher room may meet one that was passed
			}
		}
		c.room = box{left, bottom - depth, left + widest, bottom}
		height = max(height, depth-bottom)
	}
	return height
}

// side is the left end of a callout as wide as given: centred on its place, or to one side of it, where no other callout's
// rule runs through it, if there is such a side.
func (c callout) side(wide float64, callouts []callout, along linear, width float64) float64 {
	x := along.at(c.value)
	inside := func(left float64) float64 { return max(edge, min(left, width-edge-wide)) }
	for _, left := range []float64{inside(x - wide/2), inside(x - wide + 6), inside(x - 6)} {
		free := true
		for _, other := range callouts {
			at := along.at(other.value)
			free = free && (at == x || at < left-2 || at > left+wide+2)
		}
		if free {
			return left
		}
	}
	return inside(x - wide/2)
}
