// Package account has the pages on which people sign in, look after their account, and say who else may come in.
package account

import (
	"context"
	"embed"
	"errors"
	"net/http"
	"net/url"
	"strings"
	"time"

	"goodmeasure/evidence"
	"goodmeasure/internal/account"
	"goodmeasure/internal/web/site"
)

//go:embed *.html
var templates embed.FS

// door is where people come in to one workspace.
type door struct {
	room     *account.Room
	provider *Provider // nil: people sign in by password alone
	address  string    // by which others reach the pages, without a slash at the end; "": the one they used
}

// Pages are the pages of signing in to a workspace. The address is that by which others reach them; "" is the one by
// which they are asked for. The provider may be nil.
func Pages(room *account.Room, provider *Provider, address string) site.Group {
	d := door{room, provider, strings.TrimRight(address, "/")}
	pages := []site.Page{d.signIn(), d.signOut(), d.own(), d.people(), d.invitation()}
	if provider != nil {
		pages = append(pages, d.leave(), d.back())
	}
	for n := range pages {
		pages[n].Section, pages[n].Private, pages[n].NoAPI, pages[n].Apart = "Account", true, true, true
	}
	return site.Group{Templates: templates, Pages: pages}
}

// Who tells a site who asks for a page: by the session in a cookie or, unless the site is public, that it is whoever sits
// at the machine of a workspace without accounts.
func Who(room *account.Room, public bool) func(*http.Request) (evidence.Account, bool, error) {
	return func(r *http.Request) (evidence.Account, bool, error) {
		token := ""
		if cookie, err := r.Cookie(cookieName(site.Secure(r))); err == nil {
			token = cookie.Value
		}
		if token == "" && public { // a reader whom nobody knows: the workspace need not be asked
			return evidence.Account{}, false, nil
		}
		return room.Who(r.Context(), token, !public)
	}
}

// cookieName is that of the session's cookie. Over HTTPS the name itself forbids that another host of the domain sets it.
func cookieName(secure bool) string {
	if secure {
		return "__Host-session"
	}
	return "session"
}

// session is the cookie that keeps somebody signed in; without a token, the one that ends it.
func session(r *site.Request, token string) *http.Cookie {
	cookie := &http.Cookie{Name: cookieName(r.Secure()), Value: token, Path: "/", MaxAge: int(account.SessionLasts / time.Second), HttpOnly: true,
		SameSite: http.SameSiteLaxMode, Secure: r.Secure()}
	if token == "" {
		cookie.MaxAge = -1
	}
	return cookie
}

// end ends the session that the request came with, so that none is left behind when another begins.
func (d door) end(ctx context.Context, r *site.Request) error {
	token := r.Cookie(cookieName(r.Secure()))
	desk, err := d.room.Desk(ctx)
	if token == "" || errors.Is(err, evidence.ErrNotFound) {
		return nil
	}
	if err != nil {
		return err
	}
	return desk.SignOut(ctx, token)
}

// within is an address of this site, taken from a form or an address; anything else is the account's page.
func within(next string) string {
	parsed, err := url.Parse(next)
	if err != nil || parsed.IsAbs() || parsed.Host != "" || !strings.HasPrefix(next, "/") || strings.HasPrefix(next, "//") || strings.ContainsAny(next, "\\\r\n\t") ||
		strings.HasPrefix(parsed.Path, site.SignInPath) || parsed.Path == site.SignOutPath {
		return "/account"
	}
	return next
}

// absolute is an address as others can open it.
func (d door) absolute(r *site.Request, path string) string {
	if d.address != "" {
		return d.address + path
	}
	return r.Absolute(path)
}
