package account

import (
	"context"
	"errors"
	"fmt"
	"net/http"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/account"
	"goodmeasure/internal/web/site"
)

func (d door) own() site.Page {
	return site.Page{Name: "account", Path: "/account", About: "Shows somebody’s own account, and changes its password.", Examples: []string{"/account"},
		Load: d.loadOwn, Act: d.actOwn, MaxBody: 16 << 10}
}

// owned is what the page shows.
type owned struct {
	evidence.Account
	Roles    []string
	Password bool // it signs in by one
	Owner    bool // of the library
	Sole     bool
	Wrong    string
}

func (d door) loadOwn(ctx context.Context, r *site.Request) (*site.View, error) {
	if r.Sole {
		return &site.View{Title: "Your account", Lede: "This workspace has no accounts: it belongs to whoever sits at this machine.", Data: owned{Sole: true}}, nil
	}
	if r.Who.ID == 0 {
		return nil, &site.Refused{What: "You are not signed in.", SignIn: true, Do: "Sign in, and go on from there."}
	}
	desk, err := d.room.Desk(ctx)
	if err != nil {
		return nil, err
	}
	listed, err := desk.One(ctx, r.Who)
	if err != nil {
		return nil, err
	}
	data := owned{Account: r.Who, Password: listed.Password}
	for _, m := range listed.Roles {
		data.Roles = append(data.Roles, roleWords(m))
		data.Owner = data.Owner || m.Review == evidence.Library && m.Role == evidence.Owner
	}
	return &site.View{Title: "Your account", Data: data}, nil
}

func roleWords(m evidence.Membership) string {
	if m.Review == evidence.Library {
		return fmt.Sprintf("%s of the library", m.Role)
	}
	return fmt.Sprintf("%s of review %d", m.Role, m.Review)
}

func (d door) actOwn(ctx context.Context, r *site.Request) (site.Outcome, error) {
	view, err := d.loadOwn(ctx, r)
	if err != nil {
		return site.Outcome{}, err
	}
	data := view.Data.(owned)
	if data.Sole || !data.Password {
		return site.Outcome{}, &site.Refused{What: "This account has no password.", Do: "An owner of the library can send a link that sets one."}
	}
	desk, err := d.room.Desk(ctx)
	if err != nil {
		return site.Outcome{}, err
	}
	token, err := desk.ChangePassword(ctx, r.Who, r.Form.Get("present"), r.Form.Get("password"), r.Client())
	var unfit *account.Unfit
	var tooMany *account.TooMany
	switch {
	case errors.Is(err, account.ErrRefused):
		data.Wrong = "The present password is not right. Nothing was changed."
	case errors.As(err, &unfit):
		data.Wrong = chart.Sentence(err.Error())
	case errors.As(err, &tooMany):
		data.Wrong = chart.Sentence(err.Error())
		view.Status, view.Wait = http.StatusTooManyRequests, tooMany.Wait
	case err != nil:
		return site.Outcome{}, err
	default:
		return site.Outcome{Location: "/account", Notice: "The password is changed. You are signed out everywhere else.", Cookies: []*http.Cookie{session(r, token)}}, nil
	}
	view.Data = data
	return site.Outcome{View: view}, nil
}
