package study

import (
	"cmp"
	"iter"
	"slices"
)

// observed keeps the observations of an edition in 40 bytes each, where an Observation takes 96: a server holds a hundred
// thousand of them for as long as it runs.
type observed struct {
	rows   map[string][]row // by indicator; each ordered by period, then authority
	words  []string         // authorities, sources and statuses
	number map[string]uint32
}

// row is an observation with numbers in the place of words.
type row struct {
	period                        int32
	authority, source, status     uint32
	value, numerator, denominator Number
}

func (s *observed) set(indicator string, observations []Observation) {
	if s.rows == nil {
		s.rows, s.number = map[string][]row{}, map[string]uint32{}
	}
	rows := make([]row, len(observations))
	for at, o := range observations {
		rows[at] = row{int32(o.Period), s.word(o.Authority), s.word(o.Source), s.word(string(o.Status)), o.Value, o.Numerator, o.Denominator}
	}
	slices.SortFunc(rows, func(a, b row) int { return s.order(a, Period(b.period), s.words[b.authority]) })
	s.rows[indicator] = rows
}

func (s *observed) word(text string) uint32 {
	number, known := s.number[text]
	if !known {
		number = uint32(len(s.words))
		s.words, s.number[text] = append(s.words, text), number
	}
	return number
}

func (s *observed) order(r row, period Period, authority string) int {
	return cmp.Or(cmp.Compare(Period(r.period), period), cmp.Compare(s.words[r.authority], authority))
}

func (s *observed) observation(indicator string, r row) Observation {
	return Observation{Authority: s.words[r.authority], Indicator: indicator, Period: Period(r.period), Value: r.value, Numerator: r.numerator,
		Denominator: r.denominator, Status: Status(s.words[r.status]), Source: s.words[r.source]}
}

func (s *observed) each(indicator string) iter.Seq[Observation] {
	return func(yield func(Observation) bool) {
		for _, r := range s.rows[indicator] {
			if !yield(s.observation(indicator, r)) {
				return
			}
		}
	}
}

func (s *observed) find(authority, indicator string, period Period) (Observation, bool) {
	rows := s.rows[indicator]
	at, found := slices.BinarySearchFunc(rows, authority, func(r row, authority string) int { return s.order(r, period, authority) })
	if !found {
		return Observation{}, false
	}
	return s.observation(indicator, rows[at]), true
}
