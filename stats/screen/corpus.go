package screen

import (
	"math"
	"slices"
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

// NewCorpus weighs the terms of the records: words and neighbouring pairs of them. A term's weight in a record is
//
//	(1 + ln n) (1 + ln((N+1)/(d+1)))
//
// where it stands n times in the record and in d of the N records; words that nearly all records have are left out, in
// whatever language; each record is then scaled to length 1. A word of the title counts twice. Terms that one record alone has
// count towards its length and are not kept: they make no two records alike.
func NewCorpus(texts []Text) *Corpus { return newCorpus(texts, ours) }

func newCorpus(texts []Text, how recipe) *Corpus {
	c := &Corpus{records: make([]vector, len(texts)), how: how}
	counter := newCounter(how, texts)
	c.words = number(texts, how, func(i int, text numbered) { c.records[i] = counter.count(text) })
	n := float64(len(texts))
	numbers, weight := make([]int32, len(counter.terms)), make([]float64, len(counter.terms))
	rarity := make([]float64, len(texts)+1) // by how many records have a term
	for d := range rarity {
		if float64(d) <= how.most*n {
			rarity[d] = how.rarity(n, float64(d))
		}
	}
	for f, counted := range counter.counts {
		d := counted.records
		numbers[f], weight[f] = -1, rarity[d]
		if weight[f] > 0 && d > 1 {
			numbers[f] = int32(len(c.terms))
			c.terms = append(c.terms, counter.terms[f])
		}
	}
	c.alone = make([]float64, len(texts))
	for i := range c.records {
		c.alone[i] = c.records[i].weigh(numbers, weight)
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
		x := weight[f]
		if v.by[i] != 1 { // whose logarithm is 0
			x *= 1 + math.Log(float64(v.by[i]))
		}
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

// term is the word or words of a term's number.
func (c *Corpus) term(f int32) string {
	t := c.terms[f]
	if t.second < 0 {
		return c.words[t.first]
	}
	return c.words[t.first] + " " + c.words[t.second]
}
