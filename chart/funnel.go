package chart

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"goodmeasure/study"
)

// FunnelData is one measure against the number of people or events it is about, with the limits of what chance leaves
// inside. The caller works out the limits, widened for overdispersion or not, and says so in Note.
type FunnelData struct {
	Caption
	Measure
	Size   string        // what the denominator counts, as in "children in need"
	Centre study.Number  // what the limits are round
	Round  string        // what Centre is; "all England together" when blank
	Limits []FunnelLimit // from the smallest size to the largest
	Note   string        // how the limits were made
	Units  []FunnelUnit
}

// FunnelLimit holds the limits at one size.
type FunnelLimit struct {
	Size             float64
	Limit95, Limit99 Interval // 95% and 99.8%
}

// FunnelUnit is one authority's figure and what it is out of. Reason says why there is none.
type FunnelUnit struct {
	Authority string
	Name      string
	Size      study.Number
	Value     study.Number
	Band      FunnelBand
	Highlight bool
	Reason    string
}

// FunnelBand says between which limits a figure lies, as the caller found it.
type FunnelBand int

// The bands of a funnel.
const (
	WithinLimits FunnelBand = iota
	Beyond95
	Beyond99 // beyond the 99.8% limits
)

// Words says the band.
func (b FunnelBand) Words() string {
	return [...]string{"within the 95% limits", "between the 95% and the 99.8% limits", "beyond the 99.8% limits"}[b]
}

// Funnel draws a mark for each authority over its size, on a scale of equal ratios. Those beyond the 99.8% limits and up to
// six highlighted ones are named.
func Funnel(data FunnelData) (Figure, error) {
	if err := errors.Join(data.check(), data.checkUnits()); err != nil {
		return Figure{}, err
	}
	data.Units = slices.Clone(data.Units)
	slices.SortStableFunc(data.Units, func(a, b FunnelUnit) int {
		return cmp.Or(knownFirst(a.Value, b.Value), cmp.Compare(b.Band, a.Band), compareKnown(b.Size, a.Size), cmp.Compare(a.Name, b.Name))
	})
	if len(data.Units) == 0 {
		return data.nothing("no authorities were given", data.table()), nil
	}
	if len(data.measured()) == 0 {
		return data.nothing("none of "+authorities(len(data.Units))+" has a figure with a denominator", data.table()), nil
	}
	return Figure{data.Caption, data.sentence(), data.table(), data.draw}, nil
}

func (d FunnelData) checkUnits() error {
	here := "funnel figure " + d.ID
	if !d.Centre.Known() {
		return fmt.Errorf("%s: there is nothing for the limits to be round: give Centre", here)
	}
	last := 0.0
	for _, l := range d.Limits {
		where := fmt.Sprintf("%s, limits at size %v", here, l.Size)
		if !(l.Size > last && l.Size < tooLarge) {
			return fmt.Errorf("%s: expected sizes above 0 that rise", where)
		}
		last = l.Size
		if err := errors.Join(l.Limit95.check(where), l.Limit99.check(where)); err != nil {
			return err
		}
	}
	seen, highlighted := identity{}, 0
	for _, u := range d.Units {
		where := fmt.Sprintf("%s, authority %q (%s)", here, u.Authority, u.Name)
		if err := errors.Join(seen.check(here, u.Authority, u.Name), withinReach(where, u.Value, u.Size, d.Centre)); err != nil {
			return err
		}
		switch {
		case !u.Value.Known() && u.Reason == "":
			return fmt.Errorf("%s: there is no figure; give the reason", where)
		case u.Value.Known() && !(u.Size > 0):
			return fmt.Errorf("%s: the denominator is %v: expected more than 0", where, u.Size)
		case u.Band < WithinLimits || u.Band > Beyond99:
			return fmt.Errorf("%s: there is no band %d", where, u.Band)
		}
		if u.Highlight {
			highlighted++
		}
	}
	if highlighted > mostHighlighted {
		return fmt.Errorf("%s: %d authorities are highlighted: name at most %d", here, highlighted, mostHighlighted)
	}
	return nil
}

func (d FunnelData) measured() (units []FunnelUnit) {
	for _, u := range d.Units {
		if u.Value.Known() {
			units = append(units, u)
		}
	}
	return units
}

// above tells on which side of the centre an authority lies.
func (d FunnelData) above(u FunnelUnit) bool { return u.Value > d.Centre }

// look is up or down for above and below, hollow between the limits and full beyond them; its colour says better or worse.
func (d FunnelData) look(u FunnelUnit) (shape, string) {
	if u.Band == WithinLimits {
		return circle, "similar hollow"
	}
	sh, sign := down, -1.0
	if d.above(u) {
		sh, sign = up, 1
	}
	role := ""
	switch sign * d.Direction.Sign() {
	case 1:
		role = "stronger"
	case -1:
		role = "weaker"
	}
	if u.Band == Beyond95 {
		role += " hollow"
	}
	return sh, role
}
