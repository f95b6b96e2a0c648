package chart

import (
	"math"
	"strings"
	"unicode"
	"unicode/utf8"

	"goodmeasure/study"
)

// Count is a number with its noun, right for none, one and many: "no authorities", "1 authority", "1,234 authorities".
func Count(n int, one, many string) string {
	switch n {
	case 0:
		return "no " + many
	case 1:
		return "1 " + one
	}
	return Grouped(n) + " " + many
}

func authorities(n int) string { return Count(n, "authority", "authorities") }

func noneOr(n int) string {
	if n == 0 {
		return "none"
	}
	return Grouped(n)
}

// Choose picks the word that goes with a number: "is" or "are".
func Choose(n int, one, many string) string {
	if n == 1 {
		return one
	}
	return many
}

// Capital starts words with a capital.
func Capital(words string) string {
	first, size := utf8.DecodeRuneInString(words)
	if size == 0 {
		return ""
	}
	return string(unicode.ToUpper(first)) + words[size:]
}

// Sentence makes a sentence of a message: a capital first, and a stop last where there is none.
func Sentence(message string) string {
	message = Capital(message)
	if !strings.HasSuffix(message, ".") && !strings.HasSuffix(message, "?") {
		message += "."
	}
	return message
}

// InSentence is a name of a measure within a sentence: without its capital, unless the word is all capitals.
func InSentence(name string) string {
	letters := []rune(name)
	if len(letters) > 1 && unicode.IsUpper(letters[0]) && !unicode.IsUpper(letters[1]) {
		letters[0] = unicode.ToLower(letters[0])
	}
	return string(letters)
}

// Grouped is a whole number as sentences have it, with commas between thousands.
func Grouped(n int) string { return decimal(float64(n), 0) }

// decimal writes a figure with so many decimal places, commas between thousands and a true minus sign.
func decimal(value float64, places int) string { return study.Number(value).Decimal(places) }

// trimmed writes a figure with so many decimal places at most.
func trimmed(value float64, places int) string {
	words := decimal(value, places)
	if strings.Contains(words, ".") {
		words = strings.TrimRight(strings.TrimRight(words, "0"), ".")
	}
	return words
}

// percent is a part of a whole as a whole percentage that says 0% and 100% only when they are meant.
func percent(part, whole int) string {
	share := 100 * float64(part) / float64(whole)
	switch {
	case whole == 0:
		return "no share"
	case part > 0 && share < 1:
		return "under 1%"
	case part < whole && share > 99:
		return "over 99%"
	}
	return decimal(share, 0) + "%"
}

// ratio writes an odds ratio.
func ratio(value float64) string {
	switch {
	case math.IsNaN(value):
		return notKnown
	case math.IsInf(value, 1):
		return "infinite"
	case value >= 1e6:
		return "over 1,000,000"
	case value >= 100:
		return decimal(value, 0)
	case value >= 10:
		return decimal(value, 1)
	case value == 0:
		return "0"
	case value > 0 && value < 0.01:
		return "under 0.01"
	}
	return decimal(value, 2)
}

// probability writes a p-value.
func probability(p study.Number) string {
	switch {
	case !p.Known():
		return notKnown
	case p < 0.001:
		return "under 0.001"
	case p < 0.1:
		return decimal(float64(p), 3)
	}
	return decimal(float64(p), 2)
}

// list joins names: "A", "A and B", "A, B and C". After so many it says how many more there are.
func list(names []string, most int) string {
	isolated := make([]string, len(names))
	for i, name := range names {
		isolated[i] = isolate(name)
	}
	if more := len(names) - most; more > 0 {
		isolated = append(isolated[:most:most], Count(more, "other", "others"))
	}
	if len(isolated) < 2 {
		return strings.Join(isolated, "")
	}
	last := len(isolated) - 1
	return strings.Join(isolated[:last], ", ") + " and " + isolated[last]
}
