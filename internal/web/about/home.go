package about

import (
	"context"

	"goodmeasure/internal/web/site"
)

func home() site.Page {
	return site.Page{Name: "home", Path: "/", About: "What good may mean in children's social care, and where to start.", Examples: []string{"/"}, Load: loadHome}
}

func loadHome(_ context.Context, r *site.Request) (*site.View, error) {
	return &site.View{Title: "What does good look like in children’s social care?", Lede: "It depends on what you count.", Data: r.Bench.Holdings()}, nil
}
