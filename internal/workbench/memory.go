package workbench

import (
	"sync"

	lru "github.com/hashicorp/golang-lru/v2"
	"golang.org/x/sync/singleflight"
)

// memory keeps the newest answers of a use-case, so many at most, each made once however many ask for it at a time. An
// error is not kept. The zero memory is ready for use; what it gives must not be altered.
type memory[V any] struct {
	Most int // 0: usualMost

	begin  sync.Once
	kept   *lru.Cache[string, V]
	making singleflight.Group
}

// usualMost is enough for the definitions that people are at work on at a time: what is known of one takes up to some MB.
const usualMost = 6

// recall gives the answer kept under a key, which says everything that the answer depends on, or makes it.
func (m *memory[V]) recall(key string, make func() (V, error)) (V, error) {
	m.begin.Do(func() {
		most := m.Most
		if most == 0 {
			most = usualMost
		}
		kept, err := lru.New[string, V](most)
		if err != nil {
			panic("workbench: a memory of " + err.Error())
		}
		m.kept = kept
	})
	if answer, found := m.kept.Get(key); found {
		return answer, nil
	}
	answer, err, _ := m.making.Do(key, func() (any, error) {
		made, err := make()
		if err == nil {
			m.kept.Add(key, made)
		}
		return made, err
	})
	return answer.(V), err
}
