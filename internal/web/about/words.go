package about

import (
	"context"

	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
)

// word is a term with what it means.
type word struct {
	Term    string `json:"term"`
	Meaning string `json:"meaning"`
}

// way is a method: what it answers, by which rule, and where the rule is from.
type way struct {
	ID     string `json:"id"`
	Name   string `json:"name"`
	What   string `json:"what"`
	Rule   string `json:"rule"`
	Cannot string `json:"cannot_tell,omitempty"`
	Source string `json:"source,omitempty"`
}

func methods() site.Page {
	return site.Page{Name: "methods", Path: "/methods", About: "What each number is, by which rule, and what it cannot tell.", Section: "Data", Examples: []string{"/methods"}, Data: []way{},
		Load: func(context.Context, *site.Request) (*site.View, error) {
			return &site.View{Title: "Methods", Lede: "What each number is, by which rule, from which source, and what it cannot tell.", Data: ways}, nil
		}}
}

func glossary() site.Page {
	return site.Page{Name: "glossary", Path: "/glossary", About: "What the words mean.", Section: "Data", Examples: []string{"/glossary"}, Data: []word{},
		Load: func(context.Context, *site.Request) (*site.View, error) {
			return &site.View{Title: "What the words mean", Data: words}, nil
		}}
}

func accessibility() site.Page {
	return site.Page{Name: "accessibility", Path: "/accessibility", About: "How far these pages can be used by everybody, and what falls short.", Examples: []string{"/accessibility"}, NoAPI: true,
		Load: func(context.Context, *site.Request) (*site.View, error) {
			return &site.View{Title: "Accessibility", Lede: "How far these pages can be used by everybody, and what falls short."}, nil
		}}
}

func changes() site.Page {
	return site.Page{Name: "changes", Path: "/changes", About: "What is held, and what of it differs between releases.", Section: "Data", Examples: []string{"/changes"}, Data: changed{},
		Load: func(_ context.Context, r *site.Request) (*site.View, error) {
			return &site.View{Title: "What has changed", Lede: "What is held here, what it was made from, and where publishers changed how they count.",
				Data: changed{workbench.Version, r.Bench.Holdings(), r.Bench.DifferenceCounts(), r.Bench.SettledOtherwise(), r.Bench.ReleasesUsed(), r.Bench.BreaksInSeries()}}, nil
		}}
}

// changed is what the edition knows of revisions.
type changed struct {
	Version  string                      `json:"version"`
	Holdings workbench.Holdings          `json:"holdings"`
	Measures []workbench.DifferenceCount `json:"measures"` // on which releases differ
	Settled  []workbench.DifferenceCount `json:"settled_otherwise"`
	Releases []workbench.ReleaseUsed     `json:"releases"`
	Breaks   []workbench.BreakInSeries   `json:"breaks"`
}

func api() site.Page {
	return site.Page{Name: "api", Path: "/api", About: "How programs can read what the pages show.", Section: "Data", Examples: []string{"/api"}, NoAPI: true,
		Load: func(context.Context, *site.Request) (*site.View, error) {
			return &site.View{Title: "For programs", Lede: "Everything that the pages show can be had as JSON, from the same use-cases, with stable names."}, nil
		}}
}
