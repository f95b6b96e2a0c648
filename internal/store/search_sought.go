package store

import (
	"cmp"
	"maps"
	"math"
	"math/bits"
	"slices"
	"strings"
)

// sought is a search in the index of PostgreSQL. It is told the places of its words, block by block, and keeps of a block only
// which entries match and how often they have the words.
type sought struct {
	phrases [][]string // all that must be there; "" stands for every word that begins so
	either  int        // so many of the last phrases, of which one is enough
	not     [][]string
	begins  string
	how     matching
	index   []entered
	block   int64
	places  map[string][]place // of the block in hand
	hits    []matched
	titled  []int64 // records that match by their title alone
	having  []int   // how many entries have each phrase
}

// matched is an entry that matches, and how often it has each phrase, by the weight of the field.
type matched struct {
	entered
	often []float64
}

// weightOf is the weight of a field in the order by relevance, the same as in SQLite.
var weightOf = [4]float64{8, 3, 3, 1}

func newSought(q words, how matching, index []entered) *sought {
	s := &sought{phrases: slices.Clone(q.all), not: q.not, begins: q.begins, how: how, index: index, places: map[string][]place{}}
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
func (s *sought) words() []string { return slices.Sorted(maps.Keys(s.places)) }

// take is told the places of a word in a block. All of a block come together.
func (s *sought) take(block int64, word, written []byte) {
	if block != s.block {
		s.look()
		s.block = block
	}
	if places, wanted := s.places[string(word)]; wanted {
		s.places[string(word)] = appendPlaces(places, written)
	}
	if s.begins != "" && strings.HasPrefix(string(word), s.begins) {
		s.places[""] = appendPlaces(s.places[""], written)
	}
}

// look finds the entries that match in the block in hand.
func (s *sought) look() {
	start := int(s.block) * inBlock
	var live entries
	for n := range min(inBlock, max(0, len(s.index)-start)) {
		if s.index[start+n].record != 0 {
			live.add(n)
		}
	}
	found, titled := live, live
	var one, oneTitled entries // has one of those of which one is enough
	all := make([][]place, len(s.phrases))
	for n, phrase := range s.phrases {
		all[n] = s.standing(phrase)
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
		having, inTitle := entriesOf(s.standing(phrase))
		found.keep(&having, true)
		titled.keep(&inTitle, true)
	}
	for n := range inBlock {
		if titled.has(n) {
			s.titled = append(s.titled, s.index[start+n].record)
		}
	}
	s.add(start, &found, all)
	for word, places := range s.places {
		s.places[word] = places[:0]
	}
}

// add keeps the entries that match, and how often they have the phrases where they are to be ranked.
func (s *sought) add(start int, found *entries, all [][]place) {
	var at [inBlock]int
	for n := range inBlock {
		if found.has(n) {
			at[n] = len(s.hits)
			s.hits = append(s.hits, matched{entered: s.index[start+n]})
		}
	}
	if s.how != ranked {
		return
	}
	for n, places := range all {
		for _, p := range places {
			if !found.has(p.entry()) {
				continue
			}
			m := &s.hits[at[p.entry()]]
			if m.often == nil {
				m.often = make([]float64, len(all))
			}
			m.often[n] += weightOf[p.field()]
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

// lists are the records that match.
func (s *sought) lists() lists {
	s.look()
	if s.how == ranked {
		s.rank()
	}
	ids := make([]int64, len(s.hits))
	for n, m := range s.hits {
		ids[n] = m.record
	}
	if s.how == ranked {
		return lists{ranked: ids}
	}
	return lists{unranked: ids, inTitle: s.titled}
}

// rank orders by Okapi BM25 with k₁ = 1.2 and b = 0.75, and the latest first where it is the same. A phrase that more than half of
// all entries have counts next to nothing. Robertson and Zaragoza (2009), The probabilistic relevance framework: BM25 and
// beyond; SQLite's FTS5 reckons alike.
func (s *sought) rank() {
	entries, words := 0.0, 0.0
	for _, e := range s.index {
		if e.record != 0 {
			entries, words = entries+1, words+float64(e.words)
		}
	}
	score := map[int64]float64{}
	for _, m := range s.hits {
		short := 1.2 * (0.25 + 0.75*float64(m.words)*entries/words)
		for n, often := range m.often {
			having := float64(s.having[n])
			rarity := max(1e-6, math.Log((entries-having+0.5)/(having+0.5)))
			score[m.record] += rarity * often * 2.2 / (often + short)
		}
	}
	slices.SortFunc(s.hits, func(a, b matched) int {
		return cmp.Or(cmp.Compare(score[b.record], score[a.record]), cmp.Compare(b.record, a.record))
	})
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

func (e *entries) count() (n int) {
	for _, set := range e {
		n += bits.OnesCount64(set)
	}
	return n
}
