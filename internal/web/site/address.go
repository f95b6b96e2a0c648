package site

import (
	"errors"
	"maps"
	"net/http"
	"net/url"
	"slices"
	"strings"

	"goodmeasure/study"
)

func sortedKeys(values url.Values) []string { return slices.Sorted(maps.Keys(values)) }

// URL is an address that keeps the state of the request: the definition, the edition, the authorities picked out and the
// benchmark. Pairs of key and value change the query of that address; an empty value takes the key out.
func (r *Request) URL(path string, pairs ...string) string {
	path, fragment, _ := strings.Cut(path, "#")
	path, own, _ := strings.Cut(path, "?")
	query := url.Values{}
	for name, values := range r.state {
		if name != "pin" {
			query[name] = values
		}
	}
	if more, err := url.ParseQuery(own); err == nil {
		maps.Copy(query, more)
	}
	return address(path, changed(query, pairs), fragment)
}

// Absolute is an address in full, as somebody else could open it.
func (r *Request) Absolute(address string) string { return r.base + address }

// baseOf is what stands before the paths of the site: what it is told, or else the host that the client asked for.
func (s *Site) baseOf(r *http.Request) string {
	switch {
	case s.publicURL != "":
		return s.publicURL
	case Secure(r):
		return "https://" + r.Host
	}
	return "http://" + r.Host
}

// carriedOn is an address of this site with what the request says of how to deliver it, and of what its link was made with.
func (r *Request) carriedOn(location string) string {
	if !strings.HasPrefix(location, "/") || strings.HasPrefix(location, "//") {
		return location
	}
	path, fragment, _ := strings.Cut(location, "#")
	path, own, _ := strings.Cut(path, "?")
	query, err := url.ParseQuery(own)
	if err != nil {
		return location
	}
	changed := query.Get("d") != r.state.Get("d")
	for name, values := range r.http.URL.Query() {
		if (name == "as" || name == "pin" && !changed || deliveryNames[name]) && !query.Has(name) {
			query[name] = values
		}
	}
	return address(path, query, fragment)
}

// Here is the address of the page itself with some of its query changed.
func (r *Request) Here(pairs ...string) string {
	query := maps.Clone(r.Query)
	for name, values := range r.state {
		if name != "pin" {
			query[name] = values
		}
	}
	return address(r.Path, changed(query, pairs), "")
}

func changed(query url.Values, pairs []string) url.Values {
	for at := 0; at+1 < len(pairs); at += 2 {
		if pairs[at+1] == "" {
			query.Del(pairs[at])
		} else {
			query[pairs[at]] = []string{pairs[at+1]}
		}
	}
	return query
}

// address writes the state first and the rest by name, so that one view has one address. Lists stand between commas.
func address(path string, query url.Values, fragment string) string {
	var parts []string
	names := slices.DeleteFunc(sortedKeys(query), func(name string) bool { return slices.Contains(stateOrder, name) })
	for _, name := range append(slices.Clone(stateOrder), names...) {
		if words := strings.Join(query[name], ","); words != "" {
			parts = append(parts, url.QueryEscape(name)+"="+readable.Replace(url.QueryEscape(words)))
		}
	}
	if len(parts) > 0 {
		path += "?" + strings.Join(parts, "&")
	}
	if fragment != "" {
		path += "#" + fragment
	}
	return path
}

// readable leaves signs as they are that a query may hold.
var readable = strings.NewReplacer("%2C", ",", "%3A", ":", "%2F", "/", "%2A", "*")

// Named is the authorities picked out as a field takes them, with commas between and none within: by name where that alone
// finds them.
func (r *Request) Named() string {
	var all []string
	for _, a := range r.Authorities {
		name := strings.ReplaceAll(a.Short(), ",", "")
		if found, err := r.Bench.Places.Find(name); err != nil || found.Code != a.Code {
			name = a.Slug()
		}
		all = append(all, name)
	}
	return strings.Join(all, ", ")
}

// AuthorityURL is the address of an authority's page, without the state.
func AuthorityURL(a study.Authority) string { return "/authority/" + a.Slug() }

// AuthorityLinks are links to the authorities that an error of study.Gazetteer.Find names as nearest.
func AuthorityLinks(err error) []Link {
	var unknown *study.UnknownAuthority
	var links []Link
	if errors.As(err, &unknown) {
		for _, a := range unknown.Nearest {
			links = append(links, Link{a.Name, AuthorityURL(a)})
		}
	}
	return links
}
