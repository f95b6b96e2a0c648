package site

import (
	"container/list"
	"sync"
)

// cache keeps replies, at most so many bytes of them: when it is full, those go that were not asked for the longest.
type cache struct {
	mutex sync.Mutex
	most  int
	held  int
	order *list.List // of *kept, the last asked for in front
	byKey map[string]*list.Element
}

type kept struct {
	key   string
	reply *reply
}

func newCache(most int) *cache {
	return &cache{most: most, order: list.New(), byKey: map[string]*list.Element{}}
}

func (c *cache) get(key string) (*reply, bool) {
	c.mutex.Lock()
	defer c.mutex.Unlock()
	at, found := c.byKey[key]
	if !found {
		return nil, false
	}
	c.order.MoveToFront(at)
	return at.Value.(*kept).reply, true
}

// put keeps a reply unless it alone would take an eighth of the room.
func (c *cache) put(key string, r *reply) {
	weight := r.weight() + len(key)
	c.mutex.Lock()
	defer c.mutex.Unlock()
	if _, found := c.byKey[key]; found || weight > c.most/8 {
		return
	}
	c.byKey[key] = c.order.PushFront(&kept{key, r})
	c.held += weight
	for c.held > c.most {
		last := c.order.Remove(c.order.Back()).(*kept)
		delete(c.byKey, last.key)
		c.held -= last.reply.weight() + len(last.key)
	}
}
