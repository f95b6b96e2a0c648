package study

import (
	"encoding/json"
	"fmt"
	"math"
	"strconv"
	"strings"
)

// Number is a figure that may be missing. A missing figure is NaN, never zero, and is null in JSON.
type Number float64

// Missing is the number that is not there.
var Missing = Number(math.NaN())

// Known tells whether there is a figure.
func (n Number) Known() bool { return !math.IsNaN(float64(n)) && !math.IsInf(float64(n), 0) }

// MarshalJSON writes the shortest text that reads back to the same figure, or null.
func (n Number) MarshalJSON() ([]byte, error) {
	if !n.Known() {
		return []byte("null"), nil
	}
	return json.Marshal(float64(n))
}

// UnmarshalJSON reads a figure, or null as Missing.
func (n *Number) UnmarshalJSON(text []byte) error {
	if string(text) == "null" {
		*n = Missing
		return nil
	}
	var value float64
	if err := json.Unmarshal(text, &value); err != nil {
		return err
	}
	*n = Number(value)
	return nil
}

// ParseNumber reads a figure written by String; empty text is Missing.
func ParseNumber(text string) (Number, error) {
	if text == "" {
		return Missing, nil
	}
	value, err := strconv.ParseFloat(text, 64)
	if err != nil || math.IsNaN(value) || math.IsInf(value, 0) {
		return Missing, fmt.Errorf("%q is not a number", text)
	}
	return Number(value), nil
}

// String is the shortest text that reads back to the same figure, or nothing.
func (n Number) String() string {
	if !n.Known() {
		return ""
	}
	if size := math.Abs(float64(n)); size != 0 && (size < 1e-6 || size >= 1e15) {
		return strconv.FormatFloat(float64(n), 'g', -1, 64)
	}
	return strconv.FormatFloat(float64(n), 'f', -1, 64)
}

// Decimal is the figure for people to read, with so many decimal places, commas between thousands and a true minus sign, which
// what rounds to nothing has not; or "not known".
func (n Number) Decimal(places int) string {
	if !n.Known() {
		return "not known"
	}
	digits := strconv.FormatFloat(math.Abs(float64(n)), 'f', places, 64)
	whole, fraction, _ := strings.Cut(digits, ".")
	var b strings.Builder
	if n < 0 && strings.Trim(digits, "0.") != "" {
		b.WriteString("−")
	}
	for i, digit := range whole {
		if i > 0 && (len(whole)-i)%3 == 0 {
			b.WriteByte(',')
		}
		b.WriteRune(digit)
	}
	if fraction != "" {
		b.WriteString("." + fraction)
	}
	return b.String()
}

// Minus gives a figure that begins with a hyphen a true minus sign, for people to read.
func Minus(figure string) string {
	if digits, negative := strings.CutPrefix(figure, "-"); negative {
		return "−" + digits
	}
	return figure
}

// Significant rounds to a number of significant digits. Figures that are equal by arithmetic but differ in the last
// bits of their binary form become equal.
func Significant(value float64, digits int) float64 {
	if value == 0 || math.IsNaN(value) || math.IsInf(value, 0) {
		return value
	}
	rounded, err := strconv.ParseFloat(strconv.FormatFloat(value, 'e', digits-1, 64), 64)
	if err != nil {
		panic("study: a formatted figure does not read back: " + err.Error())
	}
	return rounded
}
