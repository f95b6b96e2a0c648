package account

import (
	"errors"
	"path/filepath"
	"strings"
	"testing"

	"goodmeasure/evidence"
	"goodmeasure/internal/store"
)

const long = "correct horse battery"

func desk(t testing.TB) *Desk {
	t.Helper()
	w, err := store.Open(t.Context(), filepath.Join(t.TempDir(), "w.db"))
	if err != nil {
		t.Fatal(err)
	}
	t.Cleanup(func() { w.Close() })
	return On(w)
}

func person(t testing.TB, d *Desk, email string, role evidence.Role) evidence.Account {
	t.Helper()
	a, _, err := d.Add(t.Context(), evidence.Account{}, email, "", long, role)
	if err != nil {
		t.Fatal(err)
	}
	return a
}

func TestPasswordIsKeptAsAHash(t *testing.T) {
	one, err := Hash(long)
	if err != nil {
		t.Fatal(err)
	}
	two, _ := Hash(long)
	if one == two || strings.Contains(one, long) || !strings.HasPrefix(one, "$argon2id$v=19$m=19456,t=2,p=1$") {
		t.Errorf("hashes of one password: %s, %s", one, two)
	}
	if match, stale := matches(one, long); !match || stale {
		t.Error("the right password is refused")
	}
	if match, _ := matches(one, long+" "); match {
		t.Error("a wrong password is taken")
	}
	composed, _ := Hash("caf\u00e9 caf\u00e9 caf\u00e9")
	if match, _ := matches(composed, "cafe\u0301 cafe\u0301 cafe\u0301"); !match {
		t.Error("the same letters typed on another keyboard are refused")
	}
	for name, password := range map[string]string{"short": "eleven char", "long": strings.Repeat("a", 1001), "no text": "\xff" + long} {
		if _, err := Hash(password); err == nil {
			t.Errorf("%s: no error", name)
		}
	}
	for _, broken := range []string{"", "x", "$argon2id$v=19$m=99999999,t=2,p=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
		"$argon2id$v=19$m=19456,t=2,p=1$AAAA$AAAA", "$2b$10$abcdefghijklmnopqrstuv"} {
		if match, _ := matches(broken, long); match {
			t.Errorf("a password matches %q", broken)
		}
	}
}

func TestSignIn(t *testing.T) {
	d := desk(t)
	a := person(t, d, "Ann@Example.org", evidence.NoRole)
	token, got, err := d.SignIn(t.Context(), " ann@example.ORG ", long, "192.0.2.1")
	if err != nil || got.ID != a.ID {
		t.Fatal(got, err)
	}
	if who, err := d.Who(t.Context(), token, false); err != nil || who.ID != a.ID {
		t.Error(who, err)
	}
	if _, err := d.Who(t.Context(), "guessed", true); !errors.Is(err, ErrSignIn) {
		t.Errorf("a guessed token, from this machine: %v", err)
	}
	for _, c := range [][2]string{{"ann@example.org", "wrong password"}, {"nobody@example.org", long}, {"", ""}} {
		if _, _, err := d.SignIn(t.Context(), c[0], c[1], "192.0.2.1"); !errors.Is(err, ErrRefused) {
			t.Errorf("%s, %s: %v", c[0], c[1], err)
		}
	}
	if err := d.SetPassword(t.Context(), evidence.Account{}, a.ID, "another long password"); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Who(t.Context(), token, false); !errors.Is(err, ErrSignIn) {
		t.Errorf("after a new password the old session: %v", err)
	}
	token, _, err = d.SignIn(t.Context(), "ann@example.org", "another long password", "192.0.2.1")
	if err != nil {
		t.Fatal(err)
	}
	if err := d.SignOut(t.Context(), token); err != nil {
		t.Fatal(err)
	}
	if _, err := d.Who(t.Context(), token, false); !errors.Is(err, ErrSignIn) {
		t.Errorf("after signing out: %v", err)
	}
}

func TestHashOfLessWorkIsMadeAnew(t *testing.T) {
	d := desk(t)
	cheap := cost{memory: 64, passes: 1, lanes: 1}
	salt := []byte("sixteen bytes!!!")
	a, err := d.workspace.AddAccount(t.Context(), evidence.Account{}, evidence.Account{Email: "old@example.org"}, cheap.encode(salt, cheap.key(long, salt, 32)), evidence.Owner)
	if err != nil {
		t.Fatal(err)
	}
	token, _, err := d.SignIn(t.Context(), "old@example.org", long, "here")
	if err != nil {
		t.Fatal(err)
	}
	hash, err := d.workspace.Password(t.Context(), a.ID)
	if match, stale := matches(hash, long); err != nil || !match || stale {
		t.Errorf("after signing in the hash is %s", hash)
	}
	if _, err := d.Who(t.Context(), token, false); err != nil {
		t.Error(err)
	}
}

func TestGuessingIsSlowedDown(t *testing.T) {
	d := desk(t)
	person(t, d, "ann@example.org", evidence.NoRole)
	guess := func(from, password string) error {
		_, _, err := d.SignIn(t.Context(), "ann@example.org", password, from)
		return err
	}
	for range ofPair {
		if err := guess("guesser", "wrong password"); !errors.Is(err, ErrRefused) {
			t.Fatal(err)
		}
	}
	var tooMany *TooMany
	if err := guess("guesser", long); !errors.As(err, &tooMany) {
		t.Errorf("after %d failures even the right password should wait: %v", ofPair, err)
	}
	if err := guess("home", long); err != nil {
		t.Errorf("somebody's guesses keep the owner of the account out: %v", err)
	}
}

func TestRoles(t *testing.T) {
	d := desk(t)
	if role, err := d.Role(t.Context(), evidence.Account{}, 1); err != nil || role != evidence.Owner {
		t.Errorf("without accounts, whoever is there is %q, %v", role, err)
	}
	if who, err := d.Who(t.Context(), "", true); err != nil || who.ID != 0 {
		t.Error(who, err)
	}
	if _, err := d.Who(t.Context(), "", false); !errors.Is(err, ErrSignIn) {
		t.Errorf("without accounts, from elsewhere: %v", err)
	}
	if _, _, err := d.Add(t.Context(), evidence.Account{}, "first@example.org", "", long, evidence.Reader); err == nil {
		t.Error("the first account is a reader")
	}
	owner := person(t, d, "owner@example.org", evidence.NoRole)
	reader := person(t, d, "reader@example.org", evidence.NoRole)
	if _, err := d.Who(t.Context(), "", true); !errors.Is(err, ErrSignIn) {
		t.Errorf("with accounts, from this machine without a session: %v", err)
	}
	if role, err := d.Role(t.Context(), evidence.Account{}, 0); err != nil || role != evidence.NoRole {
		t.Errorf("with accounts, account 0 is %q, %v", role, err)
	}
	review, err := d.workspace.AddReview(t.Context(), owner, "A review", evidence.NewTerms("?"))
	if err != nil {
		t.Fatal(err)
	}
	var forbidden *Forbidden
	if err := d.May(t.Context(), reader, review.ID, evidence.Reader); !errors.As(err, &forbidden) {
		t.Errorf("a reader of the library in a review: %v", err)
	}
	if err := d.SetRole(t.Context(), owner, reader.ID, review.ID, evidence.Reviewer); err != nil {
		t.Fatal(err)
	}
	for _, c := range []struct {
		who    evidence.Account
		review int64
		needed evidence.Role
		may    bool
	}{
		{reader, review.ID, evidence.Reviewer, true}, {reader, review.ID, evidence.Owner, false}, {reader, 0, evidence.Reader, true}, {reader, 0, evidence.Reviewer, false},
		{owner, review.ID, evidence.Owner, true}, {owner, 0, evidence.Owner, true}, {evidence.Account{ID: 99}, 0, evidence.Reader, false},
	} {
		if err := d.May(t.Context(), c.who, c.review, c.needed); (err == nil) != c.may {
			t.Errorf("account %d as %s of %d: %v", c.who.ID, c.needed, c.review, err)
		}
	}
	if err := d.SetRole(t.Context(), owner, owner.ID, 0, evidence.Reader); !errors.Is(err, store.ErrLastOwner) {
		t.Errorf("the last owner steps down: %v", err)
	}
	if err := d.Remove(t.Context(), owner, owner.ID); !errors.Is(err, store.ErrLastOwner) {
		t.Errorf("the last owner leaves: %v", err)
	}
	if err := d.Remove(t.Context(), owner, reader.ID); err != nil {
		t.Fatal(err)
	}
	if err := d.Remove(t.Context(), owner, owner.ID); err != nil {
		t.Errorf("the only account leaves, and the workspace is single again: %v", err)
	}
}

func TestAddresses(t *testing.T) {
	for _, good := range []string{"a@example.org", "A.B+c@Example.ORG", "o'neil@example.org"} {
		if got, err := CheckEmail(" " + good + " "); err != nil || got != strings.ToLower(good) {
			t.Error(good, got, err)
		}
	}
	for _, bad := range []string{"", "a", "a@", "@b", "a@b@c", "Ann <a@example.org>", "a@example.org\r\nBcc: b@example.org", "a@example.org, b@example.org", `"a b"@example.org`} {
		if got, err := CheckEmail(bad); err == nil {
			t.Errorf("%q is taken as %q", bad, got)
		}
	}
}

func FuzzDecode(f *testing.F) {
	f.Add(nobody)
	f.Add("$argon2id$v=19$m=8,t=1,p=1$$")
	f.Fuzz(func(t *testing.T, hash string) {
		if c, salt, key, err := decode(hash); err == nil && (c.memory > limits.memory || len(salt) < 8 || len(key) < 16) {
			t.Errorf("%q is taken", hash)
		}
	})
}

// A review from elsewhere brings names that nobody signs in with; they close no workspace.
func TestNamesFromElsewhereAreNoAccounts(t *testing.T) {
	d := desk(t)
	if _, err := d.workspace.AddAccount(t.Context(), evidence.Account{}, evidence.Account{Email: "far@example.org", Name: "Far", Disabled: true}, "", evidence.NoRole); err != nil {
		t.Fatal(err)
	}
	if alone, err := d.Alone(t.Context()); err != nil || !alone {
		t.Errorf("a name from elsewhere takes the workspace from whoever sits at its machine: %v", err)
	}
	ann, role, err := d.Add(t.Context(), evidence.Account{}, "ann@example.org", "", long, evidence.NoRole)
	if err != nil || role != evidence.Owner {
		t.Fatalf("the first account is %s of the library, %v, expected its owner", role, err)
	}
	if alone, err := d.Alone(t.Context()); err != nil || alone {
		t.Errorf("a workspace with an account belongs to whoever sits at its machine, %v", err)
	}
	if err := d.Disable(t.Context(), evidence.Account{}, ann.ID, true); !errors.Is(err, store.ErrLastOwner) {
		t.Errorf("keeping the only owner out: %v", err)
	}
	if err := d.Remove(t.Context(), evidence.Account{}, ann.ID); err != nil {
		t.Errorf("removing the only account: %v", err)
	}
}
