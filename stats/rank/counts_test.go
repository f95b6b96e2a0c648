package rank

import (
	"math"
	"testing"

	"pgregory.net/rapid"
)

// However counts of parts of the work are put together, and whether or not they pass what a narrow one holds, they are the sums.
func TestCountsAreSums(t *testing.T) {
	rapid.Check(t, func(t *rapid.T) {
		parts := rapid.SliceOfN(rapid.SampledFrom([]int{0, 1, 40_000, math.MaxUint16, math.MaxUint16 + 1}), 1, 4).Draw(t, "times")
		whole, want := newCounts(3), uint32(0)
		for _, times := range parts {
			part := newCounts(3)
			for range times {
				part.reach(1)
				part.increment(1)
			}
			whole.add(&part)
			want += uint32(times)
		}
		row := make([]uint32, 2)
		if whole.between(1, row); row[0] != want || row[1] != 0 || whole.at(0) != 0 {
			t.Fatalf("%v times gave 0, %d, expected only the second to be %d", parts, row, want)
		}
	})
}
