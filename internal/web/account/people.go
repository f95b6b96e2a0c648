package account

import (
	"context"
	"errors"
	"fmt"
	"net/http"
	"strconv"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/account"
	"goodmeasure/internal/web/site"
)

func (d door) people() site.Page {
	return site.Page{Name: "accounts", Path: "/accounts", About: "Lists who may come in and what they may do, and invites others. For owners of the library.", Examples: []string{"/accounts"},
		Load: d.loadPeople, Act: d.actPeople, MaxBody: 16 << 10}
}

// peopled is what the page shows.
type peopled struct {
	First   bool // there are no accounts yet
	People  []person
	Wrong   string
	Link    string // that was made for somebody
	For     evidence.Account
	Days    int
	Email   string
	Name    string
	Library []evidence.Role
}

type person struct {
	account.Listed
	Role    evidence.Role // in the library
	Reviews []string
	Self    bool
}

// Signs tells how the person signs in.
func (p person) Signs() string {
	switch {
	case p.Disabled:
		return "may not sign in"
	case p.Password && p.Subject != "":
		return "signs in by password or elsewhere"
	case p.Password:
		return "signs in by password"
	case p.Subject != "":
		return "signs in elsewhere"
	}
	return "has not signed in yet"
}

// desk is the desk of an owner of the library; anybody else is refused.
func (d door) desk(ctx context.Context, r *site.Request) (*account.Desk, error) {
	if r.Sole {
		return d.room.Made(ctx)
	}
	refused := &site.Refused{What: "Only an owner of the library sees who may come in.", SignIn: true, Do: "Sign in as an owner, or ask one."}
	if r.Who.ID == 0 {
		return nil, refused
	}
	desk, err := d.room.Desk(ctx)
	if err != nil {
		return nil, err
	}
	var forbidden *account.Forbidden
	if err := desk.May(ctx, r.Who, evidence.Library, evidence.Owner); errors.As(err, &forbidden) {
		return nil, refused
	} else if err != nil {
		return nil, err
	}
	return desk, nil
}

func (d door) loadPeople(ctx context.Context, r *site.Request) (*site.View, error) {
	if r.Sole { // nothing is made by looking
		return &site.View{Title: "Make the first account", Lede: "From then on people sign in to this workspace, and whoever has the first account owns it.", Data: peopled{First: true}}, nil
	}
	desk, err := d.desk(ctx, r)
	if err != nil {
		return nil, err
	}
	listed, err := desk.List(ctx)
	if err != nil {
		return nil, err
	}
	data := peopled{Days: int(account.InvitationLasts.Hours() / 24), Library: []evidence.Role{evidence.Reader, evidence.Reviewer, evidence.Owner}}
	for _, l := range listed {
		p := person{Listed: l, Self: l.ID == r.Who.ID}
		for _, m := range l.Roles {
			if m.Review == evidence.Library {
				p.Role = m.Role
			} else {
				p.Reviews = append(p.Reviews, roleWords(m))
			}
		}
		data.People = append(data.People, p)
	}
	return &site.View{Title: "Who may come in", Lede: "An owner changes terms and hands out roles; a reviewer decides and writes; a reader reads. An owner of the library owns every review.", Data: data}, nil
}

func (d door) actPeople(ctx context.Context, r *site.Request) (site.Outcome, error) {
	desk, err := d.desk(ctx, r)
	if err != nil {
		return site.Outcome{}, err
	}
	if r.Sole {
		return d.first(ctx, r, desk)
	}
	said, link, who, err := d.change(ctx, r, desk)
	var bad *site.BadRequest
	if errors.As(err, &bad) {
		return site.Outcome{}, err
	}
	if err == nil && link == "" {
		return site.Outcome{Location: "/accounts", Notice: said}, nil
	}
	view, loaded := d.loadPeople(ctx, r)
	if loaded != nil {
		return site.Outcome{}, errors.Join(err, loaded)
	}
	data := view.Data.(peopled)
	if err != nil {
		reason := account.Reason(err)
		if reason == nil {
			return site.Outcome{}, err
		}
		data.Wrong, data.Email, data.Name = chart.Sentence(reason.Error()), r.Form.Get("email"), r.Form.Get("name")
	} else {
		data.Link, data.For, view.Status = d.absolute(r, link), who, http.StatusOK
	}
	view.Data = data
	return site.Outcome{View: view}, nil
}

// first makes the account that owns the workspace, and signs it in.
func (d door) first(ctx context.Context, r *site.Request, desk *account.Desk) (site.Outcome, error) {
	view, err := d.loadPeople(ctx, r)
	if err != nil {
		return site.Outcome{}, err
	}
	email, name, password := r.Form.Get("email"), r.Form.Get("name"), r.Form.Get("password")
	if password == "" {
		password = " " // which is no password, where none would be an account without one
	}
	if _, _, err = desk.Add(ctx, r.Who, email, name, password, evidence.Owner); err != nil {
		reason := account.Reason(err)
		if reason == nil {
			return site.Outcome{}, err
		}
		view.Data = peopled{First: true, Wrong: chart.Sentence(reason.Error()), Email: email, Name: name}
		return site.Outcome{View: view}, nil
	}
	token, _, err := desk.SignIn(ctx, email, password, r.Client())
	if err != nil {
		return site.Outcome{}, err
	}
	return site.Outcome{Location: "/accounts", Notice: "You own this workspace, and are signed in. Invite others here.", Cookies: []*http.Cookie{session(r, token)}}, nil
}

// change does what an owner asked for: it says what was done, or gives the path of a link that was made for somebody.
func (d door) change(ctx context.Context, r *site.Request, desk *account.Desk) (said, link string, who evidence.Account, err error) {
	role := evidence.Role(r.Form.Get("role"))
	if r.Form.Get("do") == "invite" {
		token, who, err := desk.Invite(ctx, r.Who, r.Form.Get("email"), r.Form.Get("name"), role)
		return "", "/invitation/" + token, who, err
	}
	id, err := strconv.ParseInt(r.Form.Get("account"), 10, 64)
	if err == nil {
		who, err = desk.Numbered(ctx, id)
	}
	if err != nil {
		return "", "", who, &site.BadRequest{What: "There is no such account any more.", Do: "Load the page of accounts again."}
	}
	switch r.Form.Get("do") {
	case "role":
		if said = fmt.Sprintf("%s is %s of the library.", who.Name, role); role == evidence.NoRole {
			said = fmt.Sprintf("%s has no role in the library any more.", who.Name)
		}
		err = desk.SetRole(ctx, r.Who, id, evidence.Library, role)
	case "link":
		var token string
		token, err = desk.Invitation(ctx, r.Who, id)
		link = "/invitation/" + token
	case "disable":
		said, err = fmt.Sprintf("%s may not sign in any more.", who.Name), desk.Disable(ctx, r.Who, id, true)
	case "enable":
		said, err = fmt.Sprintf("%s may sign in again.", who.Name), desk.Disable(ctx, r.Who, id, false)
	case "remove":
		said, err = fmt.Sprintf("%s has no account any more. What it decided and wrote stays.", who.Name), desk.Remove(ctx, r.Who, id)
	default:
		err = &site.BadRequest{What: "The form does not say what to do.", Do: "Load the page of accounts again."}
	}
	return said, link, who, err
}

// deed is a button that does something to an account.
type deed struct {
	person
	Act, Words string
}

// Do is the button of a deed.
func (p person) Do(act, words string) deed { return deed{p, act, words} }
