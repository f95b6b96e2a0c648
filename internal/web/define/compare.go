package define

import (
	"context"
	"net/url"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/definition"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/workbench"
	"goodmeasure/study"
)

func compare() site.Page {
	return site.Page{Name: "define-compare", Path: "/define/compare", Section: "Define good", Heavy: true, About: "Sets two definitions of good beside each other: who moves, and which part moves them.",
		Params:   []site.Param{{Name: "with", About: "the definition to compare with: its link, or the text after d= in it; the default unless said", Longest: longestWith}},
		Examples: []string{"/define/compare", "/define/compare?d=by-domain", "/define/compare?d=rereferral.sw_agency~3&with=rereferral.sw_agency"},
		Data:     compared{}, Load: loadComparison, Act: actComparison, MaxBody: largestFile + 1<<16}
}

// longestWith has room for a whole address with the longest link in it.
const longestWith = definition.LongestLink + 500

// compared is what the page shows.
type compared struct {
	A          *study.Definition         `json:"a"`
	B          *study.Definition         `json:"b"`
	With       string                    `json:"with"`
	Comparison *workbench.ComparisonRead `json:"comparison,omitempty"`
	Starts     []definition.Start        `json:"-"`
	Same       bool                      `json:"same"`
}

// LongestWith is how many characters the link to compare with may have.
func (c compared) LongestWith() int { return longestWith }

func loadComparison(ctx context.Context, r *site.Request) (*site.View, error) {
	known := r.Bench.Edition.Indicators
	with := linkIn(r.Query.Get("with"))
	a, err := definition.ParseLink(with, known)
	if err != nil {
		return nil, &site.BadRequest{What: chart.Sentence("the definition to compare with cannot be read: " + err.Error()), Nearest: []site.Link{{Text: "Compare with the default", URL: r.URL("/define/compare")}},
			Do: "Paste the whole link of the other definition."}
	}
	data := compared{A: a, B: r.Definition, With: with, Starts: definition.Starts, Same: definition.Hash(a) == definition.Hash(r.Definition)}
	view := &site.View{Title: "Compare two definitions", Lede: "Choose another definition to set beside the one in force."}
	if !data.Same {
		made, err := r.Bench.CompareDefinitions(ctx, a, r.Definition)
		if err != nil {
			return nil, r.Unusable(unmade, err)
		}
		data.Comparison = &made
		view.Title, view.Lede = made.Headline(), strings.Join(made.Words(), " ")
		if made.ErrorUnknown < made.Compared {
			slope, err := made.Slope()
			if err != nil {
				return nil, err
			}
			view.Figures = []chart.Figure{slope}
		}
		view.Tables = []site.Table{{ID: "movements", Table: made.MovementTable()}, {ID: "parts", Table: made.StepTable()}}
	}
	view.Data = data
	return view, nil
}

// unmade begins the error for a definition of which nothing can be made on these figures.
const unmade = "Nothing can be made of this definition"

// linkIn is the link of a definition in what somebody pasted: the link itself, or an address that holds it.
func linkIn(text string) string {
	text = strings.TrimSpace(text)
	if !strings.ContainsAny(text, "/?=") {
		return text
	}
	address, err := url.Parse(text)
	if err != nil {
		return text
	}
	return address.Query().Get("d")
}

// actComparison compares with the definition in a file.
func actComparison(_ context.Context, r *site.Request) (site.Outcome, error) {
	name, d, err := uploaded(r)
	if err != nil {
		return site.Outcome{}, fileFault(name, err)
	}
	link := definition.Link(d, r.Bench.Edition.Indicators)
	if len(link) > definition.LongestLink {
		return site.Outcome{}, &site.BadRequest{What: tooLong(link), Do: "`goodmeasure compare` takes two files."}
	}
	if link == "" {
		link = definition.StudyComposite
	}
	return site.Outcome{Location: r.URL("/define/compare", "with", link)}, nil
}
