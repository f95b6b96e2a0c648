package define

import (
	"context"
	"fmt"
	"slices"

	"goodmeasure/chart"
	"goodmeasure/definition"
	"goodmeasure/internal/publish"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
)

// publishable are the findings that a publication may hold.
var publishable = []tick{{Value: "ranks", Words: "Ranks with their intervals, best and worst"}, {Value: "stress", Words: "Ranks over other reasonable definitions"},
	{Value: "choices", Words: "Which choice matters most"}, {Value: "inspection", Words: "Agreement with inspection over all definitions"}, {Value: "bounds", Words: "What any weights could do"}}

func publication() site.Page {
	var parts []string
	for _, p := range publishable {
		parts = append(parts, p.Value)
	}
	return site.Page{Name: "publish", Path: "/publish", Section: "Define good", Heavy: true, NoAPI: true, About: "Makes one page of findings and somebody’s own words, to print, to send and to check.",
		Params:   []site.Param{{Name: "title", About: "of the page"}, {Name: "words", About: "one’s own, as markdown"}, {Name: "part", About: "the findings to show", Many: true, OneOf: parts}},
		Examples: []string{"/publish", "/publish?title=Ours&words=So+it+is.&part=ranks"}, Load: loadPublication}
}

// published is what the page shows.
type published struct {
	Title, Words string
	Parts        []tick
	Ready        bool
}

func loadPublication(ctx context.Context, r *site.Request) (*site.View, error) {
	asked := r.Query["part"]
	data := published{Title: r.Query.Get("title"), Words: r.Query.Get("words"), Ready: len(asked) > 0 || r.Query.Get("words") != ""}
	if !data.Ready {
		asked = []string{"ranks", "stress"}
	}
	for _, p := range publishable {
		p.Chosen = slices.Contains(asked, p.Value)
		data.Parts = append(data.Parts, p)
	}
	view := &site.View{Title: "Publish", Lede: "One page of findings and your own words, that needs no network and that anyone can check.", Data: data}
	if data.Ready {
		story, err := storyOf(ctx, r, data, asked)
		if err != nil {
			return nil, err
		}
		view.Files = []site.File{{ID: "page", Name: "publication.html", Type: "text/html; charset=utf-8", Write: story.WritePage}, {ID: "bundle", Name: "publication.zip", Type: "application/zip", Write: story.WriteBundle}}
	}
	return view, nil
}

func storyOf(ctx context.Context, r *site.Request, data published, parts []string) (*publish.Story, error) {
	d, known := r.Definition, r.Bench.Edition.Indicators
	effect, err := r.Bench.Effect(ctx, d)
	if err != nil {
		return nil, r.Unusable(unmade, err)
	}
	hash := definition.Hash(d)
	story := &publish.Story{Title: data.Title, Lede: effect.Headline(), Words: data.Words, Claims: effect.RobustWords(), Facts: []string{
		fmt.Sprintf("Definition %s, SHA-256 %s.", workbench.DefinitionNamed(d), hash),
		fmt.Sprintf("Source: %s.", r.Bench.FiguresOf(d)),
		fmt.Sprintf("Edition “%s”, SHA-256 %s. goodmeasure %s, seed %d.", effect.Edition.Name, effect.Edition.Hash, workbench.Version, effect.Seed),
		"Stronger and weaker mean by these published figures, and not by practice."},
		Files: []publish.StoryFile{{Name: "definition.toml", Text: definition.Write(d, known)}}}
	if story.Title == "" {
		story.Title = "What follows from “" + d.Name + "”"
	}
	for _, id := range parts {
		part, err := storyPart(ctx, r, effect, id)
		if err != nil {
			return nil, err
		}
		story.Parts = append(story.Parts, part)
	}
	return story, nil
}

// storyDraws are how many definitions a publication's stress test draws.
const storyDraws = 10_000

func storyPart(ctx context.Context, r *site.Request, effect *workbench.DefinitionEffect, id string) (publish.StoryPart, error) {
	at := slices.IndexFunc(publishable, func(p tick) bool { return p.Value == id })
	part := publish.StoryPart{ID: id, Title: publishable[at].Words}
	switch id {
	case "ranks":
		part.Tables = []chart.Table{effect.Table()}
	case "bounds":
		reach, err := r.Bench.Reach(ctx, r.Definition)
		if err != nil {
			return part, r.Unusable(unmade, err)
		}
		part.Said = reach.Words()
		if len(reach.Authorities) > 0 {
			figure, err := reach.Figure()
			if err != nil {
				return part, err
			}
			part.Figures = []chart.Figure{figure}
		}
	default:
		test, err := r.Bench.StressOf(ctx, r.Definition, storyDraws)
		if err != nil {
			return part, r.Unusable(unmade, err)
		}
		figures, err := publish.StressFigures(test)
		if err != nil {
			return part, err
		}
		n := map[string]int{"stress": 0, "choices": 1, "inspection": 2}[id]
		part.Figures = figures[n : n+1]
	}
	return part, nil
}
