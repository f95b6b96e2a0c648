package citation

import (
	"strings"

	"goodmeasure/evidence"
)

func (s *setting) vancouver() {
	people, role := s.Authors, ""
	if len(people) == 0 && s.standsAlone() {
		people, role = s.Editors, editorsIn(s.Editors, ", editor", ", editors")
	}
	if names := vancouverNames(people); names != "" {
		s.say("%s%s", names, role)
		s.stop()
		s.say(" ")
	}
	s.say("%s", s.Title)
	if s.Kind == evidence.Thesis {
		genre := s.Genre
		if genre == "" {
			genre = "thesis"
		}
		s.say(" [%s]", genre)
	}
	if s.Kind == evidence.Web {
		s.say(" [Internet]")
	}
	s.stop()
	year := s.year
	if s.Year == 0 {
		year = "[" + year + "]"
	}
	switch {
	case s.standsAlone():
		s.vancouverPublished(year)
	case s.Kind == evidence.Chapter, s.Kind == evidence.Conference && (s.Publisher != "" || len(s.Editors) > 0):
		s.say(" In: ")
		if names := vancouverNames(s.Editors); names != "" {
			s.say("%s%s. ", names, editorsIn(s.Editors, ", editor", ", editors"))
		}
		s.say("%s", s.Container)
		s.stop()
		s.vancouverPublished(year)
		if s.Pages != "" {
			s.say(" p. %s.", shortened(s.Pages))
		}
	default:
		s.vancouverJournal(year)
	}
	switch doi := s.DOI(); {
	case doi != "":
		s.say(" doi:%s", doi)
	case s.Identifier("url") != "":
		s.say(" Available from: %s", s.Identifier("url"))
	}
}

func (s *setting) vancouverPublished(year string) {
	if edition := s.editionSet(); edition != "" {
		s.sentence(edition + " ed.")
	}
	s.say(" %s", strings.Join(filled(strings.Join(filled(s.Place, s.Publisher), ": "), year), "; "))
	if s.Kind == evidence.Web && s.Accessed != "" {
		s.say(" [cited %s]", s.Accessed)
	}
	s.stop()
}

func (s *setting) vancouverJournal(year string) {
	journal := strings.TrimSuffix(strings.ReplaceAll(s.Short, ".", ""), ".")
	if journal == "" {
		journal = s.Container
	}
	number := s.Volume
	if s.Issue != "" {
		number += "(" + s.Issue + ")"
	}
	s.say(" %s", journal)
	s.stop()
	s.say(" %s", year)
	if number != "" {
		s.say(";%s", number)
	}
	if s.Pages != "" {
		s.say(":%s", shortened(s.Pages))
	}
	s.say(".")
}

// shortened leaves out of the last page what it repeats of the first: 253-258 is 253-8.
func shortened(pages string) string {
	from, to, ok := strings.Cut(strings.ReplaceAll(pages, "–", "-"), "-")
	if !ok || len(from) != len(to) || !digits(from) || !digits(to) || from >= to {
		return pages
	}
	at := 0
	for from[at] == to[at] {
		at++
	}
	return from + "-" + to[at:]
}

// vancouverNames sets up to six names; of more, the first six and "et al.".
func vancouverNames(people []evidence.Person) string {
	var names []string
	for _, one := range people {
		name := strings.TrimSpace(one.Family + " " + joinInitials(one.Given, "", ""))
		if _, suffix := givenInitials(one.Given); suffix != "" {
			name += " " + suffix
		}
		names = append(names, name)
	}
	if len(names) > 6 {
		return strings.Join(names[:6], ", ") + ", et al"
	}
	return strings.Join(names, ", ")
}
