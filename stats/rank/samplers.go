package rank

import (
	"encoding/binary"
	"math"
	"sync"

	lru "github.com/hashicorp/golang-lru/v2"
)

// Samplers keeps the samplers that were last asked for. To make one takes some 40 evaluations of a density for each unit,
// and the same figures are drawn again whenever only weights or methods change. The zero value is ready to use, by several
// goroutines.
type Samplers struct {
	begin sync.Once
	kept  *lru.Cache[string, *Sampler]
}

// mostSamplers bounds the memory, one for 150 units holding 100 KB. A definition of 14 indicators that varies the period
// and shrinkage takes 56.
const mostSamplers = 64

// Of is NewSampler for posteriors whose sampler may be there already.
func (s *Samplers) Of(posteriors []Posterior) (*Sampler, error) {
	s.begin.Do(func() {
		kept, err := lru.New[string, *Sampler](mostSamplers)
		if err != nil {
			panic("rank: keeping samplers: " + err.Error())
		}
		s.kept = kept
	})
	key := make([]byte, 0, 25*len(posteriors))
	for _, p := range posteriors {
		key = append(key, byte(p.kind))
		key = binary.LittleEndian.AppendUint64(key, math.Float64bits(p.a))
		key = binary.LittleEndian.AppendUint64(key, math.Float64bits(p.b))
		key = binary.LittleEndian.AppendUint64(key, uint64(p.shared))
	}
	if kept, found := s.kept.Get(string(key)); found {
		return kept, nil
	}
	made, err := NewSampler(posteriors)
	if err == nil {
		s.kept.Add(string(key), made)
	}
	return made, err
}
