package main

import (
	"os"
	"regexp"
	"strings"
	"testing"

	"github.com/alecthomas/kong"
)

var (
	anExample = regexp.MustCompile(`(?m)^ +goodmeasure (.*)$`)
	ofAShell  = regexp.MustCompile(` [|<>] .*$| \\$`)
	aWord     = regexp.MustCompile(`(?:"[^"]*"|'[^']*'|[^\s"'])+`)
	unquote   = strings.NewReplacer(`"`, "", "'", "")
)

// understood tells whether the program understands a command line as a shell gives it, without carrying it out.
func understood(t *testing.T, line string) {
	t.Helper()
	parser, err := kong.New(&commands{}, kong.Vars{"version": ""})
	if err != nil {
		t.Fatal(err)
	}
	var args []string
	for _, word := range aWord.FindAllString(ofAShell.ReplaceAllString(line, ""), -1) {
		word = unquote.Replace(word)
		if strings.HasSuffix(word, ".zip") { // a backup that is restored must be there
			if err := os.WriteFile(word, nil, 0o600); err != nil {
				t.Fatal(err)
			}
		}
		args = append(args, word)
	}
	if _, err := parser.Parse(args); err != nil {
		t.Errorf("goodmeasure %s: %v", line, err)
	}
}

func TestExamplesOfHelpAreUnderstood(t *testing.T) {
	t.Chdir(t.TempDir())
	seen := 0
	for _, leaf := range commandLine(t).Leaves(true) {
		for _, example := range anExample.FindAllStringSubmatch(leaf.Detail, -1) {
			understood(t, example[1])
			seen++
		}
	}
	if seen < 100 {
		t.Errorf("%d examples were found", seen)
	}
}

func TestCommandsInBlocksOfDocumentsAreUnderstood(t *testing.T) {
	texts, seen := documents(t), 0
	t.Chdir(t.TempDir())
	for _, text := range texts {
		for _, block := range fenced.FindAllStringSubmatch(text, -1) {
			for line := range strings.Lines(block[2]) {
				if strings.HasSuffix(strings.TrimSpace(line), " --help") {
					continue // prints, and reads no further
				}
				if command, found := strings.CutPrefix(strings.TrimPrefix(strings.TrimSpace(line), "$ "), "goodmeasure "); found {
					understood(t, command)
					seen++
				}
			}
		}
	}
	if seen < 50 {
		t.Errorf("%d commands were found", seen)
	}
}

// What is left out of a list has a hyphen before it, which is not that of a flag.
func TestPicked(t *testing.T) {
	for line, want := range map[string]string{
		"define --indicators core,-cla_sdq":                             "core -cla_sdq",
		"define --indicators=-cla_sdq,core":                             "-cla_sdq core",
		"define --indicators core --indicators -cla_sdq":                "",
		"define --indicators core --indicators cla_rate:higher --out -": "core cla_rate:higher",
		"define --indicators --out -":                                   "",
	} {
		var c commands
		parser, err := kong.New(&c, kong.Vars{"version": ""})
		if err != nil {
			t.Fatal(err)
		}
		_, err = parser.Parse(strings.Fields(line))
		if got := strings.Join(c.Define.Write.Indicators, " "); want != "" && (err != nil || got != want) || want == "" && err == nil {
			t.Errorf("%s: %q, %v; expected %q", line, got, err, want)
		}
	}
}
