package store

import (
	"cmp"
	"slices"
)

// joined are the entries of records that are one work, each with the record that stands for it, in the order of their numbers: a
// work is found by the words of any of its records, and has all that one of them has.
type joined []joint

type joint struct{ entry, head int64 }

// join takes down which entries are of one work: for members, and for all readers, who find no work by a record that is not public.
func (c *holdings) join() {
	c.forMembers, c.forAll = nil, nil
	if len(c.merged) == 0 {
		return
	}
	c.forMembers = c.joinedWhere(func(*item) bool { return true })
	c.forAll = c.joinedWhere(func(i *item) bool { return i.public })
}

// joinedFor are the works as whoever searches may find them.
func (c *holdings) joinedFor(q words) joined {
	if q.members {
		return c.forMembers
	}
	return c.forAll
}

func (c *holdings) joinedWhere(counts func(*item) bool) (all joined) {
	heads := map[int64]bool{}
	for record, head := range c.merged { // sorted below
		i, stands := c.items[record], c.items[head]
		if i == nil || stands == nil || i.entry == 0 || !counts(i) {
			continue
		}
		all = append(all, joint{i.entry, head})
		if !heads[head] && stands.entry != 0 {
			all = append(all, joint{stands.entry, head})
		}
		heads[head] = true
	}
	slices.SortFunc(all, func(a, b joint) int { return cmp.Compare(a.entry, b.entry) })
	return all
}

// in are those of a segment.
func (j joined) in(first int64) joined {
	from, _ := slices.BinarySearchFunc(j, first, func(a joint, first int64) int { return cmp.Compare(a.entry, first) })
	to, _ := slices.BinarySearchFunc(j, first+inSegment, func(a joint, end int64) int { return cmp.Compare(a.entry, end) })
	return j[from:to]
}

// work is what the entries of one work have together of what is sought.
type work struct {
	words  int
	often  []float64 // the most that an entry has of each phrase
	titled []bool    // an entry has it in its title
	not    bool      // one has what must not be there
}

// joint gives the works that entries of the segment in hand are part of, by their places in it, and which entries those are.
func (s *sought) joint() (works []*work, of entries) {
	here := s.joined.in(s.first)
	if len(here) == 0 {
		return nil, of
	}
	works = make([]*work, inSegment)
	for _, j := range here {
		w := s.works[j.head]
		if w == nil {
			w = &work{often: make([]float64, len(s.phrases)), titled: make([]bool, len(s.phrases))}
			s.works[j.head] = w
		}
		n := int(j.entry - s.first)
		w.words = max(w.words, s.index[j.entry].words)
		works[n] = w
		of.add(n)
	}
	return works, of
}

// tell takes down how often entries that are part of works have a phrase.
func tell(works []*work, phrase int, places []place) {
	for from := 0; works != nil && from < len(places); {
		entry, often, titled := places[from].entry(), 0.0, false
		for ; from < len(places) && places[from].entry() == entry; from++ {
			often += weightOf[places[from].field()]
			titled = titled || places[from].field() == 0
		}
		if w := works[entry]; w != nil {
			w.often[phrase], w.titled[phrase] = max(w.often[phrase], often), w.titled[phrase] || titled
		}
	}
}

// refuse takes down which works have what must not be there.
func refuse(works []*work, places []place) {
	for n := 0; works != nil && n < len(places); n++ {
		if w := works[places[n].entry()]; w != nil {
			w.not = true
		}
	}
}

// all tells whether each phrase is there, and one of the last that are alternatives.
func (s *sought) all(has func(phrase int) bool) bool {
	must := len(s.phrases) - s.either
	for n := range must {
		if !has(n) {
			return false
		}
	}
	for n := must; n < len(s.phrases); n++ {
		if has(n) {
			return true
		}
	}
	return s.either == 0
}

// end puts the works that match behind what was found of single entries.
func (s *sought) end() {
	var heads []int64
	for head, w := range s.works { // sorted below
		if !w.not && s.all(func(n int) bool { return w.often[n] > 0 }) {
			heads = append(heads, head)
		}
	}
	slices.Sort(heads)
	for _, head := range heads {
		w := s.works[head]
		s.found = append(s.found, head)
		if s.all(func(n int) bool { return w.titled[n] }) {
			s.titled = append(s.titled, head)
		}
		if len(s.found) <= rankable {
			s.hits = append(s.hits, hit{entered{head, w.words}, w.often})
		}
	}
}
