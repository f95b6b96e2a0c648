package site

import (
	"cmp"
	"errors"
	"fmt"
	"net/http"
	"slices"
	"strings"

	"goodmeasure/study"
)

// nearestPages are at most three pages whose paths, or the ends of them, are spelt most like one that is not there, and then
// where most begin.
func (s *Site) nearestPages(path string) []Link {
	type near struct {
		link     Link
		distance int
	}
	var all []near
	path = strings.TrimSuffix(path[:min(len(path), 100)], "/")
	for _, p := range s.pages {
		if p.Path != "/" && !strings.Contains(p.Path, "{") && !p.Private {
			distance := study.EditDistance(path, p.Path)
			if strings.HasSuffix(path, p.Path) || path != "" && strings.HasSuffix(p.Path, path) {
				distance = 0 // it stands under another than was thought
			}
			if distance <= max(1, len(p.Path)/3) {
				all = append(all, near{Link{nameOf(p.Path), p.Path}, distance})
			}
		}
	}
	slices.SortStableFunc(all, func(a, b near) int { return cmp.Compare(a.distance, b.distance) })
	links := []Link{}
	for _, n := range all[:min(3, len(all))] {
		links = append(links, n.link)
	}
	for _, link := range s.offered(Link{"Home", "/"}, Link{"Authorities", "/authorities"}, Link{"Measures", "/measures"}, Link{"Define good", "/define"}) {
		if !slices.Contains(links, link) {
			links = append(links, link)
		}
	}
	return links
}

// nameOf is what the navigation calls a page; its path where it stands in none.
func nameOf(path string) string {
	for _, link := range slices.Concat(navigation, footing) {
		if link.URL == path {
			return link.Text
		}
	}
	return path
}

// mended leads to the page with each of those in place of the name of a list that finds no authority.
func mended(r *http.Request, err error, nearest []Link) []Link {
	var bad *BadRequest
	if !errors.As(err, &bad) || bad.Param != "a" && bad.Param != "b" || bad.Value == "" {
		return nearest
	}
	var links []Link
	query := r.URL.Query()
	names := strings.Split(strings.Join(query[bad.Param], ","), ",")
	for _, near := range nearest {
		slug, is := strings.CutPrefix(near.URL, "/authority/")
		if !is {
			links = append(links, near)
			continue
		}
		group := slices.Clone(names)
		for at, name := range group {
			if strings.TrimSpace(name) == bad.Value {
				group[at] = slug
			}
		}
		query.Set(bad.Param, strings.Join(group, ","))
		links = append(links, Link{near.Text, address(r.URL.EscapedPath(), query, "")})
	}
	return links
}

// withoutFault leads to a page without the parameter that it refused, or, where nobody says which that was or what else to
// do, without any.
func withoutFault(r *http.Request, err error) []Link {
	if r.URL.RawQuery == "" || r.Method != http.MethodGet && r.Method != http.MethodHead {
		return nil
	}
	var missing *NotFound
	var bad *BadRequest
	var stale *Stale
	name, value, wrong, others := "", "", false, 0
	switch {
	case errors.As(err, &bad):
		name, value, wrong, others = bad.Param, bad.Value, true, len(bad.Nearest)
	case errors.As(err, &missing):
		name = missing.Param
	}
	path, query := r.URL.EscapedPath(), r.URL.Query()
	switch {
	case errors.As(err, &stale):
		query.Del("pin")
		query.Del("as")
		return []Link{{"The file without the pin", address(path, query, "")}}
	case deliveryNames[name]:
		for delivery := range deliveryNames {
			query.Del(delivery)
		}
		return []Link{{"The page itself", address(path, query, "")}}
	case name != "" && value != "":
		rest := slices.DeleteFunc(strings.Split(strings.Join(query[name], ","), ","), func(one string) bool { return strings.TrimSpace(one) == value })
		query.Set(name, strings.Join(rest, ","))
		return []Link{{fmt.Sprintf("This page without “%.40s”", value), address(path, query, "")}}
	case query.Has(name):
		query.Del(name)
		return []Link{{fmt.Sprintf("This page without “%.40s”", name), address(path, query, "")}}
	case wrong && others == 0:
		asked := len(query)
		for other := range query {
			if !stateNames[other] {
				query.Del(other)
			}
		}
		if len(query) < asked || asked == 0 { // of 0, what stands there cannot be read
			return []Link{{"This page as it comes", address(path, query, "")}}
		}
	}
	return nil
}
