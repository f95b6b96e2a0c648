package definition

import (
	"fmt"
	"slices"
	"strconv"
	"strings"

	"goodmeasure/study"
)

// A link is the text of a definition in an address, in characters that an address keeps as they are. It has one of three
// forms:
//
//	study-composite                       the name of one of the Starts; nothing at all stands for the first
//	rereferral.sw_agency~3.cla_missing-lower--minmax
//	                                      indicators with what they count for (1 unless said) and, where people disagree, the
//	                                      reading; after two hyphens the name of one of the Recipes, unless it is the first
//	z1-...                                anything else: the file itself, packed
const (
	between    = "."
	counting   = "~"
	reading    = "-"
	recipeMark = "--"
	packedMark = "z1-"
)

// LongestLink is how many characters a link may have.
const LongestLink = 4000

// mostCounting is the largest weight that the short form can state.
const mostCounting = 99

// Link is the shortest link from which ParseLink makes the same definition, given the same known indicators. It may be
// longer than LongestLink, and is then of no use.
func Link(d *study.Definition, known []study.Indicator) string {
	hash := Hash(d)
	for at, s := range Starts {
		if Hash(s.make(known)) == hash {
			if at == 0 {
				return ""
			}
			return s.Name
		}
	}
	if short := brief(d, known); short != "" {
		if back, err := parseBrief(short, known); err == nil && Hash(back) == hash {
			return short
		}
	}
	return pack(d)
}

// LastingLink is a link that says everything itself. A later program may give another definition the name of one of the
// Starts, or take something else for granted in the short form; it reads this one as it is. The definition comes from a link,
// or the link may be too long.
func LastingLink(d *study.Definition) string { return pack(d) }

// brief is the short form of a definition, which may leave things out; empty if there can be none.
func brief(d *study.Definition, known []study.Indicator) string {
	var b strings.Builder
	for at, c := range d.Indicators {
		if at > 0 {
			b.WriteString(between)
		}
		b.WriteString(c.ID)
		if i, found := indicatorOf(known, c.ID); found && i.Direction == study.Contested {
			b.WriteString(reading + string(c.Direction))
		}
		if c.Weight.Value != 1 {
			b.WriteString(counting + c.Weight.Value.String())
		}
	}
	recipe, found := RecipeOf(d)
	if !found {
		return ""
	}
	if recipe.Name != Recipes[0].Name {
		b.WriteString(recipeMark + recipe.Name)
	}
	return b.String()
}

func indicatorOf(known []study.Indicator, id string) (study.Indicator, bool) {
	at := slices.IndexFunc(known, func(i study.Indicator) bool { return i.ID == id })
	if at < 0 {
		return study.Indicator{}, false
	}
	return known[at], true
}

// ParseLink makes the definition that a link stands for; an empty one stands for Default. The definition has no Faults. The
// error is a *Refusal if a packed file cannot be used.
func ParseLink(text string, known []study.Indicator) (*study.Definition, error) {
	if len(text) > LongestLink {
		return nil, fmt.Errorf("the definition in the link has %d characters, and at most %d are read; send the file instead", len(text), LongestLink)
	}
	if text == "" {
		return Default(known), nil
	}
	if d, found := StartFrom(text, known); found {
		return d, nil
	}
	if packed, found := strings.CutPrefix(text, packedMark); found {
		return unpack(packed, known)
	}
	d, err := parseBrief(text, known)
	if err != nil {
		return nil, fmt.Errorf("the definition in the link: %w", err)
	}
	if faults := d.Faults(known); len(faults) > 0 {
		return nil, fmt.Errorf("the definition in the link: %w", faults[0])
	}
	return d, nil
}

// parseBrief reads the short form. What it makes may have faults.
func parseBrief(text string, known []study.Indicator) (*study.Definition, error) {
	list, name, hasRecipe := strings.Cut(text, recipeMark)
	recipe := Recipes[0]
	if hasRecipe {
		found := false
		if recipe, found = recipeNamed(name); !found {
			var names []string
			for _, r := range Recipes {
				names = append(names, r.Name)
			}
			return nil, fmt.Errorf("found %q after the two hyphens, expected %s; %s", name, study.OrWords(names), study.Suggestion(name, names, "choose one of them"))
		}
	}
	var indicators []study.Indicator
	var weights []study.Number
	var reasons []string
	for _, item := range strings.Split(list, between) {
		i, weight, because, err := parseItem(item, known)
		if err != nil {
			return nil, err
		}
		if _, twice := indicatorOf(indicators, i.ID); twice {
			return nil, fmt.Errorf("found %s twice, expected each measure once; leave one of them out", i.ID)
		}
		indicators, weights, reasons = append(indicators, i), append(weights, weight), append(reasons, because)
	}
	d := Of(indicators)
	for at := range d.Indicators {
		d.Indicators[at].Weight.Value, d.Indicators[at].Because = weights[at], reasons[at]
		d.Vary.Readings = d.Vary.Readings || reasons[at] != ""
	}
	recipe.Apply(d)
	Unname(d, known)
	return d, nil
}

// Unname calls a definition what one is called that nobody has named: as the one to start from whose content it has, or by
// how much it holds.
func Unname(d *study.Definition, known []study.Indicator) {
	for _, s := range Starts {
		if start := s.make(known); sameContent(d, start) {
			d.Name, d.Whose, d.Because = start.Name, start.Whose, start.Because
			return
		}
	}
	d.Name, d.Whose, d.Because = fmt.Sprintf("A choice of %d measures", len(d.Indicators)), "whoever made the link", ""
	if len(d.Indicators) == 1 {
		d.Name = "A choice of 1 measure"
	}
}

// IsUnnamed tells whether nobody has named a definition: it is called as Unname does, or as one to start from.
func IsUnnamed(d *study.Definition, known []study.Indicator) bool {
	plain := *d
	Unname(&plain, known)
	for _, s := range Starts {
		if start := s.make(known); start.Name == d.Name && start.Whose == d.Whose && start.Because == d.Because {
			return true
		}
	}
	return plain.Name == d.Name && plain.Whose == d.Whose && plain.Because == d.Because
}

// sameContent tells whether two definitions differ in nothing but what they are called and why.
func sameContent(a, b *study.Definition) bool {
	named := *a
	named.Name, named.Whose, named.Because = b.Name, b.Whose, b.Because
	return Hash(&named) == Hash(b)
}

// parseItem reads an indicator with what it counts for. A contested one comes back in the direction of its reading, with
// the reason that the catalogue gives for it.
func parseItem(item string, known []study.Indicator) (i study.Indicator, weight study.Number, because string, err error) {
	name, number, weighted := strings.Cut(item, counting)
	id, direction, read := strings.Cut(name, reading)
	i, found := indicatorOf(known, id)
	if !found {
		var ids []string
		for _, one := range known {
			ids = append(ids, one.ID)
		}
		return i, 0, "", fmt.Errorf("found %q, expected the id of a measure; %s", id, study.Suggestion(id, ids, "the list of measures has the ids"))
	}
	weight = 1
	if weighted {
		n, err := strconv.Atoi(number)
		if err != nil || n < 0 || n > mostCounting || number != strconv.Itoa(n) {
			return i, 0, "", fmt.Errorf("%s: found %q after the tilde, expected a whole number from 0 to %d; it says how much the measure counts", id, number, mostCounting)
		}
		weight = study.Number(n)
	}
	switch {
	case i.Direction == study.Contested:
		at := slices.IndexFunc(i.Readings, func(r study.Reading) bool { return string(r.Direction) == direction })
		if at < 0 {
			return i, 0, "", fmt.Errorf("%s: found %q, expected a reading, since people disagree which way is better; write %s-higher or %s-lower", id, item, id, id)
		}
		i.Direction, because = i.Readings[at].Direction, i.Readings[at].Because
	case i.Direction.Sign() == 0:
		return i, 0, "", fmt.Errorf("%s: it describes the surroundings, and to count it needs a direction and a reason, which only a file can state; leave it out, or state both in a file", id)
	case read && direction != string(i.Direction):
		return i, 0, "", fmt.Errorf("%s: found the direction %q, and in the catalogue %s; leave the direction out, or give a reason for the other in a file", id, direction, i.Direction.Words())
	}
	return i, weight, because, nil
}
