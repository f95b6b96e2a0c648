package normalise

import (
	"fmt"
	"math"
)

// DistanceToBest is 1 for the best unit, 0 for the worst: 1 - (max - x) / (max - min).
type DistanceToBest struct{}

// Into writes the distances. It errs where the indicator does not vary.
func (m DistanceToBest) Into(dst, x []float64, d Direction) error {
	c, err := varying(m, dst, x, d)
	if err != nil {
		return err
	}
	return c.each(m, func(v float64) float64 { return 1 - (c.largest-v)/(c.largest-c.least) })
}

func (DistanceToBest) String() string { return "distance to the best" }

// DistanceToReference is 1 for the reference unit, 0 for the worst: 1 - (ref - x) / (ref - min). Units better than the
// reference are above 1.
type DistanceToReference struct{ Unit int } // position of the reference unit, from 0

// Into writes the distances. It errs where the reference unit has no value or is itself the worst.
func (m DistanceToReference) Into(dst, x []float64, d Direction) error {
	c, err := varying(m, dst, x, d)
	if err != nil {
		return err
	}
	if m.Unit < 0 || m.Unit >= len(x) {
		return fmt.Errorf("%v: there are %d units", m, len(x))
	}
	reference := c.x[m.Unit]
	if math.IsNaN(reference) {
		return fmt.Errorf("%v: the reference unit has no value: choose another", m)
	}
	if reference == c.least {
		return fmt.Errorf("%v: the reference unit has the worst value, %v: choose another", m, x[m.Unit])
	}
	return c.each(m, func(v float64) float64 { return 1 - (reference-v)/(reference-c.least) })
}

func (m DistanceToReference) String() string {
	return fmt.Sprintf("distance to unit %d as reference", m.Unit+1)
}

// DistanceToTarget is 1 at the target, which is in the indicator's own unit, and 0 for the worst unit:
// 1 - (target - x) / (target - min), or where lower is better 1 - (x - target) / (max - target). With Cap no unit
// gets more than 1.
type DistanceToTarget struct {
	Target float64
	Cap    bool
}

// Into writes the distances. It errs where the target is no better than the worst unit.
func (m DistanceToTarget) Into(dst, x []float64, d Direction) error {
	if err := finite(m, "the target", m.Target); err != nil {
		return err
	}
	c, err := directed(m, dst, x, d)
	if err != nil {
		return err
	}
	target := m.Target * float64(d)
	if target <= c.least {
		return fmt.Errorf("%v: the worst unit, with %v, already meets the target: check the direction, or set a target beyond it", m, c.least*float64(d))
	}
	return c.each(m, func(v float64) float64 {
		distance := 1 - (target-v)/(target-c.least)
		if m.Cap {
			return math.Min(distance, 1)
		}
		return distance
	})
}

func (m DistanceToTarget) String() string {
	if m.Cap {
		return fmt.Sprintf("distance to target %v, at most 1", m.Target)
	}
	return fmt.Sprintf("distance to target %v", m.Target)
}

// Goalposts maps stated bounds, in the indicator's own unit and Lower below Upper whichever way the indicator is read,
// to 0 and Scale: Scale (x - Lower) / (Upper - Lower), or where lower is better Scale (Upper - x) / (Upper - Lower).
// With Truncate nothing falls outside 0 to Scale.
type Goalposts struct {
	Lower, Upper, Scale float64
	Truncate            bool
}

// Into writes the mapped indicator. It errs where the posts are the wrong way round: the direction turns the scale,
// not the posts.
func (m Goalposts) Into(dst, x []float64, d Direction) error {
	if m.Lower > m.Upper {
		return fmt.Errorf("%v: the lower post is above the upper: state them in the order of the indicator's unit and let the direction turn the scale", m)
	}
	if err := ordered(m, m.Lower, m.Upper); err != nil {
		return err
	}
	if err := finite(m, "the scale", m.Scale); err != nil {
		return err
	}
	if m.Scale <= 0 {
		return fmt.Errorf("%v: the scale must be above zero", m)
	}
	c, err := directed(m, dst, x, d)
	if err != nil {
		return err
	}
	worst := m.Lower
	if d == LowerIsBetter {
		worst = -m.Upper
	}
	return c.each(m, func(v float64) float64 {
		share := (v - worst) / (m.Upper - m.Lower)
		if m.Truncate {
			share = math.Min(math.Max(share, 0), 1)
		}
		return share * m.Scale
	})
}

func (m Goalposts) String() string {
	s := fmt.Sprintf("goalposts %v and %v, scale %v", m.Lower, m.Upper, m.Scale)
	if m.Truncate {
		s += ", truncated"
	}
	return s
}
