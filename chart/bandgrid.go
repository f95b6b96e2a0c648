package chart

import (
	"cmp"
	"errors"
	"fmt"
	"slices"
	"strconv"
)

// BandsData is the band that each authority was in, period by period.
type BandsData struct {
	Caption
	Columns []string // the periods, in order; at most 16
	Bands   []string // what each band means, the best first; at most five. They are lettered A, B, C, D and E.
	Rows    []BandRow
	Note    string // what chance alone would give, in a sentence
}

// BandRow is one authority's bands, one for each column: 1 is the best, 0 is none. Reason says why there is none.
type BandRow struct {
	Authority string
	Name      string
	Bands     []int
	Reason    string
}

const (
	mostBands    = 5
	mostBandRows = 200
)

// Bands draws a grid of authorities and periods with the letter of the band in each cell, the darker the better.
func Bands(data BandsData) (Figure, error) {
	if err := errors.Join(data.check(), data.checkRows()); err != nil {
		return Figure{}, err
	}
	if len(data.Rows) == 0 {
		return data.nothing("no authorities were given", data.table()), nil
	}
	placed := 0
	for _, r := range data.Rows {
		placed += r.count(func(band int) bool { return band > 0 })
	}
	if placed == 0 {
		return data.nothing("none of "+authorities(len(data.Rows))+" has a band", data.table()), nil
	}
	return Figure{data.Caption, data.sentence(), data.table(), data.draw}, nil
}

func (d BandsData) checkRows() error {
	here := "bands figure " + d.ID
	if len(d.Columns) > mostColumns || len(d.Bands) > mostBands || len(d.Rows) > mostBandRows {
		return fmt.Errorf("%s: %d columns, %d bands and %d rows: expected at most %d, %d and %d", here, len(d.Columns), len(d.Bands), len(d.Rows), mostColumns, mostBands, mostBandRows)
	}
	seen := identity{}
	for _, r := range d.Rows {
		if err := seen.check(here, r.Authority, r.Name); err != nil {
			return err
		}
		where := fmt.Sprintf("%s, authority %q (%s)", here, r.Authority, r.Name)
		if len(r.Bands) != len(d.Columns) {
			return fmt.Errorf("%s: %d bands for %d columns", where, len(r.Bands), len(d.Columns))
		}
		for i, band := range r.Bands {
			if band < 0 || band > len(d.Bands) {
				return fmt.Errorf("%s, %s: there is no band %d of %d", where, d.Columns[i], band, len(d.Bands))
			}
			if band == 0 && r.Reason == "" {
				return fmt.Errorf("%s, %s: there is no band; give the reason", where, d.Columns[i])
			}
		}
	}
	return nil
}

func (r BandRow) count(is func(band int) bool) (n int) {
	for _, band := range r.Bands {
		if is(band) {
			n++
		}
	}
	return n
}

func bandLetter(band int) string { return string(rune('A' + band - 1)) }

func (d BandsData) sentence() string {
	out := "Bands of " + authorities(len(d.Rows)) + " in " + Count(len(d.Columns), "period", "periods")
	if n := len(d.Columns); n > 1 {
		out += ", " + d.Columns[0] + " to " + d.Columns[n-1]
	}
	out += ", from A, " + d.Bands[0] + ", to " + bandLetter(len(d.Bands)) + ", " + d.Bands[len(d.Bands)-1] + "."
	always := 0
	for _, r := range d.Rows {
		if n := r.count(func(band int) bool { return band > 0 }); n > 0 && n == r.count(func(band int) bool { return band == 1 }) {
			always++
		}
	}
	out += " " + Capital(authorities(always)) + Choose(always, " was", " were") + " in band A in every period for which " + Choose(always, "it has", "they have") + " a band."
	if len(d.Rows) <= mostHighlighted {
		for _, r := range d.Rows {
			placed := r.count(func(band int) bool { return band > 0 })
			out += " " + isolate(r.Name) + ": band A in " + strconv.Itoa(r.count(func(band int) bool { return band == 1 })) + ", band " + bandLetter(len(d.Bands)) + " in " +
				strconv.Itoa(r.count(func(band int) bool { return band == len(d.Bands) })) + " of " + Count(placed, "period", "periods") + "."
		}
	}
	if d.Note != "" {
		out += " " + d.Note
	}
	return out
}

func (d BandsData) table() Table {
	t := Table{Caption: d.Title, Columns: []Column{{Name: "Authority"}}}
	for _, c := range d.Columns {
		t.Columns = append(t.Columns, Column{Name: c})
	}
	for _, r := range d.Rows {
		row := []Cell{named(r.Authority, r.Name)}
		for _, band := range r.Bands {
			cell := said("no band: " + r.Reason)
			if band > 0 {
				cell = said(bandLetter(band) + ": " + cmp.Or(d.Bands[band-1], "band"))
			}
			row = append(row, cell)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

func (d BandsData) draw(size Size) *scene {
	s := newScene(size)
	var keys []key
	for band := 1; band <= len(d.Bands); band++ {
		keys = append(keys, key{func(at point) []mark { return d.cell(box{at.x - 10, at.y - 9, at.x + 10, at.y + 9}, band) }, d.Bands[band-1]})
	}
	keys = append(keys, key{func(at point) []mark { return d.cell(box{at.x - 10, at.y - 9, at.x + 10, at.y + 9}, 0) }, "no band"})
	y := s.keys(edge, keys)
	left := 220.0
	if size == Narrow {
		left = edge
	}
	across := band{left, s.width - edge, len(d.Columns)}
	free := s.width
	for i := len(d.Columns) - 1; i >= 0; i-- {
		half := textWidth(d.Columns[i], style{})/2 + 4
		if x := across.at(i); x+half < free && x-half > edge && x+half < s.width {
			s.label(x, y+textSize, middle, isolate(d.Columns[i]), style{role: "muted"})
			free = x - half
		}
	}
	y += lineHeight + 4
	for _, r := range d.Rows {
		s.about("authority", r.Authority)
		y = d.row(s, r, across, y, size)
	}
	s.about("", "")
	s.notes(y, d.Note)
	return s
}

func (d BandsData) row(s *scene, r BandRow, across band, top float64, size Size) float64 {
	const high = 20
	names := wrap(isolate(r.Name), s.width-2*edge, style{})
	y, bottom := top, top
	if size == Narrow {
		y = s.lines(edge, top+2, start, names, style{}) + 2
	} else {
		names = wrap(isolate(r.Name), across.from-edge-12, style{})
		bottom = s.lines(edge, top+1, start, names, style{})
	}
	var marks []mark
	for i, band := range r.Bands {
		x, half := across.at(i), across.step()/2-1
		marks = append(marks, d.cell(box{x - half, y, x + half, y + high}, band)...)
	}
	slices.SortStableFunc(marks, func(a, b mark) int { return cmp.Compare(likeness(a), likeness(b)) })
	s.add(marks...)
	return max(bottom, y+high) + 2
}

// likeness orders the boxes of a row before their letters and like ones together, so that a page draws them in few elements.
func likeness(m mark) string {
	switch m := m.(type) {
	case bar:
		return "box " + m.role
	case text:
		return "text " + m.style.role
	}
	return ""
}

// cell is a box in the tone of a band with its letter, or a dash. Hundreds of hatched boxes would weigh too much.
func (d BandsData) cell(room box, band int) []mark {
	if band == 0 {
		return []mark{text{point{(room.left + room.right) / 2, (room.top+room.bottom)/2 + 5}, middle, "–", style{role: "muted"}}}
	}
	tone := 5 - (band-1)*4/max(1, len(d.Bands)-1)
	st := style{bold: true, role: "on-light"}
	if tone >= 4 {
		st.role = "on-dark"
	}
	return []mark{bar{room, "tile step-" + strconv.Itoa(tone)},
		text{point{(room.left + room.right) / 2, (room.top+room.bottom)/2 + 5}, middle, bandLetter(band), st}}
}
