package method

import (
	"math"
)

// contextScale puts deprivation and size on the spread they have among the ranked authorities.
type contextScale struct{ deprivationSD, logChildrenSD float64 }

func newContextScale(f Field) contextScale {
	var deprivation, children []float64
	for _, p := range f.Prospects {
		if d, n := p.Deprivation, p.Children; d.Known() && n.Known() && n > 0 {
			deprivation = append(deprivation, float64(d))
			children = append(children, math.Log(float64(n)))
		}
	}
	scale := contextScale{1, 1}
	if _, sd, ok := standardised(deprivation); ok {
		scale.deprivationSD = sd
	}
	if _, sd, ok := standardised(children); ok {
		scale.logChildrenSD = sd
	}
	return scale
}

// The distance that counts for what is not a number: another region is half a standard deviation away, another type of
// authority, or a figure that is not known, a whole one.
const (
	regionDistance  = 0.5
	typeDistance    = 1
	unknownDistance = 1
)

// distance is the Euclidean distance between two authorities' surroundings: deprivation and the logarithm of the
// number of children, each in standard deviations, the region and the type of authority.
func (s contextScale) distance(a, b Candidate) float64 {
	square := 0.0
	add := func(d float64) { square += d * d }
	if a.Deprivation.Known() && b.Deprivation.Known() {
		add(float64(a.Deprivation-b.Deprivation) / s.deprivationSD)
	} else {
		add(unknownDistance)
	}
	if a.Children > 0 && b.Children > 0 {
		add((math.Log(float64(a.Children)) - math.Log(float64(b.Children))) / s.logChildrenSD)
	} else {
		add(unknownDistance)
	}
	if a.Region != b.Region {
		add(regionDistance)
	}
	if a.Type != b.Type {
		add(typeDistance)
	}
	return math.Sqrt(square)
}
