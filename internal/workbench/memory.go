package workbench

import (
	"context"
	"errors"
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

	mutex sync.Mutex
	asked map[string]*asked
}

// asked is an answer that some wait for.
type asked struct {
	waiting int
	ctx     context.Context
	end     context.CancelFunc
}

// usualMost is enough for the definitions that people are at work on at a time: what is known of one takes up to some MB.
const usualMost = 4

// recall gives the answer kept under a key, which says everything that the answer depends on, or makes it. The making is told to
// end when the last of those who wait for it has left, or has waited as long as they could, and none of them goes before it has:
// what they hold, their place among those who work at a time, stands for the work.
func (m *memory[V]) recall(ctx context.Context, key string, make func(context.Context) (V, error)) (V, error) {
	if answer, found := m.held(key); found {
		return answer, nil
	}
	for {
		answer, err := m.wait(ctx, key, make)
		switch {
		case !errors.Is(err, context.Canceled):
			return answer, err
		case ctx.Err() != nil:
			return answer, ctx.Err()
		}
		// It was ending, since those before had left.
	}
}

// held is the answer kept under a key, if there is one.
func (m *memory[V]) held(key string) (answer V, found bool) {
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
	return m.kept.Get(key)
}

func (m *memory[V]) wait(ctx context.Context, key string, make func(context.Context) (V, error)) (V, error) {
	making, leave := m.join(ctx, key)
	defer leave()
	answer, err, _ := m.making.Do(key, func() (any, error) {
		if answer, found := m.kept.Get(key); found {
			return answer, nil // made since it was looked for
		}
		made, err := make(making)
		if err == nil {
			m.kept.Add(key, made)
		}
		return made, err
	})
	return answer.(V), err
}

// join counts one more who waits for an answer, until leave or until the context ends.
func (m *memory[V]) join(ctx context.Context, key string) (making context.Context, leave func()) {
	m.mutex.Lock()
	defer m.mutex.Unlock()
	if m.asked == nil {
		m.asked = map[string]*asked{}
	}
	one := m.asked[key]
	if one == nil {
		one = &asked{}
		one.ctx, one.end = context.WithCancel(context.WithoutCancel(ctx))
		m.asked[key] = one
	}
	one.waiting++
	left := sync.OnceFunc(func() {
		m.mutex.Lock()
		defer m.mutex.Unlock()
		if one.waiting--; one.waiting == 0 {
			one.end()
			delete(m.asked, key)
		}
	})
	stop := context.AfterFunc(ctx, left)
	return one.ctx, func() { stop(); left() }
}
