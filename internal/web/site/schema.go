package site

import (
	"encoding"
	"encoding/json"
	"path"
	"reflect"
	"regexp"
	"strconv"
	"strings"

	"goodmeasure/study"
)

// schemas are the JSON Schemas of Go types, as encoding/json writes their values.
type schemas struct {
	all   object
	names map[reflect.Type]string
}

func newSchemas() *schemas { return &schemas{object{}, map[reflect.Type]string{}} }

var (
	number    = reflect.TypeFor[study.Number]()
	marshaler = reflect.TypeFor[json.Marshaler]()
	texter    = reflect.TypeFor[encoding.TextMarshaler]()
)

func (s *schemas) of(value any) object { return s.schema(reflect.TypeOf(value)) }

func (s *schemas) schema(t reflect.Type) object {
	switch {
	case t == number:
		return object{"type": []string{"number", "null"}}
	case implements(t, marshaler):
		return object{}
	case implements(t, texter):
		return object{"type": "string"}
	}
	switch t.Kind() {
	case reflect.Pointer:
		return object{"anyOf": []object{s.schema(t.Elem()), {"type": "null"}}}
	case reflect.Bool:
		return object{"type": "boolean"}
	case reflect.Int, reflect.Int8, reflect.Int16, reflect.Int32, reflect.Int64, reflect.Uint, reflect.Uint8, reflect.Uint16, reflect.Uint32, reflect.Uint64:
		return object{"type": "integer"}
	case reflect.Float32, reflect.Float64:
		return object{"type": "number"}
	case reflect.String:
		return object{"type": "string"}
	case reflect.Slice:
		if t.Elem().Kind() == reflect.Uint8 {
			return object{"type": []string{"string", "null"}}
		}
		return object{"type": []string{"array", "null"}, "items": s.schema(t.Elem())}
	case reflect.Array:
		return object{"type": "array", "items": s.schema(t.Elem())}
	case reflect.Map:
		return object{"type": []string{"object", "null"}, "additionalProperties": s.schema(t.Elem())}
	case reflect.Struct:
		return s.named(t)
	}
	return object{}
}

func implements(t, what reflect.Type) bool {
	return t.Kind() != reflect.Pointer && t.Kind() != reflect.Interface && (t.Implements(what) || reflect.PointerTo(t).Implements(what))
}

var oddSigns = regexp.MustCompile(`[^A-Za-z0-9_.-]+`)

// named describes a struct once, under its name, and refers to it.
func (s *schemas) named(t reflect.Type) object {
	name, known := s.names[t]
	if !known {
		if name = t.Name(); name == "" {
			return s.properties(t)
		}
		name = oddSigns.ReplaceAllString(path.Base(t.PkgPath())+"."+name, "_")
		for n := 2; s.all[name] != nil; n++ {
			name = strings.TrimRight(name, "0123456789") + strconv.Itoa(n)
		}
		s.names[t], s.all[name] = name, object{}
		s.all[name] = s.properties(t)
	}
	return object{"$ref": "#/components/schemas/" + name}
}

func (s *schemas) properties(t reflect.Type) object {
	properties, required := object{}, []string{}
	s.fields(t, properties, &required)
	described := object{"type": "object", "properties": properties}
	if len(required) > 0 {
		described["required"] = required
	}
	return described
}

func (s *schemas) fields(t reflect.Type, properties object, required *[]string) {
	for at := range t.NumField() {
		f := t.Field(at)
		name, options, _ := strings.Cut(f.Tag.Get("json"), ",")
		inner := f.Type
		if inner.Kind() == reflect.Pointer {
			inner = inner.Elem()
		}
		switch {
		case name == "-" && options == "":
		case f.Anonymous && name == "" && inner.Kind() == reflect.Struct && !implements(inner, marshaler) && !implements(inner, texter):
			promoted := required
			if f.Type.Kind() == reflect.Pointer { // what it promotes is left out where it is nil
				promoted = &[]string{}
			}
			s.fields(inner, properties, promoted)
		case f.IsExported():
			if name == "" {
				name = f.Name
			}
			if strings.Contains(options, "string") {
				properties[name] = object{"type": "string"}
			} else {
				properties[name] = s.schema(f.Type)
			}
			if !strings.Contains(options, "omit") {
				*required = append(*required, name)
			}
		}
	}
}
