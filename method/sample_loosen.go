package method

import (
	"cmp"
	"fmt"
	"math"
	"slices"
	"strings"

	"goodmeasure/study"
)

// concession is a constraint that can be given up.
type concession struct {
	constraint string
	change     func(*SampleRule)
}

// concessions are the constraints of a rule.
func (r SampleRule) concessions() []concession {
	var all []concession
	add := func(applies bool, constraint string, change func(*SampleRule)) {
		if applies {
			all = append(all, concession{constraint, change})
		}
	}
	add(len(r.Regions) > 0, "any region", func(r *SampleRule) { r.Regions = nil })
	add(len(r.Types) > 0, "any type of authority", func(r *SampleRule) { r.Types = nil })
	add(r.MinChildren > 0 || r.MaxChildren > 0, "any number of children", func(r *SampleRule) { r.MinChildren, r.MaxChildren = 0, 0 })
	add(r.MinDeprivation > 0 || r.MaxDeprivation > 0 || len(r.Fifths) > 0, "any deprivation",
		func(r *SampleRule) { r.MinDeprivation, r.MaxDeprivation, r.Fifths = 0, 0, nil })
	add(r.MaxPerRegion > 0, "any number from one region", func(r *SampleRule) { r.MaxPerRegion = 0 })
	add(len(r.Exclude) > 0, "nobody left out by name", func(r *SampleRule) { r.Exclude = nil })
	return all
}

// loosened tries each constraint given up alone, and the share brought down in steps until there are enough. Where nothing
// suffices alone it tries any two together, and gives those that do or else the best two.
func loosened(f Field, rule SampleRule, seed uint64) ([]Loosen, error) {
	found := func(changes ...func(*SampleRule)) (int, error) {
		looser := rule
		for _, change := range changes {
			change(&looser)
		}
		d, err := newDrawing(f, looser, seed)
		if err != nil {
			return 0, err
		}
		result := Sample{Rule: looser}
		if err := d.choose(&result); err != nil {
			return 0, err
		}
		return result.Size(), nil
	}
	constraints := rule.concessions()
	var all []Loosen
	for _, c := range constraints {
		n, err := found(c.change)
		if err != nil {
			return nil, err
		}
		all = append(all, Loosen{c.constraint, n})
	}
	lower, err := rule.lowered(found)
	if err != nil {
		return nil, err
	}
	all = append(all, lower...)
	most := 0
	for _, l := range all {
		most = max(most, l.Pairs)
	}
	if most >= rule.Each {
		return all, nil
	}
	var both []Loosen
	for at, c := range constraints {
		for _, other := range constraints[at+1:] {
			n, err := found(c.change, other.change)
			if err != nil {
				return nil, err
			}
			both = append(both, Loosen{c.constraint + " and " + other.constraint, n})
		}
		lower, err := rule.lowered(func(changes ...func(*SampleRule)) (int, error) { return found(append(changes, c.change)...) })
		if err != nil {
			return nil, err
		}
		for _, l := range lower[max(len(lower)-1, 0):] {
			both = append(both, Loosen{c.constraint + " and " + l.Constraint, l.Pairs})
		}
	}
	best := most
	for _, l := range both {
		best = max(best, l.Pairs)
	}
	for _, l := range both {
		if l.Pairs > most && l.Pairs >= min(best, rule.Each) {
			all = append(all, l)
		}
	}
	return all, nil
}

// lowered brings the share down in steps of five hundredths until there are enough, and no lower than chance gives.
func (r SampleRule) lowered(found func(...func(*SampleRule)) (int, error)) ([]Loosen, error) {
	var all []Loosen
	for percent := 5 * int(math.Floor(r.Share*20-1e-9)); percent >= 30; percent -= 5 {
		n, err := found(func(r *SampleRule) { r.Share = float64(percent) / 100 })
		if err != nil {
			return nil, err
		}
		all = append(all, Loosen{fmt.Sprintf("%s%d%%", shareOf, percent), n})
		if n >= r.Each {
			break
		}
	}
	return all, nil
}

// words states the rule so that somebody else can apply it.
func (r SampleRule) words(f Field) string {
	var limits []string
	add := func(applies bool, format string, values ...any) {
		if applies {
			limits = append(limits, fmt.Sprintf(format, values...))
		}
	}
	add(len(r.Regions) > 0, "in %s", strings.Join(r.Regions, " or "))
	add(len(r.Types) > 0, "of type %s", strings.Join(r.Types, " or "))
	add(r.MinChildren > 0, "with at least %s children", study.Number(r.MinChildren))
	add(r.MaxChildren > 0, "with at most %s children", study.Number(r.MaxChildren))
	add(r.MinDeprivation > 0, "with an %s score of at least %s", indexWords(f.Deprivation), study.Number(r.MinDeprivation))
	add(r.MaxDeprivation > 0, "with an %s score of at most %s", indexWords(f.Deprivation), study.Number(r.MaxDeprivation))
	if len(r.Fifths) > 0 {
		var fifths []string
		for _, fifth := range r.Fifths {
			fifths = append(fifths, fmt.Sprint(fifth))
		}
		limits = append(limits, fmt.Sprintf("in fifth %s by deprivation, of which 1 is the most deprived", strings.Join(fifths, " or ")))
	}
	add(r.MaxPerRegion > 0, "at most %d of a kind from one region", r.MaxPerRegion)
	add(len(r.Exclude) > 0, "without %s, left out by name", strings.Join(f.names(r.Exclude), " and "))
	stated := fmt.Sprintf("Stronger: in the best quarter of %s in at least %g%% of %s; weaker: in the worst quarter in as many.", f.Ranking, 100*r.Share, f.Times)
	if len(limits) > 0 {
		stated += " Limits: " + strings.Join(limits, "; ") + "."
	}
	if len(r.Keep) > 0 {
		stated += " " + keptWords(len(r.Keep))
	}
	if r.Apart {
		return stated + fmt.Sprintf(" Of those who qualify, up to %d of each kind are drawn by lot.", r.Each)
	}
	return stated + fmt.Sprintf(" Stronger and weaker are paired so that the sum of distances between their surroundings (%s, number of children, region, type) is least; the closest pairs are proposed, up to %d.",
		indexWords(f.Deprivation), r.Each)
}

// Nearest are at most three ways of loosening the rule that give more than came out: those that give all that was asked
// for, then those that give most. Of the shares one stands for all: the one that suffices, or else the highest that gives more.
func (s Sample) Nearest() []Loosen {
	var helping []Loosen
	shared := -1
	for _, l := range s.Loosen {
		switch {
		case l.Pairs <= s.Size():
		case !l.shareAlone():
			helping = append(helping, l)
		case shared < 0:
			shared, helping = len(helping), append(helping, l)
		case l.Pairs >= s.Rule.Each:
			helping[shared] = l
		}
	}
	slices.SortStableFunc(helping, func(a, b Loosen) int {
		return cmp.Compare(min(b.Pairs, s.Rule.Each), min(a.Pairs, s.Rule.Each))
	})
	return helping[:min(len(helping), mostNearest)]
}

const (
	mostNearest = 3
	shareOf     = "a share of "
)

func (l Loosen) shareAlone() bool { return strings.HasPrefix(l.Constraint, shareOf) }

func keptWords(n int) string {
	if n == 1 {
		return "1 authority is chosen already and kept; it counts towards the limits and is bound by none."
	}
	return fmt.Sprintf("%d authorities are chosen already and kept; they count towards the limits and are bound by none.", n)
}
