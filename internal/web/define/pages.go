// Package define has the pages on which people say what they mean by good, and see what depends on it.
package define

import (
	"embed"

	"goodmeasure/internal/web/site"
)

//go:embed *.html
var templates embed.FS

// Pages are the pages of this package.
func Pages() site.Group {
	return site.Group{Templates: templates, Pages: []site.Page{define(), compare(), bounds(), robust(), sample(), present(), roomPage(), joinPage(), voicePage(), publication()}}
}
