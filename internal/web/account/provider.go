package account

import (
	"context"
	"crypto/subtle"
	"encoding/json"
	"errors"
	"fmt"
	"log/slog"
	"net/http"
	"strings"
	"sync"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"golang.org/x/oauth2"

	"goodmeasure/internal/account"
)

// Provider is where people sign in elsewhere, by OpenID Connect: the authorization code flow with PKCE.
type Provider struct {
	Name    string       // on the button
	Issuer  string       // https://login.example.org
	Client  string       // this program's name there
	Secret  string       // "" for a public client
	Domains []string     // whose verified addresses get an account as readers
	Log     *slog.Logger // hears why somebody was refused; may be nil
	mutex   sync.Mutex
	known   *oidc.Provider
}

// patience is how long a provider may take to answer.
const patience = 15 * time.Second

var client = &http.Client{Timeout: patience}

// provider asks the issuer what it offers, once. One that cannot be reached is asked again the next time.
func (p *Provider) provider(ctx context.Context) (*oidc.Provider, error) {
	p.mutex.Lock()
	defer p.mutex.Unlock()
	if p.known == nil {
		// What is asked for later, such as new keys, must not end with this request.
		known, err := oidc.NewProvider(oidc.ClientContext(context.WithoutCancel(ctx), client), p.Issuer)
		if err != nil {
			return nil, fmt.Errorf("asking %s what it offers: %w", p.Issuer, err)
		}
		p.known = known
	}
	return p.known, nil
}

func (p *Provider) config(known *oidc.Provider, back string) *oauth2.Config {
	return &oauth2.Config{ClientID: p.Client, ClientSecret: p.Secret, Endpoint: known.Endpoint(), RedirectURL: back, Scopes: []string{oidc.ScopeOpenID, "email", "profile"}}
}

// passage is what the browser keeps of a sign-in while somebody is at the provider.
type passage struct {
	State    string `json:"s"`
	Nonce    string `json:"n"`
	Verifier string `json:"v"`
	Next     string `json:"p"`
}

// leave gives the address at the provider to go to.
func (p *Provider) leave(ctx context.Context, back string, through passage) (string, error) {
	known, err := p.provider(ctx)
	if err != nil {
		return "", err
	}
	return p.config(known, back).AuthCodeURL(through.State, oidc.Nonce(through.Nonce), oauth2.S256ChallengeOption(through.Verifier)), nil
}

// errRefused is that what a provider sent back is not to be believed.
var errRefused = errors.New("what came back is not what was asked for")

// identify exchanges the code that came back for who somebody is.
func (p *Provider) identify(ctx context.Context, back, code string, through passage) (account.Identity, error) {
	ctx, cancel := context.WithTimeout(oidc.ClientContext(ctx, client), patience)
	defer cancel()
	known, err := p.provider(ctx)
	if err != nil {
		return account.Identity{}, err
	}
	token, err := p.config(known, back).Exchange(ctx, code, oauth2.VerifierOption(through.Verifier))
	if err != nil {
		return account.Identity{}, errors.Join(errRefused, err)
	}
	raw, _ := token.Extra("id_token").(string)
	vouched, err := known.Verifier(&oidc.Config{ClientID: p.Client}).Verify(ctx, raw)
	if err != nil {
		return account.Identity{}, errors.Join(errRefused, err)
	}
	if subtle.ConstantTimeCompare([]byte(vouched.Nonce), []byte(through.Nonce)) != 1 {
		return account.Identity{}, errRefused
	}
	var claims struct {
		Email    string          `json:"email"`
		Verified json.RawMessage `json:"email_verified"` // some send it as text
		Name     string          `json:"name"`
	}
	if err := vouched.Claims(&claims); err != nil {
		return account.Identity{}, errors.Join(errRefused, err)
	}
	return account.Identity{Issuer: vouched.Issuer, Subject: vouched.Subject, Email: claims.Email, Name: claims.Name,
		Verified: strings.Trim(string(claims.Verified), `"`) == "true"}, nil
}
