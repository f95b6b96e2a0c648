package chart

import (
	"bytes"
	"encoding/xml"
	"io"
	"maps"
	"slices"
	"strconv"
	"strings"
	"testing"
)

// element is one element of a drawing as a reader of the SVG finds it.
type element struct {
	name    string
	attr    map[string]string
	classes []string
	subject string // data-authority or data-indicator of it or of the group it is in
	text    string
}

func (e element) is(class string) bool { return slices.Contains(e.classes, "gm-"+class) }

func (e element) number(t testing.TB, name string) float64 {
	t.Helper()
	v, err := strconv.ParseFloat(e.attr[name], 64)
	if err != nil {
		t.Fatalf("<%s %s=%q>: %v", e.name, name, e.attr[name], err)
	}
	return v
}

// at is the place of a dot.
func (e element) at(t testing.TB) point {
	t.Helper()
	x, y, _ := strings.Cut(strings.TrimSuffix(strings.TrimPrefix(e.attr["transform"], "translate("), ")"), " ")
	e.attr["x"], e.attr["y"] = x, y
	return point{e.number(t, "x"), e.number(t, "y")}
}

func drawn(t testing.TB, f Figure, size Size) []byte {
	t.Helper()
	var b bytes.Buffer
	if err := f.WriteSVG(&b, size); err != nil {
		t.Fatal(err)
	}
	return b.Bytes()
}

// parse reads a drawing; it fails when the SVG is not well formed.
func parse(t testing.TB, svg []byte) []element {
	t.Helper()
	var elements []element
	var open []int
	subjects := []string{""}
	decoder := xml.NewDecoder(bytes.NewReader(svg))
	for {
		token, err := decoder.Token()
		if err == io.EOF {
			return singly(t, elements)
		}
		if err != nil {
			t.Fatalf("the drawing is not well formed: %v\n%s", err, svg)
		}
		switch token := token.(type) {
		case xml.StartElement:
			e := element{name: token.Name.Local, attr: map[string]string{}, subject: subjects[len(subjects)-1]}
			for _, a := range token.Attr {
				e.attr[a.Name.Local] = a.Value
			}
			e.classes = strings.Fields(e.attr["class"])
			for _, kind := range []string{"data-authority", "data-indicator"} {
				if code, ok := e.attr[kind]; ok {
					e.subject = code
				}
			}
			subjects = append(subjects, e.subject)
			open = append(open, len(elements))
			elements = append(elements, e)
		case xml.EndElement:
			open, subjects = open[:len(open)-1], subjects[:len(subjects)-1]
		case xml.CharData:
			if len(open) > 0 {
				elements[open[len(open)-1]].text += string(token)
			}
		}
	}
}

// singly makes rules, bars and letters that one element draws into one each.
func singly(t testing.TB, elements []element) (all []element) {
	for _, e := range elements {
		switch letters, places := []rune(e.text), strings.Fields(e.attr["x"]); {
		case e.name == "text" && len(places) > 1:
			if len(places) != len(letters) {
				t.Errorf("%d letters and %d places: %v", len(letters), len(places), e)
			}
			for i, x := range places {
				all = append(all, e.with("text", string(letters[i]), "x", x))
			}
		case e.name == "path" && e.is("rule"):
			for _, piece := range strings.Split(e.attr["d"], "M")[1:] {
				n := numbers(piece)
				all = append(all, e.with("line", "", "x1", n[0], "y1", n[1], "x2", n[2], "y2", n[3]))
			}
		case e.name == "path" && e.is("bar"):
			for _, piece := range strings.Split(e.attr["d"], "M")[1:] {
				n := numbers(piece)
				if n[4] != "-"+n[2] {
					t.Errorf("a bar does not end where it began: %s", piece)
				}
				all = append(all, e.with("rect", "", "x", n[0], "y", n[1], "width", n[2], "height", n[3]))
			}
		default:
			all = append(all, e)
		}
	}
	return all
}

// numbers are those of a path, whatever its commands.
func numbers(path string) []string {
	return strings.FieldsFunc(path, func(r rune) bool { return !strings.ContainsRune("-.0123456789", r) })
}

func (e element) with(name, text string, pairs ...string) element {
	e.name, e.text, e.attr = name, text, maps.Clone(e.attr)
	for i := 0; i < len(pairs); i += 2 {
		e.attr[pairs[i]] = pairs[i+1]
	}
	return e
}

// find returns the elements of a class within the marks about a subject; an empty subject means any.
func find(elements []element, class, subject string) (found []element) {
	for _, e := range elements {
		if e.is(class) && (subject == "" || e.subject == subject) {
			found = append(found, e)
		}
	}
	return found
}
