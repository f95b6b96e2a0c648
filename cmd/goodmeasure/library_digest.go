package main

import (
	"context"
	"errors"
	"fmt"

	"goodmeasure/internal/digest"
)

type libraryDigestCommand struct {
	place
	mailing
	PublicURL string `name:"public-url" help:"Address at which readers reach these pages, for the links in mails." placeholder:"https://HOST"`
	Send      bool   `help:"Make the issues, and send them. Without it, only say what would go out."`
	Resend    bool   `help:"With --send: send again what may have gone out when the program was stopped. Some readers may get it twice."`
	JSON      bool   `help:"Print JSON."`
}

// Help says more than the one line of the list.
func (libraryDigestCommand) Help() string {
	return `Makes "New in the library": the works that became public since the last issue, for everybody who asked for it by mail and confirmed that, and what is new of a search for those who asked for that. Without --send it says what would go out and changes nothing. Run it with --send once a week, by cron or a timer, or let the server do it (goodmeasure serve --weekly).

Nothing is sent when nothing is new. A mail goes out at most once: stopped in the middle, run it again, and it goes on. One that was with the mail server when the program was stopped may have gone out; it is listed, and sent again only with --resend, an hour later or more.

Examples:
  goodmeasure library digest
  goodmeasure library digest --send --smtp smtp://localhost --from "The Library <library@example.org>" --public-url https://library.example.org`
}

func (c *libraryDigestCommand) Run(ctx context.Context, t terminal) error {
	if c.Send && c.SMTP == "" {
		return &usageError{errors.New("--send needs a mail server: give --smtp, --from and --public-url")}
	}
	if c.Resend && !c.Send {
		return &usageError{errors.New("--resend says nothing without --send")}
	}
	return c.atOffice(func(office *digest.Office) error {
		if c.Send {
			return c.send(ctx, t, office)
		}
		return c.show(ctx, t, office)
	})
}

// atOffice does work at the office of the workspace.
func (c *libraryDigestCommand) atOffice(work func(*digest.Office) error) error {
	options := digest.Options{Place: c.where()}
	if err := c.fill(&options, c.PublicURL); err != nil {
		return err
	}
	return atOffice(options, work)
}

func atOffice(options digest.Options, work func(*digest.Office) error) error {
	office := digest.New(options)
	err := work(office)
	if digest.IsMissing(err) {
		err = fmt.Errorf("%w; `goodmeasure library` says how a library is made", err)
	}
	return errors.Join(err, office.Close())
}

func (c *libraryDigestCommand) show(ctx context.Context, t terminal, office *digest.Office) error {
	drafts, err := office.Drafts(ctx)
	if err != nil {
		return err
	}
	if c.JSON {
		return printJSON(t.out, struct {
			Lists []digest.Draft `json:"lists"`
		}{drafts})
	}
	for n, d := range drafts {
		if n > 0 {
			fmt.Fprintln(t.out)
		}
		if len(d.Issue.Items) == 0 {
			if _, err := fmt.Fprintf(t.out, "%s: %s Nothing would be sent.\n", d.List.Name, d.Words()); err != nil {
				return err
			}
			continue
		}
		letter, err := office.Preview(d)
		if err == nil {
			_, err = fmt.Fprintf(t.out, "Subject: %s\n\n%s", letter.Subject, letter.Text)
		}
		if err != nil {
			return err
		}
	}
	return nil
}

func (c *libraryDigestCommand) send(ctx context.Context, t terminal, office *digest.Office) error {
	heard := context.AfterFunc(ctx, func() {
		fmt.Fprintln(t.err, "Stopping once the mail under way is through, which may take a while. Ctrl-C again stops at once; that mail may then have gone out or not.")
	})
	sendings, stopped := office.Send(ctx, c.Resend)
	heard()
	if errors.Is(stopped, context.Canceled) && ctx.Err() != nil {
		stopped = &interrupted{errors.New("stopped before every mail was sent; run this again, and it goes on with those that are left")}
	}
	if c.JSON && sendings != nil {
		return errors.Join(printJSON(t.out, struct {
			Lists []digest.Sending `json:"lists"`
		}{sendings}), stopped)
	}
	for _, s := range sendings {
		fmt.Fprintln(t.out, s.Words())
		for _, p := range s.Problems {
			fmt.Fprintf(t.out, "- %s: %s, %s. %s\n", p.Email, p.State.Words(), counted(p.Attempts, "try", "tries"), p.Problem)
		}
	}
	return stopped
}
