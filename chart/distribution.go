package chart

import "math"

const swarmDot = 7 // across a dot of a swarm

// Distribution draws a dot for each authority over one axis, stacked where figures are near each other, with England and up
// to six authorities named. It takes what a strip takes, and says the same.
func Distribution(data StripData) (Figure, error) {
	f, err := Strip(data)
	if err != nil {
		return Figure{}, err
	}
	data = data.inOrder()
	if len(data.measured()) > 0 {
		f.draw = data.drawDistribution
	}
	return f, nil
}

// swarm gives each place along an axis, in rising order, a distance from the axis at which no two dots meet. No distance is
// greater than most: where dots are too many for that, they move together.
func swarm(places []float64, across, most float64) []float64 {
	away := make([]float64, len(places))
	widest := 0.0
	first := 0
	for i, x := range places {
		for x-places[first] >= across {
			first++
		}
		free := func(y float64) bool {
			for j := first; j < i; j++ {
				if math.Hypot(x-places[j], y-away[j]) < across-1e-9 {
					return false
				}
			}
			return true
		}
		for step := 0.0; ; step += across / 7 {
			if free(step) {
				away[i] = step
				break
			}
			if free(-step) {
				away[i] = -step
				break
			}
		}
		widest = max(widest, math.Abs(away[i]))
	}
	if widest > most {
		for i := range away {
			away[i] *= most / widest
		}
	}
	return away
}

func (d StripData) drawDistribution(size Size) *scene {
	s := newScene(size)
	low, high := d.reach()
	along := linear{low, high, 20, s.width - 20}
	callouts := d.callouts(s.width * 2 / 3)
	y := s.paragraph(edge, edge, s.width-2*edge, d.axis()+". Each dot is one authority.", style{role: "muted"})
	top := y + 6 + settle(callouts, along, s.width) + 10

	values := d.measured()
	places := make([]float64, len(values))
	for i, v := range values {
		places[i] = along.at(float64(v.Value))
	}
	away := swarm(places, swarmDot, 120)
	reachAway := 10.0
	for _, y := range away {
		reachAway = max(reachAway, math.Abs(y))
	}
	middleLine := top + reachAway + 8
	bottom := middleLine + reachAway + 8
	labels := newScene(size)
	d.hang(labels, callouts, along, top, func(authority string) float64 {
		for i, v := range values {
			if v.Authority == authority {
				return middleLine + away[i]
			}
		}
		return bottom + 4
	})
	ticks, decimals := spacedTicks(along)
	s.ticks(along, bottom+6+textSize, top, bottom+4, ticks, func(v float64) string { return decimal(v, decimals) })
	for i, v := range values {
		target, role, across := s, "similar", float64(swarmDot-1)
		switch {
		case v.Highlight:
			target, role, across = labels, "stronger", 12
		case v.Near:
			role = ""
		}
		target.about("authority", v.Authority)
		target.add(dot{point{places[i], middleLine + away[i]}, across, circle, role})
	}
	s.about("", "")
	labels.about("", "")
	s.marks = append(s.marks, labels.marks...)
	d.foot(s, bottom+6+lineHeight+4)
	return s
}
