package visit

import (
	"slices"
	"strings"
	"testing"

	"golang.org/x/net/html"
)

// All are the elements of a name, in their order.
func (a Answer) All(name string) []*html.Node {
	var found []*html.Node
	if a.Doc == nil {
		return nil
	}
	for node := range a.Doc.Descendants() {
		if node.Type == html.ElementNode && node.Data == name {
			found = append(found, node)
		}
	}
	return found
}

// Words are the text of the page's main part, spaces made one.
func (a Answer) Words() string {
	if all := a.All("main"); len(all) > 0 {
		return Words(all[0])
	}
	return ""
}

// Words are the text of an element, spaces made one.
func Words(node *html.Node) string {
	var out strings.Builder
	for part := range node.Descendants() {
		if part.Type == html.TextNode {
			out.WriteString(part.Data)
			out.WriteByte(' ')
		}
	}
	return strings.Join(strings.Fields(out.String()), " ")
}

// Attribute is an attribute of an element, or nothing.
func Attribute(node *html.Node, name string) string {
	value, _ := attribute(node, name)
	return value
}

func attribute(node *html.Node, name string) (string, bool) {
	at := slices.IndexFunc(node.Attr, func(a html.Attribute) bool { return a.Key == name })
	if at < 0 {
		return "", false
	}
	return node.Attr[at].Val, true
}

// CheckShape demands what every page needs: a language, a title, one h1, IDs that are unique, names for every control and
// link, nothing inline that the policy forbids.
func (a Answer) CheckShape(t testing.TB) {
	t.Helper()
	if a.Doc == nil {
		t.Errorf("%s: it is no HTML: %s", a.Address, a.Header.Get("Content-Type"))
		return
	}
	for _, name := range []string{"title", "h1", "main"} {
		if all := a.All(name); name != "title" && len(all) != 1 || len(all) == 0 || Words(all[0]) == "" {
			t.Errorf("%s: %d elements %s, one with words is needed", a.Address, len(all), name)
		}
	}
	if all := a.All("html"); len(all) != 1 || Attribute(all[0], "lang") == "" {
		t.Errorf("%s: the page does not say its language", a.Address)
	}
	a.checkIDs(t)
	a.checkControls(t)
	if strings.Contains(a.Text, "ZgotmplZ") || strings.Contains(a.Text, "%!") && strings.Contains(a.Text, "(MISSING)") {
		t.Errorf("%s: a template was given what it cannot show", a.Address)
	}
}

func (a Answer) checkIDs(t testing.TB) {
	t.Helper()
	ids := map[string]bool{}
	for node := range a.Doc.Descendants() {
		if id := Attribute(node, "id"); id != "" {
			if ids[id] {
				t.Errorf("%s: two elements have the ID %q", a.Address, id)
			}
			ids[id] = true
		}
		if _, inline := attribute(node, "style"); inline || node.Data == "style" {
			t.Errorf("%s: %s has a style inline, which the policy forbids", a.Address, node.Data)
		}
		for _, attr := range node.Attr {
			if strings.HasPrefix(attr.Key, "on") {
				t.Errorf("%s: %s has a script inline, which the policy forbids", a.Address, node.Data)
			}
		}
	}
	for node := range a.Doc.Descendants() {
		for _, name := range []string{"for", "aria-labelledby", "aria-describedby", "list"} {
			for id := range strings.FieldsSeq(Attribute(node, name)) {
				if !ids[id] {
					t.Errorf("%s: %s of %s names %q, which is not there", a.Address, name, node.Data, id)
				}
			}
		}
		if id, local := strings.CutPrefix(Attribute(node, "href"), "#"); local && !ids[id] {
			t.Errorf("%s: a link leads to #%s, which is not there", a.Address, id)
		}
	}
}

func (a Answer) checkControls(t testing.TB) {
	t.Helper()
	labelled := map[string]bool{}
	for _, label := range a.All("label") {
		labelled[Attribute(label, "for")] = true
	}
	for _, name := range []string{"input", "select", "textarea"} {
		for _, control := range a.All(name) {
			kind := Attribute(control, "type")
			inside := false
			for above := range control.Ancestors() {
				inside = inside || above.Data == "label"
			}
			if kind != "hidden" && kind != "submit" && !labelled[Attribute(control, "id")] && !inside && Attribute(control, "aria-label") == "" && Attribute(control, "aria-labelledby") == "" {
				t.Errorf("%s: the control %q has no label", a.Address, Attribute(control, "name"))
			}
		}
	}
	for _, name := range []string{"a", "button", "summary"} {
		for _, control := range a.All(name) {
			if Words(control) == "" && Attribute(control, "aria-label") == "" {
				t.Errorf("%s: a %s has no words (%s)", a.Address, name, Attribute(control, "href"))
			}
		}
	}
}
