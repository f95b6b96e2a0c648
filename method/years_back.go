package method

import (
	"fmt"
	"slices"

	"goodmeasure/study"
)

// YearsBefore is a definition on the figures of so many periods before those it takes now, and the indicators that had to
// be left out for want of figures then: a period counts as published when it is well covered, as in Covered. It errs where
// fewer indicators are left than the definition asks an authority to have.
func YearsBefore(edition *study.Edition, d *study.Definition, years int) (*study.Definition, []string, error) {
	past := *d
	past.Indicators = nil
	var without []string
	for _, c := range d.Indicators {
		one, err := chosenBy(edition, c)
		if err != nil {
			return nil, nil, err
		}
		c.Period = one.Period - study.Period(years)
		if years > 0 && !slices.Contains(Covered(edition, c.ID), c.Period) {
			without = append(without, c.ID)
			continue
		}
		past.Indicators = append(past.Indicators, c)
	}
	if float64(len(past.Indicators)) < float64(d.Combine.LeastShare)*float64(len(d.Indicators)) || len(past.Indicators) == 0 {
		return nil, without, fmt.Errorf("%d of %s had figures %s before, fewer than the definition asks for",
			len(past.Indicators), count(len(d.Indicators), "indicator"), count(years, "year"))
	}
	past.Groups = past.Inhabited()
	past.Vary.MayLeaveOut = slices.DeleteFunc(slices.Clone(d.Vary.MayLeaveOut), func(id string) bool { return slices.Contains(without, id) })
	past.Vary.LeaveOut = min(d.Vary.LeaveOut, len(past.Indicators)-1)
	if len(d.Vary.MayLeaveOut) > 0 {
		past.Vary.LeaveOut = min(past.Vary.LeaveOut, len(past.Vary.MayLeaveOut))
	}
	return &past, without, nil
}
