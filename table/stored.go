package table

import (
	"math"
	"strconv"
	"time"
)

// shortest writes a stored number with the fewest digits that read back as the same value, and without an exponent for
// all sizes that statistics have. NaN, which some programs store where there is no value, is no text.
func shortest(value float64, bits int) string {
	if math.IsNaN(value) {
		return ""
	}
	if magnitude := math.Abs(value); magnitude != 0 && (magnitude < 1e-9 || magnitude >= 1e18) {
		return strconv.FormatFloat(value, 'g', -1, bits)
	}
	return strconv.FormatFloat(value, 'f', -1, bits)
}

// momentText writes a date, with the time of day where it is not midnight.
func momentText(moment time.Time) string {
	if moment.Equal(moment.Truncate(24 * time.Hour)) {
		return moment.Format(time.DateOnly)
	}
	return moment.Format("2006-01-02T15:04:05")
}
