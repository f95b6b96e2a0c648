package main

import (
	"context"
	"errors"
	"fmt"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/evidence"
	"goodmeasure/internal/library"
)

type libraryShowCommand struct {
	ID   int64 `arg:"" name:"number" help:"Number of the document."`
	JSON bool  `help:"Print JSON."`
	place
}

func (c *libraryShowCommand) Run(ctx context.Context, t terminal) error {
	return atShelf(c.place, func(desk *library.Desk) error {
		item, err := desk.Item(ctx, c.ID)
		if errors.Is(err, evidence.ErrNotFound) {
			return fmt.Errorf("there is no document %d in the library; `goodmeasure library list` shows those there are", c.ID)
		}
		if err != nil {
			return err
		}
		if c.JSON {
			return printJSON(t.out, item)
		}
		if err := printEntry(t.out, item.Entry); err != nil {
			return err
		}
		for _, part := range []struct{ name, text string }{{"In plain words", item.Summary}, {"Abstract", item.Abstract},
			{"Group", strings.Join(library.Filed(item.Entry, "group"), "; ")}, {"Subject", strings.Join(library.Filed(item.Entry, "subject"), "; ")},
			{"Outcome", strings.Join(library.Filed(item.Entry, "outcome"), "; ")}, {"Place", strings.Join(library.Filed(item.Entry, "place"), "; ")}} {
			if part.text != "" {
				fmt.Fprintf(t.out, "\n%s\n  %s\n", part.name, oneLine(part.text))
			}
		}
		for _, cited := range item.References {
			fmt.Fprintf(t.out, "\n%s\n  %s\n", cited.Style.Title(), oneLine(cited.Text))
		}
		if item.MergedInto != 0 {
			fmt.Fprintf(t.out, "\nIt was found to be a double: document %d stands for both.\n", item.MergedInto)
		}
		return nil
	})
}

type libraryPublishCommand struct {
	IDs  []int64 `arg:"" name:"number" help:"Numbers of the documents."`
	Hide bool    `help:"Hide them from readers who have no role in the library, instead."`
	JSON bool    `help:"Print JSON: how many were changed."`
	signed
}

// Help says more than the one line of the list.
func (libraryPublishCommand) Help() string {
	return `What is public can be found and read by everybody, stands in feeds, and is sent once with what is new in the library. Hiding a document and showing it again does not make it new.

Examples:
  goodmeasure library publish 12 13 14
  goodmeasure library publish 12 --hide`
}

func (c *libraryPublishCommand) Run(ctx context.Context, t terminal) error {
	return c.change(ctx, func(desk *library.Desk) error {
		if _, err := desk.Item(ctx, c.IDs[0]); err != nil { // before a workspace would be made
			return fmt.Errorf("library publish: %w", err)
		}
		changed, err := desk.Publish(ctx, c.IDs, !c.Hide)
		if err != nil {
			return fmt.Errorf("library publish: %w", err)
		}
		if c.JSON {
			return printJSON(t.out, map[string]int{"changed": changed})
		}
		became := "made public"
		if c.Hide {
			became = "hidden"
		}
		said := chart.Count(changed, "document was", "documents were")
		_, err = fmt.Fprintf(t.out, "%s %s.\n", strings.ToUpper(said[:1])+said[1:], became)
		return err
	})
}

type libraryAddCommand struct {
	Title     string   `required:"" help:"Title."`
	Kind      string   `help:"Kind: article, report, book, chapter, thesis, conference, web or other." default:"report" placeholder:"KIND"`
	Author    []string `help:"Author as \"Family, Given\", or a body as it is. May be given several times." sep:"none" placeholder:"NAME"`
	Year      string   `help:"Year." placeholder:"YEAR"`
	In        string   `help:"Journal, book or series that it stands in." placeholder:"TITLE"`
	Publisher string   `help:"Publisher." placeholder:"NAME"`
	DOI       string   `name:"doi" help:"DOI." placeholder:"DOI"`
	URL       string   `name:"url" help:"Web address." placeholder:"ADDRESS"`
	Abstract  string   `help:"Abstract." placeholder:"TEXT"`
	Summary   string   `help:"Two or three sentences in plain words." placeholder:"TEXT"`
	Subject   []string `help:"Subject. May be given several times." sep:"none" placeholder:"SUBJECT"`
	Group     []string `help:"Group: outcomes, services, models or organisation. May be given several times." sep:"none" placeholder:"GROUP"`
	Public    bool     `help:"Make it public at once."`
	JSON      bool     `help:"Print JSON: the number of the document."`
	signed
}

// Help says more than the one line of the list.
func (libraryAddCommand) Help() string {
	return `Adds a document that you describe. One that the library has already is refused, with its number. What a DOI service or a reference manager gives is better imported: goodmeasure library import - < doi.json

Example:
  goodmeasure library add --title "Leaders who learn" --author "Hart, Ann" --year 2016 --subject Leadership --public`
}

func (c *libraryAddCommand) Run(ctx context.Context, t terminal) error {
	draft := library.Draft{Title: c.Title, Kind: c.Kind, Authors: strings.Join(c.Author, "\n"), Year: c.Year, Container: c.In, Publisher: c.Publisher, DOI: c.DOI, URL: c.URL,
		Abstract: c.Abstract, Summary: c.Summary, Subjects: strings.Join(c.Subject, "\n"), Groups: strings.Join(c.Group, "\n")}
	return c.change(ctx, func(desk *library.Desk) error {
		n, err := desk.Add(ctx, draft, c.Public)
		if err != nil {
			return fmt.Errorf("library add: %w", err)
		}
		if c.JSON {
			return printJSON(t.out, map[string]int64{"id": n})
		}
		_, err = fmt.Fprintf(t.out, "Document %d was added.\n", n)
		return err
	})
}
