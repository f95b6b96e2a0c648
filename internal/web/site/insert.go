package site

import (
	"context"
	"errors"
	"fmt"
	"html/template"
	"strings"

	"goodmeasure/evidence"
)

// Insert is something that a group says on a page of another, to those who may know it. The page has {{.Insert}} where it
// goes.
type Insert struct {
	Page     string // the name of the page that it goes into
	Template string // of the group, as a page's is named; it finds what Load gave at .Request.Inserted
	// Load gives what to say. Nil is nothing: the page is then the same as for everybody, and is kept and shared as ever.
	Load func(context.Context, *Request) (any, error)
}

// inserted is an insert with its template.
type inserted struct {
	Insert
	templates *template.Template
}

// addInserts takes the inserts of a group.
func (s *Site) addInserts(g Group, templates *template.Template) error {
	for _, i := range g.Inserts {
		if _, twice := s.inserts[i.Page]; twice {
			return fmt.Errorf("page %s has room for one insert, and two would go into it", i.Page)
		}
		if err := has(templates, i.Template); err != nil {
			return fmt.Errorf("the insert of page %s: %w", i.Page, err)
		}
		s.inserts[i.Page] = inserted{i, templates}
	}
	return nil
}

// personal puts into a request for a page what its insert has to say to the one who asks, and tells whether it has anything.
// It fails where there is too much to do or the workspace cannot be used yet, or whoever asked has gone: coming back helps, and a page without the insert would
// look whole. Where the insert itself fails, the page is there without it.
func (s *Site) personal(ctx context.Context, p *compiled, asked *Request) (bool, error) {
	insert, found := s.inserts[p.Name]
	if !found {
		return false, nil
	}
	var err error
	if asked.Who, asked.Sole, err = s.who(asked.http); err == nil && (asked.Sole || asked.Who.ID != 0) {
		asked.Inserted, err = s.loadInsert(ctx, insert, asked)
	}
	var busy *Busy
	switch {
	case err == nil:
	case ctx.Err() != nil:
		return false, ctx.Err()
	case errors.As(err, &busy), errors.Is(err, evidence.ErrUnready):
		return false, err
	default:
		s.log.Error("an insert could not be made", "page", p.Name, "error", err)
		asked.Inserted = nil
	}
	return asked.Inserted != nil, nil
}

func (s *Site) loadInsert(ctx context.Context, i inserted, asked *Request) (any, error) {
	leave, err := s.work.light.enter(ctx)
	if err != nil {
		return nil, err
	}
	defer leave()
	return i.Load(ctx, asked)
}

// Insert is what another group says on the page.
func (b Body) Insert() (template.HTML, error) {
	if b.Request.Inserted == nil || b.page == nil {
		return "", nil
	}
	insert := b.site.inserts[b.page.Name]
	return b.part(insert.templates, insert.Template)
}

// Content is what the page itself says, within the shell.
func (b Body) Content() (template.HTML, error) { return b.part(b.page.templates, b.page.Name) }

func (b Body) part(templates *template.Template, name string) (template.HTML, error) {
	var out strings.Builder
	err := templates.ExecuteTemplate(&out, name+".html", b)
	return template.HTML(out.String()), err // made, and escaped, by a template
}
