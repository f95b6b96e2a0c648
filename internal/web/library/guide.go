package library

import (
	"context"

	"goodmeasure/internal/web/site"
)

// guide is what the page of help shows.
type guide struct {
	Feed  string
	OAI   string
	Mails bool
}

func (s stacks) guide() site.Page {
	return site.Page{Name: "library-help", Path: "/library/help", About: "Getting help from this library: how to search, cite, keep up and ask. It can be had as a PDF.", Data: guide{}, NoAPI: true, Paper: true,
		Examples: []string{"/library/help"},
		Load: func(_ context.Context, r *site.Request) (*site.View, error) {
			return &site.View{Title: "Getting help from this library", Lede: "What is in it, how to find what you need, how to cite it, and how to hear of what is new.",
				Data: guide{s.at(r) + "/library/feed", s.at(r) + "/oai", s.Mails}}, nil
		}}
}
