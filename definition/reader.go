package definition

import (
	"fmt"
	"slices"

	"goodmeasure/study"
)

// reader turns the values of a TOML file into a definition, and keeps what is wrong with them.
type reader struct {
	refusal Refusal
	lines   map[string]int
	unread  map[string]bool // paths whose value could not be read, and which are not to be complained of twice
}

// section is one table of the file.
type section struct {
	*reader
	at     study.Fault // Part, At and ID
	values map[string]any
	keys   []string // that have been asked for
}

func (s *section) refuse(key, found, expected, fix string) {
	f := s.at
	f.Key, f.Found, f.Expected, f.Fix = key, found, expected, fix
	path := placeOf(f)
	if s.unread == nil {
		s.reader.unread = map[string]bool{}
	}
	s.reader.unread[path] = true
	s.add(Fault{Line: s.line(path)}, f)
}

// words says what a value is.
func words(value any) string {
	switch v := value.(type) {
	case string:
		return fmt.Sprintf("%q", v)
	case map[string]any:
		return "a table"
	case []map[string]any:
		return "tables"
	case []any:
		return "a list"
	}
	return fmt.Sprint(value)
}

func (s *section) value(key string) (any, bool) {
	s.keys = append(s.keys, key)
	v, found := s.values[key]
	return v, found
}

func (s *section) text(key string) string {
	v, found := s.value(key)
	t, ok := v.(string)
	if found && !ok {
		s.refuse(key, words(v), "words", fmt.Sprintf("put them in double quotes: %s = %q", key, fmt.Sprint(v)))
	}
	return t
}

// number is the number of a key, or what holds where it is not there.
func (s *section) number(key string, otherwise study.Number) study.Number {
	v, found := s.value(key)
	if !found {
		return otherwise
	}
	n, ok := asNumber(v)
	if !ok {
		s.refuse(key, words(v), "a number", "write it without quotes: "+key+" = 1")
		return otherwise
	}
	return n
}

func asNumber(v any) (study.Number, bool) {
	switch n := v.(type) {
	case int64:
		return study.Number(n), true
	case float64:
		return study.Number(n + 0), true // makes -0 plain 0
	}
	return 0, false
}

// whole is the whole number of a key, 0 where it is not there.
func (s *section) whole(key string) int {
	v, found := s.value(key)
	n, ok := v.(int64)
	if found && (!ok || n != int64(int32(n))) {
		s.refuse(key, words(v), "a whole number", "write it without quotes and without a point: "+key+" = 1")
		return 0
	}
	return int(n)
}

func (s *section) truth(key string) bool {
	v, found := s.value(key)
	b, ok := v.(bool)
	if found && !ok {
		s.refuse(key, words(v), "true or false", "write "+key+" = true, without quotes, or leave the key out")
	}
	return b
}

func (s *section) numbers(key string) []study.Number {
	v, found := s.value(key)
	if !found {
		return nil
	}
	list, ok := v.([]any)
	numbers := []study.Number{}
	for _, one := range list {
		n, isNumber := asNumber(one)
		ok = ok && isNumber
		numbers = append(numbers, n)
	}
	if !ok || len(list) == 0 {
		s.refuse(key, words(v), "a list of numbers", "write for example "+key+" = [0, 100]")
		return nil
	}
	return numbers
}

// list is the words of a key, which must hold some if it is there.
func list[W ~string](s *section, key string) []W {
	v, found := s.value(key)
	if !found {
		return nil
	}
	all, ok := v.([]any)
	var chosen []W
	for _, one := range all {
		word, isWord := one.(string)
		ok = ok && isWord
		chosen = append(chosen, W(word))
	}
	switch {
	case !ok:
		s.refuse(key, words(v), "a list of words in double quotes", fmt.Sprintf(`write for example %s = ["%s"]`, key, `one", "another`))
		return nil
	case len(all) == 0:
		s.refuse(key, "an empty list", "a list that names something", "name the choices, or leave the key out to hold to what the definition says")
		return nil
	}
	return chosen
}

// table is a section of its own name; an absent one is empty.
func (s *section) table(key string) *section {
	v, found := s.value(key)
	values, ok := v.(map[string]any)
	if found && !ok {
		s.refuse(key, words(v), "a section", "begin it with the line ["+key+"] and put its keys below")
	}
	return &section{reader: s.reader, at: study.Fault{Part: study.Part(key)}, values: values}
}

// tables are the sections that begin with the name in double brackets.
func (s *section) tables(key string) []*section {
	v, found := s.value(key)
	var sections []*section
	add := func(values map[string]any) {
		id, _ := values["id"].(string)
		sections = append(sections, &section{reader: s.reader, at: study.Fault{Part: study.Part(key), At: len(sections), ID: id}, values: values})
	}
	switch all := v.(type) {
	case []map[string]any:
		for _, values := range all {
			add(values)
		}
		return sections
	case []any:
		for _, one := range all {
			values, ok := one.(map[string]any)
			if !ok {
				s.refuse(key, words(v), "sections", "begin each with the line [["+key+"]]")
				return nil
			}
			add(values)
		}
		return sections
	}
	if found {
		s.refuse(key, words(v), "sections", "begin each with the line [["+key+"]], in double brackets")
	}
	return nil
}

// rest refuses the keys that nobody has asked for.
func (s *section) rest() {
	var unknown []string
	for key := range s.values {
		if !slices.Contains(s.keys, key) {
			unknown = append(unknown, key)
		}
	}
	slices.Sort(unknown)
	for _, key := range unknown {
		f := s.at
		f.Key, f.Found, f.Expected = key, "a key that means nothing here", "one of the keys of this section"
		f.Fix = study.Suggestion(key, s.keys, "leave it out; docs/definition.md lists the keys")
		s.add(Fault{Line: s.line(placeOf(f))}, f)
	}
}
