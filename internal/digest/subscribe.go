package digest

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"time"

	"goodmeasure/evidence"
	"goodmeasure/internal/account"
	"goodmeasure/internal/store"
)

// Wrong is something that who asks can put right.
type Wrong struct {
	What   string
	Search bool // of the search, and not of the address
}

func (w *Wrong) Error() string { return w.What }

// OftenWait is after how long mails can be asked for again.
const OftenWait = time.Hour

// ErrTooOften is the error when a client has asked for too many mails.
var ErrTooOften = errors.New("so many mails to confirm have been asked for that no more are sent for an hour")

// Ask takes down that somebody asked for a list, of everything or of a search, to be sent to an address, and sends a mail
// there with the link that confirms it, unless one was sent in the last minutes. Nothing of what comes back tells whether
// the address was known. A mistake of theirs is a *Wrong.
func (o *Office) Ask(ctx context.Context, client, email, query string) error {
	if !o.Mails() {
		return &Wrong{What: "Nothing is sent by mail from here. The list has a feed, which any feed reader follows."}
	}
	email, err := mailable(email)
	if err != nil {
		return &Wrong{What: err.Error()}
	}
	if !strings.Contains(email[strings.LastIndexByte(email, '@'):], ".") {
		return &Wrong{What: fmt.Sprintf("%q cannot be written to from here: expected a domain with a dot after the @, as in name@example.org", email)}
	}
	if query != "" {
		if err := o.Check(ctx, query); err != nil {
			return err
		}
	}
	if !o.limits.client(client) {
		return ErrTooOften
	}
	asked := email + "\n" + query
	if !o.limits.address(email, asked) {
		return nil
	}
	w, err := o.open(ctx)
	if err != nil {
		return err
	}
	of := List{Name: Name}
	if query != "" {
		s, err := searchFor(ctx, w, query)
		if err != nil {
			return err
		}
		of = listOf(s)
	}
	s, token, err := w.Subscribe(ctx, email, of.Search)
	if err != nil {
		return err
	}
	l := letter{To: s.Email, ID: "ask-" + store.NewToken()[:22]}
	said := struct{ List, Link string }{of.Name, o.PublicURL + "/library/subscribe/confirm/" + token}
	name := "confirm"
	l.Subject = "Please confirm: " + of.Name
	if token == "" {
		name, said.Link, l.Subject = "known", o.endLink(s), "You get it already: "+of.Name
	}
	if l, err = l.written(name, said); err != nil {
		return err
	}
	select {
	case o.letters <- posted{letter: l, asked: asked}:
		return nil
	default:
		o.limits.forget(asked)
		return ErrTooOften
	}
}

// Subscription is what somebody has, or has not any more.
type Subscription struct {
	Email string `json:"email"`
	List  List   `json:"list"`
	Ended bool   `json:"ended"`
}

func (o *Office) subscription(ctx context.Context, w *store.Workspace, s evidence.Subscriber) (Subscription, error) {
	of, err := list(ctx, w, s.Search)
	if errors.Is(err, evidence.ErrNotFound) {
		of, err = List{Search: s.Search, Name: Name}, nil
	}
	return Subscription{s.Email, of, !s.Ended.IsZero()}, err
}

// Asked is what a mail's link would confirm, which stays to be done. The errors are those of Confirm.
func (o *Office) Asked(ctx context.Context, token string) (Subscription, error) {
	return o.bySecret(ctx, token, (*store.Workspace).Asked)
}

// Confirm begins the subscription that a mail's link is about. The link works once, for 14 days; after that, and where it never was
// one, the error is evidence.ErrNotFound.
func (o *Office) Confirm(ctx context.Context, token string) (Subscription, error) {
	return o.bySecret(ctx, token, (*store.Workspace).Confirm)
}

// Subscription is the one that a secret ends.
func (o *Office) Subscription(ctx context.Context, secret string) (Subscription, error) {
	return o.bySecret(ctx, secret, (*store.Workspace).Subscription)
}

// Unsubscribe ends a subscription by its secret. Ending it again is no error.
func (o *Office) Unsubscribe(ctx context.Context, secret string) (Subscription, error) {
	return o.bySecret(ctx, secret, (*store.Workspace).Unsubscribe)
}

func (o *Office) bySecret(ctx context.Context, secret string, do func(*store.Workspace, context.Context, string) (evidence.Subscriber, error)) (Subscription, error) {
	if len(secret) < 20 || len(secret) > 100 {
		return Subscription{}, fmt.Errorf("the link is not whole: %w", evidence.ErrNotFound)
	}
	w, err := o.open(ctx)
	if err != nil {
		return Subscription{}, errors.Join(evidence.ErrNotFound, ignoreMissing(err))
	}
	s, err := do(w, ctx, secret)
	if err != nil {
		return Subscription{}, err
	}
	return o.subscription(ctx, w, s)
}

// Subscriber is somebody who is sent a list.
type Subscriber struct {
	evidence.Subscriber
	List List `json:"list"`
}

// Subscribers lists those who confirmed, list by list.
func (o *Office) Subscribers(ctx context.Context) ([]Subscriber, error) {
	w, err := o.open(ctx)
	if err != nil {
		return nil, err
	}
	lists, err := w.Lists(ctx)
	if err != nil {
		return nil, err
	}
	found := []Subscriber{}
	for _, search := range append([]int64{0}, lists...) {
		of, err := list(ctx, w, search)
		if err != nil {
			return nil, err
		}
		subscribers, err := w.Subscribers(ctx, search)
		if err != nil {
			return nil, err
		}
		for _, s := range subscribers {
			found = append(found, Subscriber{s, of})
		}
	}
	return found, nil
}

// Of is the account of an address that may sign in, whose work is to be done; account 0 where there are none and no address is given.
func (o *Office) Of(ctx context.Context, email string) (evidence.Account, error) {
	w, err := o.open(ctx)
	if err != nil {
		return evidence.Account{}, err
	}
	people, err := w.Accounts(ctx)
	if err != nil {
		return evidence.Account{}, err
	}
	return evidence.Whose(people, email)
}

// Remove ends every subscription of an address, confirmed or only asked for, for somebody who asked by other ways, and tells how many there were. Where
// there are accounts, it is the work of an owner of the library.
func (o *Office) Remove(ctx context.Context, by evidence.Account, email string) (int, error) {
	email, err := account.CheckEmail(email)
	if err != nil {
		return 0, err
	}
	w, err := o.open(ctx)
	if err != nil {
		return 0, err
	}
	if by.ID != 0 {
		if owns, err := o.Owns(ctx, by); err != nil || !owns {
			return 0, errors.Join(err, fmt.Errorf("ending the subscriptions of others needs the role of owner in the library, and %s is none", by.Email))
		}
	}
	written, _ := mailable(email) // "" for one that only an earlier version took down
	all, err := w.SubscriptionsOf(ctx, email, written)
	if err != nil {
		return 0, err
	}
	ended := 0
	for _, s := range all {
		if err := w.RemoveSubscriber(ctx, by, s.ID); err != nil {
			return ended, err
		}
		ended++
	}
	return ended, nil
}
