package main

import (
	"context"
	"errors"
	"fmt"

	"goodmeasure/chart"
	"goodmeasure/internal/digest"
	"goodmeasure/internal/publish"
	"goodmeasure/study"
)

type librarySubscribersCommand struct {
	signed
	format
	Remove string `help:"End every subscription of an address, for somebody who asked by other ways." placeholder:"ADDRESS"`
}

// Help says more than the one line of the list.
func (librarySubscribersCommand) Help() string {
	return `Lists who confirmed that they want "New in the library" by mail: everything, or what is new of a search. People ask for it on the page /library/subscribe, and end it by the link in every mail.

Examples:
  goodmeasure library subscribers
  goodmeasure library subscribers --csv
  goodmeasure library subscribers --remove ann@example.org
  goodmeasure library subscribers --remove ann@example.org --as owner@example.org`
}

func (c *librarySubscribersCommand) Run(ctx context.Context, t terminal) error {
	if c.As != "" && c.Remove == "" {
		return &usageError{errors.New("--as says nothing without --remove")}
	}
	return atOffice(digest.Options{Place: c.where()}, func(office *digest.Office) error {
		if c.Remove != "" {
			return c.remove(ctx, t, office)
		}
		all, err := office.Subscribers(ctx)
		if err != nil {
			return err
		}
		if c.JSON {
			return printJSON(t.out, struct {
				Subscribers []digest.Subscriber `json:"subscribers"`
			}{all})
		}
		table := chart.Table{Caption: counted(len(all), "subscriber", "subscribers"), Columns: []chart.Column{{Name: "Address"}, {Name: "List"}, {Name: "Search"}, {Name: "Confirmed"}}}
		for _, s := range all {
			var row []chart.Cell
			for _, text := range []string{s.Email, s.List.Name, s.List.Query, s.Confirmed.Local().Format("2 January 2006")} {
				row = append(row, chart.Cell{Text: text, Value: study.Missing})
			}
			table.Rows = append(table.Rows, row)
		}
		if c.CSV {
			return publish.CSV(t.out, table)
		}
		if len(all) == 0 {
			_, err := fmt.Fprintln(t.out, "Nobody has confirmed that they want the list. People ask for it on the page /library/subscribe.")
			return err
		}
		return publish.Text(t.out, table)
	})
}

func (c *librarySubscribersCommand) remove(ctx context.Context, t terminal, office *digest.Office) error {
	by, err := office.Of(ctx, c.As)
	if err != nil {
		return asWhom(c.As, err)
	}
	ended, err := office.Remove(ctx, by, c.Remove)
	if err != nil {
		return err
	}
	if ended == 0 {
		return fmt.Errorf("%s gets no list, and has not asked for one; `goodmeasure library subscribers` lists who does", c.Remove)
	}
	_, err = fmt.Fprintf(t.out, "%s gets no list any more: %s ended.\n", c.Remove, counted(ended, "subscription was", "subscriptions were"))
	return err
}
