package fulltext

import (
	"errors"
	"fmt"

	"github.com/ledongthuc/pdf"
)

// The tree of pages of an honest file is a few levels deep, and has fewer nodes than pages.
const (
	deepestTree  = 64
	nodesPerPage = 10
)

// leaf is a page with the resources that it has or inherits.
type leaf struct{ page, resources pdf.Value }

// font is the page's font of a name.
func (l leaf) font(name string) pdf.Font { return pdf.Font{V: l.resources.Key("Font").Key(name)} }

// tree goes through a file's pages in their order. The library's own ways to a page and to what it inherits never end
// in a file whose pages lead in a circle.
type tree struct {
	leaves      []leaf
	most, nodes int
	broken      string // why the pages after these cannot be told
}

// treeOf has the pages of a file, at most one more than most.
func treeOf(document *pdf.Reader, most int) (*tree, error) {
	t := &tree{most: most}
	return t, t.climb(document.Trailer().Key("Root").Key("Pages"))
}

// climb goes through the tree as far as the library, which panics at damage, can follow it.
func (t *tree) climb(root pdf.Value) (err error) {
	defer func() {
		if broken := recover(); broken != nil {
			t.broken = fmt.Sprintf("the page is damaged: %v", broken)
		}
	}()
	return t.walk(root, pdf.Value{}, 0)
}

func (t *tree) walk(node, resources pdf.Value, depth int) error {
	if t.nodes++; depth > deepestTree || t.nodes > nodesPerPage*(t.most+1) {
		return errors.New("the lists of its pages lead in a circle, or stand too deep in one another")
	}
	if own := node.Key("Resources"); !own.IsNull() {
		resources = own
	}
	switch node.Key("Type").Name() {
	case "Page":
		t.leaves = append(t.leaves, leaf{node, resources})
	case "Pages":
		kids := node.Key("Kids")
		for i := 0; i < kids.Len() && len(t.leaves) <= t.most; i++ {
			if err := t.walk(kids.Index(i), resources, depth+1); err != nil {
				return err
			}
		}
	}
	return nil
}
