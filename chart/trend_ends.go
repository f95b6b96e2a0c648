package chart

import (
	"cmp"
	"slices"
	"strconv"
)

// lineEnd is where a line of a trend ends, and its name in the room to the right.
type lineEnd struct {
	authority, colour string
	at                point
	joined            bool // the line runs up to the last period
	lines             []string
	top               float64
	style             style
}

func (e lineEnd) height() float64 { return float64(len(e.lines)) * lineHeight }

const (
	widestEnd = 150 // px for names at the ends of lines
	toTheEnd  = 22  // px from the plot to them
)

// endRoom is the room that names at the ends of lines need beside a plot. A phone has none: there the key names the lines.
func (d TrendData) endRoom(size Size) float64 {
	if size == Narrow || len(d.Others) == 0 {
		return 0
	}
	wide := textWidth(isolate(d.Place), style{bold: true})
	for _, e := range d.Others {
		wide = max(wide, textWidth(d.endName(d.alone(e)), style{}))
	}
	return min(widestEnd, wide) + 1
}

// endName is a name at the end of a line, with its last year, as the axis has it, where that is an earlier one.
func (d TrendData) endName(line TrendData) string {
	points := line.known()
	if len(points) == 0 || points[len(points)-1].Period == d.Points[len(d.Points)-1].Period {
		return isolate(line.Place)
	}
	return isolate(line.Place) + ", to\u00a0" + strconv.Itoa(int(points[len(points)-1].Period))
}

// nameEnds names the lines at their ends, joined by rules that do not cross. Where the names are longer than the plot is
// high, none is set: the key has them all.
func (d TrendData) nameEnds(s *scene, plot box, along, up linear, room float64) {
	if room == 0 {
		return
	}
	ends := d.ends(along, up, room)
	if !apart(ends, plot) {
		return
	}
	left := plot.right + toTheEnd
	for _, e := range ends {
		s.about("authority", e.authority)
		if e.joined {
			s.add(rule{point{plot.right + 3, e.at.y}, point{left - 4, e.top + e.height()/2}, e.colour})
		}
		s.lines(left, e.top, start, e.lines, e.style)
	}
	s.about("", "")
}

// ends are the ends of the lines from the top down.
func (d TrendData) ends(along, up linear, room float64) (ends []lineEnd) {
	add := func(line TrendData, colour string, st style) {
		points := line.known()
		if len(points) == 0 {
			return
		}
		last := points[len(points)-1]
		ends = append(ends, lineEnd{authority: line.Authority, colour: colour, at: point{along.at(d.day(last.Period)), up.at(float64(last.Value))},
			joined: last.Period == d.Points[len(d.Points)-1].Period, lines: wrap(d.endName(line), room, st), style: st})
	}
	add(d, d.own(), style{bold: true})
	for i, l := range d.Others {
		_, colour, _ := otherLook(i)
		add(d.alone(l), colour, style{})
	}
	slices.SortStableFunc(ends, func(a, b lineEnd) int { return cmp.Compare(a.at.y, b.at.y) })
	return ends
}

// apart sets each name as near to the height of its line as the others let it, all within the plot if they fit there.
func apart(ends []lineEnd, plot box) bool {
	free := plot.top
	for i := range ends {
		ends[i].top = max(free, ends[i].at.y-ends[i].height()/2)
		free = ends[i].top + ends[i].height()
	}
	free = plot.bottom
	for i := len(ends) - 1; i >= 0; i-- {
		ends[i].top = min(ends[i].top, free-ends[i].height())
		free = ends[i].top
	}
	return free >= plot.top
}
