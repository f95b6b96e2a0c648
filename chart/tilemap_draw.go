package chart

import (
	"strconv"
	"strings"
)

const widestTile = 40

// grid is where tiles stand: across is a tile's width, down the distance of two rows.
type grid struct {
	across, down    float64
	left, top       float64
	west, northmost int
}

func (g grid) at(t Tile) point {
	shift := 0.5
	if t.R%2 == 1 {
		shift = 1
	}
	return point{g.left + (float64(t.Q-g.west)+shift)*g.across, g.top + g.down*2/3 + float64(g.northmost-t.R)*g.down}
}

// hexagon has its points up and down. Rows further apart than a regular hexagon needs make it taller.
func (g grid) hexagon(c point) []point {
	w, h := g.across/2, g.down*2/3
	return []point{{c.x, c.y - h}, {c.x + w, c.y - h/2}, {c.x + w, c.y + h/2}, {c.x, c.y + h}, {c.x - w, c.y + h/2}, {c.x - w, c.y - h/2}}
}

func (d TileMapData) grid(width, top float64) (g grid, bottom float64) {
	first := d.Tiles[0]
	west, east, south, north := first.Q, first.Q, first.R, first.R
	for _, t := range d.Tiles {
		west, east, south, north = min(west, t.Q), max(east, t.Q), min(south, t.R), max(north, t.R)
	}
	columns := float64(east-west) + 1.5
	g = grid{across: min(widestTile, (width-2*edge)/columns), west: west, northmost: north, top: top}
	g.down = max(g.across*0.866, lineHeight)
	g.left = (width - columns*g.across) / 2
	return g, top + (float64(north-south)+4.0/3)*g.down
}

func (d TileMapData) draw(size Size) *scene {
	s := newScene(size)
	y := s.paragraph(edge, edge, s.width-2*edge, d.axis()+": "+d.Direction.Words()+".", style{role: "muted"}) + 4
	y = s.keys(y, d.keys())
	g, bottom := d.grid(s.width, y+4)
	letters := shortNames(d.Tiles)
	for i, t := range d.Tiles {
		s.about("authority", t.Authority)
		words := letters[i]
		if class := d.class(t); g.across < 30 {
			words = map[bool]string{true: "", false: strconv.Itoa(class)}[class == 0]
		}
		s.add(d.tile(g.at(t), g, d.class(t), words)...)
	}
	for _, t := range d.Tiles {
		if t.Highlight {
			s.about("authority", t.Authority)
			corners := g.hexagon(g.at(t))
			s.add(line{append(corners, corners[0]), "ring"})
		}
	}
	s.about("", "")
	how := "Each tile is one authority, near where it lies."
	if g.across < 30 {
		how += " The figure in a tile is its class."
	}
	s.notes(bottom+2, how, d.ringed(), d.missing())
	return s
}

func (d TileMapData) ringed() string {
	var names []string
	for _, t := range d.Tiles {
		if t.Highlight {
			names = append(names, t.Name)
		}
	}
	return noneHave("Ringed", names)
}

func (d TileMapData) tile(at point, g grid, class int, words string) []mark {
	st, role := style{role: "on-light"}, "tile step-"+strconv.Itoa(d.tone(class))
	switch {
	case class == 0:
		st.role, role = "halo", "tile paper"
	case d.tone(class) >= 4:
		st.role = "on-dark"
	}
	marks := []mark{area{g.hexagon(at), role}}
	if class == 0 {
		half := point{g.across/2 - 2, g.down/3 - 1}
		marks = append(marks, hatch{box{at.x - half.x, at.y - half.y, at.x + half.x, at.y + half.y}, "muted"})
	}
	for len(words) > 0 && textWidth(words, st) > g.across-2 {
		runes := []rune(words)
		words = string(runes[:len(runes)-1])
	}
	if words != "" {
		marks = append(marks, text{point{at.x, at.y + 5}, middle, words, st})
	}
	return marks
}

// tone spreads the classes over the five tones, so that the lowest and the highest are as far apart as they can be.
func (d TileMapData) tone(class int) int {
	if len(d.Cuts) == 0 || class == 0 {
		return min(class, 1)
	}
	return 1 + (class-1)*mostCuts/len(d.Cuts)
}

func (d TileMapData) keys() (keys []key) {
	g := grid{across: 22, down: 16}
	for class := 1; class <= len(d.Cuts)+1; class++ {
		words := d.classWords(class) + ", " + strconv.Itoa(d.tally(class))
		if sign := d.Direction.Sign(); sign != 0 && len(d.Cuts) > 0 {
			switch {
			case class == 1:
				words += map[bool]string{true: " (worse end)", false: " (better end)"}[sign > 0]
			case class > len(d.Cuts):
				words += map[bool]string{true: " (better end)", false: " (worse end)"}[sign > 0]
			}
		}
		keys = append(keys, key{func(at point) []mark { return d.tile(at, g, class, strconv.Itoa(class)) }, words})
	}
	counts := map[string]int{}
	for _, t := range d.Tiles {
		if !t.Value.Known() {
			counts[t.lacks()]++
		}
	}
	var words []string
	for _, lacks := range []string{Tile{}.lacks(), Tile{Apart: true}.lacks()} {
		if n := counts[lacks]; n > 0 {
			words = append(words, lacks+", "+strconv.Itoa(n))
		}
	}
	if len(words) > 0 {
		keys = append(keys, key{func(at point) []mark { return d.tile(at, g, 0, "") }, strings.Join(words, "; ")})
	}
	return keys
}
