package chart

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"goodmeasure/study"
)

// CaterpillarData is the ranking of authorities with the uncertainty of each rank. Rank 1 is best.
type CaterpillarData struct {
	Caption
	Among int // how many the ranks run over; 0: as many as have a rank here
	Units []RankedUnit

	reachable bool   // the 95% intervals are what the choice of weights can reach
	note      string // under the drawing
}

// RankedUnit is one authority's place.
type RankedUnit struct {
	Authority  string // its code
	Name       string
	Median     study.Number
	Interval50 Interval // both missing: the sampling error is not known
	Interval95 Interval
	Highlight  bool
	Reason     string // why there is no rank, when Median is missing
}

// Interval is a range, ends included.
type Interval struct{ Low, High study.Number }

func (i Interval) known() bool { return i.Low.Known() && i.High.Known() }

func (i Interval) absent() bool { return !i.Low.Known() && !i.High.Known() }

// Caterpillar draws one row for each ranked authority, best first: median, 50% interval and 95% interval of its rank.
func Caterpillar(data CaterpillarData) (Figure, error) {
	if err := errors.Join(data.check(), data.checkUnits()); err != nil {
		return Figure{}, err
	}
	data.Units = data.inOrder()
	if data.Among == 0 {
		data.Among = len(data.ranked())
	}
	if len(data.Units) == 0 {
		return data.nothing("no authorities were given", data.table()), nil
	}
	if len(data.ranked()) == 0 {
		return data.nothing("none of "+authorities(len(data.Units))+" has a rank", data.table()), nil
	}
	return Figure{data.Caption, data.sentence(), data.table(), data.draw}, nil
}

func (d CaterpillarData) checkUnits() error {
	most := d.Among
	if most == 0 {
		most = len(d.ranked())
	}
	seen := map[string]bool{}
	for _, u := range d.Units {
		where := fmt.Sprintf("caterpillar figure %s, authority %q (%s)", d.ID, u.Authority, u.Name)
		if u.Authority == "" || u.Name == "" || seen[u.Authority] {
			return fmt.Errorf("%s: every authority needs a name and a code of its own", where)
		}
		seen[u.Authority] = true
		if !u.Median.Known() {
			if u.Reason == "" {
				return fmt.Errorf("%s: there is no rank; give the reason", where)
			}
			continue
		}
		if (!u.Interval50.known() && !u.Interval50.absent()) || (!u.Interval95.known() && !u.Interval95.absent()) ||
			(u.Interval50.known() && !u.Interval95.known()) {
			return fmt.Errorf("%s: an interval has one end, or there is a 50%% interval without a 95%% interval: give both ends or neither", where)
		}
		chain := []study.Number{1, u.Interval95.Low, u.Interval50.Low, u.Median, u.Interval50.High, u.Interval95.High, study.Number(most)}
		if d.reachable {
			chain[3] = study.Missing // where gaps are treated otherwise, a rank can be beyond what weights reach
		}
		chain = slices.DeleteFunc(chain, func(n study.Number) bool { return !n.Known() })
		if !slices.IsSorted(chain) {
			return fmt.Errorf("%s: expected ranks from 1 to %d in the order 95%% low, 50%% low, median, 50%% high, 95%% high; found %v", where, most, chain)
		}
	}
	return nil
}

// inOrder sorts from best to worst, those without a rank last.
func (d CaterpillarData) inOrder() []RankedUnit {
	units := slices.Clone(d.Units)
	slices.SortStableFunc(units, func(a, b RankedUnit) int {
		return cmp.Or(knownFirst(a.Median, b.Median), compareKnown(a.Median, b.Median), compareKnown(a.Interval95.High, b.Interval95.High),
			compareKnown(a.Interval95.Low, b.Interval95.Low), cmp.Compare(a.Name, b.Name), cmp.Compare(a.Authority, b.Authority))
	})
	return units
}

func knownFirst(a, b study.Number) int {
	switch {
	case a.Known() && !b.Known():
		return -1
	case b.Known() && !a.Known():
		return 1
	}
	return 0
}

func compareKnown(a, b study.Number) int {
	if !a.Known() || !b.Known() {
		return 0
	}
	return cmp.Compare(a, b)
}

func (d CaterpillarData) ranked() (units []RankedUnit) {
	for _, u := range d.Units {
		if u.Median.Known() {
			units = append(units, u)
		}
	}
	return units
}
