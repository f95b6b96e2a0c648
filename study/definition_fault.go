package study

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
)

// Part is a section of a definition.
type Part string

// The sections: what stands on its own, and the four that are named.
const (
	PartWhole     Part = ""
	PartCombine   Part = "combine"
	PartGroup     Part = "group"
	PartIndicator Part = "indicator"
	PartVary      Part = "vary"
)

// Fault is one thing for which a definition cannot be used, or of which a reader should be warned.
type Fault struct {
	Part     Part
	At       int    // which group or indicator, from 0
	ID       string // of that group or indicator
	Key      string // empty: the section as a whole
	Found    string
	Expected string // empty in a warning
	Fix      string // what to write instead
}

// Place names the section and the key.
func (f Fault) Place() string {
	place := string(f.Part)
	if f.Part == PartGroup || f.Part == PartIndicator {
		place = fmt.Sprintf("%s %d", f.Part, f.At+1)
		if f.ID != "" {
			place = fmt.Sprintf("%s %q", f.Part, f.ID)
		}
	}
	if place != "" && f.Key != "" {
		place += ", "
	}
	return place + f.Key
}

// Error says where, what was found, what was expected and what to do; where nothing else was expected, it is a warning
// and says what holds.
func (f Fault) Error() string {
	var b strings.Builder
	if place := f.Place(); place != "" {
		b.WriteString(place + ": ")
	}
	if f.Expected == "" {
		b.WriteString(f.Found)
	} else {
		b.WriteString("found " + f.Found + ", expected " + f.Expected)
	}
	if f.Fix != "" {
		b.WriteString("; " + f.Fix)
	}
	return b.String()
}

// Nearest are the words most like text, at most so many, the most alike first; none that differs in over half of its
// letters.
func Nearest(text string, words []string, most int) []string {
	text = strings.ToLower(text)
	var near []string
	for _, word := range words {
		if 2*EditDistance(text, word) <= max(len([]rune(text)), len([]rune(word))) {
			near = append(near, word)
		}
	}
	slices.SortStableFunc(near, func(a, b string) int { return cmp.Compare(EditDistance(text, a), EditDistance(text, b)) })
	return near[:min(most, len(near))]
}

// Suggestion proposes the nearest words, or else says what to do.
func Suggestion(text string, words []string, otherwise string) string {
	near := Nearest(text, words, 3)
	if len(near) == 0 {
		return otherwise
	}
	for at, word := range near {
		near[at] = fmt.Sprintf("%q", word)
	}
	return "did you mean " + OrWords(near) + "?"
}

// OrWords lists alternatives: "a", "a or b", "a, b or c".
func OrWords(words []string) string {
	if len(words) < 2 {
		return strings.Join(words, "")
	}
	last := len(words) - 1
	return strings.Join(words[:last], ", ") + " or " + words[last]
}

// NearestWords say which names are nearest to one that there is not: "the nearest is a", "the nearest are a, b".
func NearestWords(names []string) string {
	if len(names) == 1 {
		return "the nearest is " + names[0]
	}
	return "the nearest are " + strings.Join(names, ", ")
}
