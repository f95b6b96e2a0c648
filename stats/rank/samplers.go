package rank

import (
	"encoding/binary"
	"math"
	"slices"
	"sync"
)

// Samplers keeps the samplers that were last asked for. To make one takes some 40 evaluations of a density for each unit,
// and the same figures are drawn again whenever only weights or methods change. The zero value is ready to use, by several
// goroutines.
type Samplers struct {
	mu     sync.Mutex
	recent []keptSampler // the one last asked for at the end
}

type keptSampler struct {
	key     string
	sampler *Sampler
}

// mostSamplers bounds the memory, one for 150 units holding 100 KB. A definition of 14 indicators that varies the period
// and shrinkage takes 56.
const mostSamplers = 96

// Of is NewSampler for posteriors whose sampler may be there already.
func (s *Samplers) Of(posteriors []Posterior) (*Sampler, error) {
	key := make([]byte, 0, 17*len(posteriors))
	for _, p := range posteriors {
		key = append(key, byte(p.kind))
		key = binary.LittleEndian.AppendUint64(key, math.Float64bits(p.a))
		key = binary.LittleEndian.AppendUint64(key, math.Float64bits(p.b))
	}
	if kept := s.take(string(key)); kept != nil {
		return kept, nil
	}
	made, err := NewSampler(posteriors)
	if err != nil {
		return nil, err
	}
	s.mu.Lock()
	defer s.mu.Unlock()
	if len(s.recent) == mostSamplers {
		s.recent = slices.Delete(s.recent, 0, 1)
	}
	s.recent = append(s.recent, keptSampler{string(key), made})
	return made, nil
}

func (s *Samplers) take(key string) *Sampler {
	s.mu.Lock()
	defer s.mu.Unlock()
	at := slices.IndexFunc(s.recent, func(k keptSampler) bool { return k.key == key })
	if at < 0 {
		return nil
	}
	found := s.recent[at]
	s.recent = append(slices.Delete(s.recent, at, at+1), found)
	return found.sampler
}
