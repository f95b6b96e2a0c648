package screen

import (
	"slices"

	"github.com/sourcegraph/conc"
)

// lexicon numbers words in the order in which they come.
type lexicon struct {
	fold    bool
	numbers map[string]int32
	words   []string
}

// numbered is a text as the numbers of its words, of which the first are the title's.
type numbered struct {
	words []int32
	title int
}

// number numbers the words of the texts in their order and gives each text to take, while it numbers the next. It gives the words
// by their numbers.
func number(texts []Text, how recipe, take func(i int, text numbered)) []string {
	l := &lexicon{fold: how.fold, numbers: map[string]int32{}}
	done := make(chan []numbered, 4)
	var numbering conc.WaitGroup
	numbering.Go(func() {
		defer close(done)
		for some := range slices.Chunk(texts, 16) { // to hand over each alone takes as long as to number it
			batch := make([]numbered, len(some))
			for i, text := range some {
				batch[i] = l.text(text)
			}
			done <- batch
		}
	})
	defer func() {
		for range done { // where take panics, whoever numbers is let go
		}
	}()
	i := 0
	for batch := range done {
		for _, text := range batch {
			take(i, text)
			i++
		}
	}
	numbering.Wait()
	return l.words
}

func (l *lexicon) text(text Text) (n numbered) {
	n.words = make([]int32, 0, (len(text.Title)+len(text.Abstract))/6)
	take := func(word string) { n.words = append(n.words, l.of(word)) }
	words(text.Title, l.fold, take)
	n.title = len(n.words)
	words(text.Abstract, l.fold, take)
	return n
}

// of is the number of a word.
func (l *lexicon) of(word string) int32 {
	number, ok := l.numbers[word]
	if !ok {
		number = int32(len(l.words))
		l.numbers[word] = number
		l.words = append(l.words, word)
	}
	return number
}
