package main

import (
	"testing"

	"github.com/rogpeppe/go-internal/testscript"

	"goodmeasure/catalogue"
)

func TestMain(m *testing.M) {
	testscript.Main(m, map[string]func(){"goodmeasure": main})
}

// TestScript plays the transcripts in testdata/script, one subtest for each.
func TestScript(t *testing.T) {
	testscript.Run(t, testscript.Params{Dir: "testdata/script", Setup: nameEdition})
}

// nameEdition lets a transcript say $EDITION and $EDITION_HASH for the embedded edition, whose hash changes with every
// word of the catalogue.
func nameEdition(env *testscript.Env) error {
	edition, err := catalogue.Embedded()
	if err != nil {
		return err
	}
	env.Setenv("EDITION", edition.Hash[:12])
	env.Setenv("EDITION_HASH", edition.Hash)
	return nil
}
