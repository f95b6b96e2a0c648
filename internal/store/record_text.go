package store

import (
	"github.com/sourcegraph/conc"

	"goodmeasure/evidence"
)

// recordTexts are what the database keeps of records' texts. They are made beside the database's own work, which takes as
// long.
type recordTexts struct {
	making *conc.WaitGroup
	each   chan recordText // one for each record, in their order
	words  chan []*segment // of all of them, once
}

type recordText struct {
	description, raw string
	err              error
}

// textsOf makes the texts of records, each by describing it.
func textsOf(entries []evidence.Entry, describe func(evidence.Entry) (description, raw string, err error)) recordTexts {
	texts := recordTexts{new(conc.WaitGroup), make(chan recordText, len(entries)), make(chan []*segment, 1)} // room for all: nobody waits for one who left
	texts.making.Go(func() {
		defer close(texts.each)
		defer close(texts.words)
		for _, e := range entries {
			var one recordText
			one.description, one.raw, one.err = describe(e)
			texts.each <- one
		}
		texts.words <- segmentsOf(wordsOf(entries))
	})
	return texts
}

// next is the text of the next record.
func (t recordTexts) next() recordText {
	one, made := <-t.each
	if !made {
		t.making.Wait() // it panicked: whoever wants the text does
	}
	return one
}

// all are the words of all records.
func (t recordTexts) all() []*segment {
	words, made := <-t.words
	if !made {
		t.making.Wait()
	}
	return words
}

// describeRecord parts a record from its raw text, which is long and seldom wanted.
func describeRecord(e evidence.Entry) (description, raw string, err error) {
	raw = clean(e.Origin.Raw)
	e.Origin.Raw, e.ID = "", ""
	description, err = described(e.Record)
	return description, raw, err
}
