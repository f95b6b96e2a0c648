package define

import (
	"errors"
	"fmt"
	"io"
	"strings"

	"goodmeasure/definition"
	"goodmeasure/internal/web/site"
	"goodmeasure/study"
)

// largestFile is how many bytes the file of a definition may have.
const largestFile = 64 << 10

// uploaded reads the file of a definition that was sent, and what its sender calls it. The error is a *definition.Refusal
// when it can be read and what it says cannot be used.
func uploaded(r *site.Request) (name string, d *study.Definition, err error) {
	file, err := r.Upload("file")
	if err != nil {
		return "", nil, err
	}
	defer file.Close()
	text, err := io.ReadAll(io.LimitReader(file, largestFile+1))
	if err != nil {
		return "", nil, err
	}
	if len(text) > largestFile {
		return "", nil, &site.BadRequest{What: fmt.Sprintf("The file is larger than the %d kB that a definition may have.", largestFile>>10), Do: "Choose the file of a definition: the page Define good writes one."}
	}
	name = shortened(file.Name)
	d, err = definition.Read(name, text, r.Bench.Edition.Indicators)
	return name, d, err
}

// fileFault is the error for a file, on a page that has no room for all its faults.
func fileFault(name string, err error) error {
	var refusal *definition.Refusal
	if !errors.As(err, &refusal) {
		return err
	}
	var lines []string
	for _, f := range refusal.Faults[:min(3, len(refusal.Faults))] {
		lines = append(lines, fmt.Sprintf("line %d: %s", f.Line, f))
	}
	return &site.BadRequest{What: fmt.Sprintf("The file “%s” cannot be used: %s.", name, strings.Join(lines, "; ")), Nearest: []site.Link{{Text: "Define good, which names every fault", URL: "/define"}},
		Do: "Mend the file, and send it again."}
}

// shortened is as much of what a stranger calls a file as there is room for.
func shortened(name string) string {
	if letters := []rune(name); len(letters) > 60 {
		return string(letters[:60]) + "…"
	}
	return name
}
