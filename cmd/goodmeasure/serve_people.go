package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"net"
	"net/http"
	"net/url"
	"os"
	"strings"

	"goodmeasure/internal/account"
	doors "goodmeasure/internal/web/account"
)

// people is how others reach the pages and sign in.
type people struct {
	PublicURL      string   `name:"public-url" help:"Address by which others reach the pages, where a server in front takes their requests and passes them on." placeholder:"https://HOST"`
	OIDCIssuer     string   `name:"oidc-issuer" help:"Let people sign in elsewhere too, by OpenID Connect: the address of the issuer." placeholder:"https://HOST"`
	OIDCClient     string   `name:"oidc-client" help:"Name that the issuer knows this server by." placeholder:"ID"`
	OIDCSecretFile string   `name:"oidc-secret-file" help:"File that holds the secret which goes with that name." placeholder:"FILE" type:"path"`
	OIDCName       string   `name:"oidc-name" help:"What people know the issuer as; its host unless given." placeholder:"NAME"`
	OIDCDomain     []string `name:"oidc-domain" help:"Whoever signs in there with an address of this domain gets an account as a reader; others have to be invited. May be given several times." placeholder:"DOMAIN"`
}

// Validate is for kong.
func (p people) Validate() error {
	if p.PublicURL != "" {
		parsed, err := url.Parse(p.PublicURL)
		if err != nil || parsed.Scheme != "https" && parsed.Scheme != "http" || parsed.Host == "" || strings.Trim(parsed.Path, "/") != "" || parsed.RawQuery != "" || parsed.User != nil {
			return fmt.Errorf("found the public address %q, expected one such as https://good.example.org, without a path", p.PublicURL)
		}
	}
	switch {
	case p.OIDCIssuer == "" && (p.OIDCClient != "" || p.OIDCSecretFile != "" || p.OIDCName != "" || len(p.OIDCDomain) > 0):
		return errors.New("signing in elsewhere needs --oidc-issuer")
	case p.OIDCIssuer != "" && p.OIDCClient == "":
		return errors.New("--oidc-issuer needs --oidc-client, the name that the issuer knows this server by")
	}
	return nil
}

// provider is where people sign in elsewhere; nil where they do not.
func (p people) provider() (*doors.Provider, error) {
	if p.OIDCIssuer == "" {
		return nil, nil
	}
	made := &doors.Provider{Name: p.OIDCName, Issuer: p.OIDCIssuer, Client: p.OIDCClient, Domains: p.OIDCDomain}
	if parsed, err := url.Parse(p.OIDCIssuer); made.Name == "" && err == nil {
		made.Name = parsed.Host
	}
	if p.OIDCSecretFile != "" {
		file, err := os.Open(p.OIDCSecretFile)
		if err != nil {
			return nil, fmt.Errorf("reading the secret for %s: %w", p.OIDCIssuer, err)
		}
		text, err := io.ReadAll(io.LimitReader(file, 64<<10))
		if err = errors.Join(err, file.Close()); err != nil {
			return nil, fmt.Errorf("reading the secret for %s: %w", p.OIDCIssuer, err)
		}
		if made.Secret = strings.TrimSpace(string(text)); made.Secret == "" {
			return nil, fmt.Errorf("reading the secret for %s: %s is empty", p.OIDCIssuer, p.OIDCSecretFile)
		}
	}
	return made, nil
}

// warn says what others can see and do.
func (p people) warn(ctx context.Context, t terminal, room *account.Room) error {
	fmt.Fprintln(t.err, "others on the network can open these pages, and see what is public")
	alone, err := room.Alone(ctx)
	switch {
	case err != nil:
		return err
	case alone:
		fmt.Fprintln(t.err, "there are no accounts: nobody can sign in, and reviews stay closed; `goodmeasure account add` makes the first")
	case !strings.HasPrefix(p.PublicURL, "https://"):
		fmt.Fprintln(t.err, "passwords cross the network in the clear: put a server with HTTPS in front, and give its address as --public-url")
	}
	return nil
}

// inFront takes from the server in front, which alone reaches this machine's own addresses, where a request came from and
// whether it came by HTTPS.
func (p people) inFront(next http.Handler) http.Handler {
	return http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		passed := r.Header.Values("X-Forwarded-For")
		if len(passed) > 0 {
			hops := strings.Split(passed[len(passed)-1], ",")
			if from := net.ParseIP(strings.TrimSpace(hops[len(hops)-1])); from != nil {
				r.RemoteAddr = net.JoinHostPort(from.String(), "0")
			}
		}
		r.Header.Set("X-Forwarded-Proto", strings.SplitN(p.PublicURL, ":", 2)[0])
		next.ServeHTTP(w, r)
	})
}
