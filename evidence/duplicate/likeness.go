package duplicate

import "strings"

// likeness is 1 for equal texts and falls with the letters that must be changed to make one of the other, as a share of the
// longer (Levenshtein 1966); spaces do not count. A title that is the beginning of the other, up to its subtitle, is
// 0.92 like it. Texts under half as long as the other are not alike.
func likeness(a, b string) float64 {
	if a == b {
		return 1
	}
	a, b = strings.ReplaceAll(a, " ", ""), strings.ReplaceAll(b, " ", "")
	if a == b {
		return 1
	}
	if len(a) > len(b) {
		a, b = b, a
	}
	const shortest, most = 30, 400 // bytes of a beginning that says enough, of texts compared letter by letter
	if len(a) >= shortest && strings.HasPrefix(b, a) {
		return 0.92
	}
	if 2*len(a) < len(b) {
		return 0
	}
	if len(b) > most {
		a, b = a[:min(most, len(a))], b[:most]
	}
	limit := len(b) / 4
	distance := edits(a, b, limit)
	if distance > limit {
		return 0
	}
	return 1 - float64(distance)/float64(len(b))
}

// edits is the edit distance of two texts, or more than limit once it is sure to be more.
func edits(a, b string, limit int) int {
	for len(a) > 0 && len(b) > 0 && a[0] == b[0] {
		a, b = a[1:], b[1:]
	}
	for len(a) > 0 && len(b) > 0 && a[len(a)-1] == b[len(b)-1] {
		a, b = a[:len(a)-1], b[:len(b)-1]
	}
	row := make([]int, len(a)+1)
	for i := range row {
		row[i] = i
	}
	for j := range b {
		diagonal, least := row[0], j+1
		row[0] = j + 1
		for i := range a {
			cost := 1
			if a[i] == b[j] {
				cost = 0
			}
			diagonal, row[i+1] = row[i+1], min(diagonal+cost, row[i+1]+1, row[i]+1)
			least = min(least, row[i+1])
		}
		if least > limit {
			return limit + 1
		}
	}
	return row[len(a)]
}
