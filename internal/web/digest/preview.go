package digest

import (
	"context"
	"errors"
	"fmt"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	weekly "goodmeasure/internal/digest"
	"goodmeasure/internal/web/site"
)

// Preview is what would go out now.
type Preview struct {
	Draft       weekly.Draft   `json:"draft"`
	Letter      weekly.Letter  `json:"letter"`
	Groups      []weekly.Group `json:"groups"`
	Subscribers int            `json:"subscribers"`
	Mails       bool           `json:"mails"`
}

func (p pages) preview() site.Page {
	return site.Page{Name: "library-preview", Path: "/library/preview", About: "What the weekly list would have if it went out now, for the library’s owner.",
		Data: Preview{}, Examples: []string{"/library/preview"},
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			if owner, err := p.owns(ctx, r); err != nil {
				return nil, err
			} else if !owner {
				return nil, &site.Refused{What: "Only the library’s owner sees what is not sent yet.", SignIn: true, Do: "Sign in as an owner, or read the latest issue."}
			}
			view := &site.View{Title: "What would go out now"}
			d, err := p.office.Compose(ctx, 0)
			if err != nil && !weekly.IsMissing(err) {
				return nil, err
			}
			shown := Preview{Draft: d, Mails: p.office.Mails()}
			if err == nil {
				readers, err := p.office.Subscribers(ctx)
				if err != nil {
					return nil, err
				}
				for _, s := range readers {
					if s.List.Search == 0 {
						shown.Subscribers++
					}
				}
			}
			if len(d.Issue.Items) > 0 {
				if shown.Letter, err = p.office.Preview(d); err != nil {
					return nil, err
				}
				if shown.Groups = weekly.Grouped(d.Issue.Items[:min(perPage, len(d.Issue.Items))]); len(d.Issue.Items) > perPage {
					view.Notices = append(view.Notices, fmt.Sprintf("The first %d of %s works are shown.", perPage, chart.Grouped(len(d.Issue.Items))))
				}
				view.Lede = weekly.Words(d.Issue) + " Nobody gets it by mail yet."
				if shown.Subscribers > 0 {
					view.Lede = weekly.Words(d.Issue) + " " + chart.Count(shown.Subscribers, "reader gets", "readers get") + " it by mail."
				}
			} else if view.Lede = "Nothing is new, so nothing would be sent."; !d.Issue.Since.IsZero() {
				view.Lede = weekly.Words(d.Issue) + " Nothing would be sent."
			}
			view.Data = shown
			return view, nil
		}}
}

// told puts what a use-case could not do into words for a page.
func told(err error, missing string) error {
	var wrong *weekly.Wrong
	switch {
	case errors.Is(err, evidence.ErrNotFound):
		return &site.NotFound{What: missing, Nearest: []site.Link{{Text: "Ask for the weekly list", URL: "/library/subscribe"}}, Do: "Copy the whole link from the mail, or ask for the list again."}
	case errors.Is(err, weekly.ErrTooOften):
		return &site.Busy{Seconds: int(weekly.OftenWait.Seconds())}
	case errors.As(err, &wrong):
		return &site.BadRequest{What: wrong.What, Do: "Change it, and send the form again."}
	}
	return err
}
