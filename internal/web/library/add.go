package library

import (
	"context"
	"errors"
	"fmt"
	"slices"
	"strings"

	"goodmeasure/evidence"
	"goodmeasure/internal/library"
	"goodmeasure/internal/web/site"
)

// form is what the pages that describe a document show.
type form struct {
	library.Draft
	Kinds  []choice          `json:"-"`
	Groups []evidence.Group  `json:"-"`
	Fields []field           `json:"-"`
	Had    string            `json:"-"` // address of the document that the library has already
	ID     string            `json:"id,omitempty"`
	Pasted string            `json:"-"`
	Done   *library.Imported `json:"imported,omitempty"`
}

// field is one field of the form.
type field struct {
	Name, Label, Hint, Value string
	Rows                     int // 0: one line
}

func draftFrom(r *site.Request) library.Draft {
	get := r.Form.Get
	return library.Draft{Title: get("title"), Kind: get("kind"), Authors: get("authors"), Year: get("year"), Container: get("container"), Volume: get("volume"),
		Issue: get("issue"), Pages: get("pages"), Publisher: get("publisher"), DOI: get("doi"), URL: get("url"), Abstract: get("abstract"), Summary: get("summary"),
		Subjects: get("subjects"), Groups: strings.Join(r.Form["group"], "\n"), Outcomes: get("outcomes"), Places: get("places"), Over: get("over")}
}

func formOf(d library.Draft) form {
	f := form{Draft: d, Groups: evidence.DefaultGroups()}
	for line := range strings.Lines(d.Groups) { // those that a document has already
		if group := strings.TrimSpace(line); group != "" && !slices.ContainsFunc(f.Groups, func(g evidence.Group) bool { return g.ID == group }) {
			f.Groups = append(f.Groups, evidence.Group{ID: group, Title: group})
		}
	}
	for _, kind := range library.Kinds() {
		f.Kinds = append(f.Kinds, choice{Text: kindTitle(kind), URL: string(kind), Chosen: string(kind) == d.Kind})
	}
	f.Fields = []field{
		{"title", "Title", "", d.Title, 2},
		{"authors", "Authors", "One a line: family name, then a comma and given names. A body stands as it is.", d.Authors, 3},
		{"year", "Year", "", d.Year, 0},
		{"container", "Journal, book or series", "", d.Container, 0},
		{"volume", "Volume", "", d.Volume, 0},
		{"issue", "Issue", "", d.Issue, 0},
		{"pages", "Pages", "", d.Pages, 0},
		{"publisher", "Publisher", "", d.Publisher, 0},
		{"doi", "DOI", "Such as 10.1234/abcd.", d.DOI, 0},
		{"url", "Web address", "", d.URL, 0},
		{"abstract", "Abstract", "As the document has it, and only where you may pass it on.", d.Abstract, 6},
		{"summary", "Plain summary", "Two or three sentences in your own words.", d.Summary, 3},
		{"subjects", "Subjects", "One a line.", d.Subjects, 3},
		{"outcomes", "Outcomes", "One a line.", d.Outcomes, 2},
		{"places", "Places", "One a line: country, region or authority.", d.Places, 2},
	}
	return f
}

// Holds tells whether the document is filed under a group.
func (f form) Holds(group string) bool {
	for line := range strings.Lines(f.Draft.Groups) {
		if strings.TrimSpace(line) == group {
			return true
		}
	}
	return false
}

// mayWrite refuses who may not add or change.
func (s stacks) mayWrite(ctx context.Context, r *site.Request) error {
	role, err := s.desk(r).Role(ctx)
	if err == nil && !role.Allows(evidence.Reviewer) {
		err = &library.Refusal{Needed: evidence.Reviewer, What: "adding and changing documents"}
	}
	return told(err)
}

func (s stacks) adding() site.Page {
	view := func(f form) *site.View {
		return &site.View{Title: "Add a document", Lede: "Paste what a DOI service or reference manager gives, or fill in the form. It is public once you say so.", Data: f}
	}
	return site.Page{Name: "library-add", Path: "/library/add", About: "Adds a document to the library: by a form, or by pasted CSL-JSON, RIS or BibTeX.", Data: form{},
		Examples: []string{"/library/add"},
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			if err := s.mayWrite(ctx, r); err != nil {
				return nil, err
			}
			return view(formOf(library.Draft{Kind: string(evidence.Article)})), nil
		},
		Act: func(ctx context.Context, r *site.Request) (site.Outcome, error) {
			public := r.Form.Get("public") != ""
			if r.Form.Get("act") == "paste" {
				return s.paste(ctx, r, view, public)
			}
			draft := draftFrom(r)
			n, err := s.desk(r).Add(ctx, draft, public)
			if err != nil {
				f := formOf(draft)
				var had *library.Had
				if errors.As(err, &had) {
					f.Had = r.URL(permalink(had.Number))
				}
				return again(view(f), err)
			}
			return site.Outcome{Location: permalink(n), Notice: "The document was added."}, nil
		}}
}

// paste takes what was pasted for a file of records.
func (s stacks) paste(ctx context.Context, r *site.Request, view func(form) *site.View, public bool) (site.Outcome, error) {
	text := r.Form.Get("pasted")
	f := formOf(library.Draft{Kind: string(evidence.Article)})
	f.Pasted = text
	if strings.TrimSpace(text) == "" {
		return again(view(f), errors.New("nothing was pasted: put a record in CSL-JSON, RIS or BibTeX into the field"))
	}
	if doi := evidence.BareDOI(text); doi != "" && len(strings.Fields(text)) <= 2 {
		return again(view(f), fmt.Errorf("what was pasted is a DOI, and not yet what it stands for: ask https://doi.org/%s for application/vnd.citationstyles.csl+json, and paste the answer", doi))
	}
	done, err := s.desk(r).Paste(ctx, text, library.Intake{Public: public, Source: "Pasted"})
	if err != nil {
		return again(view(f), err)
	}
	if done.Added == 1 && len(done.Failed)+len(done.Notes)+len(done.Doubles)+len(done.Unsure) == 0 {
		return site.Outcome{Location: permalink(done.First), Notice: "The document was added."}, nil
	}
	if done.Added == 0 && len(done.Doubles) > 0 {
		f.Had = r.URL(permalink(done.Doubles[0].Of))
	}
	if done.Added > 0 {
		f.Pasted = ""
	}
	f.Done = &done
	page := view(f)
	page.Notices = []string{done.Became()}
	if done.Added > 0 {
		page.Status = 200
	}
	return site.Outcome{View: page}, nil
}

func (s stacks) changing() site.Page {
	view := func(id string, f form) *site.View {
		f.ID = id
		return &site.View{Title: "Change a document", Lede: f.Draft.Title, Data: f}
	}
	return site.Page{Name: "library-change", Path: "/library/{id}/change", About: "Changes what the library says of a document: its description, plain summary, subjects and group.", Data: form{},
		Examples: []string{"/library/1/change"},
		Load: func(ctx context.Context, r *site.Request) (*site.View, error) {
			n, err := number(r)
			if err != nil {
				return nil, err
			}
			draft, err := s.desk(r).Draft(ctx, n)
			if err != nil {
				return nil, told(err)
			}
			return view(r.Segment("id"), formOf(draft)), nil
		},
		Act: func(ctx context.Context, r *site.Request) (site.Outcome, error) {
			n, err := number(r)
			if err != nil {
				return site.Outcome{}, err
			}
			draft := draftFrom(r)
			if _, err := s.desk(r).Change(ctx, n, draft); err != nil {
				return again(view(r.Segment("id"), formOf(draft)), err)
			}
			return site.Outcome{Location: permalink(n), Notice: "The change was kept."}, nil
		}}
}
