package workbench

import (
	"cmp"
	"slices"

	"goodmeasure/source"
	"goodmeasure/study"
)

// ledger holds every figure that any release gives, by indicator.
type ledger map[string]*account

type account struct {
	candidates []candidate
	sorted     bool
}

func byPeriodAndAuthority(a, b candidate) int {
	return cmp.Or(cmp.Compare(a.Period, b.Period), cmp.Compare(a.Authority, b.Authority))
}

// add enters figures of a release; of tells the issue of a source.
func (l ledger) add(observations []study.Observation, of func(source string) *issue) {
	issues := map[string]*issue{}
	for i := range observations {
		o := &observations[i]
		if issues[o.Source] == nil {
			issues[o.Source] = of(o.Source)
		}
		if l[o.Indicator] == nil {
			l[o.Indicator] = &account{}
		}
		a := l[o.Indicator]
		a.candidates = append(a.candidates, candidate{o, issues[o.Source]})
		a.sorted = false
	}
}

// drop takes out all figures of a file.
func (l ledger) drop(file int) {
	for _, a := range l {
		a.candidates = slices.DeleteFunc(a.candidates, func(c candidate) bool { return c.file == file })
	}
}

func (l ledger) account(indicator string) []candidate {
	a := l[indicator]
	if a == nil {
		return nil
	}
	if !a.sorted {
		slices.SortStableFunc(a.candidates, byPeriodAndAuthority)
		a.sorted = true
	}
	return a.candidates
}

// taken settles one figure, if any release gives it.
func (l ledger) taken(authority, indicator string, period study.Period) (candidate, []study.Difference, bool) {
	all := l.account(indicator)
	first, found := slices.BinarySearchFunc(all, candidate{Observation: &study.Observation{Authority: authority, Period: period}}, byPeriodAndAuthority)
	if !found {
		return candidate{}, nil, false
	}
	n := first + 1
	for n < len(all) && byPeriodAndAuthority(all[n], all[first]) == 0 {
		n++
	}
	taken, differences := settle(l.divided(all[first:n]))
	return taken, differences, true
}

// settled gives the figures taken of an indicator in the order of periods and authorities, with all differences.
func (l ledger) settled(indicator string) (observations []study.Observation, differences []study.Difference) {
	all := l.account(indicator)
	for len(all) > 0 {
		n := 1
		for n < len(all) && byPeriodAndAuthority(all[n], all[0]) == 0 {
			n++
		}
		taken, different := settle(l.divided(all[:n]))
		observations, differences = append(observations, *taken.Observation), append(differences, different...)
		all = all[n:]
	}
	return observations, differences
}

const childPopulation = "child_population"

// divided works out spending for each child where a release gives spending alone, by the population that is taken.
func (l ledger) divided(candidates []candidate) []candidate {
	spending := func(c candidate) bool {
		return c.Status == study.NoDenominator && c.Numerator.Known() && !c.Denominator.Known()
	}
	if !slices.ContainsFunc(candidates, spending) {
		return candidates
	}
	candidates = slices.Clone(candidates)
	for i, c := range candidates {
		if children, _, found := l.taken(c.Authority, childPopulation, c.Period-1); found && spending(c) {
			candidates[i].Observation = &source.PerChild([]study.Observation{*c.Observation}, []study.Observation{*children.Observation})[0]
		}
	}
	return candidates
}
