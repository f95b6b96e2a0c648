package chart

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"sort"

	"goodmeasure/study"
)

// StripData is one indicator over authorities.
type StripData struct {
	Caption
	Measure
	England study.Number
	Values  []StripValue
}

// StripValue is one authority's figure. Reason says why there is none.
type StripValue struct {
	Authority string
	Name      string
	Value     study.Number
	Highlight bool
	Reason    string
	Near      bool   // one of those compared with, drawn darker in a row of a table
	Band      string // that it belongs to, where there are bands: each has a lane of its own
}

// mostHighlighted keeps names beside a strip readable.
const mostHighlighted = 6

// longestBand leaves room for the strip on a phone.
const longestBand = 8

// tooLarge is beyond any figure of the field, and where the arithmetic of a scale begins to lose its digits.
const tooLarge = 1e12

// Strip draws a tick for each authority along one axis, with England and up to six authorities named.
func Strip(data StripData) (Figure, error) {
	if err := errors.Join(data.check(), data.checkValues()); err != nil {
		return Figure{}, err
	}
	data = data.inOrder()
	if len(data.Values) == 0 {
		return data.nothing("no authorities were given", data.table()), nil
	}
	if len(data.measured()) == 0 {
		return data.nothing("none of "+authorities(len(data.Values))+" has a figure", data.table()), nil
	}
	return Figure{data.Caption, data.sentence(), data.table(), data.draw}, nil
}

func (d StripData) inOrder() StripData {
	d.Values = slices.Clone(d.Values)
	slices.SortStableFunc(d.Values, func(a, b StripValue) int {
		return cmp.Or(knownFirst(a.Value, b.Value), compareKnown(a.Value, b.Value),
			cmp.Compare(a.Name, b.Name), cmp.Compare(a.Authority, b.Authority))
	})
	return d
}

func (d StripData) checkValues() error {
	seen := identity{}
	highlighted := 0
	if err := withinReach("strip figure "+d.ID+", England", d.England); err != nil {
		return err
	}
	for _, v := range d.Values {
		where := fmt.Sprintf("strip figure %s, authority %q (%s)", d.ID, v.Authority, v.Name)
		if err := errors.Join(seen.check("strip figure "+d.ID, v.Authority, v.Name), withinReach(where, v.Value)); err != nil {
			return err
		}
		if !v.Value.Known() && v.Reason == "" {
			return fmt.Errorf("%s: there is no figure; give the reason", where)
		}
		if len(v.Band) > longestBand {
			return fmt.Errorf("%s: the band %q is longer than the %d letters that there is room for", where, v.Band, longestBand)
		}
		if v.Highlight {
			highlighted++
		}
	}
	if highlighted > mostHighlighted {
		return fmt.Errorf("strip figure %s: %d authorities are highlighted: name at most %d", d.ID, highlighted, mostHighlighted)
	}
	return nil
}

// measured are the values that are known, which inOrder has put first.
func (d StripData) measured() []StripValue {
	return d.Values[:sort.Search(len(d.Values), func(n int) bool { return !d.Values[n].Value.Known() })]
}

// bands are those of the figures, in the order of their names, those of none last; one where nobody has a band.
func (d StripData) bands() []string {
	var bands []string
	none := false
	for _, v := range d.measured() {
		if none = none || v.Band == ""; v.Band != "" && !slices.Contains(bands, v.Band) {
			bands = append(bands, v.Band)
		}
	}
	slices.Sort(bands)
	if none {
		bands = append(bands, "")
	}
	return bands
}

func (d StripData) banded() bool { return len(d.bands()) > 1 || d.bands()[0] != "" }

// inBand says which band a figure is in, where there are bands.
func (d StripData) inBand(v StripValue) string {
	if !d.banded() || !v.Value.Known() {
		return ""
	}
	return ", " + bandWords(v.Band)
}

func bandWords(band string) string {
	if band == "" {
		return "no band"
	}
	return "band " + band
}

func (d StripData) places() int {
	values := d.measured()
	return placesFor(float64(values[len(values)-1].Value - values[0].Value))
}

func (d StripData) figure(v study.Number) string { return d.say(v, d.places()) }

func (d StripData) sentence() string {
	values := d.measured()
	low, high := values[0], values[len(values)-1]
	out := d.axis() + ": " + Count(len(values), "authority has a figure", "authorities have a figure") + ", "
	if low.Value == high.Value {
		out += Choose(len(values), "", "all ") + d.figure(low.Value)
	} else {
		out += "from " + d.figure(low.Value) + " (" + isolate(low.Name) + d.inBand(low) + ") to " + d.figure(high.Value) + " (" + isolate(high.Name) + d.inBand(high) + ")"
	}
	if d.England.Known() {
		out += "; England (middle) " + d.figure(d.England)
	}
	out += "; " + d.Direction.Words() + "."
	for _, v := range values {
		if v.Highlight {
			out += " " + isolate(v.Name) + ": " + d.figure(v.Value) + d.inBand(v) + d.beside(v) + "."
		}
	}
	return out + d.withoutFigure()
}

// beside compares with England as shown: figures that look the same are not called higher or lower.
func (d StripData) beside(v StripValue) string {
	switch {
	case !d.England.Known():
		return ""
	case d.figure(v.Value) == d.figure(d.England):
		return ", as England (middle)"
	case v.Value > d.England:
		return ", above England (middle)"
	}
	return ", below England (middle)"
}

func (d StripData) withoutFigure() string {
	var names []string
	for _, v := range d.Values {
		if !v.Value.Known() {
			names = append(names, v.Name)
		}
	}
	return noneHave("No figure", names)
}

func (d StripData) table() Table {
	t := Table{Caption: d.Title, Columns: []Column{{Name: "Authority"}, {Name: d.Name, Unit: d.Unit, Numeric: true}}}
	banded := len(d.measured()) > 0 && d.banded()
	if banded {
		t.Columns = append(t.Columns, Column{Name: "Band"})
	}
	row := func(name, figure Cell, band string) {
		cells := []Cell{name, figure}
		if banded {
			cells = append(cells, said(band))
		}
		t.Rows = append(t.Rows, cells)
	}
	if d.England.Known() && len(d.measured()) > 0 {
		row(said("England (middle)"), Cell{Text: d.figure(d.England), Value: d.England}, "no band")
	}
	for _, v := range d.Values {
		cell := said("no figure: " + v.Reason)
		if v.Value.Known() {
			cell = Cell{Text: d.figure(v.Value), Value: v.Value}
		}
		row(named(v.Authority, v.Name), cell, cmp.Or(v.Band, "none"))
	}
	return t
}
