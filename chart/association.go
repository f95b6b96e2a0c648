package chart

import (
	"errors"
	"fmt"
	"math"

	"goodmeasure/study"
)

// AssociationData is how the grade goes with each indicator, as odds ratios for one standard deviation of a better figure:
// above 1 a better grade goes with a better figure.
type AssociationData struct {
	Caption
	Alpha float64 // adjusted p-values below it count as significant; 0 is 0.05
	Rows  []AssociationRow
}

// AssociationRow is one indicator. The odds ratio and the ends of its 95% interval may be infinite or zero, when the data
// set no limit; they are drawn as arrows at the end of the axis.
type AssociationRow struct {
	Indicator  string
	Name       string
	OddsRatio  float64
	Low, High  float64
	AdjustedP  study.Number
	N          int          // authorities, or inspections, that the estimate rests on
	Detectable study.Number // the smallest odds ratio above 1 that the data would probably have detected
	Reason     string       // why there is no estimate, when OddsRatio is NaN
}

func (r AssociationRow) estimated() bool { return !math.IsNaN(r.OddsRatio) }

// Association draws one row for each indicator, in the order given, on a logarithmic axis that is symmetric about 1.
func Association(data AssociationData) (Figure, error) {
	if data.Alpha == 0 {
		data.Alpha = 0.05
	}
	if err := errors.Join(data.check(), data.checkRows()); err != nil {
		return Figure{}, err
	}
	if len(data.Rows) == 0 {
		return data.nothing("no measures were given", data.table()), nil
	}
	if len(data.estimates()) == 0 {
		return data.nothing("none of "+Count(len(data.Rows), "measure", "measures")+" could be estimated", data.table()), nil
	}
	return Figure{data.Caption, data.sentence(), data.table(), data.draw}, nil
}

func (d AssociationData) checkRows() error {
	seen := map[string]bool{}
	for i, r := range d.Rows {
		where := fmt.Sprintf("association figure %s, row %d (%s)", d.ID, i+1, r.Name)
		switch {
		case r.Name == "" || r.Indicator == "" || seen[r.Indicator]:
			return fmt.Errorf("%s: every row needs a name and an indicator ID of its own, found ID %q", where, r.Indicator)
		case !r.estimated() && r.Reason == "":
			return fmt.Errorf("%s: there is no estimate; give the reason", where)
		case !r.estimated():
		case !(0 <= r.Low && r.Low <= r.OddsRatio && r.OddsRatio <= r.High):
			return fmt.Errorf("%s: the odds ratio %v is not inside its interval %v to %v, which starts at 0 or more", where, r.OddsRatio, r.Low, r.High)
		case r.AdjustedP.Known() && (r.AdjustedP < 0 || r.AdjustedP > 1):
			return fmt.Errorf("%s: the adjusted p-value is %v: expected 0 to 1", where, r.AdjustedP)
		case r.Detectable.Known() && r.Detectable < 1:
			return fmt.Errorf("%s: the detectable odds ratio is %v: expected 1 or more", where, r.Detectable)
		}
		seen[r.Indicator] = true
	}
	return nil
}

func (d AssociationData) estimates() (rows []AssociationRow) {
	for _, r := range d.Rows {
		if r.estimated() {
			rows = append(rows, r)
		}
	}
	return rows
}

func (d AssociationData) significant(r AssociationRow) bool {
	return r.AdjustedP.Known() && float64(r.AdjustedP) < d.Alpha
}

// reach is the largest odds ratio on the axis, whose other end is its reciprocal. Intervals that reach beyond 10 would
// press all others into the middle: they end in arrows.
func (d AssociationData) reach() float64 {
	most := 1.25
	for _, r := range d.estimates() {
		for _, v := range []float64{r.Low, r.OddsRatio, r.High, float64(r.Detectable)} {
			if v = max(v, 1/v); v <= 10 {
				most = max(most, v*1.05)
			}
		}
	}
	return most
}
