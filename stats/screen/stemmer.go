package screen

import (
	"slices"

	"github.com/kljensen/snowball/english"
	"github.com/sourcegraph/conc"
)

// stemmer numbers the stems of words in the order in which they come.
type stemmer struct {
	how     recipe
	known   map[string]int32 // word to stem
	numbers map[string]int32 // stem to number
	first   []string         // word with each stem
}

// stemmed is a text as the numbers of its words' stems, of which the first are the title's.
type stemmed struct {
	stems []int32
	title int
}

// stemAll stems the texts in their order and gives each to take, while it stems the next. It gives the first word with each stem, by
// the stem's number: people read words and not stems.
func stemAll(texts []Text, how recipe, take func(i int, text stemmed)) []string {
	s := &stemmer{how: how, known: map[string]int32{}, numbers: map[string]int32{}}
	done := make(chan []stemmed, 4)
	var stemming conc.WaitGroup
	stemming.Go(func() {
		defer close(done)
		for some := range slices.Chunk(texts, 16) { // to hand over each alone takes as long as to stem it
			batch := make([]stemmed, len(some))
			for i, text := range some {
				batch[i] = s.text(text)
			}
			done <- batch
		}
	})
	defer func() {
		for range done { // where take panics, whoever stems is let go
		}
	}()
	i := 0
	for batch := range done {
		for _, text := range batch {
			take(i, text)
			i++
		}
	}
	stemming.Wait()
	return s.first
}

func (s *stemmer) text(text Text) (t stemmed) {
	t.stems = make([]int32, 0, (len(text.Title)+len(text.Abstract))/6)
	take := func(word string) { t.stems = append(t.stems, s.stem(word)) }
	words(text.Title, s.how.fold, take)
	t.title = len(t.stems)
	words(text.Abstract, s.how.fold, take)
	return t
}

// stem is the number of a word's stem.
func (s *stemmer) stem(word string) int32 {
	if number, ok := s.known[word]; ok {
		return number
	}
	stem := word
	if s.how.stem {
		stem = english.Stem(word, true)
	}
	number, ok := s.numbers[stem]
	if !ok {
		number = int32(len(s.first))
		s.numbers[stem] = number
		s.first = append(s.first, word)
	}
	s.known[word] = number
	return number
}
