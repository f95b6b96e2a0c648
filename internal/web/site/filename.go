package site

import (
	"crypto/sha256"
	"encoding/hex"
	"strings"

	"goodmeasure/definition"
)

// longestNamed is how many signs a file's name spends on one thing that it is of; more are told apart by their hash.
const longestNamed = 48

// fileName says what a figure or table is of, since a folder of downloads has no addresses: the page with the authority or
// measure of its path, what the address chooses, what it is, and the definition if the address states one.
func fileName(p *compiled, asked *Request, view *View, id string, form format) string {
	parts := []string{"goodmeasure", p.Name}
	segments := braced.FindAllStringSubmatch(p.Path, -1)
	for _, segment := range segments {
		parts = append(parts, asked.Segment(segment[1]))
	}
	if len(segments) == 0 {
		var picked []string
		for _, a := range asked.Authorities {
			picked = append(picked, a.Slug())
		}
		parts = append(parts, strings.Join(picked, "-"))
	}
	if b := asked.state.Get("b"); b != "" && b != England && strings.HasPrefix(p.Path, authorityPage) {
		parts = append(parts, "beside-"+shortened(b))
	}
	for _, param := range p.Params {
		if !param.Part {
			parts = append(parts, param.chosen(asked, view))
		}
	}
	parts = append(parts, id)
	if asked.state.Get("d") != "" && !p.Apart {
		parts = append(parts, short(definition.Hash(asked.Definition)))
	}
	var said []string
	for _, part := range parts {
		if part != "" {
			said = append(said, plainName(shortened(part)))
		}
	}
	return strings.Join(said, "-") + "." + form.name
}

// chosen is what the address chooses by a parameter: with its name where a number or a few letters would say nothing alone.
func (p Param) chosen(asked *Request, view *View) string {
	var values []string
	for _, name := range sortedKeys(asked.Query) {
		if name == p.Name || p.Each && strings.HasPrefix(name, p.Name) {
			values = append(values, asked.Query[name]...)
		}
	}
	value := strings.ToLower(strings.Join(values, "-"))
	switch {
	case p.Name == periodName:
		return view.Period
	case value != "" && (len(value) < 4 || !strings.ContainsAny(value, "abcdefghijklmnopqrstuvwxyz")):
		return p.Name + value
	}
	return value
}

// periodName is the parameter that says for which year a page is.
const periodName = "period"

func shortened(part string) string {
	if len(part) <= longestNamed {
		return part
	}
	sum := sha256.Sum256([]byte(part))
	return hex.EncodeToString(sum[:4])
}
