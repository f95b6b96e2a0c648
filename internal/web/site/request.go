package site

import (
	"net/url"

	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

// Request is what is asked of a page, read and checked.
type Request struct {
	Bench       *workbench.Workbench
	Definition  *study.Definition  // d: the definition of good in force
	Authorities []*study.Authority // a: those to pick out
	Benchmark   string             // b: what to compare with
	Query       url.Values         // the page's own parameters, checked against its Params
	path        func(string) string
}

// Segment is what stands in the address for a name in braces of the page's path.
func (r *Request) Segment(name string) string { return r.path(name) }
