package account_test

import (
	"crypto/ecdsa"
	"crypto/elliptic"
	"crypto/rand"
	"crypto/sha256"
	"encoding/base64"
	"encoding/json"
	"fmt"
	"log/slog"
	"net/http"
	"net/http/httptest"
	"net/url"
	"strings"
	"testing"
	"time"

	"github.com/coreos/go-oidc/v3/oidc"
	"github.com/coreos/go-oidc/v3/oidc/oidctest"

	"goodmeasure/evidence"
	"goodmeasure/internal/account"
	pages "goodmeasure/internal/web/account"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/web/visit"
	"goodmeasure/internal/workbench"
)

// issuer is a provider of OpenID Connect. It vouches for whoever is set, and gives a code for one exchange.
type issuer struct {
	*httptest.Server
	key    *ecdsa.PrivateKey
	claims map[string]any // of the next token, over the usual ones
	asked  map[string]url.Values
	signer *ecdsa.PrivateKey
}

func startIssuer(t *testing.T) *issuer {
	t.Helper()
	key, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	known := &oidctest.Server{Algorithms: []string{oidc.ES256}, PublicKeys: []oidctest.PublicKey{{PublicKey: key.Public(), KeyID: "one", Algorithm: oidc.ES256}}}
	made := &issuer{key: key, signer: key, asked: map[string]url.Values{}}
	mux := http.NewServeMux()
	mux.Handle("/", known)
	mux.HandleFunc("POST /token", made.token)
	made.Server = httptest.NewServer(mux)
	t.Cleanup(made.Close)
	known.SetIssuer(made.URL)
	return made
}

// token exchanges a code, once, when the verifier is what the challenge was made of.
func (i *issuer) token(w http.ResponseWriter, r *http.Request) {
	asked, found := i.asked[r.FormValue("code")]
	delete(i.asked, r.FormValue("code"))
	challenge := sha256.Sum256([]byte(r.FormValue("code_verifier")))
	user, secret, basic := r.BasicAuth()
	if !basic {
		user, secret = r.FormValue("client_id"), r.FormValue("client_secret")
	}
	if !found || user != "goodmeasure" || secret != "s3cret" || asked.Get("code_challenge") != base64.RawURLEncoding.EncodeToString(challenge[:]) ||
		asked.Get("redirect_uri") != r.FormValue("redirect_uri") {
		http.Error(w, `{"error": "invalid_grant"}`, http.StatusBadRequest)
		return
	}
	claims := map[string]any{"iss": i.URL, "aud": "goodmeasure", "sub": "1", "nonce": asked.Get("nonce"), "exp": time.Now().Add(time.Minute).Unix(), "iat": time.Now().Unix()}
	for name, value := range i.claims {
		claims[name] = value
	}
	text, _ := json.Marshal(claims)
	w.Header().Set("Content-Type", "application/json")
	fmt.Fprintf(w, `{"access_token": "x", "token_type": "Bearer", "id_token": %q}`, oidctest.SignIDToken(i.signer, "one", oidc.ES256, string(text)))
}

// through goes to the provider and back, with what comes back changed by pairs of key and value.
func (b browser) through(i *issuer, next string, pairs ...string) visit.Answer {
	b.t.Helper()
	answer := b.get("/sign-in/provider?next=" + url.QueryEscape(next))
	to, err := url.Parse(answer.Header.Get("Location"))
	if err != nil || answer.Status != http.StatusSeeOther || !strings.HasPrefix(to.String(), i.URL+"/auth") {
		b.t.Fatalf("%d to %v: %s", answer.Status, to, answer.Words())
	}
	asked := to.Query()
	if asked.Get("code_challenge_method") != "S256" || asked.Get("state") == "" || asked.Get("nonce") == "" || asked.Get("redirect_uri") != b.URL+pages.BackPath {
		b.t.Fatalf("the provider is asked %v", asked)
	}
	i.asked["code"] = asked
	back := url.Values{"code": {"code"}, "state": {asked.Get("state")}, "scope": {"openid"}}
	for n := 0; n < len(pairs); n += 2 {
		back.Set(pairs[n], pairs[n+1])
	}
	return b.get(pages.BackPath + "?" + back.Encode())
}

func TestSignInElsewhere(t *testing.T) {
	i := startIssuer(t)
	room := account.At(t.TempDir() + "/w.db")
	t.Cleanup(func() { _ = room.Close() })
	bench, err := workbench.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	provider := &pages.Provider{Name: "Example login", Issuer: i.URL, Client: "goodmeasure", Secret: "s3cret", Domains: []string{"Council.example"}, Log: slog.New(slog.NewTextHandler(t.Output(), nil))}
	v := visit.With(t, bench, site.Options{Public: true, Who: pages.Who(room, true)}, pages.Pages(room, provider, ""))
	if said := fresh(t, v).get("/sign-in").Words(); !strings.Contains(said, "Sign in with Example login") {
		t.Error(said)
	}
	refused := func(what string, answer visit.Answer) {
		t.Helper()
		if answer.Status != http.StatusForbidden || strings.Contains(strings.Join(answer.Header.Values("Set-Cookie"), "\n"), "session=") {
			t.Errorf("%s: %d %s", what, answer.Status, answer.Words())
		}
	}
	i.claims = map[string]any{"email": "cat@council.example", "email_verified": true}
	refused("before there is a workspace", fresh(t, v).through(i, "/account"))
	desk, err := room.Made(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	refused("the first account", fresh(t, v).through(i, "/account"))
	if _, _, err := desk.Add(t.Context(), evidence.Account{}, "ann@example.org", "Ann", long, evidence.Owner); err != nil {
		t.Fatal(err)
	}

	for what, pairs := range map[string][]string{"another state": {"state", "guessed"}, "no state": {"state", ""}, "another code": {"code", "guessed"}, "an error": {"error", "access_denied"}, "another issuer": {"iss", "https://evil.example"}} {
		refused(what, fresh(t, v).through(i, "/account", pairs...))
	}
	for what, claims := range map[string]map[string]any{
		"another nonce": {"nonce": "guessed"}, "for another": {"aud": "another"}, "of another": {"iss": "https://evil.example"}, "too late": {"exp": 1000},
		"uninvited": {"email": "eve@elsewhere.example", "email_verified": true}, "unverified": {"email": "ann@example.org"}, "unverified, said": {"email": "ann@example.org", "email_verified": false},
		"no address": {"email_verified": true}, "an address with a header": {"email": "a@council.example\r\nBcc: b@b.example", "email_verified": true}} {
		i.claims = claims
		refused(what, fresh(t, v).through(i, "/account"))
	}
	forged, err := ecdsa.GenerateKey(elliptic.P256(), rand.Reader)
	if err != nil {
		t.Fatal(err)
	}
	i.claims, i.signer = map[string]any{"email": "ann@example.org", "email_verified": true}, forged
	refused("signed by another", fresh(t, v).through(i, "/account"))
	i.signer = i.key
	refused("back without having left", fresh(t, v).get(pages.BackPath+"?code=code&state=x"))

	ann := fresh(t, v)
	ann.leads(ann.through(i, "/accounts?x=1"), "/accounts?x=1")
	if said := ann.get("/account").Words(); !strings.Contains(said, "ann@example.org") || !strings.Contains(said, "owner of the library") {
		t.Error(said)
	}
	i.claims = map[string]any{"email": "changed@example.org"}
	again := fresh(t, v)
	again.leads(again.through(i, "https://evil.example"), "/account") // known by the subject, whatever the address
	i.claims = map[string]any{"sub": "2", "email": "ann@example.org", "email_verified": true}
	refused("the address of somebody known by another subject", fresh(t, v).through(i, "/account"))

	i.claims = map[string]any{"sub": "3", "email": "Cat@Council.example", "email_verified": "true", "name": "Cat"}
	cat := fresh(t, v)
	cat.leads(cat.through(i, "/account"), "/account")
	if said := cat.get("/account").Words(); !strings.Contains(said, "reader of the library") || !strings.Contains(said, "have no password here") {
		t.Error(said)
	}
}
