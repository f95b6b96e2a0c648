package chart

import (
	"cmp"
	"errors"
	"fmt"
	"slices"

	"goodmeasure/study"
)

// TileMapData is one measure on a map on which each authority is a hexagon of the same size.
type TileMapData struct {
	Caption
	Measure
	Cuts    []float64 // up to four figures that part the classes, from low to high; a figure equal to a cut is below it
	Tiles   []Tile
	Untiled []Untiled // those with a figure for whom a map of today's authorities has no tile
}

// Tile is one authority's place, in rows R that grow northwards and columns Q that grow eastwards, the odd rows half a tile
// further east (layout odd-r). Reason says why there is no figure or, Apart, why the figure that there is is not compared.
type Tile struct {
	Authority string
	Name      string
	Q, R      int
	Value     study.Number
	Highlight bool
	Reason    string
	Apart     bool // Value is missing though there is a figure
}

// Untiled is an authority with a figure that ended since.
type Untiled struct {
	Authority string
	Name      string
	Value     study.Number
}

// bare says why a tile is hatched.
func (t Tile) bare() string { return t.lacks() + ": " + t.Reason }

func (t Tile) lacks() string {
	if t.Apart {
		return "not compared"
	}
	return "no figure"
}

const (
	mostCuts  = 4
	mostTiles = 64 // in a row or column
)

// TileMap draws a hexagon for each authority, the darker the higher its class, with three letters of its name in the wide
// drawing and its class in the narrow one. An authority without a figure is hatched.
func TileMap(data TileMapData) (Figure, error) {
	if err := errors.Join(data.check(), data.checkTiles()); err != nil {
		return Figure{}, err
	}
	data.Tiles = slices.Clone(data.Tiles)
	slices.SortStableFunc(data.Tiles, func(a, b Tile) int { return cmp.Or(cmp.Compare(a.Name, b.Name), cmp.Compare(a.Authority, b.Authority)) })
	if len(data.Tiles) == 0 {
		return data.nothing("no authorities were given", data.table()), nil
	}
	if !slices.ContainsFunc(data.Tiles, func(t Tile) bool { return t.Value.Known() }) {
		return data.nothing("none of "+authorities(len(data.Tiles))+" has a figure", data.table()), nil
	}
	return Figure{data.Caption, data.sentence(), data.table(), data.draw}, nil
}

func (d TileMapData) checkTiles() error {
	here := "tile map figure " + d.ID
	if len(d.Cuts) > mostCuts || !slices.IsSorted(d.Cuts) {
		return fmt.Errorf("%s: the cuts are %v: expected at most %d, from low to high", here, d.Cuts, mostCuts)
	}
	for _, c := range d.Cuts {
		if !study.Number(c).Known() {
			return fmt.Errorf("%s: a cut is %v: expected a figure", here, c)
		}
	}
	seen, at := identity{}, map[[2]int]string{}
	for _, t := range d.Tiles {
		where := fmt.Sprintf("%s, authority %q (%s)", here, t.Authority, t.Name)
		if err := errors.Join(seen.check(here, t.Authority, t.Name), withinReach(where, t.Value)); err != nil {
			return err
		}
		other, taken := at[[2]int{t.Q, t.R}]
		switch {
		case !t.Value.Known() && t.Reason == "":
			return fmt.Errorf("%s: there is no figure; give the reason", where)
		case t.Q < 0 || t.Q >= mostTiles || t.R < 0 || t.R >= mostTiles:
			return fmt.Errorf("%s: the tile stands at column %d, row %d: expected 0 to %d", where, t.Q, t.R, mostTiles-1)
		case taken:
			return fmt.Errorf("%s: its tile is that of %s: expected a tile of its own", where, other)
		}
		at[[2]int{t.Q, t.R}] = t.Name
	}
	for _, u := range d.Untiled {
		where := fmt.Sprintf("%s, authority %q (%s)", here, u.Authority, u.Name)
		if err := errors.Join(seen.check(here, u.Authority, u.Name), withinReach(where, u.Value)); err != nil {
			return err
		}
	}
	return nil
}

// class is from 1, the lowest, to one more than there are cuts; 0 without a figure.
func (d TileMapData) class(t Tile) int {
	if !t.Value.Known() {
		return 0
	}
	class := 1
	for _, c := range d.Cuts {
		if float64(t.Value) > c {
			class++
		}
	}
	return class
}

func (d TileMapData) places() int {
	var values []study.Number
	for _, t := range d.Tiles {
		values = append(values, t.Value)
	}
	low, high, _ := reach(values...)
	return placesFor(high - low)
}

// classWords says what figures a class holds.
func (d TileMapData) classWords(class int) string {
	cut := func(i int) string { return d.say(study.Number(d.Cuts[i]), d.places()) }
	switch {
	case len(d.Cuts) == 0:
		return "all figures"
	case class == 1:
		return "up to " + cut(0)
	case class > len(d.Cuts):
		return "over " + cut(len(d.Cuts)-1)
	}
	return "over " + cut(class-2) + " to " + cut(class-1)
}

func (d TileMapData) tally(class int) (n int) {
	for _, t := range d.Tiles {
		if d.class(t) == class {
			n++
		}
	}
	return n
}

func (d TileMapData) sentence() string {
	out := d.axis() + ", on a map of equal tiles:"
	for class := 1; class <= len(d.Cuts)+1; class++ {
		if class > 1 {
			out += ";"
		}
		out += " " + d.classWords(class) + ", " + authorities(d.tally(class))
	}
	out += "; " + d.Direction.Words() + "."
	for _, t := range d.Tiles {
		if t.Highlight && t.Value.Known() {
			out += " " + isolate(t.Name) + ": " + d.say(t.Value, d.places()) + "."
		}
	}
	return out + d.missing()
}

func (d TileMapData) missing() string {
	names := map[bool][]string{}
	for _, t := range d.Tiles {
		if !t.Value.Known() {
			names[t.Apart] = append(names[t.Apart], t.Name)
		}
	}
	return noneHave("No figure", names[false]) + noneHave("Not compared", names[true]) + d.ended()
}

// ended names all who have no tile: the highest figure of all may be among them.
func (d TileMapData) ended() string {
	var names []string
	for _, u := range d.Untiled {
		names = append(names, u.Name+" "+d.say(u.Value, d.places()))
	}
	if len(names) == 0 {
		return ""
	}
	return " Not on the map, which has today’s authorities: " + list(names, len(names)) + "."
}

func (d TileMapData) table() Table {
	letters := shortNames(d.Tiles)
	t := Table{Caption: d.Title, Columns: []Column{{Name: "Authority"}, {Name: "On the map"}, {Name: d.Name, Unit: d.Unit, Numeric: true}, {Name: "Class"}}}
	for i, tile := range d.Tiles {
		figure, class := said(tile.bare()), said(tile.bare())
		if n := d.class(tile); n > 0 {
			figure, class = d.cell(tile.Value, d.places(), ""), said(decimal(float64(n), 0)+": "+d.classWords(n))
		}
		t.Rows = append(t.Rows, []Cell{named(tile.Authority, tile.Name), said(letters[i]), figure, class})
	}
	for _, u := range d.Untiled {
		t.Rows = append(t.Rows, []Cell{named(u.Authority, u.Name), said("no tile: ended since"), d.cell(u.Value, d.places(), ""), said("not on the map")})
	}
	return t
}
