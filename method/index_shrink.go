package method

import (
	"encoding/binary"
	"math"
	"sync"

	lru "github.com/hashicorp/golang-lru/v2"

	"goodmeasure/stats/rank"
)

// shrinkage fits distributions of true figures to counts, and keeps the newest fits: the same counts are fitted again
// whenever only weights or methods change.
type shrinkage struct {
	begin sync.Once
	kept  *lru.Cache[string, shrunkFigures]
}

type shrunkFigures struct {
	prior   rank.Prior
	figures []rank.Shrunk // for reading only
}

var keptShrinkage shrinkage

const mostShrinkage = 64 // each 10 KB

// of fits proportions, or else rates.
func (s *shrinkage) of(proportions bool, numerator, denominator []float64) (shrunkFigures, error) {
	s.begin.Do(func() {
		kept, err := lru.New[string, shrunkFigures](mostShrinkage)
		if err != nil {
			panic("method: keeping shrinkage: " + err.Error())
		}
		s.kept = kept
	})
	fit, key := rank.ShrinkRatios, []byte("ratios")
	if proportions {
		fit, key = rank.ShrinkProportions, []byte("proportions")
	}
	for at := range numerator {
		key = binary.LittleEndian.AppendUint64(key, math.Float64bits(numerator[at]))
		key = binary.LittleEndian.AppendUint64(key, math.Float64bits(denominator[at]))
	}
	if kept, found := s.kept.Get(string(key)); found {
		return kept, nil
	}
	var made shrunkFigures
	var err error
	if made.prior, made.figures, err = fit(numerator, denominator); err == nil {
		s.kept.Add(string(key), made)
	}
	return made, err
}
