package store

import (
	"bytes"
	"maps"
	"slices"
)

// sought is a search in the index. It is told the places of its words, segment by segment, and keeps of a segment only which
// entries match, and as long as they are few how often they have the words.
type sought struct {
	phrases [][]string // all that must be there; "" stands for every word that begins so
	either  int        // so many of the last phrases, of which one is enough
	not     [][]string
	begins  string
	index   []entered
	joined  joined
	works   map[int64]*work    // by the record that stands for each
	first   int64              // entry of the segment in hand
	places  map[string][]place // in it
	found   []int64
	hits    []hit   // of what was found, unless there are too many to rank
	titled  []int64 // records that match by their title alone
	having  []int   // how many entries have each phrase
}

// hit is an entry that was found, and how often it has each phrase, by the weight of the field.
type hit struct {
	entered
	often []float64
}

func newSought(q words, index []entered, joined joined) *sought {
	s := &sought{phrases: slices.Clone(q.all), not: q.not, begins: q.begins, index: index, joined: joined, works: map[int64]*work{}, places: map[string][]place{}}
	if q.begins != "" {
		s.phrases, s.either = append(s.phrases, []string{singular(q.begins)}, []string{""}), 2
	}
	for _, phrase := range slices.Concat(s.phrases, s.not) {
		for _, word := range phrase {
			s.places[word] = nil
		}
	}
	s.having = make([]int, len(s.phrases))
	return s
}

// words are those whose places it has to be told, beside those that begin as one does.
func (s *sought) words() []string {
	words := maps.Clone(s.places)
	delete(words, "")
	return slices.Sorted(maps.Keys(words))
}

// take is told a part of a segment. All of a segment come together.
func (s *sought) take(first int64, part []byte) error {
	if first < 1 {
		return errDamaged
	}
	if first != s.first {
		s.look()
		s.first = first
	}
	return readWords(part, func(word, written []byte) (err error) {
		if places, wanted := s.places[string(word)]; wanted {
			if s.places[string(word)], err = readPlaces(places, written); err != nil {
				return err
			}
		}
		if s.begins != "" && bytes.HasPrefix(word, []byte(s.begins)) {
			s.places[""], err = readPlaces(s.places[""], written)
		}
		return err
	})
}

// look finds the entries that match in the segment in hand.
func (s *sought) look() {
	if s.first == 0 {
		return
	}
	var live entries
	for n, e := range s.index[min(int(s.first), len(s.index)):min(int(s.first)+inSegment, len(s.index))] {
		if e.record != 0 {
			live.add(n)
		}
	}
	works, joint := s.joint()
	found, titled := live, live
	found.keep(&joint, true)
	titled.keep(&joint, true)
	var one, oneTitled entries // has one of those of which one is enough
	all := make([][]place, len(s.phrases))
	for n, phrase := range s.phrases {
		all[n] = s.standing(phrase)
		tell(works, n, all[n])
		having, inTitle := entriesOf(all[n])
		having.keep(&live, false)
		s.having[n] += having.count()
		if n < len(s.phrases)-s.either {
			found.keep(&having, false)
			titled.keep(&inTitle, false)
			continue
		}
		for k := range one {
			one[k] |= having[k]
			oneTitled[k] |= inTitle[k]
		}
	}
	if s.either > 0 {
		found.keep(&one, false)
		titled.keep(&oneTitled, false)
	}
	for _, phrase := range s.not {
		places := s.standing(phrase)
		refuse(works, places)
		having, inTitle := entriesOf(places)
		found.keep(&having, true)
		titled.keep(&inTitle, true)
	}
	s.titled = s.append(s.titled, &titled)
	s.found = s.append(s.found, &found)
	if len(s.found) <= rankable {
		s.reckon(&found, all)
	}
	for word, places := range s.places {
		s.places[word] = places[:0]
	}
}

// append puts the records of entries of the segment in hand behind others.
func (s *sought) append(records []int64, of *entries) []int64 {
	records = slices.Grow(records, of.count())
	of.each(func(n int) { records = append(records, s.index[int(s.first)+n].record) })
	return records
}

// reckon takes down how often each entry that was found in the segment in hand has the phrases.
func (s *sought) reckon(found *entries, all [][]place) {
	var at [inSegment]int
	found.each(func(n int) {
		at[n] = len(s.hits)
		s.hits = append(s.hits, hit{s.index[int(s.first)+n], make([]float64, len(all))})
	})
	for n, places := range all {
		for _, p := range places {
			if found.has(p.entry()) {
				s.hits[at[p.entry()]].often[n] += weightOf[p.field()]
			}
		}
	}
}

// standing are the places where a phrase begins.
func (s *sought) standing(phrase []string) []place {
	places := s.places[phrase[0]]
	for n, word := range phrase[1:] {
		places = following(places, s.places[word], n+1)
	}
	return places
}

// matches are the records that match.
func (s *sought) matches() matches {
	s.look()
	s.end()
	if len(s.found) <= rankable {
		return matches{ids: s.rank(), ranked: true}
	}
	return matches{ids: s.found, titled: s.titled}
}

// entriesOf are the entries that have a place, and those that have one in the title.
func entriesOf(places []place) (all, titled entries) {
	for _, p := range places {
		n := p.entry()
		all.add(n)
		if p.field() == 0 {
			titled.add(n)
		}
	}
	return all, titled
}
