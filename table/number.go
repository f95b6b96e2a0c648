package table

import (
	"math"
	"strconv"
	"strings"
)

// Number reads a figure as publishers write it: an optional sign, digits in plain form or in threes parted by commas
// ("1,234"), an optional decimal point and exponent, and spaces around. It refuses everything else, among it "1,23"
// (a decimal comma or a broken thousand), NaN, infinities, hexadecimal digits and underscores; the error is an *Error.
func Number(text string) (float64, error) {
	trimmed := strings.TrimSpace(text)
	if !isNumber(trimmed) {
		return 0, notNumber(text)
	}
	value, err := strconv.ParseFloat(strings.ReplaceAll(trimmed, ",", ""), 64)
	if err != nil || math.IsInf(value, 0) {
		return 0, notNumber(text)
	}
	return value, nil
}

// Percent is Number with an optional percent sign after the digits. "12.5%" and "12.5" are both 12.5.
func Percent(text string) (float64, error) {
	digits := strings.TrimSuffix(strings.TrimSpace(text), "%")
	value, err := Number(digits)
	if err != nil {
		return 0, notNumber(text)
	}
	return value, nil
}

// Tidy rounds to 12 significant digits, which takes off the tail that binary storage leaves behind: 18.399999999999999
// and 18.400000000000002 both become 18.4.
func Tidy(value float64) float64 {
	tidied, err := strconv.ParseFloat(strconv.FormatFloat(value, 'g', 12, 64), 64)
	if err != nil {
		return value
	}
	return tidied
}

// isNumber is the grammar of Number, without the spaces around.
func isNumber(text string) bool {
	i := 0
	if i < len(text) && (text[i] == '-' || text[i] == '+') {
		i++
	}
	start := i
	i = pastDigits(text, i)
	whole := i - start
	grouped := false
	for whole >= 1 && whole <= 3 && i < len(text) && text[i] == ',' {
		end := pastDigits(text, i+1)
		if end-i != 4 {
			return false
		}
		grouped, i = true, end
	}
	decimals := 0
	if i < len(text) && text[i] == '.' {
		end := pastDigits(text, i+1)
		decimals, i = end-i-1, end
		if decimals == 0 {
			return false
		}
	}
	if whole+decimals == 0 {
		return false
	}
	if !grouped && i < len(text) && (text[i] == 'e' || text[i] == 'E') {
		i++
		if i < len(text) && (text[i] == '-' || text[i] == '+') {
			i++
		}
		end := pastDigits(text, i)
		if end == i {
			return false
		}
		i = end
	}
	return i == len(text)
}

func pastDigits(text string, i int) int {
	for i < len(text) && text[i] >= '0' && text[i] <= '9' {
		i++
	}
	return i
}

func notNumber(text string) *Error {
	return &Error{
		Doing:    "reading a number",
		Found:    quote(text),
		Expected: "a figure such as 1234, 1,234 or 56.7",
		Hint:     "correct the cell, or use the publisher's symbol for a missing value",
	}
}
