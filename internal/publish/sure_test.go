package publish

import (
	"testing"

	"goodmeasure/method"
)

// In 90% of the definitions that rank it, and only half of them do: that is 45% of definitions.
func TestTheSureAreCountedOverAllDefinitions(t *testing.T) {
	r := &method.StressTest{Authorities: []method.StressedAuthority{{Authority: "E1", Name: "Sure", PBestQuarter: 0.9, RankedShare: 1}, {Authority: "E2", Name: "Half", PBestQuarter: 0.9, RankedShare: 0.5}}}
	if table := SureTable(r, 0.8); len(table.Rows) != 1 || table.Rows[0][0].Authority != "E1" {
		t.Errorf("%v", table.Rows)
	}
	if r.Authorities[1].PBestQuarter != 0.9 {
		t.Error("the result was changed")
	}
}
