package main

import (
	"context"
	"errors"
	"fmt"
	"io"
	"strings"

	"goodmeasure/evidence"
	"goodmeasure/internal/library"
)

// libraryCommand is what is done with a library of records.
type libraryCommand struct {
	Import      libraryImportCommand      `cmd:"" help:"Take files of records into the library, without doubles: RIS, PubMed, Web of Science, EndNote, BibTeX, CSL-JSON, tables, MARC."`
	Add         libraryAddCommand         `cmd:"" help:"Add one document."`
	List        libraryListCommand        `cmd:"" help:"List the library, what is newest first."`
	Search      librarySearchCommand      `cmd:"" help:"Search the library by words, narrowed by what documents are filed under."`
	Show        libraryShowCommand        `cmd:"" help:"Show a document, and how to cite it."`
	Publish     libraryPublishCommand     `cmd:"" help:"Make documents public, or hide them again."`
	Duplicates  libraryDuplicatesCommand  `cmd:"" help:"List pairs of documents that may be one work, and settle them."`
	Reindex     libraryReindexCommand     `cmd:"" help:"Make the index of words anew, which searches read."`
	Export      libraryExportCommand      `cmd:"" help:"Write what a search finds as RIS, BibTeX, CSL-JSON, a table or a list of references."`
	Convert     libraryConvertCommand     `cmd:"" help:"Write files of records as another format, or as a list of references."`
	Digest      libraryDigestCommand      `cmd:"" help:"Say what is new for the weekly list, or send it."`
	Subscribers librarySubscribersCommand `cmd:"" help:"List who gets the weekly list."`
}

// atShelf does work that changes nothing in the library of a workspace. Who works at the command line holds the workspace,
// and may read all of it.
func atShelf(p place, work func(*library.Desk) error) error {
	shelf := library.At(p.where())
	return errors.Join(work(shelf.Alone()), shelf.Close())
}

// signed is the place of a library, for work that is somebody's.
type signed struct {
	As string `help:"Whose work this is: the address of an account, where the workspace has accounts." placeholder:"EMAIL"`
	place
}

// at does work that changes nothing, as somebody may see it who is named.
func (s signed) at(ctx context.Context, work func(*library.Desk) error) error {
	if s.As == "" {
		return atShelf(s.place, work)
	}
	return s.change(ctx, work)
}

// change does work that is taken down in somebody's name: of the account that is named, or of the only user of a workspace
// without accounts.
func (s signed) change(ctx context.Context, work func(*library.Desk) error) error {
	shelf := library.At(s.where())
	desk, err := shelf.Of(ctx, s.As, "command line")
	if err != nil {
		err = asWhom(s.As, err)
	} else {
		err = work(desk)
	}
	return errors.Join(err, shelf.Close())
}

// narrowing is what a search can be narrowed by.
type narrowing struct {
	Kind    string `help:"Only documents of this kind: article, report, book, chapter, thesis, conference, web or other." placeholder:"KIND"`
	Group   string `help:"Only documents filed under this group: outcomes, services, models, organisation." placeholder:"GROUP"`
	Subject string `help:"Only documents on this subject." placeholder:"SUBJECT"`
	Outcome string `help:"Only documents that speak of this outcome." placeholder:"OUTCOME"`
	About   string `help:"Only documents about this place." placeholder:"PLACE"`
	Since   int    `help:"Only documents of this year or later." placeholder:"YEAR"`
	Until   int    `help:"Only documents of this year or earlier." placeholder:"YEAR"`
	Show    string `help:"Only what is public, or only what is hidden." placeholder:"public|hidden" enum:",public,hidden" default:""`
}

// query is the search of some words within the limits.
func (n narrowing) query(words []string) (library.Query, error) {
	q := library.Query{Text: strings.Join(words, " "), From: n.Since, To: n.Until, Show: n.Show, Facets: map[string]string{}}
	for name, value := range map[string]string{"kind": n.Kind, "group": n.Group, "subject": n.Subject, "outcome": n.Outcome, "place": n.About} {
		if value != "" {
			q.Facets[name] = value
		}
	}
	return library.ParseQuery(q.Values()) // so that both say the same of what is wrong
}

type librarySearchCommand struct {
	Words []string `arg:"" help:"Words that all have to be there; \"several words\" in quotation marks side by side, -word for what must not be there. Put -- before a first word with a -." placeholder:"WORD"`
	narrowing
	Order string `help:"Put the newest in the library first, or the latest year; the most relevant otherwise." placeholder:"newest|year" enum:",newest,year" default:""`
	Page  int    `help:"Which page of what was found." default:"1"`
	Size  int    `help:"How many on a page, at most 200." default:"20"`
	JSON  bool   `help:"Print JSON: query, total, entries, facets with counts."`
	place
}

// Help says more than the one line of the list.
func (librarySearchCommand) Help() string {
	return `Finds words whatever their capitals, accents and plural, in titles, names, subjects, abstracts and summaries.

Examples:
  goodmeasure library search neglect "home visiting"
  goodmeasure library search --group models --since 2010 -- leaders -adoption
  goodmeasure library search leadership --json`
}

func (c *librarySearchCommand) Run(ctx context.Context, t terminal) error {
	for i, word := range c.Words { // the shell took the quotation marks
		if strings.Contains(strings.TrimPrefix(word, "-"), " ") && !strings.Contains(word, `"`) {
			bare, not := strings.CutPrefix(word, "-")
			c.Words[i] = map[bool]string{true: "-", false: ""}[not] + `"` + bare + `"`
		}
	}
	q, err := c.query(c.Words)
	if err != nil {
		return &usageError{fmt.Errorf("library search: %w", err)}
	}
	q.Order = c.Order
	return printCatalogue(ctx, t, c.place, q, c.Page, c.Size, c.JSON)
}

type libraryListCommand struct {
	narrowing
	Page int  `help:"Which page." default:"1"`
	Size int  `help:"How many on a page, at most 200." default:"20"`
	JSON bool `help:"Print JSON: total, entries, facets with counts."`
	place
}

func (c *libraryListCommand) Run(ctx context.Context, t terminal) error {
	q, err := c.query(nil)
	if err != nil {
		return &usageError{fmt.Errorf("library list: %w", err)}
	}
	return printCatalogue(ctx, t, c.place, q, c.Page, c.Size, c.JSON)
}

func printCatalogue(ctx context.Context, t terminal, p place, q library.Query, page, size int, asJSON bool) error {
	if page < 1 || size < 1 || size > 200 {
		return &usageError{fmt.Errorf("library: page %d of %d: expected a page from 1, with 1 to 200 documents", page, size)}
	}
	q.Page, q.Size = page, size
	return atShelf(p, func(desk *library.Desk) error {
		found, err := desk.Search(ctx, q)
		if err != nil {
			return err
		}
		if asJSON {
			return printJSON(t.out, found)
		}
		fmt.Fprintln(t.out, found.Said)
		for _, e := range found.Entries {
			if err := printEntry(t.out, e); err != nil {
				return err
			}
		}
		if found.Pages > 1 {
			fmt.Fprintf(t.out, "\npage %d of %d\n", found.Page, found.Pages)
		}
		return nil
	})
}

// printEntry prints a document in two lines.
func printEntry(w io.Writer, e evidence.Entry) error {
	var by []string
	for i, a := range e.Authors {
		if i == 3 {
			by = append(by, "and others")
			break
		}
		by = append(by, a.Name())
	}
	about := []string{string(e.Kind)}
	if len(by) > 0 {
		about = append([]string{strings.Join(by, "; ")}, about...)
	}
	if e.Year != 0 {
		about = append(about, fmt.Sprint(e.Year))
	}
	if !e.Public {
		about = append(about, "not public")
	}
	_, err := fmt.Fprintf(w, "%6s  %s\n        %s\n", e.ID, oneLine(e.Title), oneLine(strings.Join(about, ", ")))
	return err
}

// oneLine is text of a record without what could move a terminal's cursor.
func oneLine(text string) string {
	return strings.Join(strings.Fields(strings.Map(func(r rune) rune {
		if r < 0x20 || r == 0x7F || r >= 0x80 && r < 0xA0 {
			return ' '
		}
		return r
	}, text)), " ")
}
