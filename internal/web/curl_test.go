package web_test

import (
	"encoding/json"
	"fmt"
	"os"
	"path/filepath"
	"regexp"
	"strings"
	"testing"

	"goodmeasure/internal/testkit"
	"goodmeasure/internal/web"
	"goodmeasure/internal/web/visit"
)

var (
	curled = regexp.MustCompile("(?s)\n```curl\n(.*?)\n```")
	asked  = regexp.MustCompile(`^curl -s 'http://127\.0\.0\.1:8080([^']+)' \| jq '\.([a-z_.]+) \| ([^']+)'$`)
)

// What docs/web.md shows beneath a curl command is what the pages answer.
func TestExamplesForPrograms(t *testing.T) {
	text, err := os.ReadFile(filepath.Join(testkit.Root(), "docs", "web.md"))
	if err != nil {
		t.Fatal(err)
	}
	v := visit.Start(t, web.Groups()...)
	examples := curled.FindAllStringSubmatch(string(text), -1)
	if len(examples) < 2 {
		t.Fatalf("docs/web.md shows %d examples", len(examples))
	}
	for _, example := range examples {
		command, printed, _ := strings.Cut(example[1], "\n")
		parts := asked.FindStringSubmatch(command)
		if parts == nil {
			t.Errorf("%s is no command that this test can play", command)
			continue
		}
		var value any
		if err := json.Unmarshal([]byte(v.Get(t, parts[1]).Text), &value); err != nil {
			t.Fatalf("%s: %v", parts[1], err)
		}
		for key := range strings.SplitSeq(parts[2], ".") {
			value = within(value, key)
		}
		var answered []string
		for key := range strings.SplitSeq(parts[3], ", ") {
			answered = append(answered, fmt.Sprint(within(value, strings.TrimPrefix(key, "."))))
		}
		if got := strings.Join(answered, "\n"); got != printed {
			t.Errorf("%s: docs/web.md shows\n%s\nand the answer is\n%s", command, printed, got)
		}
	}
}

func within(value any, key string) any {
	fields, _ := value.(map[string]any)
	return fields[key]
}
