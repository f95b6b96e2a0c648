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

func (d door) signIn() site.Page {
	return site.Page{Name: "sign-in", Path: site.SignInPath, About: "Lets people say who they are.",
		Params:   []site.Param{{Name: "next", About: "the page of this site to go on to"}},
		Examples: []string{"/sign-in"}, Load: d.loadSignIn, Act: d.actSignIn, MaxBody: 16 << 10}
}

// signingIn is what the page shows.
type signingIn struct {
	Next     string
	Email    string
	Wrong    string
	Provider string // what the other way to sign in is called; "": there is none
}

func (d door) form(next string) *site.View {
	data := signingIn{Next: within(next)}
	if d.provider != nil {
		data.Provider = d.provider.Name
	}
	return &site.View{Title: "Sign in", Data: data}
}

func (d door) loadSignIn(_ context.Context, r *site.Request) (*site.View, error) {
	view := d.form(r.Query.Get("next"))
	if r.Who.ID != 0 || r.Sole {
		view.Location = within(r.Query.Get("next"))
	}
	return view, nil
}

func (d door) actSignIn(ctx context.Context, r *site.Request) (site.Outcome, error) {
	email, next := r.Form.Get("email"), within(r.Form.Get("next"))
	desk, err := d.room.Desk(ctx)
	var token string
	var who evidence.Account
	if err == nil {
		token, who, err = desk.SignIn(ctx, email, r.Form.Get("password"), r.Client())
	}
	var tooMany *account.TooMany
	switch {
	case errors.As(err, &tooMany):
		outcome := d.refused(next, email, chart.Sentence(err.Error()), http.StatusTooManyRequests)
		outcome.View.Wait = tooMany.Wait
		return outcome, nil
	case errors.Is(err, account.ErrRefused), errors.Is(err, evidence.ErrNotFound):
		return d.refused(next, email, "The address and the password do not belong together.", http.StatusUnprocessableEntity), nil
	case err != nil:
		return site.Outcome{}, err
	}
	if err := d.end(ctx, r); err != nil {
		return site.Outcome{}, err
	}
	return site.Outcome{Location: next, Notice: "You are signed in as " + who.Name + ".", Cookies: []*http.Cookie{session(r, token)}}, nil
}

func (d door) refused(next, email, wrong string, status int) site.Outcome {
	view := d.form(next)
	data := view.Data.(signingIn)
	data.Email, data.Wrong = email, wrong
	view.Data, view.Status = data, status
	return site.Outcome{View: view}
}

func (d door) signOut() site.Page {
	return site.Page{Name: "sign-out", Path: site.SignOutPath, About: "Ends the time that somebody is signed in.", Examples: []string{"/sign-out"},
		Load: func(context.Context, *site.Request) (*site.View, error) { return &site.View{Title: "Sign out"}, nil },
		Act: func(ctx context.Context, r *site.Request) (site.Outcome, error) {
			if err := d.end(ctx, r); err != nil {
				return site.Outcome{}, err
			}
			return site.Outcome{Location: site.SignInPath, Notice: "You are signed out.", Cookies: []*http.Cookie{session(r, "")}}, nil
		}}
}
