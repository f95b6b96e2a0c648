package duplicate

import (
	"slices"
	"strings"
)

// sketchSize is how many pairs of words stand for an abstract.
const sketchSize = 48

// sketchOf keeps the pairs of neighbouring words with the smallest hashes (Broder 1997, "On the resemblance and
// containment of documents"): a fixed, small sample by which two texts can be compared. Abstracts under 12 words have none.
func sketchOf(text string) []uint32 {
	if strings.Count(text, " ") < 11 {
		return nil
	}
	var all []uint32
	last := uint32(0)
	for word := range strings.FieldsSeq(text) {
		h := uint32(2166136261) // FNV-1a
		for i := range len(word) {
			h = (h ^ uint32(word[i])) * 16777619
		}
		if last != 0 {
			x := last*31 + h
			x ^= x >> 16
			x *= 0x85ebca6b
			x ^= x >> 13
			all = append(all, x)
		}
		last = h
	}
	slices.Sort(all)
	all = slices.Compact(all)
	return slices.Clone(all[:min(sketchSize, len(all))])
}

// resemblance estimates which share of the pairs of words of two abstracts is in both.
func resemblance(a, b []uint32) float64 {
	both, seen := 0, 0
	for i, j := 0, 0; seen < sketchSize && (i < len(a) || j < len(b)); seen++ {
		switch {
		case j == len(b) || i < len(a) && a[i] < b[j]:
			i++
		case i == len(a) || b[j] < a[i]:
			j++
		default:
			both++
			i++
			j++
		}
	}
	if seen == 0 {
		return 0
	}
	return float64(both) / float64(seen)
}
