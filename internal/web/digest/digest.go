// Package digest has the pages on what is new in the library: the issues, a feed of them, and the forms by which readers
// get them by mail and get no more of them.
package digest

import (
	"context"
	"embed"
	"errors"
	"fmt"
	"strconv"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	weekly "goodmeasure/internal/digest"
	"goodmeasure/internal/web/site"
)

//go:embed *.html
var templates embed.FS

// feedPath is where the feed of issues stands.
const feedPath = "/library/new.atom"

type pages struct{ office *weekly.Office }

// Pages are the pages of this package, on an office.
func Pages(office *weekly.Office) site.Group {
	p := pages{office}
	pages := []site.Page{p.latest(), p.issue(), p.preview(), p.subscribe(), p.confirm(), p.unsubscribe()}
	for n := range pages {
		pages[n].Section, pages[n].Private, pages[n].Apart = "Library", true, true
	}
	return site.Group{Templates: templates, Pages: pages, Routes: []site.Route{p.feed()}}
}

// perPage is how many works of an issue stand on a page.
const perPage = 100

// Issue is an issue as its page shows it.
type Issue struct {
	weekly.Edition
	Words  string         `json:"words"`
	Groups []weekly.Group `json:"groups"` // of this page
	Page   int            `json:"page"`   // from 1
	Pages  int            `json:"pages"`
	None   bool           `json:"none,omitempty"` // no issue has been made yet
	Mails  bool           `json:"-"`
	Owner  bool           `json:"-"`
}

var pageParam = site.Param{Name: "page", About: "Which page of a long issue, from 1."}

func (p pages) latest() site.Page {
	return site.Page{Name: "library-new", Path: "/library/new", About: "What was new in the library in the latest issue of the weekly list.",
		Params: []site.Param{pageParam}, Data: Issue{}, Examples: []string{"/library/new"},
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) { return p.show(ctx, r, 0) }}
}

func (p pages) issue() site.Page {
	return site.Page{Name: "library-issue", Path: "/library/new/issue/{issue}", About: "An issue of the weekly list of what is new in the library.",
		Params: []site.Param{pageParam}, Data: Issue{},
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			number, err := strconv.ParseInt(r.Segment("issue"), 10, 64)
			if err != nil || number < 1 {
				return nil, noIssue(r.Segment("issue"))
			}
			return p.show(ctx, r, number)
		}}
}

func noIssue(name string) error {
	return &site.NotFound{What: fmt.Sprintf("There is no issue %.40q.", name), Nearest: []site.Link{{Text: "The latest issue", URL: "/library/new"}}, Do: "Go on from the latest issue."}
}

func (p pages) show(ctx context.Context, r *site.Request, number int64) (*site.View, error) {
	found, err := p.office.Issue(ctx, number)
	shown := Issue{Edition: found, Mails: p.office.Mails(), Page: 1, Pages: 1}
	view := &site.View{Title: found.Title(), Links: []site.Related{{Rel: "alternate", Type: "application/atom+xml", Title: weekly.Name, URL: feedPath}}}
	owner, ownerErr := p.owns(ctx, r)
	if ownerErr != nil {
		return nil, ownerErr
	}
	shown.Owner = owner
	switch {
	case errors.Is(err, evidence.ErrNotFound) && number == 0:
		shown.None = true
		view.Title, view.Lede = weekly.Name, "No issue has been made yet. The first has what becomes public in the week before it."
	case errors.Is(err, evidence.ErrNotFound):
		return nil, noIssue(strconv.FormatInt(number, 10))
	case err != nil:
		return nil, err
	default:
		items := found.Issue.Items
		shown.Words = weekly.Words(found.Issue)
		shown.Pages = max(1, (len(items)+perPage-1)/perPage)
		if text := r.Query.Get("page"); text != "" {
			if shown.Page, err = strconv.Atoi(text); err != nil || shown.Page < 1 || shown.Page > shown.Pages {
				return nil, &site.BadRequest{What: fmt.Sprintf("This issue has no page %.20q.", text), Do: "It has " + chart.Count(shown.Pages, "page", "pages") + ".", Param: "page"}
			}
		}
		shown.Groups = weekly.Grouped(items[(shown.Page-1)*perPage : min(shown.Page*perPage, len(items))])
		shown.Issue.Items = nil // they stand in the groups
		view.Lede = shown.Words
	}
	view.Data = shown
	return view, nil
}

func (p pages) owns(ctx context.Context, r *site.Request) (bool, error) {
	if r.Sole {
		return true, nil
	}
	return p.office.Owns(ctx, r.Who)
}

// PageBefore is the number of the page before this one.
func (i Issue) PageBefore() string { return strconv.Itoa(i.Page - 1) }

// PageAfter is the number of the page after this one.
func (i Issue) PageAfter() string { return strconv.Itoa(i.Page + 1) }
