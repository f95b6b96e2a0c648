package store

import "goodmeasure/evidence"

// recordTexts are what the database keeps of records' texts. They are made beside the database's own work, which takes as
// long.
type recordTexts struct {
	each  chan recordText // one for each record, in their order
	words chan []indexed  // of all of them, once
}

type recordText struct {
	description, raw string
	err              error
}

func textsOf(entries []evidence.Entry) recordTexts {
	texts := recordTexts{make(chan recordText, len(entries)), make(chan []indexed, 1)} // room for all: nobody waits for one who left
	go func() {
		for _, e := range entries {
			var one recordText
			one.description, one.raw, one.err = describeRecord(e)
			texts.each <- one
		}
		texts.words <- wordsOf(entries)
	}()
	return texts
}

// describeRecord parts a record from its raw text, which is long and seldom wanted.
func describeRecord(e evidence.Entry) (description, raw string, err error) {
	raw = clean(e.Origin.Raw)
	e.Origin.Raw, e.ID = "", ""
	description, err = described(e.Record)
	return description, raw, err
}
