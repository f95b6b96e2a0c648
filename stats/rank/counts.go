package rank

import "math"

// counts are whole numbers from 0. They take half the room for as long as none can have passed 65,535, which few runs get
// to, and there are tens of thousands of them for each indicator and worker.
type counts struct {
	narrow []uint16
	wide   []uint32 // instead, once there may be greater ones
	most   int      // none is greater
}

func newCounts(n int) counts { return counts{narrow: make([]uint16, n)} }

// reach makes room for adding so many to a count.
func (c *counts) reach(more int) {
	c.most += more
	if c.most <= math.MaxUint16 || c.wide != nil {
		return
	}
	c.wide = make([]uint32, len(c.narrow))
	for at, count := range c.narrow {
		c.wide[at] = uint32(count)
	}
	c.narrow = nil
}

// increment counts one more, for which there is room.
func (c *counts) increment(at int) {
	if c.wide != nil {
		c.wide[at]++
	} else {
		c.narrow[at]++
	}
}

func (c *counts) add(other *counts) {
	c.reach(other.most)
	for at := range max(len(c.narrow), len(c.wide)) {
		more := other.at(at)
		if c.wide != nil {
			c.wide[at] += more
		} else {
			c.narrow[at] += uint16(more)
		}
	}
}

func (c *counts) at(at int) uint32 {
	if c.wide != nil {
		return c.wide[at]
	}
	return uint32(c.narrow[at])
}

// between fills a row with the counts from a place on.
func (c *counts) between(from int, row []uint32) {
	for n := range row {
		row[n] = c.at(from + n)
	}
}
