package study

import (
	"fmt"
	"strings"
	"unicode"
)

// Slug is an authority's name as it stands in addresses: "kingston-upon-hull". Where an authority that has ended shares its
// name with another, the year of its end is put behind: "dorset-to-2019".
func (g *Gazetteer) Slug(a Authority) string {
	slug := slugOf(a.Short())
	for _, other := range g.authorities {
		if other.Code != a.Code && slugOf(other.Short()) == slug {
			if !a.Current() {
				return fmt.Sprintf("%s-to-%d", slug, a.ValidTo.Year())
			}
			if other.Current() {
				return slug + "-" + a.Code
			}
		}
	}
	return slug
}

// BySlug finds the authority that a slug was made for.
func (g *Gazetteer) BySlug(slug string) (Authority, bool) {
	at, found := g.bySlug[slug]
	if !found {
		return Authority{}, false
	}
	return g.authorities[at], true
}

// slugOf writes a name in small letters, digits and single hyphens.
func slugOf(name string) string {
	name = strings.NewReplacer("&", " and ", "’", "", "'", "", "`", "").Replace(strings.ToLower(name))
	words := strings.FieldsFunc(name, func(r rune) bool { return !unicode.IsLetter(r) && !unicode.IsDigit(r) })
	return strings.Join(words, "-")
}
