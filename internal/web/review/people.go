package review

import (
	"context"
	"fmt"
	"strings"

	"goodmeasure/evidence"
	"goodmeasure/internal/review"
	"goodmeasure/internal/web/site"
)

type people struct {
	ID       int64           `json:"id"`
	People   []review.Member `json:"people"`
	Appoints bool            `json:"-"`
	Sole     bool            `json:"-"`
	Email    string          `json:"-"`
	Roles    []evidence.Role `json:"-"`
}

func (p rooms) people() site.Page {
	return site.Page{Name: "review-people", Path: "/review/{review}/people", About: "Who works on a review, and in which role.", Data: people{},
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			id, err := number(r, "review")
			if err != nil {
				return nil, err
			}
			now, err := p.desk(r).Review(ctx, id)
			if err != nil {
				return nil, told(err)
			}
			found, err := p.desk(r).People(ctx, id)
			if err != nil {
				return nil, told(err)
			}
			role, err := p.desk(r).Role(ctx, id)
			if err != nil {
				return nil, err
			}
			return &site.View{Title: "People of “" + now.Title + "”", Lede: "An owner changes terms, says who works on the review and resolves conflicts; a reviewer decides and writes; a reader reads. Who owns the library owns every review.",
				Data: people{ID: id, People: found, Appoints: role.Allows(evidence.Owner), Sole: r.Sole, Roles: []evidence.Role{evidence.Reviewer, evidence.Reader, evidence.Owner}}}, nil
		},
		Act: func(ctx context.Context, r *site.Request) (site.Outcome, error) {
			id, err := number(r, "review")
			if err != nil {
				return site.Outcome{}, err
			}
			email, role := strings.TrimSpace(r.Form.Get("email")), evidence.Role(r.Form.Get("role"))
			who, err := p.desk(r).Appoint(ctx, id, email, role)
			if err == nil && role == evidence.NoRole {
				return site.Outcome{Location: at(id, "/people"), Notice: fmt.Sprintf("%s has no role in the review any more.", who.Name)}, nil
			}
			if err == nil {
				return site.Outcome{Location: at(id, "/people"), Notice: fmt.Sprintf("%s is %s of the review.", who.Name, role)}, nil
			}
			view, loaded := p.people().Load(ctx, r)
			if loaded != nil {
				return site.Outcome{}, loaded
			}
			data := view.Data.(people)
			data.Email, view.Data = email, data
			return again(view, err)
		}}
}
