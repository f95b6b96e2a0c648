package account

import (
	"context"
	"crypto/rand"
	"crypto/subtle"
	"encoding/base64"
	"encoding/json"
	"errors"
	"net/http"

	"golang.org/x/oauth2"

	"goodmeasure/evidence"
	"goodmeasure/internal/account"
	"goodmeasure/internal/web/site"
)

// The paths of signing in elsewhere. The provider has to know the second.
const (
	leavePath = site.SignInPath + "/provider"
	BackPath  = site.SignInPath + "/return"
)

// leave leads to the provider. It is a link and no form, since the pages' policy lets forms lead nowhere else.
func (d door) leave() site.Page {
	return site.Page{Name: "sign-in-provider", Path: leavePath, About: "Leads to where people sign in elsewhere.",
		Params: []site.Param{{Name: "next", About: "the page of this site to go on to"}}, Examples: []string{leavePath},
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			through := passage{rand.Text(), rand.Text(), oauth2.GenerateVerifier(), within(r.Query.Get("next"))}
			to, err := d.provider.leave(ctx, d.absolute(r, BackPath), through)
			if err != nil {
				return nil, err
			}
			text, err := json.Marshal(through)
			if err != nil {
				return nil, err
			}
			r.SetCookie(passing(r, base64.RawURLEncoding.EncodeToString(text)))
			return &site.View{Title: "Sign in", Location: to}, nil
		}}
}

// passing is the cookie of a passage; without a value, the one that ends it. It is Lax, not Strict, because the provider
// leads back here from its own site.
func passing(r *site.Request, value string) *http.Cookie {
	cookie := &http.Cookie{Name: "passage", Value: value, Path: site.SignInPath, MaxAge: 600, HttpOnly: true, SameSite: http.SameSiteLaxMode, Secure: r.Secure()}
	if value == "" {
		cookie.MaxAge = -1
	}
	return cookie
}

// back is where the provider leads back to.
func (d door) back() site.Page {
	page := site.Page{Name: "sign-in-return", Path: BackPath, About: "Takes in who comes back from where people sign in elsewhere.", Examples: []string{BackPath}, Load: d.loadBack}
	for _, name := range []string{"code", "state", "error", "error_description", "error_uri", "iss", "scope", "session_state", "authuser", "prompt", "hd", "client_info"} {
		page.Params = append(page.Params, site.Param{Name: name, About: "as OpenID Connect has it"})
	}
	return page
}

func (d door) loadBack(ctx context.Context, r *site.Request) (*site.View, error) {
	lost := &site.Refused{What: "The sign-in did not come to an end.", SignIn: true, Do: "Begin it again, in the same browser."}
	var through passage
	text, err := base64.RawURLEncoding.DecodeString(r.Cookie("passage"))
	if err != nil || json.Unmarshal(text, &through) != nil || through.State == "" || through.Nonce == "" || through.Verifier == "" ||
		subtle.ConstantTimeCompare([]byte(through.State), []byte(r.Query.Get("state"))) != 1 {
		return nil, lost
	}
	if issuer := r.Query.Get("iss"); r.Query.Get("error") != "" || issuer != "" && issuer != d.provider.Issuer {
		return nil, lost
	}
	who, err := d.provider.identify(ctx, d.absolute(r, BackPath), r.Query.Get("code"), through)
	if errors.Is(err, errRefused) {
		if d.provider.Log != nil {
			d.provider.Log.Warn("a sign-in elsewhere failed", "issuer", d.provider.Issuer, "reason", err)
		}
		return nil, lost
	}
	if err != nil {
		return nil, err
	}
	desk, err := d.room.Desk(ctx)
	var token string
	if err == nil {
		token, _, err = desk.SignInAs(ctx, who, d.provider.Domains)
	}
	switch {
	case errors.Is(err, account.ErrUninvited), errors.Is(err, evidence.ErrNotFound):
		return nil, &site.Refused{What: "You are known there, and have no account here.", Do: "Ask an owner of the library to invite the address that you sign in with."}
	case err != nil:
		return nil, err
	}
	if err := d.end(ctx, r); err != nil {
		return nil, err
	}
	r.SetCookie(passing(r, ""))
	r.SetCookie(session(r, token))
	return &site.View{Title: "Sign in", Location: within(through.Next)}, nil
}
