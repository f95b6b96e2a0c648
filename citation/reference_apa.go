package citation

import (
	"strings"

	"goodmeasure/evidence"
)

func (s *setting) apa() {
	people, role := s.Authors, ""
	if len(people) == 0 && s.standsAlone() {
		people, role = s.Editors, editorsIn(s.Editors, " (Ed.)", " (Eds.)")
	}
	names := apaNames(people)
	if names == "" {
		s.apaTitle()
		s.say(" (%s).", s.year)
	} else {
		s.say("%s%s", names, role)
		s.stop()
		s.say(" (%s). ", s.year)
		s.apaTitle()
	}
	switch {
	case s.standsAlone():
		s.apaPublished()
	case s.Kind == evidence.Chapter || s.Kind == evidence.Conference && (s.Publisher != "" || len(s.Editors) > 0):
		s.apaWithin()
	default:
		s.apaJournal()
	}
	if link := s.link(); link != "" {
		s.say(" %s", link)
	}
}

// apaTitle sets the title with what stands in brackets after it.
func (s *setting) apaTitle() {
	if !s.standsAlone() {
		s.say("%s", s.Title)
		s.stop()
		return
	}
	s.slant(s.Title)
	if edition := s.editionSet(); edition != "" {
		s.say(" (%s ed.)", edition)
	}
	if s.Kind == evidence.Thesis {
		genre := s.Genre
		if genre == "" {
			genre = "Thesis"
		}
		s.say(" [%s]", strings.Join(filled(genre, s.Publisher), ", "))
	}
	if s.Kind == evidence.Conference {
		s.say(" [Conference paper]")
	}
	s.stop()
}

func (s *setting) apaPublished() {
	if s.Kind == evidence.Thesis || len(s.Authors) > 0 && s.Publisher == s.Authors[0].Family {
		return // it is named already
	}
	publisher := s.Publisher
	if publisher == "" && s.Kind == evidence.Web {
		publisher = s.Container
	}
	s.sentence(publisher)
}

func (s *setting) apaWithin() {
	s.say(" In ")
	if len(s.Editors) > 0 {
		var names []string
		for _, one := range s.Editors {
			names = append(names, strings.TrimSpace(joinInitials(one.Given, ".", " ")+" "+one.Family))
		}
		s.say("%s%s, ", listOf(names, ", ", " & ", ", & "), editorsIn(s.Editors, " (Ed.)", " (Eds.)"))
	}
	s.slant(s.Container)
	edition := s.editionSet()
	if edition != "" {
		edition += " ed."
	}
	if inside := strings.Join(filled(edition, s.pagesSet()), ", "); inside != "" {
		s.say(" (%s)", inside)
	}
	s.stop()
	s.sentence(s.Publisher)
}

func (s *setting) apaJournal() {
	s.say(" ")
	s.slant(s.Container)
	if s.Volume != "" {
		s.say(", ")
		s.slant(s.Volume)
	}
	if s.Issue != "" {
		if s.Volume == "" {
			s.say(", ")
		}
		s.say("(%s)", s.Issue)
	}
	switch pages := dashed(s.Pages); {
	case pages == "":
	case strings.HasPrefix(pages, "e") && !strings.Contains(pages, "–"):
		s.say(", Article %s", pages)
	default:
		s.say(", %s", pages)
	}
	s.stop()
}

// apaNames sets up to twenty names; of more, the first nineteen and the last.
func apaNames(people []evidence.Person) string {
	var names []string
	for _, one := range people {
		name := one.Family
		if letters := joinInitials(one.Given, ".", " "); letters != "" {
			name += ", " + letters
		}
		if _, suffix := givenInitials(one.Given); suffix != "" {
			name += ", " + suffix
		}
		names = append(names, name)
	}
	if len(names) > 20 {
		return strings.Join(names[:19], ", ") + ", … " + names[len(names)-1]
	}
	return listOf(names, ", ", ", & ", ", & ")
}

// listOf joins names: two by pair, more by between and, before the last, by last.
func listOf(names []string, between, pair, last string) string {
	switch len(names) {
	case 0:
		return ""
	case 1:
		return names[0]
	case 2:
		return names[0] + pair + names[1]
	}
	return strings.Join(names[:len(names)-1], between) + last + names[len(names)-1]
}

func editorsIn(editors []evidence.Person, one, many string) string {
	switch len(editors) {
	case 0:
		return ""
	case 1:
		return one
	}
	return many
}

// filled are the texts that are not empty.
func filled(texts ...string) []string {
	var kept []string
	for _, text := range texts {
		if text != "" {
			kept = append(kept, text)
		}
	}
	return kept
}
