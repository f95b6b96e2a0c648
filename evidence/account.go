package evidence

import (
	"errors"
	"fmt"
	"slices"
	"strings"
	"time"
)

// Account is somebody who signs in. Number 0 is whoever uses a workspace that has no accounts.
type Account struct {
	ID       int64     `json:"id"`
	Email    string    `json:"email"` // in small letters
	Name     string    `json:"name"`
	Subject  string    `json:"subject,omitempty"` // issuer and subject of OpenID Connect, a space between; "" without
	Created  time.Time `json:"created"`
	Disabled bool      `json:"disabled,omitempty"`
}

// ErrWhose is that a workspace has accounts and nobody said whose work is to be done.
var ErrWhose = errors.New("the workspace has accounts, so it has to be said whose work this is")

// Whose is the account of an address among those of a workspace that may sign in, or, without an address, account 0, where
// there are none and all is the work of whoever sits at the machine.
func Whose(accounts []Account, email string) (Account, error) {
	people := slices.DeleteFunc(slices.Clone(accounts), func(a Account) bool { return a.Disabled })
	at := slices.IndexFunc(people, func(a Account) bool { return strings.EqualFold(a.Email, strings.TrimSpace(email)) })
	switch {
	case email == "" && len(people) > 0:
		return Account{}, ErrWhose
	case email == "":
		return Account{}, nil
	case len(people) == 0:
		return Account{}, fmt.Errorf("the workspace has no accounts and belongs to whoever sits at its machine, so nobody works in it as %s", email)
	case at < 0:
		return Account{}, fmt.Errorf("there is no account %s that may sign in: %w", email, ErrNotFound)
	}
	return people[at], nil
}

// Role is what an account may do in a review or in the library.
type Role string

// The roles, each of which may do what those after it may.
const (
	Owner    Role = "owner"    // changes the terms, hands out roles, resolves conflicts
	Reviewer Role = "reviewer" // decides, summarises, adds records
	Reader   Role = "reader"   // reads
	NoRole   Role = ""
)

// Library stands for the library where a review's number could stand.
const Library int64 = 0

var rank = map[Role]int{Owner: 3, Reviewer: 2, Reader: 1}

// Valid tells whether there is such a role.
func (r Role) Valid() bool { return rank[r] > 0 }

// Allows tells whether somebody in this role may do what the needed role may.
func (r Role) Allows(needed Role) bool { return r.Valid() && rank[r] >= rank[needed] }

// Membership is a role somewhere: in a review, or in the library (review 0).
type Membership struct {
	Review int64 `json:"review"`
	Role   Role  `json:"role"`
}
