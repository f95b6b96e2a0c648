package account_test

import (
	"net/http"
	"net/http/httptest"
	"net/url"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/account"
	"goodmeasure/internal/testkit"
	pages "goodmeasure/internal/web/account"
	"goodmeasure/internal/web/site"
	"goodmeasure/internal/web/visit"
	"goodmeasure/internal/workbench"
)

const long = "correct horse battery"

// browser is somebody's browser without a script: it keeps cookies, and follows no redirect.
type browser struct {
	*visit.Visit
	t       *testing.T
	cookies map[string]string
}

func (b browser) do(method, path string, form url.Values, header ...string) visit.Answer {
	b.t.Helper()
	request, err := http.NewRequest(method, b.URL+path, strings.NewReader(form.Encode()))
	if err != nil {
		b.t.Fatal(err)
	}
	if form != nil {
		request.Header.Set("Content-Type", "application/x-www-form-urlencoded")
	}
	for n := 0; n < len(header); n += 2 {
		request.Header.Set(header[n], header[n+1])
	}
	for name, value := range b.cookies {
		request.AddCookie(&http.Cookie{Name: name, Value: value})
	}
	answer := b.Do(b.t, request)
	for _, cookie := range (&http.Response{Header: answer.Header}).Cookies() {
		if b.cookies[cookie.Name] = cookie.Value; cookie.MaxAge < 0 {
			delete(b.cookies, cookie.Name)
		}
	}
	if answer.Doc != nil {
		answer.CheckShape(b.t)
	}
	return answer
}

func (b browser) get(path string) visit.Answer { b.t.Helper(); return b.do("GET", path, nil) }

// send sends a form; fields are pairs of name and value.
func (b browser) send(path string, fields ...string) visit.Answer {
	b.t.Helper()
	form := url.Values{}
	for n := 0; n < len(fields); n += 2 {
		form.Set(fields[n], fields[n+1])
	}
	return b.do("POST", path, form)
}

// leads demands a redirect.
func (b browser) leads(answer visit.Answer, to string) {
	b.t.Helper()
	if answer.Status != http.StatusSeeOther || answer.Header.Get("Location") != to {
		b.t.Fatalf("%s: %d to %q, expected 303 to %q: %s", answer.Address, answer.Status, answer.Header.Get("Location"), to, answer.Words())
	}
}

// start serves the pages of a new workspace.
func start(t *testing.T, public bool, provider *pages.Provider) (*visit.Visit, *account.Room) {
	t.Helper()
	room := account.At(filepath.Join(t.TempDir(), "w.db"))
	t.Cleanup(func() { _ = room.Close() })
	return served(t, public, "", room, provider), room
}

// served serves the pages of a workspace, behind a server with the address where there is one.
func served(t *testing.T, public bool, address string, room *account.Room, provider *pages.Provider) *visit.Visit {
	t.Helper()
	bench, err := workbench.Embedded()
	if err != nil {
		t.Fatal(err)
	}
	return visit.With(t, bench, site.Options{Public: public, PublicURL: address, Who: pages.Who(room, public)}, pages.Pages(room, provider, address))
}

func fresh(t *testing.T, v *visit.Visit) browser { return browser{v, t, map[string]string{}} }

var linkOf = regexp.MustCompile(`http://[^"]*(/invitation/[A-Za-z0-9_-]+)`)

// An owner makes the first account and invites a reader; the reader signs in, and may not do what an owner may.
func TestOwnerInvitesAReader(t *testing.T) {
	v, room := start(t, false, nil)
	owner := fresh(t, v)
	if said := owner.get("/account").Words(); !strings.Contains(said, "belongs to whoever sits at this machine") {
		t.Errorf("without accounts: %s", said)
	}
	if alone, err := room.Alone(t.Context()); err != nil || !alone {
		t.Fatal(alone, err)
	}
	for _, wrong := range [][2]string{{"ann@example.org", "short"}, {"ann@example.org", ""}, {"ann", long}} {
		if answer := owner.send("/accounts", "email", wrong[0], "password", wrong[1]); answer.Status != 422 || len(answer.All("form")) == 0 {
			t.Errorf("%v: %d, %s", wrong, answer.Status, answer.Words())
		}
	}
	owner.leads(owner.send("/accounts", "email", "Ann@example.org", "name", "Ann <b>", "password", long), "/accounts")
	if said := owner.get("/accounts").Words(); !strings.Contains(said, "1 account") || !strings.Contains(said, "Ann <b> (you)") {
		t.Error(said)
	}
	stranger := fresh(t, v)
	stranger.leads(stranger.get("/accounts"), "/sign-in?next=%2Faccounts")
	if answer := stranger.send("/accounts", "do", "invite", "email", "eve@example.org", "role", "owner"); answer.Status != http.StatusForbidden || !strings.Contains(answer.Text, `<a href="/sign-in">Sign in</a>`) {
		t.Errorf("a stranger invites: %d, %s", answer.Status, answer.Words())
	}

	if answer := owner.send("/accounts", "do", "invite", "email", "ann@example.org", "role", "reader"); answer.Status != 422 || !strings.Contains(answer.Words(), "There is an account with this address already.") {
		t.Errorf("an address that is taken: %d, %s", answer.Status, answer.Words())
	}
	invited := owner.send("/accounts", "do", "invite", "email", "ben@example.org", "name", "Ben", "role", "reader")
	link := linkOf.FindStringSubmatch(invited.Text)
	if invited.Status != 200 || link == nil {
		t.Fatalf("%d: %s", invited.Status, invited.Words())
	}
	ben := fresh(t, v)
	if said := ben.get(link[1]).Words(); !strings.Contains(said, "Welcome, Ben") {
		t.Error(said)
	}
	if answer := ben.send(link[1], "password", "short"); answer.Status != 422 {
		t.Errorf("a short password: %d", answer.Status)
	}
	ben.leads(ben.send(link[1], "password", "several other words"), "/account")
	if answer := fresh(t, v).send(link[1], "password", "yet another password"); answer.Status != http.StatusNotFound {
		t.Errorf("an invitation is taken twice: %d", answer.Status)
	}
	if said := ben.get("/account").Words(); !strings.Contains(said, "reader of the library") {
		t.Error(said)
	}
	for _, answer := range []visit.Answer{ben.get("/accounts"), ben.send("/accounts", "do", "role", "account", "2", "role", "owner")} {
		if answer.Status != http.StatusForbidden || strings.Contains(answer.Text, `href="/sign-in`) || !strings.Contains(answer.Text, `href="/sign-out"`) {
			t.Errorf("a reader at %s: %d", answer.Address, answer.Status)
		}
	}
	owner.leads(owner.send("/accounts", "do", "role", "account", "2", "role", "reviewer"), "/accounts")
	if said := ben.get("/account").Words(); !strings.Contains(said, "reviewer of the library") {
		t.Error("a role counts at once: ", said)
	}
	if answer := owner.send("/accounts", "do", "role", "account", "1", "role", "reader"); answer.Status != 422 || !strings.Contains(answer.Words(), "Nobody would be left who owns the library") {
		t.Errorf("the last owner: %d, %s", answer.Status, answer.Words())
	}
	owner.leads(owner.send("/accounts", "do", "role", "account", "2", "role", ""), "/accounts")
	if said := owner.get("/accounts").Words(); !strings.Contains(said, "Ben has no role in the library any more.") {
		t.Error("a role is taken away: ", said)
	}
	owner.leads(owner.send("/accounts", "do", "disable", "account", "2"), "/accounts")
	ben.leads(ben.get("/account"), "/sign-in?next=%2Faccount")
	for _, wrong := range [][]string{{"do", "remove", "account", "77"}, {"do", "shout", "account", "2"}, {}} {
		if answer := owner.send("/accounts", wrong...); answer.Status != http.StatusBadRequest {
			t.Errorf("%v: %d", wrong, answer.Status)
		}
	}
}

func TestSignInAndOut(t *testing.T) {
	v, room := start(t, true, nil)
	if answer := fresh(t, v).send("/sign-in", "email", "ann@example.org", "password", long); answer.Status != 422 {
		t.Errorf("where there is no workspace: %d", answer.Status)
	}
	b := fresh(t, v)
	b.leads(b.get("/account"), "/sign-in?next=%2Faccount") // a public site belongs to nobody who is not known
	desk, err := room.Made(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	if _, _, err := desk.Add(t.Context(), evidence.Account{}, "ann@example.org", "Ann", long, evidence.Owner); err != nil {
		t.Fatal(err)
	}
	wrong := b.send("/sign-in", "email", "ann@example.org", "password", "not the password")
	nobody := b.send("/sign-in", "email", "eve@example.org", "password", "not the password")
	if wrong.Status != 422 || strings.ReplaceAll(wrong.Text, "ann@", "eve@") != nobody.Text {
		t.Error("the answer tells whether there is an account")
	}
	if answer := b.do("POST", "/sign-in", url.Values{"email": {"ann@example.org"}, "password": {long}}, "Sec-Fetch-Site", "cross-site"); answer.Status != http.StatusForbidden || len(b.cookies) > 0 {
		t.Errorf("a form of another site signs in: %d", answer.Status)
	}
	answer := b.send("/sign-in", "email", "ann@example.org", "password", long, "next", "/accounts?x=1")
	b.leads(answer, "/accounts?x=1")
	if cookie := strings.Join(answer.Header.Values("Set-Cookie"), "\n"); !regexp.MustCompile(`(?m)^session=[\w-]{40,}; Path=/; Max-Age=604800; HttpOnly; SameSite=Lax$`).MatchString(cookie) {
		t.Errorf("the cookie is %s", cookie)
	}
	first := b.cookies["session"]
	for _, next := range []string{"https://evil.example", "//evil.example", `/\evil.example`, "/sign-in?next=/sign-in", "javascript:alert(1)", ""} {
		b.leads(b.send("/sign-in", "email", "ann@example.org", "password", long, "next", next), "/account")
	}
	stolen := fresh(t, v)
	stolen.cookies["session"] = first
	stolen.leads(stolen.get("/account"), "/sign-in?next=%2Faccount") // another sign-in ended it
	if answer := b.do("POST", "/sign-in", url.Values{"email": {"ann@example.org"}, "password": {long}}, "X-Forwarded-Proto", "https"); strings.Contains(answer.Header.Get("Set-Cookie"), "Secure") {
		t.Errorf("a client says that it came by HTTPS, and is believed: %v", answer.Header.Values("Set-Cookie"))
	}
	behind := fresh(t, served(t, true, "https://good.example.org", room, nil))
	if answer := behind.do("POST", "/sign-in", url.Values{"email": {"ann@example.org"}, "password": {long}}, "X-Forwarded-Proto", "https"); !strings.Contains(strings.Join(answer.Header.Values("Set-Cookie"), "\n"), "__Host-session=") ||
		!strings.Contains(answer.Header.Get("Set-Cookie"), "Secure") {
		t.Errorf("over HTTPS: %v", answer.Header.Values("Set-Cookie"))
	}

	if answer := b.send("/account", "present", "not the password", "password", "several other words"); answer.Status != 422 {
		t.Errorf("a wrong present password: %d", answer.Status)
	}
	other := fresh(t, v)
	other.send("/sign-in", "email", "ann@example.org", "password", long)
	b.leads(b.send("/account", "present", long, "password", "several other words"), "/account")
	if answer := b.get("/account"); answer.Status != 200 || answer.Header.Get("Cache-Control") != "private, no-store" {
		t.Errorf("after the change: %d, %s", answer.Status, answer.Header.Get("Cache-Control"))
	}
	other.leads(other.get("/account"), "/sign-in?next=%2Faccount")
	for range 12 {
		answer = b.send("/account", "present", "not the password", "password", "several other words")
	}
	if answer.Status != http.StatusTooManyRequests || answer.Header.Get("Retry-After") != "900" {
		t.Errorf("after many guesses at the present password: %d, again after %q", answer.Status, answer.Header.Get("Retry-After"))
	}
	token := b.cookies["session"]
	b.leads(b.send("/sign-out"), "/sign-in")
	if _, kept := b.cookies["session"]; kept {
		t.Error("the cookie stays")
	}
	stolen.cookies["session"] = token
	stolen.leads(stolen.get("/account"), "/sign-in?next=%2Faccount")

	for range 12 {
		answer = fresh(t, v).send("/sign-in", "email", "ann@example.org", "password", "not the password")
	}
	if answer.Status != http.StatusTooManyRequests || answer.Header.Get("Retry-After") != "900" || !strings.Contains(answer.Words(), "Too many attempts have failed; try again in 15 minutes") {
		t.Errorf("after many guesses: %d, again after %q, %s", answer.Status, answer.Header.Get("Retry-After"), answer.Words())
	}
}

// A reader without a session asks nothing of the workspace of a public site: pages stay up for them when it cannot be reached.
func TestReadersWithoutASessionAskNothingOfTheWorkspace(t *testing.T) {
	broken := filepath.Join(t.TempDir(), "w.db")
	if err := os.WriteFile(broken, []byte("no workspace, but long enough that somebody might take it for one"), 0o600); err != nil {
		t.Fatal(err)
	}
	room := account.At(broken)
	t.Cleanup(func() { _ = room.Close() })
	reader := httptest.NewRequest(http.MethodGet, "http://localhost/define", nil)
	if who, sole, err := pages.Who(room, true)(reader); err != nil || sole || who.ID != 0 {
		t.Errorf("a reader is %v, %v, %v", who, sole, err)
	}
	if _, _, err := pages.Who(room, false)(reader); err == nil {
		t.Error("whoever sits at the machine is known without looking whether there are accounts")
	}
	reader.AddCookie(&http.Cookie{Name: "session", Value: "one"})
	if _, _, err := pages.Who(room, true)(reader); err == nil {
		t.Error("a session is believed without looking")
	}
}

func TestPagesInBrowser(t *testing.T) {
	chromium := testkit.Browser(t)
	v, room := start(t, false, nil)
	v.Look(t, chromium, "/accounts")
	desk, err := room.Made(t.Context())
	if err != nil {
		t.Fatal(err)
	}
	owner, _, err := desk.Add(t.Context(), evidence.Account{}, "ann@example.org", "Ann", long, evidence.Owner)
	if err != nil {
		t.Fatal(err)
	}
	token, _, err := desk.Invite(t.Context(), owner, strings.Repeat("a-long-address", 4)+"@example.org", strings.Repeat("Longname", 12), evidence.Reviewer)
	if err != nil {
		t.Fatal(err)
	}
	v.Look(t, chromium, "/sign-in")
	v.Look(t, chromium, "/invitation/"+token)
	signIn(t, chromium, v.URL, "ann@example.org", long)
	for _, path := range []string{"/account", "/accounts", "/sign-out"} {
		v.Look(t, chromium, path)
	}
}
