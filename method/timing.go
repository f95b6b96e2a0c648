package method

import (
	"fmt"
	"slices"

	"goodmeasure/study"
)

// The judgements that inspections under one framework give beside the overall grade, by their names in files.
const (
	Overall        = "overall"
	Leaders        = "leaders"
	HelpProtection = "help_protection"
	Care           = "care"
	CareLeavers    = "care_leavers"
)

// Judgements lists them in the order in which tables show them.
var Judgements = []string{Overall, HelpProtection, Care, CareLeavers, Leaders}

// JudgementWords is what a judgement is called in a sentence.
func JudgementWords(judgement string) string {
	switch judgement {
	case Leaders:
		return "grade for the impact of leaders"
	case HelpProtection:
		return "grade for help and protection"
	case Care:
		return "grade for children in care"
	case CareLeavers:
		return "grade for care leavers"
	}
	return "overall grade"
}

// JudgedOn is the edition with one of the judgements in the place of the overall grade, so that every method that relates
// figures to grades speaks of that judgement. Inspections that did not give it have no grade.
func JudgedOn(edition *study.Edition, judgement string) (*study.Edition, error) {
	if judgement == Overall {
		return edition, nil
	}
	if !slices.Contains(Judgements, judgement) {
		return nil, fmt.Errorf("no judgement is called %q", judgement)
	}
	judged := *edition
	judged.Inspections = slices.Clone(edition.Inspections)
	for at := range judged.Inspections {
		i := &judged.Inspections[at]
		switch judgement {
		case Leaders:
			i.Overall = i.Leaders
		case HelpProtection:
			i.Overall = i.HelpProtection
		case Care:
			i.Overall = i.Care
		case CareLeavers:
			i.Overall = i.CareLeavers
		}
	}
	return &judged, nil
}

// FurthestTiming is how many periods before or after its inspection an authority's figure may be asked for.
const FurthestTiming = 3

// AroundInspection is the frame in which each authority has, in the place of its newest figure, the one whose period was
// so many before (negative) or after the last that had ended when its inspection was published. Years differ between
// authorities, so each figure is in standard deviations of all authorities' figures of its own period: a national trend is
// not taken for a difference between authorities.
func AroundInspection(edition *study.Edition, c Choices, years int) (*Frame, error) {
	if years < -FurthestTiming || years > FurthestTiming {
		return nil, fmt.Errorf("figures of %d periods from an inspection: at most %d before or after can be asked for", years, FurthestTiming)
	}
	f, err := NewFrame(edition, c)
	if err != nil {
		return nil, err
	}
	for k := range f.Measures {
		m := &f.Measures[k]
		scores := f.scoresByPeriod(*m)
		m.Period = 0
		for at, a := range f.Authorities {
			m.Observations[at], m.Values[at] = study.Observation{Status: study.NotCollected, Numerator: study.Missing, Denominator: study.Missing, Value: study.Missing}, float64(study.Missing)
			j := f.Judgements[at]
			if !j.Graded() {
				continue
			}
			period := lastEnded(m.Indicator.PeriodType, j.Published) + study.Period(years)
			m.Observations[at] = edition.Observation(a.Code, m.ID, period)
			if score, found := scores[period][a.Code]; found {
				m.Values[at] = m.Direction.Sign() * score // scores have higher as better; values are as published
			}
		}
	}
	return f, nil
}

// lastEnded is the newest period that had ended on a day.
func lastEnded(ends study.PeriodType, day study.Date) study.Period {
	period := study.Period(day.Year())
	if day.Before(ends.End(period)) {
		period--
	}
	return period
}
