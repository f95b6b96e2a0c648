package chart

import (
	"cmp"

	"goodmeasure/study"
)

func (d FunnelData) round() string { return cmp.Or(d.Round, "all England together") }

func (d FunnelData) places() int {
	var values []study.Number
	for _, u := range d.measured() {
		values = append(values, u.Value)
	}
	low, high, _ := reach(append(values, d.Centre)...)
	return placesFor(high - low)
}

// outside lists names beyond the 99.8% limits on one side.
func (d FunnelData) outside(above bool) (names []string) {
	for _, u := range d.measured() {
		if u.Band == Beyond99 && d.above(u) == above {
			names = append(names, u.Name)
		}
	}
	return names
}

func (d FunnelData) sentence() string {
	var tally [3]int
	for _, u := range d.measured() {
		tally[u.Band]++
	}
	out := d.axis() + ", out of " + d.Size + ": of " + authorities(len(d.measured())) + ", " + noneOr(tally[WithinLimits]) + Choose(tally[WithinLimits], " lies", " lie") + " within the 95% limits round " +
		d.say(d.Centre, d.places()) + " (" + d.round() + "), " + noneOr(tally[Beyond95]) + " between the 95% and the 99.8% limits, and " + noneOr(tally[Beyond99]) + " beyond the 99.8% limits; " + d.Direction.Words() + "."
	for _, side := range []struct {
		above bool
		words string
	}{{true, "Above"}, {false, "Below"}} {
		if names := d.outside(side.above); len(names) > 0 {
			out += " " + side.words + " the 99.8% limits: " + list(names, 8) + "."
		}
	}
	for _, u := range d.measured() {
		if u.Highlight {
			out += " " + isolate(u.Name) + ": " + d.say(u.Value, d.places()) + " of " + trimmed(float64(u.Size), 1) + ", " + u.Band.Words() + "."
		}
	}
	if d.Note != "" {
		out += " " + d.Note
	}
	return out + d.missing()
}

func (d FunnelData) missing() string {
	var names []string
	for _, u := range d.Units {
		if !u.Value.Known() {
			names = append(names, u.Name)
		}
	}
	return noneHave("No figure", names)
}

func (d FunnelData) table() Table {
	t := Table{Caption: d.Title, Columns: []Column{{Name: "Authority"}, {Name: d.Name, Unit: d.Unit, Numeric: true}, {Name: "Out of", Unit: d.Size, Numeric: true}, {Name: "Place in the funnel"}}}
	for _, u := range d.Units {
		if !u.Value.Known() {
			missing := said("no figure: " + u.Reason)
			t.Rows = append(t.Rows, []Cell{named(u.Authority, u.Name), missing, missing, missing})
			continue
		}
		place := u.Band.Words()
		switch {
		case u.Band != WithinLimits && d.above(u):
			place += ", above " + d.round()
		case u.Band != WithinLimits:
			place += ", below " + d.round()
		}
		t.Rows = append(t.Rows, []Cell{named(u.Authority, u.Name), d.cell(u.Value, d.places(), ""), {Text: trimmed(float64(u.Size), 1), Value: u.Size}, said(place)})
	}
	return t
}
