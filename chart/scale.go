package chart

import "math"

// scale maps a figure to a place along an axis, and back.
type scale interface {
	at(value float64) float64
	invert(px float64) float64
}

// linear maps low to from and high to to, evenly.
type linear struct{ low, high, from, to float64 }

func (s linear) at(v float64) float64 { return s.from + (v-s.low)/(s.high-s.low)*(s.to-s.from) }

func (s linear) invert(px float64) float64 {
	return s.low + (px-s.from)/(s.to-s.from)*(s.high-s.low)
}

// logarithmic maps equal ratios to equal distances. low and high are above zero.
type logarithmic struct{ low, high, from, to float64 }

func (s logarithmic) inner() linear {
	return linear{math.Log(s.low), math.Log(s.high), s.from, s.to}
}

func (s logarithmic) at(v float64) float64 { return s.inner().at(math.Log(v)) }

func (s logarithmic) invert(px float64) float64 { return math.Exp(s.inner().invert(px)) }

// band divides an axis into equal steps and gives the middle of each.
type band struct {
	from, to float64
	steps    int
}

func (b band) step() float64 { return (b.to - b.from) / float64(b.steps) }

func (b band) at(i int) float64 { return b.from + (float64(i)+0.5)*b.step() }

// roomy widens a range by a twentieth on each side, and a range of one value so that it can be drawn. No figure of the field
// is told from another by less than a millionth.
func roomy(low, high float64) (float64, float64) {
	room := (high - low) / 20
	if high-low < 1e-6 {
		room = max(math.Abs(low)/10, 0.5)
	}
	return low - room, high + room
}

// evenTicks gives at most most round figures between low and high, and how many decimal places they need.
func evenTicks(low, high float64, most int) (ticks []float64, places int) {
	rough := (high - low) / float64(most)
	power := math.Floor(math.Log10(rough))
	for _, digit := range []float64{1, 2, 5, 10, 20} {
		step := digit * math.Pow(10, power)
		first, last := math.Ceil(low/step), math.Floor(high/step)
		if last-first+1 > float64(most) {
			continue
		}
		for k := first; k <= last; k++ {
			ticks = append(ticks, k*step)
		}
		if digit >= 10 {
			power++
		}
		return ticks, int(max(0, -power))
	}
	return nil, 0
}

// spacedTicks gives as many even ticks, up to five, as have room for their figures along a linear axis. A figure at the
// edge of a drawing may be moved in by half its width.
func spacedTicks(along linear) (ticks []float64, places int) {
	for most := 5; most > 0; most-- {
		ticks, places = evenTicks(along.low, along.high, most)
		widest := 0.0
		for _, v := range ticks {
			widest = max(widest, textWidth(decimal(v, places), style{}))
		}
		if len(ticks) < 2 || along.at(ticks[1])-along.at(ticks[0]) > 1.5*widest+8 {
			break
		}
	}
	return ticks, places
}

// ratioTicks gives at most five ratios between 1/most and most, the same on each side of 1.
func ratioTicks(most float64) []float64 {
	for _, factor := range []float64{1.1, 1.25, 1.5, 2, 3, 5, 10} {
		if steps := math.Floor(math.Log(most)/math.Log(factor) + 1e-9); steps <= 2 {
			var ticks []float64
			for k := -steps; k <= steps; k++ {
				ticks = append(ticks, math.Pow(factor, k))
			}
			return ticks
		}
	}
	return []float64{1 / most, 1, most}
}
