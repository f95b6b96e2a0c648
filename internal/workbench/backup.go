package workbench

import (
	"context"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"strings"

	"goodmeasure/internal/store"
	"goodmeasure/table"
)

// Saved says what a backup holds.
type Saved = store.Summary

// CheckDatabase says what is wrong with the address of a database, if anything is; none at all is no error.
func CheckDatabase(address string) error {
	if address != "" && !store.IsDatabase(address) {
		return fmt.Errorf("found the database %q, expected an address such as postgres://user@host/name", strings.SplitN(address, ":", 2)[0])
	}
	return nil
}

// Backup writes all that a workspace holds into a new file, while it stays in use. A file that is there already is left
// as it is, and one that could not be finished does not stay.
func Backup(ctx context.Context, place, path string) (summary Saved, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("backing up to %s: %w", path, err)
		}
	}()
	if _, err := os.Lstat(path); err == nil {
		return summary, errors.New("the file is there already and was left as it is; give another name")
	}
	w, err := store.Look(ctx, place)
	if errors.Is(err, fs.ErrNotExist) {
		return summary, fmt.Errorf("%w; there is nothing to back up", err)
	}
	if err != nil {
		return summary, err
	}
	defer func() { err = errors.Join(err, w.Close()) }()
	part, err := os.CreateTemp(filepath.Dir(path), "."+filepath.Base(path)+".*")
	if err != nil {
		return summary, err
	}
	defer os.Remove(part.Name())
	summary, err = w.Backup(ctx, part, Version)
	if err = errors.Join(err, part.Sync(), part.Close()); err != nil {
		return summary, err
	}
	// A link, unlike a new name, refuses to take the place of a file that appeared meanwhile.
	if err := os.Link(part.Name(), path); errors.Is(err, fs.ErrExist) {
		return summary, err
	} else if err != nil { // a file system without links
		return summary, os.Rename(part.Name(), path)
	}
	return summary, nil
}

// Restore makes a workspace of a backup: in a file that is not there yet, or in an empty database. All of it is restored
// or nothing.
func Restore(ctx context.Context, path, place string) (summary Saved, err error) {
	defer func() {
		if err != nil {
			err = fmt.Errorf("restoring %s: %w", path, err)
		}
	}()
	if err := table.Regular(path); err != nil {
		return summary, err
	}
	backup, err := os.Open(path)
	if err != nil {
		return summary, err
	}
	defer backup.Close()
	info, err := backup.Stat()
	if err != nil {
		return summary, err
	}
	if store.IsDatabase(place) {
		return store.Restore(ctx, backup, info.Size(), place)
	}
	if _, err := os.Lstat(place); err == nil {
		return summary, fmt.Errorf("%s is there already and was left as it is; give --workspace another name", place)
	}
	folder, err := os.MkdirTemp(filepath.Dir(place), ".restore-*")
	if err != nil {
		return summary, err
	}
	defer os.RemoveAll(folder)
	made := filepath.Join(folder, "workspace.db")
	if summary, err = store.Restore(ctx, backup, info.Size(), made); err != nil {
		return summary, err
	}
	if err := os.Link(made, place); errors.Is(err, fs.ErrExist) {
		return summary, err
	} else if err != nil {
		return summary, os.Rename(made, place)
	}
	return summary, nil
}
