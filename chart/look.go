package chart

import (
	"image/color"
	"regexp"
	"slices"
	"strconv"
	"strings"
	"sync"
)

// look is what the stylesheet gives a mark in the light theme. A colour without alpha is none.
type look struct {
	fill, stroke color.RGBA
	width        float64 // of the stroke
	dash         []float64
	bold         bool
}

type cssRule struct {
	classes      []string
	declarations [][2]string
}

// sheet is theme.css as a PNG needs it: the colours of the light theme, and the rules for marks in their order.
type sheet struct {
	colours map[string]color.RGBA
	rules   []cssRule
}

var readSheet = sync.OnceValue(func() sheet {
	light, _, _ := strings.Cut(CSS, "}")
	s := sheet{colours: map[string]color.RGBA{}}
	for _, m := range regexp.MustCompile(`--gm-([\w-]+): (#[0-9A-F]{6})`).FindAllStringSubmatch(light, -1) {
		s.colours[m[1]] = hexColour(m[2])
	}
	_, marks, _ := strings.Cut(CSS, "\n.gm { color")
	marks, _, _ = strings.Cut(marks, ".gm.gm-inline")
	class := regexp.MustCompile(`\.gm \.gm-([\w-]+)`)
	for _, m := range regexp.MustCompile(`(?m)^(\.gm [^{]*)\{ ([^}]*) \}$`).FindAllStringSubmatch(marks, -1) {
		var r cssRule
		for _, c := range class.FindAllStringSubmatch(m[1], -1) {
			r.classes = append(r.classes, c[1])
		}
		for _, declaration := range strings.Split(m[2], ";") {
			if name, value, found := strings.Cut(declaration, ":"); found {
				r.declarations = append(r.declarations, [2]string{strings.TrimSpace(name), strings.TrimSpace(value)})
			}
		}
		s.rules = append(s.rules, r)
	}
	return s
})

func hexColour(text string) color.RGBA {
	v, err := strconv.ParseUint(text[1:], 16, 32)
	if err != nil {
		panic("chart: the stylesheet has a colour that cannot be read: " + text)
	}
	return color.RGBA{uint8(v >> 16), uint8(v >> 8), uint8(v), 255}
}

// lookOf applies the rules for a primitive in a role as a browser would.
func lookOf(primitive, role string) look {
	s := readSheet()
	classes := append(strings.Fields(role), primitive)
	found := map[string]string{"color": "var(--gm-ink)", "fill": "none", "stroke": "none", "stroke-width": "1px"}
	for _, r := range s.rules {
		if slices.ContainsFunc(r.classes, func(c string) bool { return slices.Contains(classes, c) }) {
			for _, d := range r.declarations {
				found[d[0]] = d[1]
			}
		}
	}
	out := look{fill: s.colour(found, "fill"), stroke: s.colour(found, "stroke"), bold: found["font-weight"] == "700"}
	out.width, _ = strconv.ParseFloat(strings.TrimSuffix(found["stroke-width"], "px"), 64)
	for _, length := range strings.Fields(found["stroke-dasharray"]) {
		v, _ := strconv.ParseFloat(length, 64)
		out.dash = append(out.dash, v)
	}
	return out
}

func (s sheet) colour(found map[string]string, property string) color.RGBA {
	value := found[property]
	if value == "currentColor" {
		value = found["color"]
	}
	if name, ok := strings.CutPrefix(value, "var(--gm-"); ok {
		return s.colours[strings.TrimSuffix(name, ")")]
	}
	if strings.HasPrefix(value, "#") {
		return hexColour(value)
	}
	return color.RGBA{}
}
