package library

import (
	"context"
	"hash/maphash"
	"slices"
	"strings"
	"unicode"

	"goodmeasure/evidence"
	"goodmeasure/evidence/duplicate"
	"goodmeasure/internal/store"
)

// known is what tells which records of a file the library may have: a number for each title and identifier, and for all that a
// record says. Anything that shares one is then compared in full.
type known struct {
	seed    maphash.Seed
	records map[uint64][]int64
	crowd   map[uint64][][2]int64 // by title: those beyond the first few, without one, or merged, and what stands for each
	last    int64                 // number of the newest of them
	room    int                   // for pairs that wait for a person
}

// mostAlike is with how many records of one title a record is compared. Titles such as "Editorial" are those of hundreds.
const mostAlike = 20

func newKnown() *known {
	return &known{seed: maphash.MakeSeed(), records: map[uint64][]int64{}, crowd: map[uint64][][2]int64{}}
}

// catchUp takes in what was added since, by whomever.
func (k *known) catchUp(ctx context.Context, w *store.Workspace) error {
	last, err := w.Titles(ctx, k.last, func(record, head int64, title string) {
		key := k.key(title)
		if key == 0 || record != head || len(k.records[key]) >= mostAlike {
			k.crowd[key] = append(k.crowd[key], [2]int64{record, head})
		}
		k.keep(head, key)
	})
	if err != nil {
		return err
	}
	err = w.Identifiers(ctx, k.last, func(record int64, id evidence.Identifier) {
		if slices.Contains(strong, id.Scheme) {
			k.keep(record, k.name(id))
		}
	})
	k.last = last // what came between the two is read again
	return err
}

// takeIn is catching up with the records that were just added, without reading them again. Where somebody else's came
// between, catching up finds them all.
func (k *known) takeIn(s sorted, numbers []int64) {
	if len(numbers) == 0 || numbers[0] != k.last+1 {
		return
	}
	next := 0
	for n := range s.of {
		if s.of[n].same == nil {
			k.keep(numbers[next], s.keys[n]...)
			next++
		}
	}
	k.last = numbers[len(numbers)-1]
}

func (k *known) keep(record int64, keys ...uint64) {
	for _, key := range keys {
		if same := k.records[key]; key != 0 && len(same) < mostAlike && !slices.Contains(same, record) {
			k.records[key] = append(same, record)
		}
	}
}

// keys are what a record is found under: the first for all that it says.
func (k *known) keys(r *evidence.Record) []uint64 {
	keys := []uint64{k.whole(r)}
	if key := k.key(r.Title); key != 0 {
		keys = append(keys, key)
	}
	for _, id := range strongNames(r) {
		keys = append(keys, k.name(id))
	}
	return keys
}

// whole is the same for records that say the same in everything.
func (k *known) whole(r *evidence.Record) uint64 {
	return maphash.Bytes(k.seed, duplicate.Whole(*r)) | 1
}

// meet takes in what those say of whose title there are too many to compare with each.
func (k *known) meet(ctx context.Context, w *store.Workspace, title string) error {
	key := k.key(title)
	for chunk := range slices.Chunk(k.crowd[key], read) {
		heads, numbers := map[int64]int64{}, []int64{}
		for _, one := range chunk {
			heads[one[0]], numbers = one[1], append(numbers, one[0])
		}
		entries, err := w.Records(ctx, numbers)
		if err != nil {
			return err
		}
		for n := range entries {
			k.keep(heads[entries[n].Number()], k.whole(&entries[n].Record))
		}
	}
	delete(k.crowd, key)
	return nil
}

func (k *known) name(id evidence.Identifier) uint64 {
	return maphash.String(k.seed, id.Scheme+" "+id.Value) | 1
}

// key is the same for titles that differ in capitals, spaces and signs alone; 0 for one without letters.
func (k *known) key(title string) uint64 {
	bare := bareTitle(title)
	if bare == "" {
		return 0
	}
	return maphash.String(k.seed, bare) | 1
}

func bareTitle(title string) string {
	return strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return -1
	}, title)
}

// strong are the schemes that name one work each. An ISBN names a book and all its chapters, an address can be a journal's.
var strong = []string{"doi", "pmid", "pmcid", "wos", "embase", "eric", "eppi"}

func strongNames(r *evidence.Record) (names []evidence.Identifier) {
	for _, id := range r.Identifiers {
		if id.Scheme == "doi" {
			id.Value = evidence.BareDOI(id.Value)
		}
		if slices.Contains(strong, id.Scheme) && id.Value != "" {
			names = append(names, id)
		}
	}
	return names
}

// match is what a record of a batch was compared with: an entry of the library, or an earlier record of the batch.
type match struct {
	number int64 // in the library; 0: in the batch
	at     int   // in the batch
	score  float64
	why    string
}

// fate is what a record of a batch is.
type fate struct {
	same   *match  // the library has it
	unsure []match // it may be one of these
	fills  bool    // the library has it, and says less of it
}

// sorted says of each record of a batch what it is, and what it is found under.
type sorted struct {
	of   []fate
	keys [][]uint64
}

// sort tells which records of a batch the library has, or the batch brings twice.
func (k *known) sort(ctx context.Context, w *store.Workspace, batch []evidence.Record) (sorted, error) {
	s := sorted{make([]fate, len(batch)), make([][]uint64, len(batch))}
	if err := k.catchUp(ctx, w); err != nil {
		return s, err
	}
	keys := s.keys
	alike := make([][]int64, len(batch))
	var wanted []int64
	for n := range batch {
		if err := k.meet(ctx, w, batch[n].Title); err != nil {
			return s, err
		}
		keys[n] = k.keys(&batch[n])
		for _, key := range keys[n] {
			alike[n] = append(alike[n], k.records[key]...)
		}
		slices.Sort(alike[n])
		alike[n] = slices.Compact(alike[n])
		wanted = append(wanted, alike[n]...)
	}
	slices.Sort(wanted)
	entries, err := w.Records(ctx, slices.Compact(wanted))
	if err != nil {
		return s, err
	}
	full, err := w.Filled(ctx, entries, false)
	if err != nil {
		return s, err
	}
	held, said := map[int64]*evidence.Record{}, map[int64]evidence.Record{} // as each is compared, and as it is shown
	for n := range entries {
		held[entries[n].Number()], said[entries[n].Number()] = &entries[n].Record, full[n].Record
	}
	within := within(keys)
	for n := range batch {
		s.of[n] = judge(batch, n, alike[n], held, within[n], s.of)
		if again := k.records[keys[n][0]]; s.of[n].same == nil && len(again) > 0 && held[again[0]] != nil {
			s.of[n] = fate{same: &match{number: again[0], at: -1, score: 1, why: sameInAll}}
		}
		if same := s.of[n].same; same != nil && same.number != 0 {
			shown := said[same.number]
			s.of[n].fills = shown.Fill(batch[n])
		}
	}
	return s, nil
}

// within gives for each record the earlier ones of its batch that share a key.
func within(keys [][]uint64) [][]int {
	earlier := make([][]int, len(keys))
	seen := map[uint64][]int{}
	for n := range keys {
		for _, key := range keys[n] {
			for _, m := range seen[key] {
				if !slices.Contains(earlier[n], m) {
					earlier[n] = append(earlier[n], m)
				}
			}
			if len(seen[key]) < mostAlike {
				seen[key] = append(seen[key], n)
			}
		}
	}
	return earlier
}

// judge compares a record with those that may be the same work.
func judge(batch []evidence.Record, n int, alike []int64, held map[int64]*evidence.Record, earlier []int, so []fate) (f fate) {
	compare := func(other *evidence.Record, m match) bool {
		sure, unsure, pair := compared(&batch[n], other)
		m.score, m.why = pair.Score, pair.Why
		if sure {
			f.same, f.unsure = &m, nil
		} else if unsure {
			f.unsure = append(f.unsure, m)
		}
		return sure
	}
	for _, number := range alike {
		if held[number] != nil && compare(held[number], match{number: number, at: -1}) {
			return f
		}
	}
	for _, m := range earlier {
		if so[m].same == nil && compare(&batch[m], match{at: m}) {
			return f
		}
	}
	return f
}

const sameInAll = "the same in everything that is known"

// compared tells whether two records are surely one work, or may be.
func compared(a, b *evidence.Record) (sure, unsure bool, pair duplicate.Pair) {
	if name := sharedName(a, b); name != "" && bareTitle(a.Title) == bareTitle(b.Title) && a.Kind == b.Kind {
		return true, false, duplicate.Pair{Score: 1, Why: "the same " + name + " and title"}
	}
	if duplicate.Alike(*a, *b) { // as when a file is imported again
		return true, false, duplicate.Pair{Score: 1, Why: sameInAll}
	}
	found := duplicate.Find([]evidence.Record{*b, *a})
	switch {
	case len(found.Clusters) > 0:
		return true, false, found.Merges[0]
	case len(found.Unsure) > 0:
		return false, true, found.Unsure[0]
	}
	return false, false, pair
}

func sharedName(a, b *evidence.Record) string {
	for _, id := range strongNames(a) {
		if slices.Contains(strongNames(b), id) {
			return strings.ToUpper(id.Scheme)
		}
	}
	return ""
}

// settle takes down what was added and what may be a double, once the new records have their numbers.
func (k *known) settle(ctx context.Context, w *store.Workspace, by evidence.Account, batch []evidence.Record, s sorted, added []int64, done *Imported) error {
	numbers := make([]int64, len(batch))
	for n := range batch {
		if s.of[n].same == nil {
			numbers[n], added = added[0], added[1:]
		}
	}
	number := func(m match) int64 {
		if m.number != 0 {
			return m.number
		}
		return numbers[m.at]
	}
	for n := range batch {
		told := Double{Record: batch[n].Origin.Number, Line: batch[n].Origin.Line, Title: batch[n].Title}
		if same := s.of[n].same; same != nil {
			told.Of, told.Why = number(*same), same.why
			tell(&done.Doubles, &done.DoublesMore, told)
			continue
		}
		for i, m := range s.of[n].unsure {
			if i == 0 {
				told.Of, told.Why = number(m), m.why
				tell(&done.Unsure, &done.UnsureMore, told)
			}
			if k.room <= 0 {
				done.PairsLeft++
				continue
			}
			k.room--
			if _, err := w.Doubt(ctx, by, evidence.Duplicate{Kept: number(m), Other: numbers[n], Score: m.score, Because: m.why}); err != nil {
				return err
			}
		}
	}
	return nil
}

func tell(list *[]Double, more *int, one Double) {
	if len(*list) < mostTold {
		*list = append(*list, one)
	} else {
		*more++
	}
}
