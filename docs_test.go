package goodmeasure_test

import (
	"io/fs"
	"os"
	"path"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"
	"unicode"
)

// markdown are the documents of the repository, by path.
func markdown(t *testing.T) map[string]string {
	t.Helper()
	texts := map[string]string{}
	err := filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		switch {
		case err != nil:
			return err
		case entry.IsDir() && (entry.Name() == "node_modules" || entry.Name() == "testdata" || path != "." && strings.HasPrefix(entry.Name(), ".")):
			return fs.SkipDir
		case filepath.Ext(path) != ".md":
			return nil
		}
		text, err := os.ReadFile(path)
		texts[filepath.ToSlash(path)] = string(text)
		return err
	})
	if err != nil {
		t.Fatal(err)
	}
	return texts
}

var (
	linked  = regexp.MustCompile(`\]\(([^)\s]+)\)`)
	heading = regexp.MustCompile(`(?m)^#+ +(.+?) *$`)
	fence   = regexp.MustCompile("(?s)```.*?```")
)

func TestLinksLeadSomewhere(t *testing.T) {
	texts := markdown(t)
	for name, text := range texts {
		for _, found := range linked.FindAllStringSubmatch(fence.ReplaceAllString(text, ""), -1) {
			link := found[1]
			if strings.Contains(link, "://") {
				continue
			}
			file, anchor, _ := strings.Cut(link, "#")
			target := path.Join(path.Dir(name), file)
			if file == "" {
				target = name
			}
			if _, err := os.Stat(filepath.FromSlash(target)); err != nil {
				t.Errorf("%s: the link %s leads to no file", name, link)
				continue
			}
			if anchor != "" && !slices.Contains(anchors(texts[target]), anchor) {
				t.Errorf("%s: the link %s leads to no heading of %s", name, link, target)
			}
		}
	}
}

// anchors are what headings are known by in links: small letters, without signs, with hyphens for spaces.
func anchors(text string) []string {
	var all []string
	for _, found := range heading.FindAllStringSubmatch(fence.ReplaceAllString(text, ""), -1) {
		all = append(all, strings.Map(func(r rune) rune {
			switch {
			case r == ' ':
				return '-'
			case unicode.IsLetter(r) || unicode.IsDigit(r) || r == '-' || r == '_':
				return unicode.ToLower(r)
			}
			return -1
		}, found[1]))
	}
	return all
}

// The map in doc.go lists every folder with code, down to the packages of stats and internal, and nothing else.
func TestMapIsTrue(t *testing.T) {
	text, err := os.ReadFile("doc.go")
	if err != nil {
		t.Fatal(err)
	}
	var mapped []string
	above := ""
	for line := range strings.Lines(string(text)) {
		entry, ok := strings.CutPrefix(line, "//\t")
		if !ok {
			continue
		}
		folder := strings.Fields(entry)[0]
		if strings.HasPrefix(entry, " ") {
			folder = above + folder
		} else {
			above = folder
		}
		folder = strings.TrimSuffix(folder, "/")
		mapped = append(mapped, folder)
		if info, err := os.Stat(folder); err != nil || !info.IsDir() {
			t.Errorf("doc.go has the folder %s, which is not there", folder)
		}
	}
	err = filepath.WalkDir(".", func(path string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() || filepath.Ext(path) != ".go" || strings.HasSuffix(path, "_test.go") || path == "doc.go" {
			return err
		}
		parts := strings.Split(filepath.ToSlash(filepath.Dir(path)), "/")
		depth := 1
		if parts[0] == "stats" || parts[0] == "internal" || parts[0] == "cmd" {
			depth = 2
		}
		folder := strings.Join(parts[:min(depth, len(parts))], "/")
		if !slices.Contains(mapped, folder) {
			mapped = append(mapped, folder) // said once
			t.Errorf("doc.go does not have the folder %s: add it to the map, with what it is for", folder)
		}
		return nil
	})
	if err != nil {
		t.Fatal(err)
	}
}
