package screen

import "slices"

// counter counts the terms of one record after the other.
type counter struct {
	how     recipe
	singles []int32 // term of each word
	pairs   pairs   // term of two words
	terms   []term
	counts  []count // of each term
	before  int32   // how many terms there were before the record in hand
	seen    []int32 // of them, those that the record in hand has
}

// count is how often a term stands in the record in hand, and how many records have it.
type count struct {
	tally   float32
	records int32
}

// newCounter makes room for the terms of the texts. A word of them takes some eight bytes, and fewer than half
// of the words bring a new term.
func newCounter(how recipe, texts []Text) *counter {
	room := 0
	for _, text := range texts {
		room += (len(text.Title) + len(text.Abstract)) / 16
	}
	return &counter{how: how, pairs: newPairs(room), terms: make([]term, 0, room), counts: make([]count, 0, room)}
}

// count gives the terms of one record and how often it has each, those of the title counting more.
func (c *counter) count(text numbered) vector {
	c.before, c.seen = int32(len(c.terms)), c.seen[:0]
	last := int32(-1)
	for n, word := range text.words {
		times := float32(1)
		if n < text.title {
			times = c.how.title
		}
		c.add(c.single(word), times)
		if last >= 0 {
			c.add(c.pair(last, word), times)
		}
		last = word
	}
	slices.Sort(c.seen)
	v := vector{at: make([]int32, 0, len(c.seen)+len(c.terms)-int(c.before))}
	v.at = append(v.at, c.seen...)
	for f := c.before; int(f) < len(c.terms); f++ { // the record has all that are new with it
		v.at = append(v.at, f)
	}
	v.by = make([]float32, len(v.at))
	for i, f := range v.at {
		v.by[i] = c.counts[f].tally
		c.counts[f].tally = 0
	}
	return v
}

// single is the number of the term that a word is by itself.
func (c *counter) single(word int32) int32 {
	if int(word) == len(c.singles) { // words come in the order of their numbers
		c.singles = append(c.singles, c.new(term{word, -1}))
	}
	return c.singles[word]
}

// pair is the number of the term that two neighbouring words are.
func (c *counter) pair(first, second int32) int32 {
	f := c.pairs.find(term{first, second}, int32(len(c.terms)))
	if int(f) == len(c.terms) {
		c.new(term{first, second})
	}
	return f
}

func (c *counter) new(t term) int32 {
	c.terms, c.counts = append(c.terms, t), append(c.counts, count{})
	return int32(len(c.terms) - 1)
}

func (c *counter) add(f int32, times float32) {
	counted := &c.counts[f]
	if counted.tally == 0 {
		counted.records++
		if f < c.before {
			c.seen = append(c.seen, f)
		}
	}
	counted.tally += times
}
