// Package finding is the pages of what the figures say: the measures, where authorities stand under a definition, whether
// it lasts, and how it goes with inspection.
package finding

import (
	"embed"
	"fmt"
	"slices"
	"strings"

	"goodmeasure/chart"
	"goodmeasure/internal/web/site"
	"goodmeasure/study"
)

//go:embed *.html
var templates embed.FS

// Pages are the pages of this package.
func Pages() site.Group {
	return site.Group{Templates: templates, Pages: []site.Page{measuresPage(), measurePage(), rankingPage(), consistencyPage(), inspectionPage()}}
}

// mostPicked is how many authorities a figure can name.
const mostPicked = 6

// picked are the codes of the authorities to name in figures, and what to say where there are too many, or some have ended.
func picked(r *site.Request) (codes, notices []string) {
	authorities, notices := pickedUpTo(r, mostPicked)
	return codesOf(authorities), notices
}

// pickedUpTo are the authorities that a figure with room for so many names.
func pickedUpTo(r *site.Request, most int) (authorities []*study.Authority, notices []string) {
	for _, a := range r.Authorities {
		if ended := r.Bench.EndedWords(*a); ended != "" {
			notices = append(notices, ended)
		}
	}
	if len(r.Authorities) <= most {
		return r.Authorities, notices
	}
	var left []string
	for _, a := range r.Authorities[most:] {
		left = append(left, r.Bench.ShortName(*a))
	}
	return r.Authorities[:most], append(notices, fmt.Sprintf("A figure like this one can name %d authorities at most. Not named here: %s.", most, strings.Join(left, ", ")))
}

func codesOf(authorities []*study.Authority) (codes []string) {
	for _, a := range authorities {
		codes = append(codes, a.Code)
	}
	return codes
}

// figures are made in turn, until one cannot be.
func figures(makers ...func() (chart.Figure, error)) ([]chart.Figure, error) {
	var made []chart.Figure
	for _, one := range makers {
		f, err := one()
		if err != nil {
			return nil, fmt.Errorf("drawing a figure: %w", err)
		}
		made = append(made, f)
	}
	return made, nil
}

// source is a line of sources as a figure takes it.
func source(line string) string { return strings.TrimPrefix(line, "Source: ") }

// regionOf is the region asked for by its whole name; none where none is asked for.
func regionOf(r *site.Request) (string, error) {
	asked := r.Query.Get("region")
	regions := r.Bench.Regions()
	if asked == "" || slices.Contains(regions, asked) {
		return asked, nil
	}
	return "", &site.BadRequest{What: fmt.Sprintf("No region is called “%s”.", asked), Do: "Give " + study.OrWords(regions) + ".", Param: "region"}
}

// choice is an option of a form.
type choice struct {
	Value    string `json:"value"`
	Words    string `json:"words"`
	Selected bool   `json:"selected"`
}

func choices(values []string, chosen string, words func(string) string) []choice {
	all := []choice{}
	for _, value := range values {
		all = append(all, choice{value, words(value), value == chosen})
	}
	return all
}

func itself(words string) string { return words }
