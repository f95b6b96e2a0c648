// Package about has the pages that say what the workbench is, what it holds and how it works.
package about

import (
	"embed"

	"goodmeasure/internal/web/site"
)

//go:embed *.html
var templates embed.FS

// Pages are the pages of this package.
func Pages() site.Group {
	return site.Group{Templates: templates, Pages: []site.Page{home(), search(), data(), dataTable(), methods(), glossary(), accessibility(), changes(), components(), api()}}
}
