package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"maps"
	"math/rand/v2"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"golang.org/x/net/html"
)

// pages are the addresses of a server by the pages they are of, and what fresh addresses are made of.
type pages struct {
	routes      []string            // in their order: "/authority/{slug}"; downloads are "as png"
	addresses   map[string][]string // of a route
	measures    []string            // as an address states them: "cla_missing-lower"
	authorities []string
}

// mostFollowed is how many pages of one kind are looked into for links. What they link to is taken down none the less.
const mostFollowed = 8

// gather follows links from the first page on, and takes down the addresses that answer.
func gather(ctx context.Context, server string) (pages, error) {
	found := pages{addresses: map[string][]string{}}
	var described struct {
		Paths map[string]json.RawMessage `json:"paths"`
	}
	if err := readJSON(ctx, server+"/api/v1/openapi.json", &described); err != nil {
		return found, err
	}
	patterns := slices.Sorted(maps.Keys(described.Paths))
	seen, followed := map[string]bool{"/": true}, map[string]int{}
	for queue := []string{"/"}; len(queue) > 0; queue = queue[1:] {
		text, ok, err := page(ctx, server+queue[0])
		if err != nil {
			return found, err
		}
		if !ok {
			continue
		}
		route := routeOf(queue[0], patterns)
		found.addresses[route] = append(found.addresses[route], queue[0])
		for _, to := range links(text) {
			if seen[to] {
				continue
			}
			seen[to] = true
			route := routeOf(to, patterns)
			switch {
			case strings.HasPrefix(route, download):
				found.addresses[route] = append(found.addresses[route], to)
			case followed[route] < mostFollowed:
				followed[route]++
				queue = append(queue, to)
			case !strings.Contains(to, "?"):
				found.addresses[route] = append(found.addresses[route], to)
			}
		}
	}
	for _, address := range found.addresses["/authority/{slug}"] {
		if slug := strings.TrimPrefix(address, "/authority/"); !strings.Contains(slug, "?") {
			found.authorities = append(found.authorities, slug)
		}
	}
	found.routes = slices.Sorted(maps.Keys(found.addresses))
	var defined struct {
		Data struct {
			Definition struct {
				Indicators []struct {
					ID, Direction string
				} `json:"indicators"`
			} `json:"definition"`
		} `json:"data"`
	}
	if err := readJSON(ctx, server+"/api/v1/define", &defined); err != nil {
		return found, err
	}
	for _, i := range defined.Data.Definition.Indicators {
		found.measures = append(found.measures, i.ID)
	}
	return found, nil
}

func readJSON(ctx context.Context, address string, into any) error {
	text, ok, err := page(ctx, address)
	if err == nil && !ok {
		err = fmt.Errorf("%s does not answer with what it should", address)
	}
	if err != nil {
		return err
	}
	return json.Unmarshal(text, into)
}

// page gets what stands at an address, and whether it is there.
func page(ctx context.Context, address string) ([]byte, bool, error) {
	request, err := http.NewRequestWithContext(ctx, http.MethodGet, address, nil)
	if err != nil {
		return nil, false, err
	}
	answer, err := http.DefaultClient.Do(request)
	if err != nil {
		return nil, false, err
	}
	defer answer.Body.Close()
	text, err := io.ReadAll(answer.Body)
	return text, answer.StatusCode == http.StatusOK, err
}

// links are the addresses that a page links to: none of another site.
func links(text []byte) []string {
	doc, err := html.Parse(bytes.NewReader(text))
	if err != nil {
		return nil
	}
	var found []string
	for node := range doc.Descendants() {
		if node.Type != html.ElementNode || node.Data != "a" {
			continue
		}
		for _, attribute := range node.Attr {
			to, err := url.Parse(attribute.Val)
			if attribute.Key == "href" && err == nil && to.Host == "" && strings.HasPrefix(to.Path, "/") {
				found = append(found, to.RequestURI())
			}
		}
	}
	return found
}

// download begins the name of what has a format instead of a page.
const download = "as "

// routeOf is the pattern that an address is of, the most exact one; its path where there is none.
func routeOf(address string, patterns []string) string {
	path, query, _ := strings.Cut(address, "?")
	if values, err := url.ParseQuery(query); err == nil && values.Has("format") {
		return download + values.Get("format")
	}
	parts, best := strings.Split(path, "/"), ""
	for _, pattern := range patterns {
		wanted := strings.Split(pattern, "/")
		same := len(wanted) == len(parts)
		for n := range wanted {
			same = same && (wanted[n] == parts[n] || strings.HasPrefix(wanted[n], "{"))
		}
		if same && (best == "" || strings.Count(pattern, "{") < strings.Count(best, "{")) {
			best = pattern
		}
	}
	if best == "" {
		return path
	}
	return best
}

// fresh is an address with a definition and a selection that were hardly asked for before.
func (p pages) fresh(address string, r *rand.Rand) string {
	path, query, _ := strings.Cut(address, "?")
	values, err := url.ParseQuery(query)
	if err != nil || len(p.measures) < 3 || len(p.authorities) < 3 {
		return address
	}
	values.Del("pin")
	var stated []string
	for at, n := range r.Perm(len(p.measures)) {
		if at < 3 || r.IntN(2) == 0 {
			stated = append(stated, fmt.Sprintf("%s~%d", p.measures[n], 1+r.IntN(5)))
		}
	}
	values.Set("d", strings.Join(stated, "."))
	values.Del("a")
	for _, n := range r.Perm(len(p.authorities))[:3] {
		values.Add("a", p.authorities[n])
	}
	return path + "?" + values.Encode()
}
