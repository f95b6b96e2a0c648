package source

import (
	"math"
	"path/filepath"
	"strings"
	"testing"

	"goodmeasure/internal/testkit"
	"goodmeasure/study"
)

// agree tells whether two figures are the same but for the last digits of sums of decimals.
func agree(a, b study.Number) bool {
	return !a.Known() && !b.Known() || math.Abs(float64(a-b)) <= 1e-9*max(1, math.Abs(float64(b)))
}

type figureOf struct {
	source, indicator, authority string
	period                       study.Period
}

// Every figure that the checked tables attribute to a file of the Department for Education is read from that file as it
// stands there: value, counts and status.
func TestDepartmentFilesGiveTheCheckedFigures(t *testing.T) {
	facts := checkedFacts(t)
	want := map[figureOf]study.Observation{}
	for _, o := range facts.observations {
		if !strings.HasPrefix(o.Source, "LAIT") {
			want[figureOf{o.Source, o.Indicator, o.Authority, o.Period}] = o
		}
	}
	met := map[figureOf]bool{}
	for _, folder := range []string{"dfe-ees-2025", "dfe-ees-2022", "dfe-sfr-2013-2017"} {
		paths, err := filepath.Glob(filepath.Join(testkit.Shared(t, "data", "raw", folder), "*"))
		if err != nil {
			t.Fatal(err)
		}
		for _, path := range paths {
			if strings.HasSuffix(path, ".txt") {
				continue
			}
			t.Run(folder+"/"+filepath.Base(path), func(t *testing.T) {
				batch := readRaw(t, facts.known, folder, filepath.Base(path))
				for _, refusal := range batch.Refused {
					t.Error(refusal)
				}
				compared := 0
				for _, got := range batch.Observations {
					key := figureOf{got.Source, got.Indicator, got.Authority, got.Period}
					checked, known := want[key]
					if !known {
						continue
					}
					met[key] = true
					compared++
					if !agree(got.Value, checked.Value) || !agree(got.Numerator, checked.Numerator) ||
						!agree(got.Denominator, checked.Denominator) || got.Status != checked.Status {
						t.Errorf("got %+v; want %+v", got, checked)
					}
				}
				t.Logf("%s: %d observations, %d compared; skipped %v", batch.Release.Name, len(batch.Observations), compared, batch.Skipped)
			})
		}
	}
	t.Logf("%d of %d checked figures met", len(met), len(want))
	for key := range want {
		if !met[key] {
			t.Errorf("%v was not read", key)
		}
	}
}
