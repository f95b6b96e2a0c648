package workbench

import (
	"errors"
	"fmt"
	"slices"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/method"
	"goodmeasure/study"
)

// AuthorityFilter says which authorities to list. What is left empty does not narrow the list.
type AuthorityFilter struct {
	Text   string // part of a name, or a code
	Region string
	Type   string
	Ended  bool // list those that no longer exist, too
}

// AuthorityList is the authorities of an edition, or some of them, by name.
type AuthorityList struct {
	Edition     method.EditionUsed `json:"edition"`
	Authorities []AuthorityEntry   `json:"authorities"`
}

// AuthorityEntry is an authority, what surrounds it, and its latest overall grade.
type AuthorityEntry struct {
	study.Authority
	Succession     string       `json:"succession,omitempty"` // what it took over from or what took over, in words
	Children       study.Number `json:"children"`
	ChildrenPeriod int          `json:"children_period,omitempty"`
	IMD2025        study.Number `json:"imd2025_score"`
	Grade          study.Grade  `json:"latest_grade"`
	GradeFramework string       `json:"latest_grade_framework"`
	GradePublished study.Date   `json:"latest_grade_published"`
}

// Authorities lists authorities. A text that is part of nobody's name is taken as Gazetteer.Find takes it.
func (w *Workbench) Authorities(filter AuthorityFilter) (AuthorityList, error) {
	list := AuthorityList{Edition: w.editionUsed(), Authorities: []AuthorityEntry{}}
	region, err := w.oneOf("--region", filter.Region, func(a study.Authority) string { return a.Region })
	if err != nil {
		return list, err
	}
	kind, err := w.oneOf("--type", filter.Type, func(a study.Authority) string { return a.Type })
	if err != nil {
		return list, err
	}
	named := w.named(filter.Text)
	if filter.Text != "" && !slices.ContainsFunc(named, func(a study.Authority) bool { return a.Current() || filter.Ended }) {
		found, err := w.Places.Find(filter.Text)
		if err != nil {
			return list, err
		}
		named, filter.Ended = []study.Authority{found}, true
	}
	for _, a := range named {
		if (a.Current() || filter.Ended) && (region == "" || a.Region == region) && (kind == "" || a.Type == kind) {
			list.Authorities = append(list.Authorities, w.authorityEntry(a))
		}
	}
	slices.SortStableFunc(list.Authorities, func(a, b AuthorityEntry) int { return strings.Compare(a.Name, b.Name) })
	return list, nil
}

// NearestAuthorities are those that are spelt most like a text of which no authority can be told, as the error has it.
func (w *Workbench) NearestAuthorities(err error) []AuthorityEntry {
	entries := []AuthorityEntry{}
	var unknown *study.UnknownAuthority
	if errors.As(err, &unknown) {
		for _, a := range unknown.Nearest {
			entries = append(entries, w.authorityEntry(a))
		}
	}
	return entries
}

// named are the authorities of which a text is part of a name or alias, or the beginning of a code.
func (w *Workbench) named(text string) []study.Authority {
	text = strings.TrimSpace(text)
	if text == "" {
		return w.Edition.Authorities
	}
	var found []study.Authority
	for _, a := range w.Edition.Authorities {
		codes := append([]string{a.Code, a.ONS}, a.OtherONS...)
		if slices.Contains(codes, strings.ToUpper(text)) ||
			slices.ContainsFunc(append([]string{a.Name}, a.Aliases...), func(name string) bool {
				return strings.Contains(study.PlaceKey(name), study.PlaceKey(text))
			}) {
			found = append(found, a)
		}
	}
	return found
}

// oneOf finds the one value, among those the authorities have, that a person's text is or begins, whatever its case.
func (w *Workbench) oneOf(flag, text string, of func(study.Authority) string) (string, error) {
	if text == "" {
		return "", nil
	}
	var all, found []string
	for _, a := range w.Edition.Authorities {
		if !slices.Contains(all, of(a)) {
			all = append(all, of(a))
		}
	}
	slices.Sort(all)
	for _, value := range all {
		if strings.EqualFold(value, text) {
			return value, nil
		}
		if strings.HasPrefix(strings.ToLower(value), strings.ToLower(text)) {
			found = append(found, value)
		}
	}
	if len(found) == 1 {
		return found[0], nil
	}
	return "", fmt.Errorf("%s: %q is not one of %s", flag, text, joined(all))
}

func (w *Workbench) authorityEntry(a study.Authority) AuthorityEntry {
	context := w.Edition.Context(a.Code)
	entry := AuthorityEntry{Authority: a, Succession: successionOf(a, w.Edition), Children: context.ChildPopulation, ChildrenPeriod: context.ChildPopulationPeriod, IMD2025: context.IMD2025}
	if latest, graded := w.latestGraded(a.Code); graded {
		entry.Grade, entry.GradeFramework, entry.GradePublished = latest.Overall, latest.Framework, latest.Published
	}
	return entry
}

func (w *Workbench) latestGraded(code string) (study.Inspection, bool) {
	inspections := w.Edition.InspectionsOf(code)
	for at := len(inspections) - 1; at >= 0; at-- {
		if inspections[at].Graded() {
			return inspections[at], true
		}
	}
	return study.Inspection{}, false
}

// Table is the list for reading.
func (l AuthorityList) Table() chart.Table {
	t := chart.Table{Caption: chart.Count(len(l.Authorities), "authority", "authorities"), Columns: []chart.Column{{Name: "Code"},
		{Name: "ONS code"}, {Name: "Name"}, {Name: "Region"}, {Name: "Children", Numeric: true}, {Name: "IMD\n2025", Numeric: true},
		{Name: "Latest overall grade"}}}
	t.Caption = strings.ToUpper(t.Caption[:1]) + t.Caption[1:]
	for _, a := range l.Authorities {
		children, deprivation, grade := said("not known"), said("not known"), said("no overall grade")
		if a.Children.Known() {
			children = chart.Cell{Text: decimal(a.Children, 0), Value: a.Children}
		}
		if a.IMD2025.Known() {
			deprivation = chart.Cell{Text: decimal(a.IMD2025, 1), Value: a.IMD2025}
		}
		if a.Grade.Given() {
			grade = said(fmt.Sprintf("%s\n%s %s", a.Grade.Words(), a.GradeFramework, a.GradePublished))
		}
		t.Rows = append(t.Rows, []chart.Cell{said(a.Code), said(a.ONS), named(a.Code, folded(a.Name, 26)), said(folded(a.Region, 16)),
			children, deprivation, grade})
	}
	return t
}

// FileTable is the list to take away.
func (l AuthorityList) FileTable() chart.Table {
	t := chart.Table{Caption: "Authorities", Columns: []chart.Column{{Name: "Code"}, {Name: "ONS code"}, {Name: "Name"}, {Name: "Region"}, {Name: "Type"},
		{Name: "Children", Numeric: true}, {Name: "IMD 2025", Numeric: true}, {Name: "Latest overall grade"}, {Name: "Framework"}, {Name: "Published"}}}
	for _, a := range l.Authorities {
		row := []chart.Cell{said(a.Code), said(a.ONS), named(a.Code, a.Name), said(a.Region), said(a.Type), said("not known"), said("not known"), said("no overall grade"), said(""), said("")}
		if a.Children.Known() {
			row[5] = chart.Cell{Text: decimal(a.Children, 0), Value: a.Children}
		}
		if a.IMD2025.Known() {
			row[6] = chart.Cell{Text: decimal(a.IMD2025, 1), Value: a.IMD2025}
		}
		if a.Grade.Given() {
			row[7], row[8], row[9] = said(a.Grade.Words()), said(a.GradeFramework), chart.Dated(a.GradePublished)
		}
		t.Rows = append(t.Rows, row)
	}
	return t
}

// Successions say what took over from what among those listed.
func (l AuthorityList) Successions() []string {
	var all []string
	for _, a := range l.Authorities {
		if a.Succession != "" {
			all = append(all, a.Succession)
		}
	}
	return all
}

// Notes say where the figures come from.
func (l AuthorityList) Notes() []string {
	if len(l.Authorities) == 0 {
		return []string{editionLine(l.Edition)}
	}
	about := "IMD 2025: average score of the index of multiple deprivation, higher is more deprived (Ministry of Housing, Communities and Local Government). Grades: Ofsted."
	if years := l.childrenYears(); years != "" {
		about = "Children: estimate of those aged 0 to 17 in " + years + " (Office for National Statistics). " + about
	}
	return []string{about, editionLine(l.Edition)}
}

// childrenYears are the years that the numbers of children are for, empty without any: an authority that has ended has its last.
func (l AuthorityList) childrenYears() string {
	var years []study.Period
	for _, a := range l.Authorities {
		if a.Children.Known() && !slices.Contains(years, study.Period(a.ChildrenPeriod)) {
			years = append(years, study.Period(a.ChildrenPeriod))
		}
	}
	if len(years) == 0 {
		return ""
	}
	slices.Sort(years)
	return "mid-" + strings.ReplaceAll(spans(years), ", ", ", mid-")
}

// ShortName is the short name of an authority; of one that has ended, "the former Dorset" where there is a Dorset now.
func (w *Workbench) ShortName(a study.Authority) string {
	if !a.Current() && slices.ContainsFunc(w.Edition.Authorities, func(other study.Authority) bool { return other.Current() && other.Short() == a.Short() }) {
		return "the former " + a.Short()
	}
	return a.Short()
}

// EndedWords say of an authority that has ended why newer figures do not have it; empty for any other.
func (w *Workbench) EndedWords(a study.Authority) string {
	if a.Current() {
		return ""
	}
	return fmt.Sprintf("%s ended on %s: figures after that do not have it.", chart.Capital(w.ShortName(a)), a.ValidTo.Long())
}

// successionOf says in a sentence what came before or after an authority, if anything did.
func successionOf(a study.Authority, edition *study.Edition) string {
	short := func(codes []string) string {
		var names []string
		for _, code := range codes {
			other, _ := edition.Authority(code)
			name := fmt.Sprintf("%s (%s)", other.Short(), code)
			if other.Short() == a.Short() && !other.Current() {
				name = "the former " + name
			}
			names = append(names, name)
		}
		return joined(names)
	}
	var sentences []string
	if !a.ValidFrom.IsZero() {
		sentence := fmt.Sprintf("%s was created on %s.", a.Short(), a.ValidFrom.Long())
		if len(a.Predecessors) > 0 {
			before := short(a.Predecessors)
			sentence += fmt.Sprintf(" Figures before then are for %s and are not shown as %s’s.", before, a.Short())
		}
		sentences = append(sentences, sentence)
	}
	if !a.ValidTo.IsZero() {
		sentence := fmt.Sprintf("%s ended on %s.", a.Short(), a.ValidTo.Long())
		if len(a.Successors) > 0 {
			sentence += fmt.Sprintf(" It was succeeded by %s.", short(a.Successors))
		}
		sentences = append(sentences, sentence)
	}
	return strings.Join(sentences, " ")
}
