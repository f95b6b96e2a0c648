package site

import (
	"encoding/json"
	"net/http"
	"regexp"
	"strconv"
	"strings"
	"sync"

	"goodmeasure/internal/workbench"
)

const openAPIPath = apiRoot + "/openapi.json"

// object is a piece of JSON whose keys are written in their order of letters.
type object map[string]any

// OpenAPI describes the JSON interface by OpenAPI 3.1. Each page's data are described by the type of its Data.
func (s *Site) OpenAPI() ([]byte, error) {
	types := newSchemas()
	types.of(Answer{})
	types.of(Problem{})
	paths := object{}
	for _, p := range s.pages {
		if !p.NoAPI {
			paths[braced.ReplaceAllString(strings.TrimSuffix(strings.TrimPrefix(p.apiPattern(), apiRoot), "/{$}"), "{$1}")] = object{"get": s.operation(p, types)}
		}
	}
	text, err := json.MarshalIndent(object{
		"openapi": "3.1.0",
		"info": object{"title": "goodmeasure", "version": workbench.Version, "license": object{"name": "MIT", "identifier": "MIT"},
			"description": "Everything that the pages show, as JSON. Names are stable within v1. A figure that is missing is null, never zero. Requests need no key."},
		"servers":    []object{{"url": apiRoot}},
		"paths":      paths,
		"components": object{"schemas": types.all},
	}, "", " ")
	return append(text, '\n'), err
}

// braced is a name in a path as the multiplexer has it, with or without dots.
var braced = regexp.MustCompile(`\{([a-z_]+)(?:\.\.\.)?\}`)

func (s *Site) operation(p *compiled, types *schemas) object {
	parameters := []object{}
	for _, name := range braced.FindAllStringSubmatch(p.Path, -1) {
		parameters = append(parameters, object{"name": name[1], "in": "path", "required": true, "schema": object{"type": "string"}})
	}
	for _, param := range append(append([]Param{}, stateParams...), p.Params...) {
		value := object{"type": "string"}
		if len(param.OneOf) > 0 {
			value["enum"] = param.OneOf
		}
		described := object{"name": param.Name, "in": "query", "description": param.About, "schema": value}
		if param.Many {
			described["schema"], described["style"], described["explode"] = object{"type": "array", "items": value}, "form", false
		}
		if param.Each {
			described["schema"] = object{"type": "object", "patternProperties": object{"^" + regexp.QuoteMeta(param.Name): value}}
			described["style"], described["explode"] = "form", true
		}
		parameters = append(parameters, described)
	}
	data := object{}
	if p.Data != nil {
		data = types.of(p.Data)
	}
	problem := object{"description": "What is wrong, and what to do.", "content": object{"application/problem+json": object{"schema": types.of(Problem{})}}}
	shown := object{"schema": object{"allOf": []object{types.of(Answer{}), {"type": "object", "properties": object{"data": data}}}}}
	responses := object{
		"200": object{"description": "What the page shows.", "content": object{"application/json": shown}},
		"303": object{"description": "What is asked for stands at another address."},
		"304": object{"description": "The ETag of If-None-Match is still right."},
		"400": problem, "404": problem, "409": problem, "503": problem,
	}
	for _, status := range p.Statuses {
		responses[strconv.Itoa(status)] = object{"description": "What the page shows, which says what is wrong; or what is wrong, and what to do.",
			"content": object{"application/json": shown, "application/problem+json": object{"schema": types.of(Problem{})}}}
	}
	return object{"operationId": p.Name, "summary": p.About, "parameters": parameters, "responses": responses}
}

var stateParams = []Param{
	{Name: "d", About: "The definition of good, as a link states it; the study’s if left out."},
	{Name: "as", About: "The data release: the beginning of an edition’s SHA-256."},
	{Name: "a", About: "Authorities to pick out: names as in addresses, or codes.", Many: true},
	{Name: "b", About: "What to compare with: england, neighbours or region, or a group of one’s own: 2 to 30 authorities, names as in addresses, or codes.", Many: true},
	{Name: "pin", About: "What a link was made with: the beginnings of the SHA-256 of its edition and of its definition, with a dot between."},
	{Name: "format", About: "A download in place of the JSON.", OneOf: formatNames()},
	{Name: "figure", About: "The ID of the figure to download."},
	{Name: "table", About: "The ID of the table to download."},
	{Name: "file", About: "The ID of the file to download, with the format file."},
	{Name: "size", About: "Of a picture; wide if left out.", OneOf: []string{"wide", "narrow"}},
}

// serveOpenAPI makes the description when it is first asked for.
func (s *Site) serveOpenAPI() http.HandlerFunc {
	described := sync.OnceValues(func() (*reply, error) {
		text, err := s.OpenAPI()
		if err != nil {
			return nil, err
		}
		return made(http.StatusOK, "application/json", text)
	})
	return func(w http.ResponseWriter, r *http.Request) {
		answer, err := described()
		if err == nil {
			w.Header().Set("Cache-Control", "no-cache")
			err = answer.send(w, r)
		}
		if err != nil {
			s.fail(w, r, err)
		}
	}
}
