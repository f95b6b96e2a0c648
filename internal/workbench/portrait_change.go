package workbench

import (
	"goodmeasure/study"
)

// Verdict is what can be said of a change.
type Verdict string

// The verdicts. Where people disagree which way is better, a figure rises or falls, and neither improves nor worsens.
const (
	Improved   Verdict = "improving"
	Worsened   Verdict = "worsening"
	Risen      Verdict = "rising"
	Fallen     Verdict = "falling"
	NoVerdict  Verdict = "no change that can be told"
	NotDecided Verdict = "not tested"
)

// changeYears is how far back a figure is compared with: the furthest of so many periods that there is a figure for.
const changeYears = 3

// Change sets a figure against the authority's own of some years before, and England's in the same time. It is decided by
// the two 95% intervals: they must not overlap. That is stricter than a test of the difference at 5%; for two figures that
// are equally uncertain it comes to about 0.6%.
type Change struct {
	From          study.Period `json:"from"`
	To            study.Period `json:"to"`
	FromWords     string       `json:"from_words"`
	ToWords       string       `json:"to_words"`
	Before        study.Number `json:"before"`
	BeforeLow     study.Number `json:"before_low"`
	BeforeHigh    study.Number `json:"before_high"`
	EnglandBefore study.Number `json:"england_before"`
	EnglandNow    study.Number `json:"england_now"`
	Verdict       Verdict      `json:"verdict"`
	Words         string       `json:"words"`
}

// changed compares the row's figure with the earliest of the last periods, never across a break in the series. It is nil
// where there is nothing to compare, and decides
// nothing of an authority with a handful of children.
func (r PortraitRow) changed(a study.Authority, company Company) *Change {
	if !r.Value.Known() {
		return nil
	}
	for _, past := range r.Past {
		if past.Period < r.Period-changeYears || past.Period >= r.Period || !past.Value.Known() || r.brokenBetween(past.Period, r.Period) {
			continue
		}
		c := &Change{From: past.Period, To: r.Period, FromWords: past.PeriodWords, ToWords: r.PeriodWords, Before: past.Value, BeforeLow: past.Low,
			BeforeHigh: past.High, EnglandBefore: past.England, EnglandNow: r.EnglandMedian, Verdict: NotDecided}
		if r.Low.Known() && past.Low.Known() && !a.Tiny() {
			c.Verdict = verdict(r.taken, past.Low, past.High, r.Low, r.High)
		}
		c.Words = r.changeWords(c, past, company)
		return c
	}
	return nil
}

func verdict(direction study.Direction, beforeLow, beforeHigh, low, high study.Number) Verdict {
	up, down := low > beforeHigh, high < beforeLow
	switch sign := direction.Sign(); {
	case !up && !down:
		return NoVerdict
	case sign == 0 && up:
		return Risen
	case sign == 0:
		return Fallen
	case up == (sign > 0):
		return Improved
	}
	return Worsened
}
