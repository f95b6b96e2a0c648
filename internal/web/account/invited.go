package account

import (
	"context"
	"errors"
	"net/http"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/account"
	"goodmeasure/internal/web/site"
)

func (d door) invitation() site.Page {
	return site.Page{Name: "invitation", Path: "/invitation/{token}", About: "Gives somebody who was invited a password.", Examples: []string{"/invitation/none"},
		Load: d.loadInvitation, Act: d.actInvitation, MaxBody: 16 << 10}
}

// invited is what the page shows.
type invited struct {
	evidence.Account
	Wrong string
	Here  string
}

func (d door) loadInvitation(ctx context.Context, r *site.Request) (*site.View, error) {
	ended := &site.NotFound{What: "This link has ended.", Do: "It can be used once, for some days. Ask an owner of the library for another."}
	desk, err := d.room.Desk(ctx)
	var who evidence.Account
	if err == nil {
		who, err = desk.Invited(ctx, r.Segment("token"))
	}
	switch {
	case errors.Is(err, evidence.ErrNotFound):
		return nil, ended
	case err != nil:
		return nil, err
	}
	return &site.View{Title: "Welcome, " + who.Name, Lede: "Choose a password, and you are in.", Data: invited{Account: who, Here: r.Path}}, nil
}

func (d door) actInvitation(ctx context.Context, r *site.Request) (site.Outcome, error) {
	view, err := d.loadInvitation(ctx, r)
	if err != nil {
		return site.Outcome{}, err
	}
	desk, err := d.room.Desk(ctx)
	if err != nil {
		return site.Outcome{}, err
	}
	token, who, err := desk.Accept(ctx, r.Segment("token"), r.Form.Get("password"))
	var unfit *account.Unfit
	switch {
	case errors.As(err, &unfit):
		data := view.Data.(invited)
		data.Wrong = chart.Sentence(unfit.Error())
		view.Data = data
		return site.Outcome{View: view}, nil
	case errors.Is(err, evidence.ErrNotFound):
		_, err := d.loadInvitation(ctx, r)
		return site.Outcome{}, err
	case err != nil:
		return site.Outcome{}, err
	}
	if err := d.end(ctx, r); err != nil {
		return site.Outcome{}, err
	}
	return site.Outcome{Location: "/account", Notice: "You are signed in as " + who.Name + ".", Cookies: []*http.Cookie{session(r, token)}}, nil
}
