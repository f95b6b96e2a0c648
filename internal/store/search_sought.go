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
	found   []int64
	hits    []hit   // of what was found, where it is to be ranked
	titled  []int64 // records that match by their title alone
	having  []int   // how many entries have each phrase
}

// hit is an entry that was found, and how often it has each phrase, by the weight of the field.
type hit struct {
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
	s.titled = s.append(s.titled, &titled)
	s.found = s.append(s.found, &found)
	if s.how == ranked {
		s.reckon(&found, all)
	}
	for word, places := range s.places {
		s.places[word] = places[:0]
	}
}

// append puts the records of entries of the block in hand behind others.
func (s *sought) append(records []int64, of *entries) []int64 {
	records = slices.Grow(records, of.count())
	for n := range inBlock {
		if of.has(n) {
			records = append(records, s.index[int(s.block)*inBlock+n].record)
		}
	}
	return records
}

// reckon takes down how often each entry that was found in the block in hand has the phrases.
func (s *sought) reckon(found *entries, all [][]place) {
	var at [inBlock]int
	for n := range inBlock {
		if found.has(n) {
			at[n] = len(s.hits)
			s.hits = append(s.hits, hit{s.index[int(s.block)*inBlock+n], make([]float64, len(all))})
		}
	}
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

// lists are the records that match.
func (s *sought) lists() lists {
	s.look()
	if s.how == ranked {
		return lists{ranked: s.rank()}
	}
	return lists{unranked: s.found, inTitle: s.titled}
}

// rank puts what was found in order by Okapi BM25 with k₁ = 1.2 and b = 0.75, and the latest first where it is the same. A
// phrase that more than half of all entries have counts next to nothing. Robertson and Zaragoza (2009), The probabilistic
// relevance framework: BM25 and beyond; SQLite's FTS5 reckons alike.
func (s *sought) rank() []int64 {
	entries, words := 0.0, 0.0
	for _, e := range s.index {
		if e.record != 0 {
			entries, words = entries+1, words+float64(e.words)
		}
	}
	mean := words / entries
	ids, score := make([]int64, len(s.hits)), make(map[int64]float64, len(s.hits))
	for i, h := range s.hits {
		short := 1.2 * (1 - 0.75 + 0.75*float64(h.words)/mean)
		for n, often := range h.often {
			having := float64(s.having[n])
			rarity := max(1e-6, math.Log((entries-having+0.5)/(having+0.5)))
			score[h.record] += rarity * (often * 2.2 / (often + short))
		}
		ids[i] = h.record
	}
	slices.SortFunc(ids, func(a, b int64) int { return cmp.Or(cmp.Compare(score[b], score[a]), cmp.Compare(b, a)) })
	return ids
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
