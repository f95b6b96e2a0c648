package chart

import "slices"

// joint tells whether any figure of a line was published for its authority and another together.
func (l TrendLine) joint() bool {
	return slices.ContainsFunc(l.Points, func(p TrendPoint) bool { return p.Joint })
}

// whose says in a table whose a figure is.
func (p TrendPoint) whose() string {
	switch {
	case !p.Value.Known():
		return "no figure"
	case p.Joint:
		return "joint figure"
	}
	return "its own"
}

// jointWords say below the picture which lines are of joint figures: two of one figure look like two that agree.
func (d TrendData) jointWords() (out string) {
	var all []string
	for _, l := range append([]TrendLine{{Name: d.Place, Points: d.Points}}, d.Others...) {
		var years []string
		own := false
		for _, p := range l.Points {
			if p.Joint {
				years = append(years, d.when(p.Period))
			}
			own = own || p.Value.Known() && !p.Joint
		}
		switch {
		case len(years) == 0:
		case own:
			out += noneHave("Joint figure of "+isolate(l.Name)+" and another authority", years)
		default:
			all = append(all, l.Name)
		}
	}
	if len(all) > 0 {
		out = " " + list(all, len(all)) + ": each is a joint figure, published for the authority and another together." + out
	}
	return out
}
