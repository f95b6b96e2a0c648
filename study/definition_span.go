package study

import "math"

// Span is how many definitions the ranges of choice hold.
type Span struct {
	Distinct  float64  `json:"distinct"`  // combinations of the choices that can be counted
	Unbounded []string `json:"unbounded"` // what varies besides, in numbers without end
}

// Span counts the definitions that a stress test draws from.
func (d *Definition) Span(known []Indicator) Span {
	v := d.Vary
	s := Span{Distinct: 1, Unbounded: []string{}}
	for _, n := range []int{len(v.Normalisations), len(v.Aggregations), len(v.Weights), len(v.Imputations), len(v.Treatments), v.YearsBack + 1} {
		s.Distinct *= float64(max(n, 1))
	}
	candidates := len(v.MayLeaveOut)
	if candidates == 0 {
		candidates = len(d.Indicators)
	}
	ways, sets := 1.0, 1.0
	for k := 1; k <= min(v.LeaveOut, candidates); k++ {
		ways *= float64(candidates-k+1) / float64(k)
		sets += math.Round(ways)
	}
	s.Distinct *= sets
	if v.Readings {
		c := definitionCheck{known: known}
		for _, i := range d.Indicators {
			if k, _ := c.catalogued(i.ID); k.Direction == Contested {
				s.Distinct *= 2
			}
		}
	}
	if v.Shrinkage {
		s.Distinct *= 2
	}
	for _, w := range v.Weights {
		switch w {
		case WeighDirichlet:
			s.Unbounded = append(s.Unbounded, "weights spread around the stated ones")
		case WeighWithin:
			s.Unbounded = append(s.Unbounded, "weights within their own ranges")
		}
	}
	if v.SamplingError {
		s.Unbounded = append(s.Unbounded, "figures drawn within their sampling error")
	}
	return s
}
