package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"goodmeasure/evidence"
	"goodmeasure/internal/account"
)

type accountInvite struct {
	Email     string `arg:"" help:"Address of e-mail of the person, who may have an account already."`
	Name      string `help:"Name that others see; the part of the address before the @ unless given."`
	Role      string `help:"Role in the library: owner, reviewer or reader; reader unless given."`
	PublicURL string `name:"public-url" help:"Address by which the person reaches the server." default:"http://127.0.0.1:8080" placeholder:"https://HOST"`
	place
	JSON bool `help:"Print JSON."`
}

// Help says more than the one line of the list.
func (accountInvite) Help() string {
	return `Prints a link that you send to somebody. It sets the password of their account, once, within seven days; an account is made where they have none. For somebody who has forgotten the password, it sets another.

Examples:
  goodmeasure account invite ben@example.org --role reviewer --public-url https://good.example.org`
}

func (c *accountInvite) Run(ctx context.Context, t terminal) error {
	if err := (people{PublicURL: c.PublicURL}).Validate(); err != nil {
		return err
	}
	return atDesk(ctx, c.place, false, func(desk *account.Desk, by evidence.Account) error {
		alone, err := desk.Alone(ctx)
		if err == nil && alone {
			err = errors.New("there are no accounts yet; `goodmeasure account add` makes the first, with its password")
		}
		if err != nil {
			return fmt.Errorf("inviting %s: %w", c.Email, err)
		}
		token, a, err := desk.Invite(ctx, by, c.Email, c.Name, evidence.Role(c.Role))
		if errors.Is(err, account.ErrTaken) && c.Role == "" && c.Name == "" {
			if a, err = desk.Find(ctx, c.Email); err == nil {
				token, err = desk.Invitation(ctx, by, a.ID)
			}
		}
		if err != nil {
			return err
		}
		link := strings.TrimRight(c.PublicURL, "/") + "/invitation/" + token
		if c.JSON {
			return printJSON(t.out, invitation{a, link})
		}
		_, err = fmt.Fprintf(t.out, "%s (%s) sets a password here, once, within seven days:\n%s\n", a.Name, a.Email, link)
		return err
	})
}

// invitation is what --json prints.
type invitation struct {
	Account evidence.Account `json:"account"`
	Link    string           `json:"link"`
}
