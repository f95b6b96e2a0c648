package duplicate

import (
	"cmp"
	"iter"
	"slices"
	"strconv"
	"strings"
)

type candidate struct{ a, b int }

// reach is how many neighbours in a block a record is compared with: "Editorial" must not cost the square of its number.
const reach = 40

// keys are what makes two records worth comparing: an identifier, the title, either end of the title, its longest words,
// first author, year and page together, or all that is known with the place in a file.
func (p *print) keys() []string {
	var keys []string
	if p.doi != "" {
		keys = append(keys, "d"+p.doi)
	}
	if p.pubmed != "" {
		keys = append(keys, "p"+p.pubmed)
	}
	if n := len(p.words); n > 0 {
		keys = append(keys, "t"+strings.Join(p.words, ""))
		if n >= 4 {
			keys = append(keys, "s"+strings.Join(p.words[:4], ""), "e"+strings.Join(p.words[n-4:], ""))
		}
		if len(p.marks) > 0 && p.core != "" {
			keys = append(keys, "t"+strings.ReplaceAll(p.core, " ", ""))
		}
		if n >= 6 {
			long := slices.Clone(p.words)
			slices.SortFunc(long, func(a, b string) int { return cmp.Or(cmp.Compare(len(b), len(a)), cmp.Compare(a, b)) })
			long = long[:4]
			slices.Sort(long)
			keys = append(keys, "w"+strings.Join(long, " "))
		}
	}
	if p.from != "" {
		keys = append(keys, "f"+p.from+" "+strconv.FormatUint(p.whole, 16))
	}
	if p.first != "" && p.year != 0 && p.pages != "" {
		keys = append(keys, "a"+p.first+" "+strconv.Itoa(p.year)+" "+p.pages)
	}
	return keys
}

// candidates gives each pair of records that share a key once, in the order of the list.
func candidates(prints []print) iter.Seq[candidate] {
	blocks := map[string]int{}
	var members [][]int32
	for i := range prints {
		for _, key := range prints[i].keys() {
			block, ok := blocks[key]
			if !ok {
				block = len(members)
				blocks[key] = block
				members = append(members, nil)
			}
			members[block] = append(members[block], int32(i))
		}
	}
	var pairs []uint64 // both places in one number: there are many
	for _, block := range members {
		if len(block) > reach {
			slices.SortStableFunc(block, func(a, b int32) int {
				x, y := &prints[a], &prints[b]
				return cmp.Or(cmp.Compare(x.title, y.title), cmp.Compare(x.first, y.first), cmp.Compare(x.year, y.year), cmp.Compare(x.pages, y.pages))
			})
		}
		for i := range block {
			for j := i + 1; j < len(block) && j <= i+reach; j++ {
				pairs = append(pairs, uint64(min(block[i], block[j]))<<32|uint64(max(block[i], block[j])))
			}
		}
	}
	slices.Sort(pairs)
	pairs = slices.Compact(pairs)
	return func(yield func(candidate) bool) {
		for _, pair := range pairs {
			if !yield(candidate{int(pair >> 32), int(pair & (1<<32 - 1))}) {
				return
			}
		}
	}
}
