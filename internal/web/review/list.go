package review

import (
	"context"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/web/site"
)

type listed struct {
	Reviews  []review.Listed `json:"reviews"`
	Title    string          `json:"-"`
	Question string          `json:"-"`
}

func (p rooms) list() site.Page {
	return site.Page{Name: "reviews", Path: "/reviews", About: "The reviews of evidence, and where a new one begins.", Data: listed{}, MaxBody: largestBundle, HeavyAct: true,
		Examples: []string{"/reviews"},
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			return p.listView(ctx, r, listed{})
		},
		Act: func(ctx context.Context, r *site.Request) (site.Outcome, error) {
			if stranger(r) {
				return site.Outcome{}, notOpen()
			}
			if r.Sent("bundle") || r.Form.Has("bundle") { // a field for a file that none was put in comes as words
				return p.restore(ctx, r)
			}
			asked := listed{Title: r.Form.Get("title"), Question: r.Form.Get("question")}
			begun, err := p.desk(r).Begin(ctx, asked.Title, evidence.NewTerms(asked.Question))
			if err != nil {
				view, _ := p.listView(ctx, r, asked)
				return again(view, err)
			}
			return site.Outcome{Location: at(begun.ID, "/terms"), Notice: "The review has begun. Say what counts, then import what was found."}, nil
		}}
}

// largestBundle bounds a review that is restored from a page; the command line takes larger ones.
const largestBundle = 512 << 20

func (p rooms) restore(ctx context.Context, r *site.Request) (site.Outcome, error) {
	upload, err := r.Upload("bundle")
	if err != nil {
		return site.Outcome{}, err
	}
	defer upload.Close()
	made, err := p.desk(r).Restore(ctx, upload, upload.Size)
	if err != nil {
		view, _ := p.listView(ctx, r, listed{})
		return again(view, err)
	}
	return site.Outcome{Location: at(made.ID, ""), Notice: "The review is restored, and you own it."}, nil
}

// notOpen is the answer to somebody who has not signed in.
func notOpen() error {
	return &site.Refused{What: "Reviews are open to the people of this workspace.", SignIn: true, Do: "Sign in, or ask an owner of the workspace to invite you."}
}

func (p rooms) listView(ctx context.Context, r *site.Request, asked listed) (*site.View, error) {
	if stranger(r) {
		return nil, notOpen()
	}
	var err error
	if asked.Reviews, err = p.desk(r).Reviews(ctx); err != nil {
		return nil, told(err)
	}
	lede := "A review finds out what is known: search, screen, read, summarise, and show where evidence is missing."
	if n := len(asked.Reviews); n > 0 {
		lede = chart.Count(n, "review", "reviews") + " in this workspace."
	}
	return &site.View{Title: "Reviews of evidence", Lede: lede, Data: asked}, nil
}
