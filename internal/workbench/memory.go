package workbench

import (
	"context"
	"sync"

	lru "github.com/hashicorp/golang-lru/v2"
	"resenje.org/singleflight"
)

// memory keeps the newest answers of a use-case, so many at most, each made once however many ask for it at a time. An
// error is not kept. The zero memory is ready for use; what it gives must not be altered.
type memory[V any] struct {
	Most int // 0: usualMost

	begin  sync.Once
	kept   *lru.Cache[string, V]
	making singleflight.Group[string, V]
}

// usualMost is enough for the definitions that people are at work on at a time: what is known of one takes up to some MB.
const usualMost = 6

// recall gives the answer kept under a key, which says everything that the answer depends on, or makes it. The making ends
// when the last of those who wait for it has left.
func (m *memory[V]) recall(ctx context.Context, key string, make func(context.Context) (V, error)) (V, error) {
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
	answer, _, err := m.making.Do(ctx, key, func(ctx context.Context) (V, error) {
		if answer, found := m.kept.Get(key); found {
			return answer, nil // made since it was looked for
		}
		made, err := make(ctx)
		if err == nil {
			m.kept.Add(key, made)
		}
		return made, err
	})
	return answer, err
}
