package method

import (
	"context"
	"fmt"
	"math"
	"runtime"
	"sync/atomic"

	"github.com/sourcegraph/conc"

	"goodmeasure/stats/rank"
	"goodmeasure/stats/stream"
	"goodmeasure/study"
)

// Rank is where an authority stands on one indicator among those that have a figure: 1 is best.
type Rank struct {
	Indicator      string          `json:"indicator"`
	Direction      study.Direction `json:"direction"`
	Authority      string          `json:"authority"`
	Name           string          `json:"name"`
	Value          study.Number    `json:"value"` // recomputed from counts where there are any
	Reason         study.Status    `json:"reason,omitempty"`
	Joint          bool            `json:"joint,omitempty"`
	N              int             `json:"n"` // authorities ranked
	Rank           study.Number    `json:"rank"`
	RankMedian     study.Number    `json:"rank_median"`
	RankLow50      study.Number    `json:"rank_low50"`
	RankHigh50     study.Number    `json:"rank_high50"`
	RankLow        study.Number    `json:"rank_low"` // 95%
	RankHigh       study.Number    `json:"rank_high"`
	PTopTenth      study.Number    `json:"p_top_tenth"`
	PBottomTenth   study.Number    `json:"p_bottom_tenth"`
	PTopQuarter    study.Number    `json:"p_top_quarter"`
	PBottomQuarter study.Number    `json:"p_bottom_quarter"`
	SamplingError  ErrorModel      `json:"sampling_error"`
}

// ErrorModel says where the sampling error of a figure comes from.
type ErrorModel string

// The sources of sampling error.
const (
	FromCounts   ErrorModel = "counts"               // the figure's own numerator and denominator
	FromBorrowed ErrorModel = "borrowed denominator" // the published percentage on a denominator of the nearest period
	ErrorUnknown ErrorModel = "not known"            // no interval can be given
	NoFigure     ErrorModel = ""
)

// borrowReach is how many periods away a denominator may be borrowed from.
const borrowReach = 3

// posterior is what is known of an authority's true value on a measure. Proportions have the beta posterior and rates
// the gamma posterior of their counts under the Jeffreys prior. A proportion's is on the scale from 0 to 1 whether or not
// its sampling error is known, since the draws of one measure are ranked together.
func posterior(edition *study.Edition, m Measure, at int) (rank.Posterior, ErrorModel) {
	o, value := m.Observations[at], m.Values[at]
	switch {
	case math.IsNaN(value):
		return rank.Point(math.NaN()), NoFigure
	case m.Indicator.Kind == study.Proportion:
		numerator, denominator, model := float64(o.Numerator), float64(o.Denominator), FromCounts
		if !o.HasCounts() {
			borrowed, found := borrowedDenominator(edition, o)
			if !found {
				return rank.Point(value / 100), ErrorUnknown
			}
			numerator, denominator, model = value/100*borrowed, borrowed, FromBorrowed
		}
		if numerator < 0 || numerator > denominator {
			return rank.Point(value / 100), ErrorUnknown
		}
		return rank.Beta(numerator+0.5, denominator-numerator+0.5), model
	case m.Indicator.Kind == study.Rate && o.HasCounts() && o.Numerator >= 0 && m.Indicator.Per() > 0:
		return rank.Gamma(float64(o.Numerator)+0.5, float64(o.Denominator)/m.Indicator.Per()), FromCounts
	}
	return rank.Point(value), ErrorUnknown
}

// borrowedDenominator is how many there were to count in the nearest period that says so.
func borrowedDenominator(edition *study.Edition, o study.Observation) (float64, bool) {
	if o.Denominator.Known() && o.Denominator > 0 {
		return float64(o.Denominator), true
	}
	for away := study.Period(1); away <= borrowReach; away++ {
		for _, period := range []study.Period{o.Period + away, o.Period - away} {
			near := edition.Observation(o.Authority, o.Indicator, period)
			if near.Denominator.Known() && near.Denominator > 0 {
				return float64(near.Denominator), true
			}
		}
	}
	return 0, false
}

// Standing is the outcome of drawing every authority's true values and ranking each draw.
type Standing struct {
	Measures   [][]rank.Summary // by measure, then authority
	Models     [][]ErrorModel
	Composites map[Part]Composite
}

// Stand draws, ranks and counts. Each draw takes one true value for every figure, ranks every measure, and makes the
// composites of those ranks. Streams belong to chunks of draws, so that any number of workers gives the same counts.
func Stand(ctx context.Context, f *Frame, c Choices) (*Standing, error) {
	if c.Draws < 100 {
		return nil, fmt.Errorf("--draws: %d draws are too few to tell a 95%% interval; give at least 100", c.Draws)
	}
	s := &Standing{Composites: map[Part]Composite{}}
	samplers := make([]*rank.Sampler, len(f.Measures))
	for k, m := range f.Measures {
		posteriors, models := f.posteriors(m)
		sampler, err := keptSamplers.Of(posteriors)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", m.ID, err)
		}
		samplers[k] = sampler
		s.Models = append(s.Models, models)
	}
	for _, part := range Parts {
		s.Composites[part] = newComposite(f, part)
	}
	workers := c.Workers
	if workers <= 0 {
		workers = runtime.GOMAXPROCS(0)
	}
	tallies := make([]*tallies, workers)
	var next atomic.Int64
	var group conc.WaitGroup
	for w := range tallies {
		tallies[w] = newTallies(f, s)
		group.Go(func() {
			for {
				chunk := next.Add(1) - 1
				first := int(chunk) * drawsPerChunk
				if first >= c.Draws || ctx.Err() != nil {
					return
				}
				r := stream.New(c.Seed, "study ranks", uint64(chunk))
				for range min(drawsPerChunk, c.Draws-first) {
					tallies[w].draw(samplers, r)
				}
				if c.Progress != nil {
					c.Progress(float64(min(first+drawsPerChunk, c.Draws)), float64(c.Draws))
				}
			}
		})
	}
	group.Wait()
	if err := ctx.Err(); err != nil {
		return nil, fmt.Errorf("drawing ranks: %w", err)
	}
	for _, more := range tallies[1:] {
		tallies[0].merge(more)
	}
	for k := range f.Measures {
		s.Measures = append(s.Measures, tallies[0].measures[k].Summarise())
	}
	for _, part := range Parts {
		composite := s.Composites[part]
		composite.Summaries = tallies[0].composites[part].Summarise()
		s.Composites[part] = composite
	}
	return s, nil
}

// drawsPerChunk is part of what a seed means.
const drawsPerChunk = 256

// Ranks lays out the rank of every authority on every measure, in the order of the measures, then of the codes.
func Ranks(f *Frame, s *Standing) []Rank {
	var rows []Rank
	for k, m := range f.Measures {
		plain := rank.Average(m.Values, m.Direction == study.HigherIsBetter)
		n := m.N()
		for at, a := range f.Authorities {
			o := m.Observations[at]
			row := Rank{Indicator: m.ID, Direction: m.Direction, Authority: a.Code, Name: a.Short(), Value: study.Number(m.Values[at]), N: n,
				Rank: study.Number(plain[at]), Joint: o.Status == study.Joint, SamplingError: s.Models[k][at]}
			if !o.Status.HasValue() {
				row.Reason = o.Status
			}
			row.summarise(s.Measures[k][at])
			rows = append(rows, row)
		}
	}
	return rows
}

// summarise fills in what the draws say, which is nothing where the sampling error is not known.
func (r *Rank) summarise(from rank.Summary) {
	if r.SamplingError == ErrorUnknown || r.SamplingError == NoFigure {
		nan := math.NaN()
		from = rank.Summary{Median: nan, Lower50: nan, Upper50: nan, Lower95: nan, Upper95: nan, TopTenth: nan, TopQuarter: nan,
			BottomQuarter: nan, BottomTenth: nan}
	}
	r.RankMedian, r.RankLow50, r.RankHigh50 = study.Number(from.Median), study.Number(from.Lower50), study.Number(from.Upper50)
	r.RankLow, r.RankHigh = study.Number(from.Lower95), study.Number(from.Upper95)
	r.PTopTenth, r.PBottomTenth = study.Number(from.TopTenth), study.Number(from.BottomTenth)
	r.PTopQuarter, r.PBottomQuarter = study.Number(from.TopQuarter), study.Number(from.BottomQuarter)
}
