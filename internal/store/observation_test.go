package store

import (
	"testing"

	"github.com/google/go-cmp/cmp"

	"goodmeasure/study"
)

func FuzzFigures(f *testing.F) {
	f.Add("330\t61.5\t3\t10\t\n331\t\t\t7\tsuppressed\n")
	f.Add("330\t1e-300\t\t\tjoint\n")
	f.Add("330\t1\t\t\tsuppressed\n")
	f.Add("\n\t\t\t\t\n")
	f.Fuzz(func(t *testing.T, text string) {
		series := study.Observation{Indicator: "cl_eet", Period: 2025, Source: "EES:made"}
		read, err := decodeFigures(nil, series, text)
		if err != nil {
			return
		}
		again, err := decodeFigures(nil, series, encodeFigures(read))
		if err != nil {
			t.Fatalf("figures that were read do not read back: %v", err)
		}
		if diff := cmp.Diff(read, again, sameFigures); diff != "" {
			t.Errorf("(-read +written and read again):\n%s", diff)
		}
	})
}
