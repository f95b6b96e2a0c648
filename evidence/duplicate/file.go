package duplicate

import (
	"slices"
	"strconv"
	"strings"
)

// files are the files that records came from, by a hash of their names. One name may stand for several files.
type files struct {
	named  map[uint64]*file
	judged map[[2]uint64]bool // what again found
}

// file is, by the place of its records, what each says in all; of files of one name, all of them.
type file struct {
	at   map[string][]uint64
	last int // the highest number of a record
}

func filesOf(prints []print) *files {
	f := &files{map[uint64]*file{}, map[[2]uint64]bool{}}
	for i := range prints {
		p := &prints[i]
		if p.from == "" {
			continue
		}
		if f.named[p.file] == nil {
			f.named[p.file] = &file{at: map[string][]uint64{}}
		}
		of := f.named[p.file]
		of.at[p.from] = append(of.at[p.from], p.whole)
		of.last = max(of.last, p.number)
	}
	return f
}

// again tells whether the files of two records are one that was read twice, or two states of it: most places of the longer
// one have the same record in the other, or would if no record had been merged since. Other files may well begin with the same
// "Editorial".
func (f *files) again(a, b *print) bool {
	pair := [2]uint64{min(a.file, b.file), max(a.file, b.file)}
	same, known := f.judged[pair]
	if !known {
		same = alikeFiles(f.named[a.file], f.named[b.file])
		f.judged[pair] = same
	}
	return same
}

func alikeFiles(one, other *file) bool {
	places, alike, last := 0, 0, 0
	for from, here := range one.at {
		there := other.at[from]
		if one == other { // the name was read twice, or it was not
			if len(here) < 2 {
				continue
			}
			there = nil
			here = slices.Sorted(slices.Values(here))
			for n, whole := range here[1:] {
				if whole == here[n] {
					there = here
				}
			}
		} else if len(there) == 0 {
			continue
		}
		places++
		if slices.ContainsFunc(here, func(whole uint64) bool { return slices.Contains(there, whole) }) {
			alike++
		}
		last = max(last, numberIn(from))
	}
	return 2*alike > places && 2*last > max(one.last, other.last)
}

// numberIn is the number of a record in its place.
func numberIn(from string) int {
	fields := strings.Fields(from)
	n, _ := strconv.Atoi(fields[len(fields)-2])
	return n
}
