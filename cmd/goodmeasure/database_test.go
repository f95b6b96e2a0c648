package main

import (
	"bytes"
	"os"
	"path/filepath"
	"strings"
	"testing"

	"goodmeasure/internal/testkit"
)

// Figures go into a database and come out of it, by the commands that a file serves too; no message holds a password.
func TestFiguresInADatabase(t *testing.T) {
	database := testkit.PostgreSQL(t)
	file := filepath.Join(t.TempDir(), "smiles.csv")
	if err := os.WriteFile(file, []byte("authority,indicator,period,value,kind,direction,period_type\n330,rereferral,2031,12.345,proportion,lower,fy\n"), 0o600); err != nil {
		t.Fatal(err)
	}
	withPassword := strings.Replace(database, "goodmeasure@", "goodmeasure:s3cret@", 1)
	for _, step := range []struct {
		args []string
		code int
		says string
	}{
		{[]string{"edition", "--database", database}, exitFailed, "`goodmeasure import --database` makes one"},
		{[]string{"import", file, "--database", withPassword}, exitDone, "1 file"},
		{[]string{"import", "--list", "--database", withPassword}, exitDone, "smiles.csv"},
		{[]string{"edition", "--database", database}, exitDone, "and 1 imported file"},
		{[]string{"rank", "rereferral", "--database", "mysql://x"}, exitUsage, "expected an address such as postgres://user@host/name"},
	} {
		var said bytes.Buffer
		if code := run(t.Context(), step.args, terminal{strings.NewReader(""), &said, &said}); code != step.code || !strings.Contains(said.String(), step.says) {
			t.Errorf("%v: exit code %d, expected %d and %q:\n%.600s", step.args, code, step.code, step.says, said.String())
		}
		if strings.Contains(said.String(), "s3cret") {
			t.Errorf("%v: the password is in what it says: %s", step.args, said.String())
		}
	}
}
