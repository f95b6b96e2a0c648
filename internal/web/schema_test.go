package web_test

import (
	"fmt"
	"math"
	"slices"
	"strings"
)

// schema checks values against the part of JSON Schema that the description uses.
type schema struct{ all map[string]any }

// check gives the first fault of a value, or nothing.
func (s schema) check(described, value any, where string) string {
	d := described.(map[string]any)
	if ref, ok := d["$ref"].(string); ok {
		next, found := s.all[strings.TrimPrefix(ref, "#/components/schemas/")]
		if !found {
			return fmt.Sprintf("%s: %s is not described", where, ref)
		}
		return s.check(next, value, where)
	}
	if any, ok := d["anyOf"].([]any); ok {
		fault := ""
		for _, one := range any {
			if fault = s.check(one, value, where); fault == "" {
				return ""
			}
		}
		return fault
	}
	if kinds := kindsOf(d["type"]); len(kinds) > 0 && !slices.ContainsFunc(kindsOfValue(value), func(kind string) bool { return slices.Contains(kinds, kind) }) {
		return fmt.Sprintf("%s is %T, described as %v", where, value, kinds)
	}
	switch v := value.(type) {
	case []any:
		if items, ok := d["items"]; ok {
			for at, one := range v {
				if fault := s.check(items, one, fmt.Sprintf("%s[%d]", where, at)); fault != "" {
					return fault
				}
			}
		}
	case map[string]any:
		return s.object(d, v, where)
	}
	return ""
}

func (s schema) object(d, v map[string]any, where string) string {
	properties, _ := d["properties"].(map[string]any)
	required, _ := d["required"].([]any)
	for _, name := range required {
		if _, found := v[name.(string)]; !found {
			return fmt.Sprintf("%s has no %s", where, name)
		}
	}
	for name, one := range v {
		next, known := properties[name]
		if !known {
			if next, known = d["additionalProperties"]; !known {
				if properties != nil {
					return fmt.Sprintf("%s.%s is not described", where, name)
				}
				continue
			}
		}
		if fault := s.check(next, one, where+"."+name); fault != "" {
			return fault
		}
	}
	return ""
}

func kindsOf(described any) []string {
	switch d := described.(type) {
	case string:
		return []string{d}
	case []any:
		var kinds []string
		for _, one := range d {
			kinds = append(kinds, one.(string))
		}
		return kinds
	}
	return nil
}

func kindsOfValue(value any) []string {
	switch v := value.(type) {
	case nil:
		return []string{"null"}
	case bool:
		return []string{"boolean"}
	case string:
		return []string{"string"}
	case []any:
		return []string{"array"}
	case float64:
		if v == math.Trunc(v) {
			return []string{"number", "integer"}
		}
		return []string{"number"}
	}
	return []string{"object"}
}
