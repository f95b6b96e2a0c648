package workbench

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"strings"

	"goodmeasure/catalogue"
	"goodmeasure/internal/store"
	"goodmeasure/study"
)

// Open is a workbench on the embedded edition with a workspace's imports over it, by the rule of precedence.go.
func Open(ctx context.Context, path string) (*Workbench, error) {
	edition, err := catalogue.Embedded()
	if err != nil {
		return nil, err
	}
	return openOver(ctx, edition, path)
}

// OpenImportedOnly is a workbench on what was imported into a workspace and nothing else; only the places and the
// catalogue of indicators are the program's own.
func OpenImportedOnly(ctx context.Context, path string) (*Workbench, error) {
	edition, err := catalogue.Embedded()
	if err != nil {
		return nil, err
	}
	return openOver(ctx, bare(edition), path)
}

// Patiently is a context for work at a terminal: it waits for minutes for another program that brings a workspace up to date, and
// tells once what for.
func Patiently(ctx context.Context, tell func(what string)) context.Context {
	return store.Patiently(ctx, tell)
}

// Renew brings the tables of a workspace up to date, where an older version of the program made them.
func Renew(ctx context.Context, path string) error {
	workspace, err := store.Look(ctx, path)
	switch {
	case errors.Is(err, fs.ErrNotExist):
		return nil
	case errors.Is(err, store.ErrOlder):
		if workspace, err = store.Open(ctx, path); err != nil {
			return err
		}
	case err != nil:
		return err
	}
	return workspace.Close()
}

func openOver(ctx context.Context, base *study.Edition, path string) (w *Workbench, err error) {
	workspace, err := store.Look(ctx, path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, workspace.Close()) }()
	files, err := contents(ctx, workspace)
	if err != nil {
		return nil, err
	}
	return On(compose(base, files)), nil
}

func contents(ctx context.Context, workspace *store.Workspace) ([]held, error) {
	files, err := workspace.Files(ctx)
	if err != nil {
		return nil, err
	}
	var all []held
	for _, f := range files {
		content, err := workspace.Content(ctx, f.ID)
		if err != nil {
			return nil, err
		}
		all = append(all, held{f, content})
	}
	return all, nil
}

// Held lists the files of a workspace in the order of import.
func Held(ctx context.Context, path string) (files []store.File, err error) {
	workspace, err := store.Look(ctx, path)
	if err != nil {
		return nil, err
	}
	defer func() { err = errors.Join(err, workspace.Close()) }()
	return workspace.Files(ctx)
}

// Forget takes the file whose SHA-256 begins with prefix out of a workspace, with every figure that came from it.
func Forget(ctx context.Context, path, prefix string) (forgotten store.File, err error) {
	if _, err := Held(ctx, path); err != nil {
		return forgotten, err // before Open, which would make a workspace
	}
	workspace, err := store.Open(ctx, path)
	if err != nil {
		return forgotten, err
	}
	defer func() { err = errors.Join(err, workspace.Close()) }()
	files, err := workspace.Files(ctx)
	if err != nil {
		return forgotten, err
	}
	var found []store.File
	for _, f := range files {
		if prefix != "" && strings.HasPrefix(f.SHA256, strings.ToLower(prefix)) {
			found = append(found, f)
		}
	}
	switch len(found) {
	case 0:
		return forgotten, fmt.Errorf("taking a file out of %s: no file’s hash begins with %q; `goodmeasure import --list` shows them", path, prefix)
	case 1:
		return found[0], workspace.Forget(ctx, found[0].ID)
	}
	return forgotten, fmt.Errorf("taking a file out of %s: the hashes of %s and %s both begin with %q; give more of it", path, found[0].Name, found[1].Name, prefix)
}
