package digest

import (
	"context"
	"errors"
	"net/http"

	weekly "goodmeasure/internal/digest"
	"goodmeasure/internal/web/site"
)

// Form is the form by which the list is asked for.
type Form struct {
	Email string
	Query string // of a search; "": everything
	Words string // that it is put into; none where it looks for nothing
	Wrong string
	Never string // what is wrong with the search
	Sent  bool
	Mails bool
}

func (p pages) subscribe() site.Page {
	const title = "Get what is new in the library by mail"
	view := func(f Form) *site.View {
		if f.Never != "" {
			f.Query = ""
		}
		f.Mails, f.Words = p.office.Mails(), weekly.SearchWords(f.Query)
		if f.Words == "" {
			f.Query = "" // the form asks for nothing that it does not show
		}
		v := &site.View{Title: title, Lede: "Once a week, when something is new, and never otherwise. Every mail has a link that ends it.", Data: f}
		switch {
		case f.Sent:
			v.Title, v.Lede = "Look into your mailbox", "If that address can get mail, there is one with a link. Nothing is sent every week before you have opened the link and pressed the button there. If none has come in a quarter of an hour, look among unwanted mail, and then ask again: no harm is done by asking twice."
		case !f.Mails:
			v.Lede = "Nothing is sent by mail from here."
		}
		return v
	}
	return site.Page{Name: "library-subscribe", Path: "/library/subscribe", About: "A form to get the weekly list of what is new in the library by mail.", NoAPI: true,
		Params: []site.Param{{Name: "query", About: "A search of the catalogue, as its address has it, to get only what is new of that."}, {Name: "sent", About: "The form has been sent.", OneOf: []string{"yes"}}},
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			f := Form{Query: r.Query.Get("query"), Sent: r.Query.Get("sent") != ""}
			if weekly.SearchWords(f.Query) != "" {
				var wrong *weekly.Wrong
				if err := p.office.Check(ctx, f.Query); errors.As(err, &wrong) {
					f.Never = wrong.What
				} else if err != nil && !weekly.IsMissing(err) {
					return nil, err
				}
			}
			return view(f), nil
		},
		Act: func(ctx context.Context, r *site.Request) (site.Outcome, error) {
			f := Form{Email: r.Form.Get("email"), Query: r.Form.Get("query")}
			err := p.office.Ask(ctx, r.Client(), f.Email, f.Query)
			var wrong *weekly.Wrong
			switch {
			case errors.As(err, &wrong):
				if f.Wrong = wrong.What; wrong.Search {
					f.Wrong, f.Never = "", wrong.What
				}
				return site.Outcome{View: view(f)}, nil
			case errors.Is(err, weekly.ErrTooOften):
				f.Wrong = "Too many mails have been asked for. Try again in an hour."
				v := view(f)
				v.Status, v.Wait = http.StatusTooManyRequests, weekly.OftenWait
				return site.Outcome{View: v}, nil
			case weekly.IsMissing(err):
				f.Wrong = "There is no library here yet."
				return site.Outcome{View: view(f)}, nil
			case err != nil:
				return site.Outcome{}, err
			}
			return site.Outcome{Location: r.URL("/library/subscribe", "sent", "yes")}, nil
		}}
}

// Ending is what a link of a mail does when its button is pressed.
type Ending struct {
	weekly.Subscription
	Done bool
}

func (p pages) confirm() site.Page {
	const unconfirmable = "This link to confirm does not work, has worked already, or is older than 14 days."
	return site.Page{Name: "library-confirm", Path: "/library/subscribe/confirm/{token}", About: "The page of the link that confirms a subscription.", NoAPI: true,
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			if _, err := p.office.Asked(ctx, r.Segment("token")); err != nil {
				return nil, told(err, unconfirmable)
			}
			return &site.View{Title: "Get what is new in the library every week?", Lede: "Press the button, and the next issue comes by mail. Nothing has happened yet.", Data: Ending{}}, nil
		},
		Act: func(ctx context.Context, r *site.Request) (site.Outcome, error) {
			s, err := p.office.Confirm(ctx, r.Segment("token"))
			if err != nil {
				return site.Outcome{}, told(err, unconfirmable)
			}
			return site.Outcome{View: &site.View{Status: http.StatusOK, Title: "It is confirmed", Lede: s.List.Name + " comes by mail to " + s.Email + ", once a week, when something is new.", Data: Ending{s, true}}}, nil
		}}
}

func (p pages) unsubscribe() site.Page {
	const missing = "This link ends no subscription that we know of."
	return site.Page{Name: "library-unsubscribe", Path: "/library/subscribe/end/{token}", About: "The page of the link that ends a subscription.", NoAPI: true, AnyForm: true,
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			s, err := p.office.Subscription(ctx, r.Segment("token"))
			if err != nil {
				return nil, told(err, missing)
			}
			if s.Ended {
				return ended(s), nil
			}
			return &site.View{Title: "Get no more of these?", Lede: s.List.Name + " comes by mail once a week. Nothing has changed yet.", Data: Ending{Subscription: s}}, nil
		},
		Act: func(ctx context.Context, r *site.Request) (site.Outcome, error) {
			s, err := p.office.Unsubscribe(ctx, r.Segment("token"))
			if err != nil {
				return site.Outcome{}, told(err, missing)
			}
			return site.Outcome{View: ended(s)}, nil
		}}
}

func ended(s weekly.Subscription) *site.View {
	return &site.View{Status: http.StatusOK, Title: "It has ended", Lede: s.List.Name + " does not come by mail any more. What is on its way at this moment may still arrive.", Data: Ending{s, true}}
}
