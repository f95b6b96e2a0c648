// Package catalogue holds the figures and judgements that the program comes with, and loads them: the embedded edition.
package catalogue

import (
	"crypto/sha256"
	"embed"
	"encoding/hex"
	"fmt"
	"io/fs"
	"strings"
	"sync"

	"goodmeasure/study"
)

//go:embed edition indicators
var embedded embed.FS

// Embedded is the edition that the program comes with. It is loaded once.
var Embedded = sync.OnceValues(load)

func load() (*study.Edition, error) {
	indicators, err := Indicators()
	if err != nil {
		return nil, err
	}
	files, err := fs.Sub(embedded, "edition")
	if err != nil {
		return nil, err
	}
	e, err := Decode(files, indicators)
	if err != nil {
		return nil, err
	}
	name, err := fs.ReadFile(files, "name.txt")
	if err != nil {
		return nil, fmt.Errorf("reading the edition: %w", err)
	}
	e.Name = strings.TrimSpace(string(name))
	e.Hash, err = hash(embedded)
	return e, err
}

// hash is the SHA-256 over every file's name and text, in the order of names.
func hash(files fs.FS) (string, error) {
	sum := sha256.New()
	err := fs.WalkDir(files, ".", func(name string, entry fs.DirEntry, err error) error {
		if err != nil || entry.IsDir() {
			return err
		}
		text, err := fs.ReadFile(files, name)
		if err != nil {
			return err
		}
		fmt.Fprintf(sum, "%s %d\n", name, len(text))
		sum.Write(text)
		return nil
	})
	return hex.EncodeToString(sum.Sum(nil)), err
}
