package workbench

import "testing"

func TestProbabilitiesUnderALevelPrintUnderIt(t *testing.T) {
	for p, want := range map[float64]string{
		0.0499: "p just below 0.05", 0.0494: "p = 0.049", 0.0496: "p just below 0.05", 0.04999999: "p just below 0.05", 0.0004: "p < 0.001", 0.001: "p = 0.001",
	} {
		if got := below(p, 0.05); got != want {
			t.Errorf("%v prints as %q, expected %q", p, got, want)
		}
	}
}
