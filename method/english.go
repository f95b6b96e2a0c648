package method

import (
	"fmt"
	"math"
	"slices"
	"strconv"
	"strings"

	"goodmeasure/study"
)

// count is a number with its noun, right for one and for many, with commas between thousands.
func count(n int, noun string) string {
	if n == 1 {
		return "1 " + noun
	}
	if stem, y := strings.CutSuffix(noun, "y"); y {
		return grouped(n) + " " + stem + "ies"
	}
	return grouped(n) + " " + noun + "s"
}

func grouped(n int) string {
	digits := strconv.Itoa(n)
	for at := len(digits) - 3; at > 0 && digits[at-1] != '-'; at -= 3 {
		digits = digits[:at] + "," + digits[at:]
	}
	return digits
}

func ofThese(n int, one, many string) string {
	switch n {
	case 0:
		return "none " + one
	case 1:
		return "one " + one
	}
	return fmt.Sprintf("%d %s", n, many)
}

// listed joins names before the verb that fits their number.
func listed(names []string, none, many, one string) string {
	switch len(names) {
	case 0:
		return none
	case 1:
		return names[0] + " " + one
	}
	return strings.Join(names[:len(names)-1], ", ") + " and " + names[len(names)-1] + " " + many
}

func twoPlaces(n study.Number) string {
	return n.Decimal(2)
}

func between(low, high study.Number) string {
	if a, b := twoPlaces(low), twoPlaces(high); a != b {
		return a + " to " + b
	}
	return twoPlaces(low)
}

// indexWords names an index of deprivation: "IMD 2025" for imd2025.
func indexWords(index string) string {
	if len(index) <= 3 {
		return index
	}
	return strings.ToUpper(index[:3]) + " " + index[3:]
}

// quantileOf is the type 7 quantile of figures.
func quantileOf(x []float64, p float64) float64 {
	if len(x) == 0 {
		return math.NaN()
	}
	sorted := slices.Sorted(slices.Values(x))
	h := float64(len(sorted)-1) * p
	below := int(h)
	above := min(below+1, len(sorted)-1)
	return sorted[below] + (h-float64(below))*(sorted[above]-sorted[below])
}
