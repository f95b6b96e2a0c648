package method

import (
	"fmt"
	"math"

	"goodmeasure/stats/rank"
	"goodmeasure/study"
)

// Funnel sets each authority's figure against how many it was counted among, and says which lie outside what chance
// and the usual spread between authorities leave. Figures of few people scatter widely, so that a figure far from the
// rest says more the larger its denominator.
//
// Limits are made on the scale on which the spread of a figure hardly depends on the figure (the arcsine of the root of
// a proportion, the root of a rate) with the variance between authorities added to that of chance. Without it the limits
// of large authorities would leave most of them outside. Source: Spiegelhalter (2005), Statistics in Medicine 24,
// 1185-1202, and Spiegelhalter and others (2012), J. R. Stat. Soc. A 175, 1-47.
type Funnel struct {
	N          int           `json:"n"`          // authorities with counts
	WithoutN   int           `json:"without"`    // authorities with a figure and without counts
	Target     study.Number  `json:"target"`     // events of all authorities over all who were counted, in the unit
	Dispersion study.Number  `json:"dispersion"` // 1: the figures spread as chance alone would have them
	Tau        study.Number  `json:"tau"`        // standard deviation of the true figures, on the scale of the limits
	Points     []FunnelPoint `json:"points"`     // by code of authority
	Limits     []FunnelLimit `json:"limits"`     // from the smallest denominator to the largest
	Why        string        `json:"why_missing,omitempty"`
}

// FunnelPoint is one authority of a funnel. Beyond is 2 above the outer limit, 1 above the inner, -1 and -2 below them,
// and 0 inside.
type FunnelPoint struct {
	Authority   string       `json:"authority"`
	Name        string       `json:"name"`
	Value       study.Number `json:"value"`
	Denominator study.Number `json:"denominator"`
	Beyond      int          `json:"beyond"`
	Joint       bool         `json:"joint,omitempty"`

	again bool // an authority before it has brought the same joint figure
}

// FunnelLimit is the limits at one denominator, in the unit of the figures.
type FunnelLimit struct {
	Denominator study.Number `json:"denominator"`
	OuterLow    study.Number `json:"outer_low"`
	InnerLow    study.Number `json:"inner_low"`
	InnerHigh   study.Number `json:"inner_high"`
	OuterHigh   study.Number `json:"outer_high"`
}

// The shares of authorities that a funnel's limits would hold if none were out of the ordinary, how far z-scores are drawn
// in before the spread is estimated, and how many there must be to estimate it.
const (
	InnerLevel, OuterLevel = 0.95, 0.998
	funnelWinsorised       = 0.1
	leastFunnel            = 10
	funnelSteps            = 60
)

// scale is how a funnel's figures are put where their spread is even, and back.
type funnelScale struct {
	to, back func(float64) float64
	unit     float64 // of a figure: 100 for per cent, 10,000 for a rate per 10,000
}

func newFunnelScale(i study.Indicator) (funnelScale, bool) {
	switch {
	case i.Kind == study.Proportion:
		return funnelScale{func(p float64) float64 { return math.Asin(math.Sqrt(p)) }, func(x float64) float64 {
			root := math.Sin(min(max(x, 0), math.Pi/2))
			return root * root
		}, 100}, true
	case i.Kind == study.Rate && i.Per() > 0:
		return funnelScale{math.Sqrt, func(x float64) float64 { return max(x, 0) * max(x, 0) }, i.Per()}, true
	}
	return funnelScale{}, false
}

// NewFunnel makes the funnel of an indicator in a period. Where it cannot be made, Why says so.
func NewFunnel(edition *study.Edition, indicator study.Indicator, period study.Period) (Funnel, error) {
	f := Funnel{Target: study.Missing, Dispersion: study.Missing, Tau: study.Missing, Points: []FunnelPoint{}, Limits: []FunnelLimit{}}
	scale, ok := newFunnelScale(indicator)
	if !ok {
		f.Why = "the figure is not a count among so many, so that nothing tells how far chance moves it"
		return f, nil
	}
	var events, exposed float64
	counted := map[jointFigure]bool{} // one that is published for two authorities stands for the children of both
	for _, a := range edition.Authorities {
		o := edition.Observation(a.Code, indicator.ID, period)
		switch {
		case a.Tiny() || !o.Status.HasValue():
			continue
		case !o.HasCounts() || o.Numerator < 0 || (indicator.Kind == study.Proportion && o.Numerator > o.Denominator):
			f.WithoutN++
			continue
		}
		point := FunnelPoint{Authority: a.Code, Name: a.Short(), Value: o.Numerator / o.Denominator * study.Number(scale.unit),
			Denominator: o.Denominator, Joint: o.Status == study.Joint}
		if point.Joint {
			joint := jointOf(a, o)
			point.again = counted[joint]
			counted[joint] = true
		}
		if !point.again {
			events, exposed = events+float64(o.Numerator), exposed+float64(o.Denominator)
		}
		f.Points = append(f.Points, point)
	}
	f.N = len(f.Points)
	switch target := events / exposed; {
	case f.N < leastFunnel:
		f.Why = fmt.Sprintf("%s published with counts, and a funnel needs at least %d", figuresAre(f.N), leastFunnel)
		return f, nil
	case target <= 0 || (indicator.Kind == study.Proportion && target >= 1):
		f.Why = "the counts are all at one end of the scale"
		return f, nil
	default:
		return f, f.limit(scale, target)
	}
}

// limit draws the limits about the target and sets each authority against them.
func (f *Funnel) limit(scale funnelScale, target float64) error {
	centre := scale.to(target)
	var z, se []float64
	least, most := math.Inf(1), 0.0
	for _, p := range f.Points {
		n := float64(p.Denominator)
		least, most = min(least, n), max(most, n)
		if p.again {
			continue
		}
		chance := 1 / (2 * math.Sqrt(n))
		z, se = append(z, (scale.to(float64(p.Value)/scale.unit)-centre)/chance), append(se, chance)
	}
	dispersion, err := rank.Overdispersion(z, se, funnelWinsorised)
	if err != nil {
		return fmt.Errorf("funnel: %w", err)
	}
	f.Target, f.Dispersion, f.Tau = study.Number(target*scale.unit), study.Number(dispersion.Phi), study.Number(math.Sqrt(dispersion.Tau2))
	at := func(n float64) (FunnelLimit, error) {
		limit := FunnelLimit{Denominator: study.Number(n)}
		for _, one := range []struct {
			level     float64
			low, high *study.Number
		}{{InnerLevel, &limit.InnerLow, &limit.InnerHigh}, {OuterLevel, &limit.OuterLow, &limit.OuterHigh}} {
			ends, err := rank.NormalLimits(centre, dispersion.Additive(1/(2*math.Sqrt(n))), one.level)
			if err != nil {
				return limit, fmt.Errorf("funnel: %w", err)
			}
			*one.low, *one.high = study.Number(scale.back(ends.Lower)*scale.unit), study.Number(scale.back(ends.Upper)*scale.unit)
		}
		return limit, nil
	}
	for k := range f.Points {
		p := &f.Points[k]
		limit, err := at(float64(p.Denominator))
		if err != nil {
			return err
		}
		p.Beyond = limit.beyond(p.Value)
	}
	for step := range funnelSteps + 1 { // even steps of the logarithm: limits bend most where denominators are small
		n := least * math.Pow(most/least, float64(step)/funnelSteps)
		limit, err := at(n)
		if err != nil {
			return err
		}
		if f.Limits = append(f.Limits, limit); least == most {
			break
		}
	}
	return nil
}

func (l FunnelLimit) beyond(value study.Number) int {
	switch {
	case value > l.OuterHigh:
		return 2
	case value > l.InnerHigh:
		return 1
	case value < l.OuterLow:
		return -2
	case value < l.InnerLow:
		return -1
	}
	return 0
}
