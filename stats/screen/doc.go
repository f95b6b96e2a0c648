// Package screen says in which order to read the records of a review, and when enough have been read.
//
// NewCorpus weighs the words of the records, a Model learns from decisions and orders what is unread, Simulate reads a
// finished review again in that order, and History promises a recall for what has been read so far:
//
//	corpus := screen.NewCorpus(texts)
//	model := screen.Train(corpus, decisions)
//	next := model.Order()
//	...
//	model.Learn(screen.Decision{Record: next[0], Relevant: true})
//	model.Retrain()
//
// The same records and decisions in the same order give the same answer on any machine and any number of processors.
package screen
