package citation

import (
	"strings"

	"goodmeasure/evidence"
)

func (s *setting) harvard() {
	people, role := s.Authors, ""
	if len(people) == 0 && s.standsAlone() {
		people, role = s.Editors, editorsIn(s.Editors, " (ed.)", " (eds)")
	}
	if names := harvardNames(people); names != nil {
		s.runs = append(s.runs, names...)
		s.say("%s (%s) ", role, s.year)
		s.harvardTitle()
	} else {
		s.harvardTitle()
		s.say(" (%s)", s.year)
	}
	switch {
	case s.standsAlone():
		s.harvardPublished()
	case s.Kind == evidence.Chapter, s.Kind == evidence.Conference && (s.Publisher != "" || len(s.Editors) > 0):
		s.harvardWithin()
	default:
		s.harvardJournal()
	}
	s.harvardLink()
}

func (s *setting) harvardTitle() {
	if s.standsAlone() {
		s.slant(s.Title)
	} else {
		s.say("‘%s’", s.Title)
	}
}

func (s *setting) harvardPublished() {
	s.stop()
	if edition := s.editionSet(); edition != "" {
		s.sentence(edition + " edn")
	}
	if s.Kind == evidence.Thesis {
		genre := s.Genre
		if genre == "" {
			genre = "Thesis"
		}
		s.sentence(genre)
		s.sentence(s.Publisher)
		return
	}
	s.sentence(strings.Join(filled(s.Place, s.Publisher), ": "))
}

func (s *setting) harvardWithin() {
	s.say(", in ")
	if names := harvardNames(s.Editors); names != nil {
		for _, run := range names {
			s.add(run.Text, run.Italic)
		}
		s.say("%s ", editorsIn(s.Editors, " (ed.)", " (eds)"))
	}
	s.slant(s.Container)
	s.stop()
	if edition := s.editionSet(); edition != "" {
		s.sentence(edition + " edn")
	}
	published := strings.Join(filled(s.Place, s.Publisher), ": ")
	s.sentence(strings.Join(filled(published, s.pagesSet()), ", "))
}

func (s *setting) harvardJournal() {
	if len(s.Authors) > 0 {
		s.say(", ")
	} else {
		s.say(" ")
	}
	s.slant(s.Container)
	number := s.Volume
	if s.Issue != "" {
		number += "(" + s.Issue + ")"
	}
	for _, part := range filled(number, s.pagesSet()) {
		s.say(", %s", part)
	}
	s.stop()
}

func (s *setting) harvardLink() {
	link := s.link()
	if link == "" {
		return
	}
	s.say(" Available at: %s", link)
	if s.Accessed != "" && s.DOI() == "" {
		s.say(" (Accessed: %s)", s.Accessed)
	}
	s.say(".")
}

// harvardNames sets up to three names; of more, the first and "et al.".
func harvardNames(people []evidence.Person) []Run {
	var names []string
	for _, one := range people {
		name := one.Family
		if letters := joinInitials(one.Given, ".", ""); letters != "" {
			name += ", " + letters
		}
		if _, suffix := givenInitials(one.Given); suffix != "" {
			name += ", " + suffix
		}
		names = append(names, name)
	}
	switch {
	case len(names) == 0:
		return nil
	case len(names) > 3:
		return []Run{{Text: names[0] + " "}, {Text: "et al.", Italic: true}}
	}
	return []Run{{Text: listOf(names, ", ", " and ", " and ")}}
}
