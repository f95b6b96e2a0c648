package study

import (
	"cmp"
	"iter"
	"slices"
)

// observed keeps the observations of an edition in 40 bytes each, where an Observation takes 96: a server holds a hundred
// thousand of them for as long as it runs.
type observed struct {
	series map[string]series // by indicator
	words  []string          // authorities, sources and statuses
	number map[string]uint32
}

// series are an indicator's observations, ordered by period, then authority.
type series struct {
	rows  []row
	spans []span // one a period
}

// span is where a period's rows stand, and how many of them have a value.
type span struct {
	period            Period
	start, end, known int
}

// row is an observation with numbers in the place of words.
type row struct {
	period                        int32
	authority, source, status     uint32
	value, numerator, denominator Number
}

func (s *observed) set(indicator string, observations []Observation) {
	if s.series == nil {
		s.series, s.number = map[string]series{}, map[string]uint32{}
	}
	rows := make([]row, len(observations))
	for at, o := range observations {
		rows[at] = row{int32(o.Period), s.word(o.Authority), s.word(o.Source), s.word(string(o.Status)), o.Value, o.Numerator, o.Denominator}
	}
	slices.SortFunc(rows, func(a, b row) int {
		return cmp.Or(cmp.Compare(a.period, b.period), cmp.Compare(s.words[a.authority], s.words[b.authority]))
	})
	var spans []span
	for at, r := range rows {
		if period := Period(r.period); at == 0 || spans[len(spans)-1].period != period {
			spans = append(spans, span{period: period, start: at})
		}
		of := &spans[len(spans)-1]
		of.end = at + 1
		if Status(s.words[r.status]).HasValue() {
			of.known++
		}
	}
	s.series[indicator] = series{rows, spans}
}

func (s *observed) word(text string) uint32 {
	number, known := s.number[text]
	if !known {
		number = uint32(len(s.words))
		s.words, s.number[text] = append(s.words, text), number
	}
	return number
}

func (s *observed) observation(indicator string, r row) Observation {
	return Observation{Authority: s.words[r.authority], Indicator: indicator, Period: Period(r.period), Value: r.value, Numerator: r.numerator,
		Denominator: r.denominator, Status: Status(s.words[r.status]), Source: s.words[r.source]}
}

func (s *observed) each(indicator string) iter.Seq[Observation] {
	return func(yield func(Observation) bool) {
		for _, r := range s.series[indicator].rows {
			if !yield(s.observation(indicator, r)) {
				return
			}
		}
	}
}

// span finds a period's; without any it is empty.
func (s *observed) span(indicator string, period Period) span {
	spans := s.series[indicator].spans
	at, found := slices.BinarySearchFunc(spans, period, func(of span, period Period) int { return cmp.Compare(of.period, period) })
	if !found {
		return span{}
	}
	return spans[at]
}

func (s *observed) find(authority, indicator string, period Period) (Observation, bool) {
	of := s.span(indicator, period)
	rows := s.series[indicator].rows[of.start:of.end]
	at, found := slices.BinarySearchFunc(rows, authority, func(r row, authority string) int { return cmp.Compare(s.words[r.authority], authority) })
	if !found {
		return Observation{}, false
	}
	return s.observation(indicator, rows[at]), true
}
