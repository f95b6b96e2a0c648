package workbench

import (
	"context"
	"fmt"
	"slices"
	"strconv"
	"strings"

	"goodmeasure/method"
	"goodmeasure/study"
)

// StudyOptions are what a person may say about a study; what is left empty is as the set-up has it.
type StudyOptions struct {
	Setup       string
	Indicators  []string // ID, ID:reading, core, -ID
	Periods     []string // YEAR for all, or ID=YEAR
	Framework   string
	AsAt        string
	Which       string
	Exclude     []string // names or codes
	Deprivation string
	Draws       int
	Seed        uint64
	Workers     int
	Sample      method.SampleRule
	Progress    func(done, all float64)
}

// Study runs the study.
func (w *Workbench) Study(ctx context.Context, o StudyOptions) (*method.Result, error) {
	c, err := w.choices(o)
	if err != nil {
		return nil, err
	}
	result, err := method.Run(ctx, w.Edition, c)
	if err != nil {
		return nil, err
	}
	result.Program = program()
	return result, nil
}

func (w *Workbench) choices(o StudyOptions) (method.Choices, error) {
	c, err := method.SetUp(o.Setup, w.Edition)
	if err != nil {
		return c, err
	}
	if len(o.Indicators) > 0 {
		if err := c.Choose(w.Edition, o.Indicators); err != nil {
			return c, err
		}
	}
	if err := w.choosePeriods(&c, o.Periods); err != nil {
		return c, err
	}
	if o.Framework != "" {
		c.Framework = strings.ToUpper(o.Framework)
		if c.Framework != study.SIF && c.Framework != study.ILACS {
			return c, fmt.Errorf("--framework: %q gives no overall grade on the four-grade scale; choose %s or %s", o.Framework, study.SIF, study.ILACS)
		}
	}
	if o.AsAt != "" {
		if c.AsAt, err = study.ParseDate(o.AsAt); err != nil {
			return c, fmt.Errorf("--as-at: %w", err)
		}
	}
	if o.Which != "" {
		c.Which = o.Which
	}
	for _, name := range o.Exclude {
		a, err := w.Places.Find(name)
		if err != nil {
			return c, fmt.Errorf("--exclude: %w", err)
		}
		c.Exclude = append(c.Exclude, a.Code)
	}
	if o.Deprivation != "" {
		c.Deprivation = o.Deprivation
	}
	if o.Draws > 0 {
		c.Draws = o.Draws
	}
	c.Seed, c.Workers, c.Progress, c.Sample = o.Seed, o.Workers, o.Progress, o.Sample
	return c, w.checkSample(c.Sample, "--sample-")
}

func (w *Workbench) choosePeriods(c *method.Choices, periods []string) error {
	for _, text := range periods {
		id, year, one := strings.Cut(text, "=")
		if !one {
			id, year = "", text
		}
		number, err := strconv.Atoi(year)
		if err != nil || len(year) != 4 {
			return fmt.Errorf("--period: %q is not a year: write the year in which the period ends, as in 2025 for 2024-25, or ID=YEAR for one indicator", text)
		}
		period, found := study.Period(number), false
		for at := range c.Indicators {
			chosen := &c.Indicators[at]
			if one && chosen.ID != id {
				continue
			}
			found = true
			if !slices.Contains(w.Edition.Periods(chosen.ID), period) {
				return fmt.Errorf("--period: %s has no figure for %d; it has %s", chosen.ID, number, spans(w.Edition.Periods(chosen.ID)))
			}
			chosen.Period = period
		}
		if !found {
			return fmt.Errorf("--period: %s is not among the indicators of this study", id)
		}
	}
	return nil
}

// spans writes years as ranges: 2013 to 2019, 2021 to 2025.
func spans(periods []study.Period) string {
	var parts []string
	for at := 0; at < len(periods); {
		end := at
		for end+1 < len(periods) && periods[end+1] == periods[end]+1 {
			end++
		}
		part := strconv.Itoa(int(periods[at]))
		if end > at {
			part += " to " + strconv.Itoa(int(periods[end]))
		}
		parts = append(parts, part)
		at = end + 1
	}
	if len(parts) == 0 {
		return "none"
	}
	return strings.Join(parts, ", ")
}

// checkSample refuses regions and types that no authority has. Flags begin with the prefix.
func (w *Workbench) checkSample(rule method.SampleRule, prefix string) error {
	regions, types := map[string]bool{}, map[string]bool{}
	for _, a := range w.Edition.Authorities {
		regions[a.Region], types[a.Type] = true, true
	}
	for _, check := range []struct {
		flag  string
		asked []string
		known map[string]bool
	}{{prefix + "region", rule.Regions, regions}, {prefix + "type", rule.Types, types}} {
		for _, name := range check.asked {
			if !check.known[name] {
				var names []string
				for known := range check.known {
					names = append(names, known)
				}
				slices.Sort(names)
				return fmt.Errorf("%s: there is no %q; there are %s", check.flag, name, strings.Join(names, ", "))
			}
		}
	}
	return rule.Check()
}
