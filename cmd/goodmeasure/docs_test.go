package main

import (
	"bytes"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"slices"
	"strings"
	"testing"

	"github.com/alecthomas/kong"

	"goodmeasure/internal/testkit"
)

// documents are the README and the pages of docs, by their path from the root.
func documents(t *testing.T) map[string]string {
	t.Helper()
	paths, err := filepath.Glob(filepath.Join(testkit.Root(), "docs", "*.md"))
	if err != nil {
		t.Fatal(err)
	}
	texts := map[string]string{}
	for _, path := range append(paths, filepath.Join(testkit.Root(), "README.md"), filepath.Join(testkit.Root(), "CONTRIBUTING.md")) {
		text, err := os.ReadFile(path)
		if err != nil {
			t.Fatal(err)
		}
		name, err := filepath.Rel(testkit.Root(), path)
		if err != nil {
			t.Fatal(err)
		}
		texts[filepath.ToSlash(name)] = string(text)
	}
	return texts
}

func commandLine(t *testing.T) *kong.Application {
	t.Helper()
	parser, err := kong.New(&commands{}, kong.Vars{"version": ""})
	if err != nil {
		t.Fatal(err)
	}
	return parser.Model
}

var (
	spoken  = regexp.MustCompile("(?:^|[`$ ]|\n)(?:goodmeasure|go run ./cmd/goodmeasure)((?: +[^`\n ]+)*)")
	flagged = regexp.MustCompile(`^--[a-z][a-z0-9-]*`)
	inline  = regexp.MustCompile("`[^`\n]+`")
	fenced  = regexp.MustCompile("(?s)\n```([^\n]*)\n(.*?)\n```")
)

// shown are the command lines in a text's code: the words after the program's name.
func shown(text string) [][]string {
	var code []string
	for _, block := range fenced.FindAllStringSubmatch(text, -1) {
		code = append(code, strings.Split(block[2], "\n")...)
	}
	for line := range strings.Lines(text) {
		if indented, ok := strings.CutPrefix(line, "    "); ok {
			code = append(code, strings.TrimRight(indented, "\n"))
		}
	}
	code = append(code, inline.FindAllString(fenced.ReplaceAllString(text, "\n"), -1)...)
	var lines [][]string
	for _, piece := range code {
		if found := spoken.FindStringSubmatch(piece); found != nil {
			lines = append(lines, strings.Fields(strings.Trim(found[1], "`")))
		}
	}
	return lines
}

func TestDocumentsNameOnlyCommandsAndFlagsThatExist(t *testing.T) {
	app := commandLine(t)
	everywhere := flagsOf(app.Node)
	for name, text := range documents(t) {
		for _, words := range shown(text) {
			node, rest := follow(app.Node, words)
			if len(rest) > 0 && node == app.Node && !strings.HasPrefix(rest[0], "-") {
				t.Errorf("%s: `goodmeasure %s`: there is no such command", name, strings.Join(words, " "))
				continue
			}
			flags := flagsOf(node)
			for _, word := range rest {
				if flag := flagged.FindString(word); flag != "" && !slices.Contains(flags, flag) {
					t.Errorf("%s: `goodmeasure %s`: the command has no flag %s", name, strings.Join(words, " "), flag)
				}
			}
		}
		for _, code := range inline.FindAllString(fenced.ReplaceAllString(text, "\n"), -1) {
			if flag := flagged.FindString(strings.Trim(code, "`")); flag != "" && !slices.Contains(everywhere, flag) {
				t.Errorf("%s: %s: no command has this flag", name, code)
			}
		}
	}
}

func TestEveryCommandIsInTheDocuments(t *testing.T) {
	app := commandLine(t)
	said := map[*kong.Node]bool{}
	for _, text := range documents(t) {
		for _, words := range shown(text) {
			node, _ := follow(app.Node, words)
			said[node] = true
		}
	}
	for _, leaf := range app.Leaves(true) {
		usual := leaf.Parent != nil && leaf.Parent.DefaultCmd == leaf && said[leaf.Parent] // runs when nothing is named
		if !said[leaf] && !usual {
			t.Errorf("no document shows `goodmeasure %s`", leaf.Path())
		}
	}
}

// follow walks the words of a command line down to the command they name.
func follow(node *kong.Node, words []string) (*kong.Node, []string) {
	for len(words) > 0 {
		at := slices.IndexFunc(node.Children, func(child *kong.Node) bool { return child.Name == words[0] })
		if at < 0 {
			break
		}
		node, words = node.Children[at], words[1:]
	}
	return node, words
}

// flagsOf are the flags of a command, of those above it and of those below.
func flagsOf(node *kong.Node) []string {
	var flags []string
	for _, group := range node.AllFlags(false) {
		for _, flag := range group {
			flags = append(flags, "--"+flag.Name)
		}
	}
	for _, child := range node.Children {
		flags = append(flags, flagsOf(child)...)
	}
	return flags
}

// TestDocumentsShowWhatIsPrinted plays the console blocks of each document, in order and in one folder: files that it
// shows are written, commands are run, and what is shown beneath a command must be printed, in that order. Three dots
// stand for anything; spaces and ends of lines do not matter.
func TestDocumentsShowWhatIsPrinted(t *testing.T) {
	for name, text := range documents(t) {
		t.Run(name, func(t *testing.T) {
			t.Chdir(t.TempDir())
			for _, block := range fenced.FindAllStringSubmatch(text, -1) {
				if file, shown := strings.CutPrefix(block[1], "csv "); shown {
					if err := os.WriteFile(file, []byte(block[2]+"\n"), 0o644); err != nil {
						t.Fatal(err)
					}
				}
				if block[1] == "console" {
					play(t, strings.Split(block[2], "\n"))
				}
			}
		})
	}
}

func play(t *testing.T, lines []string) {
	t.Helper()
	for len(lines) > 0 {
		args, ok := strings.CutPrefix(strings.Replace(lines[0], "go run ./cmd/goodmeasure", "goodmeasure", 1), "$ goodmeasure")
		if !ok {
			t.Fatalf("%q is no command line of the program", lines[0])
		}
		end := 1
		for end < len(lines) && !strings.HasPrefix(lines[end], "$ ") {
			end++
		}
		var out bytes.Buffer
		if code := run(t.Context(), strings.Fields(args), terminal{strings.NewReader(""), &out, &out}); code != exitDone {
			t.Fatalf("%s: exit code %d: %s", lines[0], code, out.String())
		}
		printed := squeezed(out.String())
		for part := range strings.SplitSeq(squeezed(strings.Join(lines[1:end], "\n")), "...") {
			_, rest, found := strings.Cut(printed, strings.TrimSpace(part))
			if !found {
				t.Errorf("%s: %q is shown and not printed there", lines[0], strings.TrimSpace(part))
				continue
			}
			printed = rest
		}
		lines = lines[end:]
	}
}

func squeezed(text string) string { return strings.Join(strings.Fields(text), " ") }

// What the README tells a newcomer to run is what continuous integration runs.
func TestCommandsOfReadmeAreThoseOfCI(t *testing.T) {
	texts := documents(t)
	script, err := os.ReadFile(filepath.Join(testkit.Root(), ".ci", "run"))
	if err != nil {
		t.Fatal(err)
	}
	for _, command := range []struct{ readme, ci string }{
		{"go run ./cmd/goodmeasure study", "./goodmeasure study "}, {"go test ./...", "go test ./..."},
	} {
		if !strings.Contains(texts["README.md"], fmt.Sprintf("\n%s\n", command.readme)) {
			t.Errorf("the README does not show %q on a line of its own", command.readme)
		}
		if !strings.Contains(string(script), "\n"+command.ci) && !strings.Contains(string(script), "\n  "+command.ci) {
			t.Errorf(".ci/run does not run %q", command.ci)
		}
	}
}
