package method

import (
	"errors"
	"fmt"
	"math"

	"goodmeasure/stats/rank"
	"goodmeasure/study"
)

// figures are one indicator's figures, with what is known of the true ones.
type figures struct {
	values     []float64
	posteriors []rank.Posterior
	models     []ErrorModel
	scale      float64
}

// figures takes those of one period, or the means over several, and draws them towards the mean of all authorities if so
// asked.
func (m *Matrix) figures(periods []Measure, shrink bool) (figures, error) {
	newest := periods[0]
	out := figures{values: newest.Values, scale: 1}
	if newest.Indicator.Kind == study.Proportion {
		out.scale = 100
	}
	if len(periods) > 1 {
		m.average(periods, &out)
		if shrink {
			return out, errors.New("both a mean over years and shrinkage are asked for, and the counts of several years are not one count; take one of the two")
		}
		return out, nil
	}
	out.posteriors, out.models = m.Frame.posteriors(newest)
	if shrink {
		return out, m.shrink(newest, &out)
	}
	return out, nil
}

// average takes the mean of the figures that an authority has. What is known of it is the beta or gamma distribution with
// the mean and the variance of the mean of independent true figures.
func (m *Matrix) average(periods []Measure, out *figures) {
	fewer := 0
	out.posteriors, out.models = make([]rank.Posterior, len(out.values)), make([]ErrorModel, len(out.values))
	for at := range out.values {
		var sum, mean, variance float64
		known, model := 0, FromCounts
		for _, period := range periods {
			if math.IsNaN(period.Values[at]) {
				continue
			}
			known++
			sum += period.Values[at]
			centre, spread, from := m.moments(period, at)
			mean, variance = mean+centre, variance+spread
			if from != FromCounts && model != ErrorUnknown {
				model = from
			}
		}
		out.values[at] = sum / float64(known)
		if known > 0 && known < len(periods) {
			fewer++
		}
		mean, variance = mean/float64(known), variance/float64(known*known)
		switch {
		case known == 0:
			out.posteriors[at], out.models[at] = rank.Point(math.NaN()), NoFigure
		case model == ErrorUnknown:
			out.posteriors[at], out.models[at] = rank.Point(out.values[at]), ErrorUnknown
		case out.scale == 100:
			size := mean*(1-mean)/variance - 1
			out.posteriors[at], out.models[at] = rank.Beta(mean*size, (1-mean)*size), model
		default:
			out.posteriors[at], out.models[at] = rank.Gamma(mean*mean/variance, mean/variance), model
		}
	}
	m.Frame.share(periods, out.posteriors)
	if fewer > 0 {
		m.notes = append(m.notes, fmt.Sprintf("%s: the mean over %d periods is of fewer for %s, which %s no figure for all of them.",
			periods[0].called(), len(periods), count(fewer, "authority"), haveOrHas(fewer)))
	}
}

func haveOrHas(n int) string {
	if n == 1 {
		return "has"
	}
	return "have"
}

// moments are the mean and variance of a posterior that posterior gives, on its scale.
func (m *Matrix) moments(one Measure, at int) (mean, variance float64, model ErrorModel) {
	o, value := one.Observations[at], one.Values[at]
	_, model = posterior(m.Frame.Edition, one, at)
	switch {
	case model == FromCounts && one.Indicator.Kind == study.Rate:
		exposed := float64(o.Denominator) / one.Indicator.Per()
		shape := float64(o.Numerator) + 0.5
		return shape / exposed, shape / (exposed * exposed), model
	case model == FromCounts:
		mean, variance = betaMoments(float64(o.Numerator), float64(o.Denominator))
	case model == FromBorrowed:
		borrowed, _ := borrowedDenominator(m.Frame.Edition, o)
		mean, variance = betaMoments(value/100*borrowed, borrowed)
	}
	return mean, variance, model
}

func betaMoments(numerator, denominator float64) (mean, variance float64) {
	a, n := numerator+0.5, denominator+1
	return a / n, a * (n - a) / (n * n * (n + 1))
}

// shrink replaces figures that have counts by their posterior means under the distribution of all.
func (m *Matrix) shrink(one Measure, out *figures) error {
	n := len(out.values)
	numerator, denominator := make([]float64, n), make([]float64, n)
	counted, without := 0, 0
	for at, o := range one.Observations {
		numerator[at], denominator[at] = math.NaN(), math.NaN()
		if out.models[at] == FromCounts {
			counted++
			numerator[at], denominator[at] = float64(o.Numerator), float64(o.Denominator)
			if out.scale == 1 {
				denominator[at] /= one.Indicator.Per()
			}
		} else if out.models[at] != NoFigure {
			without++
		}
	}
	if counted == 0 {
		m.notes = append(m.notes, one.called()+": published without counts, so that its figures could not be drawn towards the mean.")
		return nil
	}
	fitted, err := keptShrinkage.of(out.scale == 100, numerator, denominator)
	if errors.Is(err, rank.ErrNoVariation) {
		return fmt.Errorf("its figures differ between authorities no more than chance makes them (%w), so that with chance taken away (shrinkage) they are all the same; leave it out, or take shrinkage out of the definition’s file", rank.ErrNoVariation)
	}
	if err != nil {
		return fmt.Errorf("shrinkage: %w", err)
	}
	out.values = append([]float64(nil), out.values...)
	for at := range out.values {
		if out.models[at] != FromCounts {
			continue
		}
		out.values[at] = out.scale * fitted.figures[at].Mean
		if out.scale == 100 {
			out.posteriors[at] = rank.Beta(fitted.prior.A+numerator[at], fitted.prior.B+denominator[at]-numerator[at])
		} else {
			out.posteriors[at] = rank.Gamma(fitted.prior.A+numerator[at], fitted.prior.B+denominator[at])
		}
	}
	m.Frame.share([]Measure{one}, out.posteriors)
	if without > 0 {
		m.notes = append(m.notes, fmt.Sprintf("%s: %s published without counts and not drawn towards the mean.", one.called(), figuresAre(without)))
	}
	return nil
}

func figuresAre(n int) string {
	if n == 1 {
		return "1 figure is"
	}
	return fmt.Sprintf("%d figures are", n)
}
