// Package web joins the pages of the workbench into one site.
package web

import (
	"goodmeasure/internal/digest"
	"goodmeasure/internal/library"
	"goodmeasure/internal/review"
	"goodmeasure/internal/web/about"
	"goodmeasure/internal/web/define"
	weekly "goodmeasure/internal/web/digest"
	"goodmeasure/internal/web/finding"
	stacks "goodmeasure/internal/web/library"
	"goodmeasure/internal/web/place"
	reviews "goodmeasure/internal/web/review"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
)

// Groups are the pages of the workbench, a group for each package.
func Groups() []site.Group {
	return []site.Group{about.Pages(), place.Pages(), finding.Pages(), define.Pages()}
}

// Evidence is the pages on what a workspace keeps of the evidence, with what those of its library may be told.
func Evidence(room *review.Room, shelf *library.Shelf, told stacks.Options) []site.Group {
	return []site.Group{reviews.Pages(room), stacks.Pages(shelf, told)}
}

// Weekly is the pages on what is new in a library, and the forms to get it by mail.
func Weekly(office *digest.Office) site.Group { return weekly.Pages(office) }

// New is the site of all pages on a workbench, and of more where they are given.
func New(bench *workbench.Workbench, options site.Options, more ...site.Group) (*site.Site, error) {
	return site.New(bench, append(Groups(), more...), options)
}
