package evidence

import (
	"cmp"
	"slices"
)

// filling is one thing that one record of a work may say and another may not.
type filling struct {
	name  string
	says  func(*Record) bool
	takes func(to *Record, from Record)
}

var fillings = []filling{
	{"abstract", func(r *Record) bool { return r.Abstract != "" }, func(to *Record, from Record) { to.Abstract = from.Abstract }},
	{"authors", func(r *Record) bool { return len(r.Authors) > 0 }, func(to *Record, from Record) { to.Authors = from.Authors }},
	{"year", func(r *Record) bool { return r.Year != 0 }, func(to *Record, from Record) { to.Year, to.Date = from.Year, cmp.Or(to.Date, from.Date) }},
	{"container", func(r *Record) bool { return r.Container != "" }, func(to *Record, from Record) { to.Container, to.Short = from.Container, cmp.Or(to.Short, from.Short) }},
	{"volume", func(r *Record) bool { return r.Volume != "" }, func(to *Record, from Record) { to.Volume = from.Volume }},
	{"issue", func(r *Record) bool { return r.Issue != "" }, func(to *Record, from Record) { to.Issue = from.Issue }},
	{"pages", func(r *Record) bool { return r.Pages != "" }, func(to *Record, from Record) { to.Pages = from.Pages }},
}

// Fill has a record say what another of the same work says and it does not. What a person took out of it stays out. It
// tells whether there was anything.
func (r *Record) Fill(from Record) (filled bool) {
	for _, f := range fillings {
		if !f.says(r) && f.says(&from) && !slices.Contains(r.Origin.Emptied, f.name) {
			f.takes(r, from)
			filled = true
		}
	}
	own := *r
	for _, id := range from.Identifiers {
		if own.Identifier(id.Scheme) == "" && id.Value != "" && !slices.Contains(r.Origin.Emptied, id.Scheme) {
			r.Identifiers = append(slices.Clip(r.Identifiers), id)
			filled = true
		}
	}
	return filled
}

// Emptied are the things that a record said before and no longer says.
func (r Record) Emptied(before Record) (emptied []string) {
	for _, f := range fillings {
		if !f.says(&r) && (f.says(&before) || slices.Contains(before.Origin.Emptied, f.name)) {
			emptied = append(emptied, f.name)
		}
	}
	schemes := slices.Clone(before.Origin.Emptied)
	for _, id := range before.Identifiers {
		schemes = append(schemes, id.Scheme)
	}
	for _, scheme := range schemes {
		named := slices.ContainsFunc(fillings, func(f filling) bool { return f.name == scheme })
		if !named && r.Identifier(scheme) == "" && !slices.Contains(emptied, scheme) {
			emptied = append(emptied, scheme)
		}
	}
	return emptied
}
