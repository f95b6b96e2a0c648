package chart

import (
	"cmp"
	"math"
	"slices"

	"goodmeasure/study"
)

func (d FunnelData) draw(size Size) *scene {
	s := newScene(size)
	height := 320.0
	if size == Narrow {
		height = 280
	}
	y := s.keys(edge, d.keys())
	y = s.paragraph(edge, y, s.width-2*edge, d.axis(), style{role: "muted"}) + 4
	less, more := d.upAndDown()
	y = s.paragraph(edge, y, s.width-2*edge, more, style{bold: true}) + 8
	plot := box{0, y, s.width - edge - 8, y + height}
	low, high := d.span()
	up := linear{low, high, plot.bottom, plot.top}
	plot.left = s.upright(up, plot.right)
	along := d.along(plot)
	s.ticks(along, plot.bottom+underAxis+textSize, plot.top, plot.bottom, d.sizeTicks(along), func(v float64) string { return trimmed(v, 1) })
	centre := rule{point{plot.left, up.at(float64(d.Centre))}, point{plot.right, up.at(float64(d.Centre))}, "dashed"}
	s.add(centre)
	lines := []box{bounds([]point{centre.from, centre.to})}
	for _, of := range []struct {
		role  string
		limit func(FunnelLimit) study.Number
	}{{"similar dashed", func(l FunnelLimit) study.Number { return l.Limit95.Low }}, {"similar dashed", func(l FunnelLimit) study.Number { return l.Limit95.High }},
		{"similar thin", func(l FunnelLimit) study.Number { return l.Limit99.Low }}, {"similar thin", func(l FunnelLimit) study.Number { return l.Limit99.High }}} {
		var points []point
		for _, l := range d.Limits {
			if v := of.limit(l); v.Known() {
				points = append(points, point{along.at(l.Size), up.at(float64(v))})
			}
		}
		for _, run := range clip(points, box{along.from, plot.top, along.to, plot.bottom}) {
			s.add(line{run, of.role})
			for i := range run[1:] {
				lines = append(lines, bounds(run[i:i+2]))
			}
		}
	}
	unnamed := d.marks(s, plot, lines, along, up)
	y = s.paragraph(edge, plot.bottom+underAxis+lineHeight+4, s.width-2*edge, Capital(d.Size)+" (equal steps are equal ratios)", style{role: "muted"})
	y = s.paragraph(edge, y+2, s.width-2*edge, less, style{bold: true})
	s.notes(y+2, noneHave("Beyond the 99.8% limits or picked out, and not named for want of room", unnamed), d.Note, d.contested(), d.missing())
	return s
}

// marks draws the authorities, those of the outer bands last, and names the outliers.
func (d FunnelData) marks(s *scene, plot box, lines []box, along scale, up linear) (unnamed []string) {
	var named []spot
	var taken []box
	units := d.measured()
	for i := range units {
		u := units[len(units)-1-i]
		at := point{along.at(float64(u.Size)), up.at(float64(u.Value))}
		sh, role := d.look(u)
		across := 7.0
		if u.Highlight {
			across = 12
		}
		mark := dot{at, across, sh, role}
		s.about("authority", u.Authority)
		s.add(mark)
		taken = append(taken, mark.box())
		if u.Highlight || u.Band == Beyond99 {
			named = append([]spot{{u.Authority, u.Name, mark, style{bold: u.Highlight}}}, named...)
		}
	}
	slices.SortStableFunc(named, func(a, b spot) int { return -cmp.Compare(a.mark.size, b.mark.size) }) // who is picked out has the first choice of room
	unnamed = s.name(named, plot, taken, lines)
	s.about("", "")
	return unnamed
}

func (d FunnelData) span() (low, high float64) {
	values := []study.Number{d.Centre}
	for _, u := range d.measured() {
		values = append(values, u.Value)
	}
	first, last, _ := reach(values...)
	low, high = roomy(first, last)
	room := (high - low) / 4
	for _, l := range d.Limits {
		if l.Limit99.known() {
			low, high = min(low, max(float64(l.Limit99.Low), first-room)), max(high, min(float64(l.Limit99.High), last+room))
		}
	}
	return low, high
}

func (d FunnelData) along(plot box) logarithmic {
	units := d.measured()
	low, high := float64(units[0].Size), float64(units[0].Size)
	for _, u := range units {
		low, high = min(low, float64(u.Size)), max(high, float64(u.Size))
	}
	return logarithmic{low / 1.1, high * 1.1, plot.left + 6, plot.right}
}

// sizeTicks are 1, 2 and 5 times powers of ten, as many as have room.
func (d FunnelData) sizeTicks(along logarithmic) []float64 {
	for _, digits := range [][]float64{{1, 2, 5}, {1, 3}, {1}} {
		var ticks []float64
		for power := math.Floor(math.Log10(along.low)); power <= math.Log10(along.high); power++ {
			for _, digit := range digits {
				if v := digit * math.Pow(10, power); v >= along.low && v <= along.high {
					ticks = append(ticks, v)
				}
			}
		}
		if len(ticks) < 2 || along.apart(ticks) {
			return ticks
		}
	}
	return nil
}

func (s logarithmic) apart(ticks []float64) bool {
	for i := 1; i < len(ticks); i++ {
		if s.at(ticks[i])-s.at(ticks[i-1]) < textWidth(trimmed(ticks[i], 1), style{})+textWidth(trimmed(ticks[i-1], 1), style{})/2+8 {
			return false
		}
	}
	return true
}

func (d FunnelData) keys() []key {
	keys := []key{ruleKey("dashed", d.round()), ruleKey("similar dashed", "95% limits"), ruleKey("similar thin", "99.8% limits"), dotKey(circle, "similar hollow", WithinLimits.Words())}
	for _, band := range []FunnelBand{Beyond95, Beyond99} {
		for _, above := range []bool{true, false} {
			for _, u := range d.measured() {
				if u.Band == band && d.above(u) == above {
					sh, role := d.look(u)
					words := map[bool]string{true: "above", false: "below"}[above]
					keys = append(keys, dotKey(sh, role, words+", "+band.Words()))
					break
				}
			}
		}
	}
	return keys
}
