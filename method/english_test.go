package method

import "testing"

func TestCountsAreWrittenAsPeopleDo(t *testing.T) {
	for want, got := range map[string]string{"1 draw": count(1, "draw"), "0 draws": count(0, "draw"), "999 draws": count(999, "draw"), "4,000 draws": count(4000, "draw"), "50,000 draws": count(50_000, "draw"),
		"1,234,567 authorities": count(1_234_567, "authority"), "-400 draws": count(-400, "draw"), "-4,000 draws": count(-4000, "draw")} {
		if got != want {
			t.Errorf("%q, expected %q", got, want)
		}
	}
}
