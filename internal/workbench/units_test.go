package workbench

import (
	"testing"

	"goodmeasure/study"
)

// A figure is written the same in sentences, in tables and in figures, and its unit stands after it in words that follow on.
func TestAFigureHasOneWayOfWriting(t *testing.T) {
	for _, c := range []struct {
		value            study.Number
		unit, said, axis string
	}{{14.96, "score 0-40", "15.0 on a scale from 0 to 40", "scale from 0 to 40"}, {345.54, "per 10,000", "345.5 per 10,000", "per 10,000"},
		{776.4, "pounds per child", "£776 per child", "£ per child"}, {12.84, "percent FTE", "12.8% of full-time equivalents", "% of full-time equivalents"},
		{11, "percent", "11.0%", "%"}, {17.25, "cases per FTE", "17.2 cases per full-time equivalent", "cases per full-time equivalent"},
		{62664, "children", "62,664 children", "children"}, {16.8, "points", "16.8 points", "points"}, {3, "score of ten", "3.0 score of ten", "score of ten"}} {
		if got := measured(c.value, c.unit); got != c.said {
			t.Errorf("%s: said as %q, expected %q", c.unit, got, c.said)
		}
		axis := Axis("Name", c.unit, study.LowerIsBetter)
		if axis.Unit != c.axis || axis.Amount(c.value) != amount(c.value, c.unit) {
			t.Errorf("%s: a figure has %q and the unit %q", c.unit, axis.Amount(c.value), axis.Unit)
		}
	}
}
