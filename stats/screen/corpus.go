package screen

import (
	"math"
	"slices"

	"github.com/kljensen/snowball/english"
)

// Text is what a screener reads of a record. Either part may be empty.
type Text struct{ Title, Abstract string }

// Corpus holds the records of a review as weighted terms, ready to be learned from. It is never written again, so that
// any number of models may use it at once.
type Corpus struct {
	words    []string
	terms    []term
	records  []vector
	alone    []float64 // squared length that a record has in terms that no other record has
	mean     vector    // of all records
	nearMean []float64 // each record's product with the mean
	how      recipe
}

// term is a word or two neighbouring ones.
type term struct{ first, second int32 } // second is -1 for a single word

// vector is a record's terms, in order of their numbers, and their weights.
type vector struct {
	at []int32
	by []float32
}

// dot is the product with a dense vector. Four sums run beside each other, since each addition waits for the one before.
func (v vector) dot(dense []float64) float64 {
	var a, b, c, d float64
	at, by := v.at, v.by
	for len(at) >= 4 && len(by) >= 4 {
		a += float64(by[0]) * dense[at[0]]
		b += float64(by[1]) * dense[at[1]]
		c += float64(by[2]) * dense[at[2]]
		d += float64(by[3]) * dense[at[3]]
		at, by = at[4:], by[4:]
	}
	for i, f := range at {
		a += float64(by[i]) * dense[f]
	}
	return (a + b) + (c + d)
}

// NewCorpus weighs the terms of the records: words by their stems (Porter2, which leaves words of other languages nearly as
// they are), and neighbouring pairs. A term's weight in a record is
//
//	(1 + ln n) (1 + ln((N+1)/(d+1)))
//
// where it stands n times in the record and in d of the N records; words that nearly all records have are left out, in
// whatever language; each record is then scaled to length 1. A word of the title counts twice. Terms that one record alone has
// count towards its length and are not kept: they make no two records alike.
func NewCorpus(texts []Text) *Corpus { return newCorpus(texts, ours) }

func newCorpus(texts []Text, how recipe) *Corpus {
	c := &Corpus{records: make([]vector, len(texts)), how: how}
	counter := newCounter(how)
	for i, text := range texts {
		c.records[i] = counter.count(text)
	}
	n := float64(len(texts))
	number, weight := make([]int32, len(counter.terms)), make([]float64, len(counter.terms))
	for f, d := range counter.records {
		number[f] = -1
		if float64(d) <= how.most*n {
			weight[f] = how.rarity(n, float64(d))
		}
		if weight[f] > 0 && d > 1 {
			number[f] = int32(len(c.terms))
			c.terms = append(c.terms, counter.terms[f])
		}
	}
	c.words = counter.stems
	c.alone = make([]float64, len(texts))
	for i := range c.records {
		c.alone[i] = c.records[i].weigh(number, weight)
	}
	c.average()
	return c
}

// weigh turns counts of terms into weights, keeps the terms with a number, and gives the squared length of those without.
func (v *vector) weigh(number []int32, weight []float64) (alone float64) {
	kept, square := 0, 0.0
	for i, f := range v.at {
		if weight[f] <= 0 {
			continue
		}
		x := (1 + math.Log(float64(v.by[i]))) * weight[f]
		square += x * x
		if number[f] < 0 {
			alone += x * x
			continue
		}
		v.at[kept], v.by[kept] = number[f], float32(x)
		kept++
	}
	v.at, v.by = slices.Clone(v.at[:kept]), slices.Clone(v.by[:kept])
	if square == 0 {
		return 0
	}
	scale := float32(1 / math.Sqrt(square))
	for i := range v.by {
		v.by[i] *= scale
	}
	return alone / square
}

// average makes the mean of all records.
func (c *Corpus) average() {
	dense := make([]float64, len(c.terms))
	for _, record := range c.records {
		for i, f := range record.at {
			dense[f] += float64(record.by[i]) / float64(len(c.records))
		}
	}
	c.mean = vector{at: make([]int32, len(dense)), by: make([]float32, len(dense))}
	for f, x := range dense {
		c.mean.at[f], c.mean.by[f] = int32(f), float32(x)
	}
	c.nearMean = make([]float64, len(c.records))
	for i, record := range c.records {
		c.nearMean[i] = record.dot(dense)
	}
}

// Len is the number of records.
func (c *Corpus) Len() int { return len(c.records) }

// term is the stem or stems of a term's number.
func (c *Corpus) term(f int32) string {
	t := c.terms[f]
	if t.second < 0 {
		return c.words[t.first]
	}
	return c.words[t.first] + " " + c.words[t.second]
}

// counter counts the terms of one record after the other.
type counter struct {
	how     recipe
	known   map[string]int32 // word to stem
	numbers map[string]int32 // stem to number
	stems   []string
	singles []int32          // term of each stem
	pairs   map[uint64]int32 // term of two stems
	terms   []term
	records []int32   // how many records have the term
	tally   []float32 // of the record in hand
	seen    []int32
}

func newCounter(how recipe) *counter {
	return &counter{how: how, known: map[string]int32{}, numbers: map[string]int32{}, pairs: map[uint64]int32{}}
}

func (c *counter) count(text Text) vector {
	c.seen = c.seen[:0]
	last := int32(-1)
	take := func(word string, times float32) {
		stem := c.stem(word)
		c.add(c.single(stem), times)
		if last >= 0 {
			c.add(c.pair(last, stem), times)
		}
		last = stem
	}
	words(text.Title, c.how.fold, func(word string) { take(word, c.how.title) })
	words(text.Abstract, c.how.fold, func(word string) { take(word, 1) })
	slices.Sort(c.seen)
	v := vector{at: slices.Clone(c.seen), by: make([]float32, len(c.seen))}
	for i, f := range v.at {
		v.by[i] = c.tally[f]
		c.tally[f] = 0
	}
	return v
}

// stem is the number of a word's stem.
func (c *counter) stem(word string) int32 {
	if number, ok := c.known[word]; ok {
		return number
	}
	stem := word
	if c.how.stem {
		stem = english.Stem(word, true)
	}
	number, ok := c.numbers[stem]
	if !ok {
		number = int32(len(c.stems))
		c.numbers[stem] = number
		c.stems = append(c.stems, stem)
	}
	c.known[word] = number
	return number
}

// single is the number of the term that a stem is by itself.
func (c *counter) single(stem int32) int32 {
	if int(stem) == len(c.singles) { // stems come in the order of their numbers
		c.singles = append(c.singles, c.new(term{stem, -1}))
	}
	return c.singles[stem]
}

// pair is the number of the term that two neighbouring stems are.
func (c *counter) pair(first, second int32) int32 {
	key := uint64(first)<<32 | uint64(second)
	f, ok := c.pairs[key]
	if !ok {
		f = c.new(term{first, second})
		c.pairs[key] = f
	}
	return f
}

func (c *counter) new(t term) int32 {
	c.terms, c.records, c.tally = append(c.terms, t), append(c.records, 0), append(c.tally, 0)
	return int32(len(c.terms) - 1)
}

func (c *counter) add(f int32, times float32) {
	if c.tally[f] == 0 {
		c.records[f]++
		c.seen = append(c.seen, f)
	}
	c.tally[f] += times
}
