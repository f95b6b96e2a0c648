package finding

import (
	"testing"

	"goodmeasure/method"
	"goodmeasure/study"
)

func TestATitleComparesOnlyYearsWithoutABreakBetween(t *testing.T) {
	over := []method.Spread{{Period: 2015}, {Period: 2016}, {Period: 2018}, {Period: 2019}}
	for _, c := range []struct {
		breaks []study.Break
		first  study.Period
	}{{nil, 2015}, {[]study.Break{{Period: 2016}}, 2016}, {[]study.Break{{Period: 2016}, {Period: 2017}}, 2018}, {[]study.Break{{Period: 2019}}, 2019}, {[]study.Break{{Period: 2020}}, 2015}} {
		if got := afterBreaks(over, c.breaks); got.Period != c.first {
			t.Errorf("%v: %d, expected %d", c.breaks, got.Period, c.first)
		}
	}
}
