package study

import (
	"cmp"
	"fmt"
	"slices"
	"strings"
	"unicode"
)

// Gazetteer finds authorities by the codes and names that publications and people use for them.
type Gazetteer struct {
	authorities []Authority
	byCode      map[string]int // DfE and ONS codes, old and new
	byName      map[string][]int
	bySlug      map[string]int
}

// NewGazetteer makes a gazetteer of the authorities.
func NewGazetteer(authorities []Authority) *Gazetteer {
	g := &Gazetteer{authorities: authorities, byCode: map[string]int{}, byName: map[string][]int{}, bySlug: map[string]int{}}
	for at, a := range authorities {
		g.byCode[a.Code] = at
		g.bySlug[a.Slug()] = at
		for _, code := range append([]string{a.ONS}, a.OtherONS...) {
			if code != "" {
				g.byCode[code] = at
			}
		}
		for _, name := range append([]string{a.Name}, a.Aliases...) {
			key := PlaceKey(name)
			if key != "" && !slices.Contains(g.byName[key], at) {
				g.byName[key] = append(g.byName[key], at)
			}
		}
	}
	return g
}

// ByCode finds an authority by a DfE code or by any ONS code it has or had.
func (g *Gazetteer) ByCode(code string) (Authority, bool) {
	at, found := g.byCode[strings.ToUpper(strings.TrimSpace(code))]
	if !found {
		return Authority{}, false
	}
	return g.authorities[at], true
}

// BySlug finds an authority by its name in addresses.
func (g *Gazetteer) BySlug(slug string) (Authority, bool) {
	at, found := g.bySlug[slug]
	if !found {
		return Authority{}, false
	}
	return g.authorities[at], true
}

// ByName finds an authority by a name or alias as publications write it, whatever its case, punctuation and words such
// as "council" or "city of". It finds nothing when two authorities share the name.
func (g *Gazetteer) ByName(name string) (Authority, bool) {
	if at := g.byName[PlaceKey(name)]; len(at) == 1 {
		return g.authorities[at[0]], true
	}
	return Authority{}, false
}

// Find resolves what a person types: a code, a name, an alias, the name in addresses
// ("dorset-to-2019"), initials ("bcp"), or a part of a name that only one
// current authority has ("hull"). Otherwise the error names the nearest.
func (g *Gazetteer) Find(text string) (Authority, error) {
	if strings.TrimSpace(text) == "" {
		return Authority{}, fmt.Errorf("no authority was named: give a name or a three-digit code, for example %q or %q", "Hull", "810")
	}
	if a, found := g.ByCode(text); found {
		return a, nil
	}
	if a, found := g.ByName(text); found {
		return a, nil
	}
	if a, found := g.BySlug(strings.ToLower(strings.TrimSpace(text))); found {
		return a, nil
	}
	key := PlaceKey(text)
	return g.only(text,
		func(a Authority) bool { return initials(a.Name) == strings.ReplaceAll(key, " ", "") },
		func(a Authority) bool { return containsWords(PlaceKey(a.Name), key) },
		func(a Authority) bool { return strings.HasPrefix(PlaceKey(a.Name), key) })
}

// FindEach finds everybody whom texts name as Find does, each text one authority or several with commas between: a name that
// has a comma stands alone.
func (g *Gazetteer) FindEach(texts ...string) ([]Authority, error) {
	var all []Authority
	for _, text := range texts {
		names := []string{text}
		if _, err := g.Find(text); err != nil {
			names = strings.Split(text, ",")
		}
		for _, name := range names {
			if name = strings.TrimSpace(name); name == "" {
				continue
			}
			found, err := g.Find(name)
			if err != nil {
				return nil, err
			}
			all = append(all, found)
		}
	}
	return all, nil
}

// FindShort resolves a short form of a name in a table of figures, where nobody looks at what is found: initials, or
// whole words of a name that only one authority has. It is stricter than Find. A part of a word is not enough, nor is
// the name of a region, nor what leaves out "West" or "Central", since Berkshire is more than West Berkshire.
func (g *Gazetteer) FindShort(text string) (Authority, error) {
	key := PlaceKey(text)
	region := slices.ContainsFunc(g.authorities, func(a Authority) bool { return PlaceKey(a.Region) == key })
	filler := !slices.ContainsFunc(strings.Fields(key), func(word string) bool { return !fillerWords[word] })
	return g.only(text,
		func(a Authority) bool { return initials(a.Name) == strings.ReplaceAll(key, " ", "") },
		func(a Authority) bool {
			name := PlaceKey(a.Name)
			return !region && !filler && containsWords(name, key) &&
				!slices.ContainsFunc(strings.Fields(strings.Replace(" "+name+" ", " "+key+" ", " ", 1)), func(word string) bool { return partWords[word] })
		})
}

// only finds the authority that is alone, or alone among the current ones, in the first of some matches that any has.
func (g *Gazetteer) only(text string, matches ...func(Authority) bool) (Authority, error) {
	key := PlaceKey(text)
	for _, match := range matches {
		var found []Authority
		for _, a := range g.authorities {
			if key != "" && match(a) {
				found = append(found, a)
			}
		}
		if len(found) > 1 {
			found = slices.DeleteFunc(found, func(a Authority) bool { return !a.Current() })
		}
		switch {
		case len(found) == 1:
			return found[0], nil
		case len(found) > 1:
			return Authority{}, &UnknownAuthority{Text: text, Several: true, Nearest: found}
		}
	}
	return Authority{}, &UnknownAuthority{Text: text, Nearest: g.nearest(key, 3)}
}

// nearest are those spelt most like a name, none of which over half of its letters would have to change.
func (g *Gazetteer) nearest(key string, most int) []Authority {
	type scored struct {
		authority Authority
		distance  int
	}
	var all []scored
	for _, a := range g.authorities {
		best := min(EditDistance(key, PlaceKey(a.Name)), beginningDistance(key, PlaceKey(a.Name))+1)
		for _, word := range strings.Fields(PlaceKey(a.Name)) {
			best = min(best, EditDistance(key, word)+1)
		}
		for _, alias := range a.Aliases {
			best = min(best, EditDistance(key, PlaceKey(alias)))
		}
		if 2*best <= len([]rune(key))+1 {
			all = append(all, scored{a, best})
		}
	}
	slices.SortStableFunc(all, func(a, b scored) int { return cmp.Compare(a.distance, b.distance) })
	var nearest []Authority
	for _, s := range all[:min(most, len(all))] {
		nearest = append(nearest, s.authority)
	}
	return nearest
}

// UnknownAuthority says that a text names no authority, or several, and which are nearest to it.
type UnknownAuthority struct {
	Text    string
	Several bool
	Nearest []Authority
}

func (e *UnknownAuthority) Error() string {
	var names []string
	for _, a := range e.Nearest {
		names = append(names, fmt.Sprintf("%s (%s)", a.Name, a.Code))
	}
	if e.Several {
		return fmt.Sprintf("%q may be any of %s: give more of the name, or the code", e.Text, strings.Join(names, ", "))
	}
	if len(names) == 0 {
		return fmt.Sprintf("no authority is called %q, nor anything like it; `goodmeasure authorities` lists all", e.Text)
	}
	return fmt.Sprintf("no authority is called %q: %s; `goodmeasure authorities` lists all", e.Text, NearestWords(names))
}

var fillerWords = map[string]bool{"council": true, "borough": true, "city": true, "county": true, "metropolitan": true,
	"of": true, "the": true, "london": true, "royal": true, "mbc": true, "cc": true, "bc": true, "upon": true, "district": true,
	"corporation": true, "unitary": true, "authority": true}

// partWords tell a part of a place from the whole.
var partWords = map[string]bool{"north": true, "east": true, "south": true, "west": true, "central": true}

// PlaceKey reduces a place name to what identifies it: lower case letters and digits, "and" for "&", "st" for "saint",
// and no words such as "council" or "of" unless nothing else is left.
func PlaceKey(name string) string {
	name = strings.NewReplacer("&", " and ", "’", "", "'", "", "`", "").Replace(strings.ToLower(name))
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	var kept []string
	for _, word := range words {
		if word == "saint" {
			word = "st"
		}
		if !fillerWords[word] {
			kept = append(kept, word)
		}
	}
	if len(kept) == 0 {
		kept = words
	}
	return strings.Join(kept, " ")
}

func initials(name string) string {
	var letters strings.Builder
	for _, word := range strings.Fields(PlaceKey(name)) {
		if word != "and" {
			letters.WriteRune([]rune(word)[0])
		}
	}
	if letters.Len() < 3 {
		return "" // too short to be anybody's initials in particular
	}
	return letters.String()
}

func containsWords(name, part string) bool {
	return strings.Contains(" "+name+" ", " "+part+" ")
}

// beginningDistance is how far a text is from the beginning of a name that is about as long, for names that were not written
// to their end. Short texts are near too many.
func beginningDistance(text, name string) int {
	letters, whole := len([]rune(text)), []rune(name)
	best := letters
	for n := max(letters-1, 4); n <= min(letters+1, len(whole)); n++ {
		best = min(best, EditDistance(text, string(whole[:n])))
	}
	return best
}

// EditDistance is Levenshtein's: the fewest single-letter insertions, deletions and replacements.
func EditDistance(a, b string) int {
	from, to := []rune(a), []rune(b)
	row := make([]int, len(to)+1)
	for j := range row {
		row[j] = j
	}
	for i, r := range from {
		diagonal := row[0]
		row[0] = i + 1
		for j, s := range to {
			cost := 1
			if r == s {
				cost = 0
			}
			diagonal, row[j+1] = row[j+1], min(row[j]+1, row[j+1]+1, diagonal+cost)
		}
	}
	return row[len(to)]
}
