package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/account"
	"goodmeasure/internal/publish"
	"goodmeasure/study"
)

type accountCommand struct {
	Add      accountAdd      `cmd:"" help:"Make an account; its password is asked for."`
	Invite   accountInvite   `cmd:"" help:"Make a link by which somebody sets the password of an account."`
	List     accountList     `cmd:"" help:"List the accounts and what they may do."`
	Role     accountRole     `cmd:"" help:"Give an account a role, in the library or in a review, or take it away."`
	Password accountPassword `cmd:"" help:"Give an account another password, and sign it out everywhere."`
	Remove   accountRemove   `cmd:"" help:"Remove an account; what it decided and wrote stays."`
}

// Help says more than the one line of the list.
func (accountCommand) Help() string {
	return `A workspace without accounts belongs to whoever sits at its machine. The first account makes it one that people sign in to, and owns it. An owner changes terms and hands out roles; a reviewer decides and writes; a reader reads. An owner of the library owns every review.

A password has at least 12 characters. It is asked for, or read from the first line of the standard input, and never given as a flag, where others could see it.

Examples:
  goodmeasure account add ann@example.org --name "Ann Example"
  goodmeasure account invite ben@example.org --public-url https://good.example.org
  goodmeasure account role ben@example.org reviewer --review 1
  goodmeasure account list`
}

// atDesk does work at the desk of a workspace, as the person who sits at its machine.
func atDesk(ctx context.Context, p place, mayMake bool, work func(*account.Desk, evidence.Account) error) error {
	desk, err := account.Open(ctx, p.where(), mayMake)
	if err != nil {
		return err
	}
	return errors.Join(work(desk, evidence.Account{Name: "command line"}), desk.Close())
}

// atAccount does work on the account of an address.
func atAccount(ctx context.Context, p place, email string, work func(*account.Desk, evidence.Account, evidence.Account) error) error {
	return atDesk(ctx, p, false, func(desk *account.Desk, by evidence.Account) error {
		a, err := desk.Find(ctx, email)
		if err != nil {
			return err
		}
		return work(desk, by, a)
	})
}

type accountAdd struct {
	Email string `arg:"" help:"Address of e-mail that the person signs in with."`
	Name  string `help:"Name that others see; the part of the address before the @ unless given."`
	Role  string `help:"Role in the library: owner, reviewer or reader. The first account is an owner, others readers unless told otherwise."`
	place
}

func (c *accountAdd) Run(ctx context.Context, t terminal) error {
	if _, err := account.CheckEmail(c.Email); err != nil {
		return err // before the password is asked for
	}
	password, err := askPassword(ctx, t, c.Email)
	if err != nil {
		return err
	}
	return atDesk(ctx, c.place, true, func(desk *account.Desk, by evidence.Account) error {
		a, role, err := desk.Add(ctx, by, c.Email, c.Name, password, evidence.Role(c.Role))
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(t.out, "%s (%s) has an account, as %s of the library.\n", a.Name, a.Email, role)
		return err
	})
}

type accountList struct {
	place
	JSON bool `help:"Print JSON."`
}

func (c *accountList) Run(ctx context.Context, t terminal) error {
	return atDesk(ctx, c.place, false, func(desk *account.Desk, _ evidence.Account) error {
		accounts, err := desk.List(ctx)
		if err != nil {
			return err
		}
		if c.JSON {
			return printJSON(t.out, accounts)
		}
		if len(accounts) == 0 {
			_, err := fmt.Fprintln(t.out, "There are no accounts: the workspace belongs to whoever sits at its machine. `goodmeasure account add` makes one.")
			return err
		}
		table := chart.Table{Caption: counted(len(accounts), "account", "accounts"), Columns: []chart.Column{{Name: "Address"}, {Name: "Name"}, {Name: "Roles"}, {Name: "Since"}}}
		for _, a := range accounts {
			var row []chart.Cell
			for _, text := range []string{a.Email, a.Name, rolesOf(a), a.Created.Format("2 January 2006")} {
				row = append(row, chart.Cell{Text: text, Value: study.Missing})
			}
			table.Rows = append(table.Rows, row)
		}
		return publish.Text(t.out, table)
	})
}

// rolesOf puts what an account may do into words.
func rolesOf(a account.Listed) string {
	var roles []string
	for _, m := range a.Roles {
		if m.Review == evidence.Library {
			roles = append(roles, fmt.Sprintf("%s of the library", m.Role))
		} else {
			roles = append(roles, fmt.Sprintf("%s of review %d", m.Role, m.Review))
		}
	}
	if len(roles) == 0 {
		return "none"
	}
	return strings.Join(roles, ", ")
}

type accountRole struct {
	Email  string `arg:"" help:"Address of the account."`
	Role   string `arg:"" help:"owner, reviewer, reader, or none to take the role away."`
	Review int64  `help:"Number of the review that the role is for; the library unless given." placeholder:"NUMBER"`
	place
}

func (c *accountRole) Run(ctx context.Context, t terminal) error {
	role := evidence.Role(c.Role)
	if role == "none" {
		role = evidence.NoRole
	}
	return atAccount(ctx, c.place, c.Email, func(desk *account.Desk, by, a evidence.Account) error {
		if err := desk.SetRole(ctx, by, a.ID, c.Review, role); err != nil {
			if c.Review != evidence.Library && errors.Is(err, evidence.ErrNotFound) {
				return fmt.Errorf("there is no review %d", c.Review)
			}
			return err
		}
		where := "the library"
		if c.Review != evidence.Library {
			where = fmt.Sprintf("review %d", c.Review)
		}
		said := fmt.Sprintf("%s is %s of %s.", a.Email, role, where)
		if role == evidence.NoRole {
			said = fmt.Sprintf("%s has no role in %s.", a.Email, where)
		}
		_, err := fmt.Fprintln(t.out, said)
		return err
	})
}

type accountPassword struct {
	Email string `arg:"" help:"Address of the account."`
	place
}

func (c *accountPassword) Run(ctx context.Context, t terminal) error {
	return atAccount(ctx, c.place, c.Email, func(desk *account.Desk, by, a evidence.Account) error {
		password, err := askPassword(ctx, t, a.Email)
		if err == nil {
			err = desk.SetPassword(ctx, by, a.ID, password)
		}
		if err != nil {
			return err
		}
		_, err = fmt.Fprintf(t.out, "%s has another password, and is signed out everywhere.\n", a.Email)
		return err
	})
}

type accountRemove struct {
	Email string `arg:"" help:"Address of the account."`
	place
}

func (c *accountRemove) Run(ctx context.Context, t terminal) error {
	return atAccount(ctx, c.place, c.Email, func(desk *account.Desk, by, a evidence.Account) error {
		if err := desk.Remove(ctx, by, a.ID); err != nil {
			return err
		}
		_, err := fmt.Fprintf(t.out, "%s has no account any more. What it decided and wrote stays.\n", a.Email)
		return err
	})
}
